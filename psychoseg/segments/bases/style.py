"""Each person's own level of answering, taken out of attitude items; only where keys are balanced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.questionnaire import Questionnaire

LEAST_SPREAD = 1e-9


@dataclass(frozen=True, slots=True)
class Style:
    """Takes the level, and the spread where asked, of each person's answers out of them.

    Parameters
    ----------
    items : tuple of str
    constructs : tuple of str
        Of each item.
    reverse : tuple of bool
        Whether each item is keyed against its construct.
    low, high : tuple of float
        The ends of each item's scale.
    spread : bool
        Whether answers are divided by their spread over the items too.

    Notes
    -----
    The level is agreement as worded: within each construct the mean over items keyed one way and the mean
    over items keyed the other weigh alike, so that what is asked cancels out and only the inclination to agree
    is left. Where a construct is keyed one way only its content would be taken for style, and is destroyed:
    van Vaerenbergh, Y. & Thomas, T. D. (2013), *International Journal of Public Opinion Research* 25,
    195-217. Subtracting plain row means does that in any case, and leaves correlations of rank p - 1 (Clemans,
    W. V. 1966, *An Analytical and Empirical Examination of Some Properties of Ipsative Measures*).

    Examples
    --------
    >>> style = Style(("a", "b"), ("x", "x"), (False, True), (1.0, 1.0), (5.0, 5.0))
    >>> style.applied(pd.DataFrame({"a": [5.0, 4.0], "b": [1.0, 5.0]})).round(2).to_numpy().tolist()
    [[3.0, 3.0], [4.5, 4.5]]
    """

    items: tuple[str, ...]
    constructs: tuple[str, ...]
    reverse: tuple[bool, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    spread: bool = False

    @classmethod
    def of(cls, questionnaire: Questionnaire, items: frozenset[str], *, spread: bool) -> Style:
        """The style in the answers to all attitude items of the constructs these items measure.

        Raises
        ------
        PlanError
            Where a construct has items of one direction only; names them.
        """
        used = {questionnaire.item(item).construct for item in items}
        taken = [
            item for item in questionnaire.attitudes if item.construct in used and item.scale is not None
        ]
        ways: dict[str, set[bool]] = {}
        for item in taken:
            ways.setdefault(item.construct, set()).add(item.reverse)
        one_way = [construct for construct, found in ways.items() if len(found) == 1]
        if one_way:
            raise PlanError(
                f"The answers cannot be ipsatised: {', '.join(one_way)} {'has' if len(one_way) == 1 else 'have'} items keyed one way only, "
                "so a person's level of answering there is what they think, not how they use the scale. Ask items keyed both ways, or leave ipsatise out."
            )
        ends = [(float(item.scale.lowest), float(item.scale.highest)) for item in taken if item.scale]
        return cls(
            tuple(item.id for item in taken),
            tuple(item.construct for item in taken),
            tuple(item.reverse for item in taken),
            tuple(low for low, _ in ends),
            tuple(high for _, high in ends),
            spread,
        )

    def level(self, answers: pd.DataFrame) -> pd.Series:
        """How far each person agrees whatever is asked: -1 to 1, 0 in the middle of the scale; NaN without answers."""
        as_worded = self._as_worded(answers)
        signs, groups = np.array(self.reverse), np.array(self.constructs)
        ways = []
        for construct in dict.fromkeys(self.constructs):
            one, other = (
                as_worded.loc[:, (groups == construct) & (signs == way)].mean(axis=1) for way in (False, True)
            )
            ways.append((one + other) / 2)
        return pd.Series(pd.concat(ways, axis=1).mean(axis=1))

    def applied(self, answers: pd.DataFrame) -> pd.DataFrame:
        """Keyed answers without each person's level, in scale points around the middle of the scale.

        Parameters
        ----------
        answers : DataFrame, respondents × attitude items
            Keyed.
        """
        freed = self._as_worded(answers).sub(self.level(answers), axis=0)
        if self.spread:
            spread = np.sqrt((freed**2).mean(axis=1))
            freed = freed.div(spread.where(spread > LEAST_SPREAD), axis=0)
        signs = np.where(self.reverse, -1.0, 1.0)
        half, middle = (
            (np.array(self.high) - np.array(self.low)) / 2,
            (np.array(self.high) + np.array(self.low)) / 2,
        )
        return pd.DataFrame(
            freed.to_numpy() * signs * half + middle, index=answers.index, columns=list(self.items)
        )

    def _as_worded(self, answers: pd.DataFrame) -> pd.DataFrame:
        """Answers in the direction of the wording, as a part of half the scale."""
        low, high, signs = np.array(self.low), np.array(self.high), np.where(self.reverse, -1.0, 1.0)
        keyed = answers[list(self.items)].to_numpy(dtype=float)
        return pd.DataFrame(
            signs * (keyed - (low + high) / 2) / ((high - low) / 2),
            index=answers.index,
            columns=list(self.items),
        )
