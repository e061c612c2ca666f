"""A raw table and the questionnaire in, Responses out: coded, checked, keyed and weighted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, replace

import pandas as pd

from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.apart import set_apart
from psychoseg.responses.carelessness import gather, say_nothing
from psychoseg.responses.carelessness.measures import MOST_COMPARED
from psychoseg.responses.coding import Coded, at_lines, code
from psychoseg.responses.customers import Customers, join, without_key
from psychoseg.responses.held import Held
from psychoseg.responses.identity import id_column, respondents_of
from psychoseg.responses.matching import Mapping
from psychoseg.responses.missing import MissingMap, missing_map
from psychoseg.responses.model import Responses, Source, Wave
from psychoseg.responses.narrow import there, told_together
from psychoseg.responses.paradata import in_milliseconds, page_times, with_clock
from psychoseg.responses.privacy.answers import names_somebody, scrub_answers
from psychoseg.responses.quality import excluded
from psychoseg.responses.readers import RawTable
from psychoseg.responses.used import Parts, called, everyone_of, used_of


def ingest(
    raw: RawTable,
    questionnaire: Questionnaire,
    plan: Plan,
    wave: Wave,
    mapping: Mapping | None = None,
    *,
    named: Callable[[pd.Series], pd.Series] | None = None,
    customers: Customers | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Responses:
    """The answers of one wave, with everything that was done to them.

    Parameters
    ----------
    raw : RawTable
    questionnaire : Questionnaire
    plan : Plan
    wave : Wave
    mapping : Mapping, optional
        What a person stated about columns, codes and values of no answer.
    named : callable, optional
        Gives the pseudonyms of a column of ids; an empty text where people should go by their line.
    customers : Customers, optional
        What is known of customers, joined by their key.
    told : callable, optional
        Is given what is being done, for people who wait.

    Raises
    ------
    ResponsesError
        Where columns or answers do not fit the questionnaire, nobody is left, an item does not
        vary, or the sample cannot be weighted.
    """
    raw = _with_respondent(raw, questionnaire, wave)
    raw = with_clock(raw, _asked(questionnaire, mapping))
    raw, weighed = _with_weights(raw, plan)
    raw, keys = without_key(raw, customers)
    told(f"holding {len(raw.cells):,} rows against the questionnaire")
    coded, mapping = code(raw, questionnaire, wave.ignore, mapping)
    missing = _missing(raw, coded, questionnaire)
    coded = replace(coded, declared={}, given={})  # told by the map now
    masks = scrub_answers(coded.table, raw, questionnaire, mapping, wave)
    respondents, identity = respondents_of(raw, named)
    told(f"looking for careless answers among {len(raw.cells):,} people")
    usable = raw.set_aside == ""
    evidence = gather(
        coded.table if usable.all() else coded.table[usable],
        questionnaire,
        raw.seconds,
        pages=page_times(raw),
        earlier=plan.exclude.duplicates,
    )
    hits, unmeasured = excluded(raw, coded.table, questionnaire, plan.exclude, evidence)
    known = join(customers, keys, raw, raw.cells.index[~raw.cells.index.isin(hits["line"])])
    evidence.index = called(respondents, usable.to_numpy())
    turned = [item.id for item in questionnaire.attitudes if item.reverse and item.scale is not None]
    keyed_words = [f"{len(turned)} reverse-keyed items turned round: {', '.join(turned)}"] if turned else []
    read = Responses(
        wave=wave,
        held=Held(),
        weights=pd.Series(dtype=float, index=pd.RangeIndex(0)),
        exclusions=pd.DataFrame(),
        rows=len(raw.cells),
        changes=(
            *_reading_notes(raw), *identity, *mapping.described(), *_left_out(mapping), *mapping.notes, *coded.drift, *coded.changes,
            *_strays(missing, raw), *_masked(masks), *_times(raw), *_empty(coded, questionnaire), *_uncompared(evidence), *unmeasured, *keyed_words, *known.words,
        ),
        evidence=evidence,
        strays=missing.strays,
        mapping=mapping,
        drift=(*mapping.notes, *coded.drift),
        source=_source(raw),
        masks=masks,
    )  # fmt: skip
    parts = Parts(coded.table, missing.states, respondents, weighed, known)
    name = raw.name
    used = used_of(read, parts, hits, questionnaire, plan, name)
    return replace(used, with_everyone=lambda: everyone_of(read, parts, hits, questionnaire, plan, name))


def _source(raw: RawTable) -> Source:
    return Source(
        raw.name.replace("\\", "/").rpartition("/")[2], raw.platform, raw.evidence, raw.container, raw.encoding,
        raw.delimiter, raw.timezone, raw.rows_are,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Answered(Mapping_[str, pd.Series]):
    """By item, whether there is an answer in any of its columns; worked out when it is asked for."""

    table: pd.DataFrame
    columns: dict[str, tuple[str, ...]]

    def __getitem__(self, item: str) -> pd.Series:
        """Whether each row holds an answer to an item."""
        first, *more = self.columns[item]
        answered = there(self.table[first])
        for name in more:
            answered = answered | there(self.table[name])
        return pd.Series(answered, index=self.table.index, copy=False)

    def __iter__(self) -> Iterator[str]:
        """The items."""
        return iter(self.columns)

    def __len__(self) -> int:
        """How many items."""
        return len(self.columns)


def _missing(raw: RawTable, coded: Coded, questionnaire: Questionnaire) -> MissingMap:
    return missing_map(
        _Answered(coded.table, {item.id: item.columns for item in questionnaire.items}),
        coded.declared,
        coded.given,
        questionnaire,
        finished=None if raw.complete is None else raw.set_aside == "",
    )


def _strays(missing: MissingMap, raw: RawTable) -> list[str]:
    """Answers where the questionnaire's routing asks nobody: kept, and said."""
    return [
        f"{item}: {len(lines)} answers of people whom the questionnaire's routing does not ask ({at_lines(list(lines), raw.rows_are)}); kept"
        for item, lines in missing.strays.items()
    ]


def _empty(coded: Coded, questionnaire: Questionnaire) -> list[str]:
    """How many written answers say nothing, where any do."""
    notes = []
    for item in questionnaire.items:
        if item.type == "open" and not names_somebody(item):
            says_nothing = told_together(coded.table[item.id], say_nothing)
            if count := int(says_nothing.sum()):
                notes.append(
                    f"{item.id}: {count} of {int(says_nothing.notna().sum())} written answers say nothing"
                )
    return notes


def _uncompared(evidence: pd.DataFrame) -> list[str]:
    """That nobody looked for nearly equal rows, where people are too many to compare each with every other."""
    if len(evidence) <= MOST_COMPARED or "closest_match" in evidence or "exact_duplicates" not in evidence:
        return []
    if "earlier_match" in evidence:
        missed = int((evidence["earlier_match"].isna() & evidence["exact_duplicates"].notna()).sum())
        return (
            [
                f"{missed:,} people answer like so many others that nearly equal rows may have been missed among them"
            ]
            if missed
            else []
        )
    return [
        f"nearly equal rows were not looked for, as {len(evidence):,} people are more than {MOST_COMPARED:,}; exactly equal ones were"
    ]


def _times(raw: RawTable) -> list[str]:
    """Doubts about interview times; rules on speed compare with the median, so the unit does not change them."""
    if raw.seconds is None:
        return []
    notes = (
        ["interview times look like milliseconds; they are only compared with each other"]
        if in_milliseconds(raw.seconds)
        else []
    )
    odd = int((raw.seconds <= 0).sum())
    return [*notes, f"{odd} interview times of 0 or less are no times"] if odd else notes


def _masked(masks: dict[str, int]) -> list[str]:
    if not masks:
        return []
    kinds = ", ".join(f"{count} {kind}" for kind, count in masks.items())
    return [f"personal data taken out of written answers: {kinds}; names of others cannot be found reliably"]


def _left_out(mapping: Mapping) -> list[str]:
    notes = []
    if mapping.ignored:
        notes.append(f"columns left aside by name: {', '.join(mapping.ignored)}")
    if mapping.personal:
        notes.append(
            "columns of personal data left out: "
            + ", ".join(f"{name} ({kind})" for name, kind in mapping.personal)
        )
    return notes


def _with_respondent(raw: RawTable, questionnaire: Questionnaire, wave: Wave) -> RawTable:
    """The table with the respondents' ids set apart: the column ``wave.yml`` names, or one that is plainly theirs."""
    if not wave.respondent:
        found = id_column(raw, questionnaire) if raw.respondent is None else ""
        if not found:
            return raw
        rest, ids = set_apart(raw, found, "holds the respondents' ids")
        told = f"people go by the column {found}, which differs in every row; name another under respondent in wave.yml"
        return replace(rest, respondent=ids.str.strip(), repairs=(*rest.repairs, told))
    rest, ids = set_apart(raw, wave.respondent, "wave.yml names as the respondent's id")
    return replace(rest, respondent=ids.str.strip())


def _asked(questionnaire: Questionnaire, mapping: Mapping | None) -> set[str]:
    """Every column that holds answers, by its name in the questionnaire or in a stated mapping."""
    named = {name for item in questionnaire.items for name in (item.id, *item.columns, *item.text_columns)}
    return named | {match.source for match in (mapping.matches if mapping else ())}


def _with_weights(raw: RawTable, plan: Plan) -> tuple[RawTable, pd.Series | None]:
    """The column that study.yml names as weights, set apart from the answers."""
    if not plan.weight_column:
        return raw, None
    return set_apart(raw, plan.weight_column, "study.yml names as the weights")


def _reading_notes(raw: RawTable) -> list[str]:
    notes = [f"read as {raw.platform}: {'; '.join(raw.evidence)}", *raw.repairs]
    if raw.dropped:
        notes.append(f"columns of the platform left out: {', '.join(raw.dropped)}")
    return notes
