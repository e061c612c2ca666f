"""Why an answer is missing: every cell is in one of a few states, and they are never mixed up.

==================  ================================================================================
state               meaning
==================  ================================================================================
answered            an answer the questionnaire knows
seen_unanswered     the question was there and was left out
not_shown           routing kept it away, or the file says it was not shown
not_reached         everything from here to the end is blank: the person had gone
refused, dont_know, a code that is declared to be no answer, each by its own kind; ``missing`` where
not_applicable,     the questionnaire or the file does not say which
missing
==================  ================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.questionnaire.answers import MISSING
from psychoseg.questionnaire.routing import Condition
from psychoseg.responses.wording import folded

ANSWERED, SEEN, NOT_SHOWN, NOT_REACHED = "answered", "seen_unanswered", "not_shown", "not_reached"
STATES = (ANSWERED, SEEN, NOT_SHOWN, NOT_REACHED, *MISSING)
"""Every state, answered first."""

DECLARABLE = tuple(state for state in STATES if state != ANSWERED)
"""The states a value of the file can be declared to stand for."""

SAID = {
    ANSWERED: "answered", SEEN: "left out", NOT_SHOWN: "not shown", NOT_REACHED: "not reached", "refused": "refused",
    "dont_know": "don't know", "not_applicable": "not applicable", "missing": "declared missing",
}  # fmt: skip
"""What each state is called in reports."""

KIND = pd.CategoricalDtype(list(STATES))

_KINDS = (
    ("dont_know", ("don't know", "dont know", "do not know", "not sure", "unsure", "no opinion", "weiß nicht", "weiss nicht", "ne sait pas", "ne sais pas", "nsp", "no sabe", "no sé", "não sei", "dk")),
    ("refused", ("refus", "prefer not", "rather not", "no answer", "declined", "keine angabe", "verweiger", "sans réponse", "no contesta", "ns/nc")),
    ("not_applicable", ("not applicable", "does not apply", "doesn't apply", "n/a", "inapplicable", "trifft nicht zu", "nicht zutreffend", "sans objet", "no aplica", "não se aplica", "inap")),
    (NOT_REACHED, ("not reached",)),
    (SEEN, ("left out", "seen, unanswered", "seen but unanswered", "seen unanswered")),
    (NOT_SHOWN, ("not shown", "not asked", "not displayed", "skipped by routing", "logical skip", "valid skip")),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class MissingMap:
    """The state of every answer.

    Parameters
    ----------
    states : DataFrame, respondents × items
        Categories of :data:`STATES`.
    strays : dict of str to tuple of int
        By item, the lines that hold an answer though routing asks nobody like that.
    """

    states: pd.DataFrame
    strays: dict[str, tuple[int, ...]]


def kind_of(label: str) -> str:
    """The kind of no answer a label speaks of; ``missing`` where it does not say.

    Examples
    --------
    >>> kind_of("Don’t know"), kind_of("Prefer not to say"), kind_of("System")
    ('dont_know', 'refused', 'missing')
    """
    plain = folded(label)
    for kind, words in _KINDS:
        if any(word in plain if len(word) > 3 else word == plain for word in words):
            return kind
    return "missing"


def missing_map(
    answered: Mapping[str, pd.Series],
    declared: Mapping[str, pd.Series],
    given: Mapping[str, pd.Series],
    questionnaire: Questionnaire,
    *,
    finished: pd.Series | None = None,
) -> MissingMap:
    """Why every missing answer is missing.

    Parameters
    ----------
    answered : mapping of str to Series of bool, respondents
        By item, in the order asked.
    declared : mapping of str to Series of int8, respondents
        By item the state a value was declared to stand for, as its place in :data:`STATES`; 0 where none
        was. Items without any may be left out.
    given : mapping of str to Series
        By item what was answered, as codes (tuples of codes for several choices), codes of no answer
        among them; an empty text or tuple where the cell was blank. Routing looks at these.
    questionnaire : Questionnaire
    finished : Series of bool, respondents, optional
        Who came to the end, where the platform says so: what they left out at the end they saw.

    Returns
    -------
    MissingMap
        Routing is worked out again from the questionnaire, so it holds for platforms that do not say
        what they showed. Items whose order was shuffled share one place, as nobody knows which came last.

    Examples
    --------
    >>> from psychoseg.questionnaire import parse
    >>> asked = parse('''
    ... id: tea
    ... title: Tea
    ... sections:
    ...   - id: all
    ...     items:
    ...       - {id: tea, text: Tea?, type: single, options: {1: Yes, 2: No}}
    ...       - {id: cups, text: Cups?, type: numeric, ask_if: tea == 1}
    ...       - {id: why, text: Why?, type: open}
    ... ''')
    >>> given = {"tea": pd.Series(["1", "2"]), "cups": pd.Series(["", ""]), "why": pd.Series(["", "x"])}
    >>> answered = {name: column != "" for name, column in given.items()}
    >>> missing_map(answered, {}, given, asked).states.to_numpy().tolist()
    [['answered', 'not_reached', 'not_reached'], ['answered', 'not_shown', 'answered']]
    """
    names, places = list(answered), _places(questionnaire)
    index = answered[names[0]].index if names else pd.RangeIndex(0)
    order = np.array([places[name] for name in names])
    last = np.full(len(index), -1, dtype=np.int32)
    for at in np.argsort(
        -order, kind="stable"
    ):  # a column at a time, so that memory does not grow with their number
        name = names[at]
        if not len(last) or last.min() >= order[at]:
            break  # everybody went further
        there = answered[name].to_numpy()
        if name in declared:
            there = there | (declared[name].to_numpy() != 0)
        np.maximum(last, np.where(there, np.int32(order[at]), np.int32(-1)), out=last)
    if finished is not None:
        last = np.where(finished.to_numpy(), order.max(initial=-1), last)
    columns: dict[str, pd.Categorical] = {}
    strays: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(names):
        unasked = ~_asked(questionnaire, questionnaire.item(name), given, len(index))
        has = answered[name].to_numpy()
        codes = np.full(len(index), STATES.index(SEEN), dtype=np.int8)
        codes[order[at] > last] = STATES.index(NOT_REACHED)
        codes[unasked] = STATES.index(NOT_SHOWN)
        if name in declared:
            said = declared[name].to_numpy()
            codes = np.where(said != 0, said, codes).astype(np.int8)
        codes[has] = 0
        if (stray := has & unasked).any():
            strays[name] = tuple(int(line) for line in index[stray])
        columns[name] = pd.Categorical.from_codes(codes, dtype=KIND, validate=False)
    return MissingMap(pd.DataFrame(columns, index=index, copy=False), strays)


def _places(questionnaire: Questionnaire) -> dict[str, int]:
    """Each item's place in the order asked; items that were shuffled share the place of the first."""
    places: dict[str, int] = {}
    shared: dict[tuple[str, str], int] = {}
    sections = {section.id: section for section in questionnaire.sections}
    for at, item in enumerate(questionnaire.items, 1):
        section = sections[item.section]
        if questionnaire.random_sections and not section.fixed:
            places[item.id] = shared.setdefault(("", ""), at)
        elif (section.random_order or item.random_order) and not item.fixed:
            places[item.id] = shared.setdefault(
                (section.id, "" if section.random_order else item.battery), at
            )
        else:
            places[item.id] = at
    return places


def _asked(
    questionnaire: Questionnaire, item: Item, given: Mapping[str, pd.Series], people: int
) -> np.ndarray:
    """Whom routing lets through to an item; where the answers do not tell, everybody."""
    section = next(entry for entry in questionnaire.sections if entry.id == item.section)
    passed = np.ones(people, dtype=bool)
    for condition in (section.ask_if, item.ask_if):
        if condition is not None:
            passed &= holds(condition, given, people)
    return passed


def holds(condition: Condition, given: Mapping[str, pd.Series], people: int) -> np.ndarray:
    """Who meets a condition, or may meet it: worked out once for every different set of answers."""
    known = [name for name in condition.items if name in given]
    if not known:
        return np.full(people, condition.holds({}) is not False)
    keys, values = zip(*(pd.factorize(given[name]) for name in known), strict=True)
    rows, kind = np.unique(np.column_stack(keys), axis=0, return_inverse=True)
    met = [
        condition.holds({name: values[at][code] if code >= 0 else "" for at, (name, code) in enumerate(zip(known, row, strict=True))})
        is not False
        for row in rows
    ]  # fmt: skip
    return np.array(met)[kind.reshape(-1)]
