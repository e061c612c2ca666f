"""A raw table and the questionnaire in, Responses out: coded, checked, keyed and weighted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from psychoseg.errors import ResponsesError
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.apart import set_apart
from psychoseg.responses.carelessness import doubt, gather, is_nonsense
from psychoseg.responses.carelessness.measures import MOST_COMPARED
from psychoseg.responses.coding import Coded, at_lines, code
from psychoseg.responses.customers import Customers, Known, join, without_key
from psychoseg.responses.identity import id_column, respondents_of
from psychoseg.responses.keying import keyed
from psychoseg.responses.matching import Mapping
from psychoseg.responses.missing import MissingMap, missing_map
from psychoseg.responses.model import Responses, Source, Wave
from psychoseg.responses.paradata import in_milliseconds, page_times, with_clock
from psychoseg.responses.privacy.answers import names_somebody, scrub_answers
from psychoseg.responses.quality import PREVIEW, REPEATED, UNFINISHED, excluded
from psychoseg.responses.readers import RawTable
from psychoseg.responses.weighting import HEAVY, TOO_HEAVY, read_weights, weigh


def ingest(
    raw: RawTable,
    questionnaire: Questionnaire,
    plan: Plan,
    wave: Wave,
    mapping: Mapping | None = None,
    *,
    named: Callable[[str], str] | None = None,
    customers: Customers | None = None,
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
        Gives the pseudonym of a respondent's id; an empty text where people should go by their line.
    customers : Customers, optional
        What is known of customers, joined by their key.

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
    coded, mapping = code(raw, questionnaire, wave.ignore, mapping)
    missing = _missing(raw, coded, questionnaire)
    masks = scrub_answers(coded.table, raw, questionnaire, mapping, wave)
    respondents, identity = respondents_of(raw, named)
    evidence = gather(
        coded.table[raw.set_aside == ""],
        questionnaire,
        raw.seconds,
        pages=page_times(raw),
        earlier=plan.exclude.duplicates is not None,
    )
    hits, unmeasured = excluded(raw, coded.table, questionnaire, plan.exclude, evidence)
    known = join(customers, keys, raw, raw.cells.index[~raw.cells.index.isin(hits["line"])])
    evidence.index = pd.Index(respondents.loc[evidence.index].to_numpy(), name="respondent", dtype="str")
    turned = [item.id for item in questionnaire.attitudes if item.reverse and item.scale is not None]
    keyed_words = [f"{len(turned)} reverse-keyed items turned round: {', '.join(turned)}"] if turned else []
    read = Responses(
        wave=wave,
        answers=pd.DataFrame(),
        profile=pd.DataFrame(),
        open=pd.DataFrame(),
        weights=pd.Series(dtype=float),
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
    parts = _Parts(coded.table, missing.states, respondents, weighed, known)
    used = _used(read, parts, hits, questionnaire, plan, raw.name)
    return replace(used, everyone=_everyone(read, parts, hits, questionnaire, plan, raw.name))


@dataclass(frozen=True, eq=False)
class _Parts:
    """What is known of every row, whoever is set aside: answers, their states, names and given weights."""

    table: pd.DataFrame
    states: pd.DataFrame
    respondents: pd.Series
    weighed: pd.Series | None
    customers: Known


def _used(
    read: Responses, parts: _Parts, hits: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, name: str
) -> Responses:
    """The responses of everybody no rule took, weighted."""
    exclusions = pd.DataFrame(
        {
            "respondent": parts.respondents.loc[hits["line"]].to_numpy(),
            "rule": hits["rule"],
            "detail": hits["detail"],
        }
    )
    table = parts.table[~parts.table.index.isin(hits["line"])]
    states, lines = parts.states.loc[table.index], table.index
    given = None if parts.weighed is None else read_weights(parts.weighed[table.index], name)
    table.index = pd.Index(parts.respondents.loc[table.index].to_numpy(), name="respondent", dtype="str")
    states.index = table.index
    if table.empty:
        rules = ", ".join(f"{count} {rule}" for rule, count in exclusions["rule"].value_counts().items())
        raise ResponsesError(f"Nobody of the {read.rows} rows of {name} is left to analyse: {rules}.")
    weights, weighting = weigh(
        table,
        questionnaire,
        plan.margins,
        given=None if given is None else given.set_axis(table.index),
        bounds=plan.bounds,
        largest=plan.largest_weight,
    )
    asked = [
        column
        for item in questionnaire.items
        if not item.construct and item.type != "open" and not names_somebody(item)
        for column in item.columns
    ]
    return replace(
        read,
        answers=keyed(table, questionnaire)[0],
        profile=table[asked],
        open=_quotable(table, questionnaire),
        weights=weights,
        exclusions=exclusions,
        weighting=weighting,
        changes=(*read.changes, *weighting.notes),
        caveats=(*_caveats(weighting.deff), *doubt(read.evidence, table.index, len(questionnaire.attitudes))),
        states=states,
        customers=parts.customers.of(lines, table.index),
        texts=table[[item.id for item in questionnaire.items if item.type == "open"]].astype(object),
    )


def _everyone(
    read: Responses, parts: _Parts, hits: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, name: str
) -> Responses | None:
    """The same with everybody the quality rules took, to see what that changed; None where they took nobody."""
    attitudes = [item.id for item in questionnaire.attitudes]
    blank = parts.table.index[parts.table[attitudes].isna().all(axis=1)]
    firm = hits["rule"].isin([PREVIEW, UNFINISHED, REPEATED]) | hits["line"].isin(blank)
    if not plan.refit or firm.all():
        return None
    try:
        return _used(read, parts, hits[firm], questionnaire, plan, name)
    except ResponsesError:
        return None  # somebody set aside has no weight or belongs to no category: there is nothing to compare


def _source(raw: RawTable) -> Source:
    return Source(
        raw.name.replace("\\", "/").rpartition("/")[2], raw.platform, raw.evidence, raw.container, raw.encoding,
        raw.delimiter, raw.timezone, raw.rows_are,
    )  # fmt: skip


def _missing(raw: RawTable, coded: Coded, questionnaire: Questionnaire) -> MissingMap:
    names = [item.id for item in questionnaire.items]
    return missing_map(
        pd.DataFrame({name: coded.answered[name] for name in names}, index=raw.cells.index),
        pd.DataFrame({name: coded.declared[name] for name in names}, index=raw.cells.index),
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
            written = coded.table[item.id].dropna()
            count = int(written.map(is_nonsense).sum())
            if count:
                notes.append(f"{item.id}: {count} of {len(written)} written answers say nothing")
    return notes


def _uncompared(evidence: pd.DataFrame) -> list[str]:
    """That nobody looked for nearly equal rows, where people are too many to compare each with every other."""
    if len(evidence) <= MOST_COMPARED or "closest_match" in evidence or "exact_duplicates" not in evidence:
        return []
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


def _quotable(table: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Open answers of those who agreed to be quoted; where nobody was asked, nobody is quoted."""
    opens = [
        item.id for item in questionnaire.items if item.type == "open" and item.quote and not item.personal
    ]
    consents = questionnaire.with_role("consent")
    texts = table[opens].astype("object")
    if not consents:
        return texts.mask(texts.notna(), other=None)
    agreed = (table[[item.id for item in consents]] == [item.options[0].code for item in consents]).all(
        axis=1
    )
    return texts.where(agreed, other=None)


def _reading_notes(raw: RawTable) -> list[str]:
    notes = [f"read as {raw.platform}: {'; '.join(raw.evidence)}", *raw.repairs]
    if raw.dropped:
        notes.append(f"columns of the platform left out: {', '.join(raw.dropped)}")
    return notes


def _caveats(deff: float) -> tuple[str, ...]:
    if deff > TOO_HEAVY:
        return (
            f"The weights are very uneven (design effect {deff:.2f}): the sample is far from the population it should stand for.",
        )
    if deff > HEAVY:
        return (f"The weights are uneven (design effect {deff:.2f}), so intervals are wide.",)
    return ()
