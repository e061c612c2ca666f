"""What an index of careless answering is, and what it is measured on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.keying import keyed


@dataclass(frozen=True, eq=False)
class Material:
    """All of one wave that indices look at, with the same respondents in every table.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
        Codes in the raw direction, in the order asked.
    keyed : DataFrame, respondents × attitude items
        The same with reverse-keyed items turned round.
    checks, texts : DataFrame, respondents × items
        Codes of the attention checks, and open answers.
    scales, grids : dict of str to tuple of str
        The items of each construct, and the attitude items of each matrix.
    expected : dict of str to str
        The code that passes each attention check.
    seconds : Series, respondents, optional
        Time taken.
    pages : DataFrame, respondents × pages
        Time on each page; without columns where the platform kept none.
    ends : dict of str to (float, float)
        The lowest and highest code of each attitude item.
    turned : frozenset of str
        The attitude items that are keyed the other way.
    wordings : dict of str to str
        The question of each open item.
    """

    answers: pd.DataFrame
    keyed: pd.DataFrame
    checks: pd.DataFrame
    texts: pd.DataFrame
    scales: dict[str, tuple[str, ...]] = field(default_factory=dict)
    grids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)
    seconds: pd.Series | None = None
    pages: pd.DataFrame = field(default_factory=pd.DataFrame)
    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    turned: frozenset[str] = frozenset()
    wordings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        table: pd.DataFrame,
        questionnaire: Questionnaire,
        seconds: pd.Series | None,
        pages: pd.DataFrame | None = None,
    ) -> Material:
        """The material in a table of coded answers in their raw direction."""
        attitudes = questionnaire.attitudes
        answers = table[[item.id for item in attitudes]].astype(float)
        asked = {item.id for item in attitudes}
        checks = questionnaire.with_role("attention")
        return cls(
            answers=answers,
            keyed=keyed(table, questionnaire)[0],
            checks=table[[item.id for item in checks]],
            texts=table[[item.id for item in questionnaire.items if item.type == "open"]],
            scales={
                construct.id: tuple(item.id for item in questionnaire.measured_by(construct.id))
                for construct in questionnaire.constructs
            },
            grids={
                battery.id: tuple(row for row in battery.items if row in asked)
                for battery in questionnaire.batteries
            },
            expected={item.id: item.expected for item in checks},
            seconds=None if seconds is None else seconds.loc[table.index],
            pages=pd.DataFrame(index=table.index) if pages is None else pages.loc[table.index],
            ends={
                item.id: (item.scale.lowest, item.scale.highest)
                for item in attitudes
                if item.scale is not None
            },
            turned=frozenset(item.id for item in attitudes if item.reverse),
            wordings={item.id: item.text for item in questionnaire.items if item.type == "open"},
        )


@dataclass(frozen=True, slots=True)
class Index:
    """One index of careless answering.

    Parameters
    ----------
    name : str
        Its column in the table of evidence.
    unit : str
        In which its values are.
    careless : {"high", "low", "both"}
        The end at which answers are suspect.
    measure : callable
        Its values by respondent, or None where the study has nothing to measure it on.
    """

    name: str
    unit: str
    careless: str
    measure: Callable[[Material], pd.Series | None]
