"""What setting people aside changed: the same analysis once more with everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from psychoseg.errors import PsychosegError
from psychoseg.factors import FactorModel, align, analyse
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.segments import Grouped, Sources, basis_of, group
from psychoseg.segments.matching import match
from psychoseg.stats.streams import stream

SAME_FACTOR = 0.95
"""Congruence from which a factor counts as the same; Lorenzo-Seva & ten Berge (2006)."""

LARGE_CHANGE = 0.05
"""Change of a segment's share that a report should not keep quiet about."""

FEW_RESAMPLES = 10


@dataclass(frozen=True, slots=True)
class Effect:
    """The analysis with everybody beside the one without the people the quality rules set aside.

    Parameters
    ----------
    added : int
        People who were set aside and are in the second analysis.
    factors, factors_with : int
        Numbers of factors.
    congruence : float
        The lowest of Tucker's coefficients between the factors of both, at the first one's number.
    segments, segments_with : int
        Numbers of segments.
    agreement : float
        Adjusted Rand index between the segments of the people who are in both, at the first one's number.
    change : float
        The largest change of a segment's share, 0 to 1, segments paired by the people they share.
    """

    added: int
    factors: int
    factors_with: int
    congruence: float
    segments: int
    segments_with: int
    agreement: float
    change: float

    @property
    def words(self) -> str:
        """The comparison in one sentence."""
        factors = _beside(self.factors, self.factors_with, "factors")
        segments = _beside(self.segments, self.segments_with, "segments")
        return (
            f"With the {self.added} people whom the quality rules set aside there would be {factors} "
            f"(lowest congruence {self.congruence:.2f}) and {segments} (adjusted Rand index {self.agreement:.2f} "
            f"among the others, largest change of a segment's share {100 * self.change:.1f} points)."
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader has to know where the rules decide the result."""
        if (
            self.factors == self.factors_with
            and self.segments == self.segments_with
            and self.congruence >= SAME_FACTOR
            and self.change < LARGE_CHANGE
        ):
            return ()
        return (f"The result hangs on who was set aside. {self.words}",)


def _beside(without: int, including: int, what: str) -> str:
    return f"{including} {what} too" if without == including else f"{including} {what} instead of {without}"


def exclusion_effect(
    questionnaire: Questionnaire, responses: Responses, plan: Plan, model: FactorModel, grouped: Grouped
) -> Effect | None:
    """What would be found with everybody; None where nobody was set aside by a rule, or it cannot be analysed.

    Parameters
    ----------
    questionnaire : Questionnaire
    responses : Responses
        With :attr:`Responses.everyone`.
    plan : Plan
    model, grouped
        What was found without them.
    """
    everyone = responses.everyone
    if everyone is None:
        return None
    quick = replace(plan, resamples=min(plan.resamples, FEW_RESAMPLES), starts=min(plan.starts, 20))
    count, segments = len(model.factors), len(grouped.segmentation.names)
    try:
        free = analyse(
            everyone.answers, everyone.weights, questionnaire, quick, stream(plan.seed, "retention")
        )
        same = (
            free if len(free.model.factors) == count
            else analyse(everyone.answers, everyone.weights, questionnaire, replace(quick, factors=count, factors_reason="as without them"), stream(plan.seed, "retention"))
        )  # fmt: skip
        _, congruence = align(same.solution.pattern, model.pattern)
        scores = same.model.score(everyone.answers)
        basis = basis_of(plan, questionnaire, Sources(scores, everyone.answers, everyone.profile))
        found = group(basis, everyone.weights, quick, stream(plan.seed, "stability"), probe=False)
        fixed = replace(
            quick,
            segments=segments,
            segments_reason="as without them",
            fewest_segments=segments,
            most_segments=segments,
        )
        equal = (
            found
            if len(found.segmentation.names) == segments
            else group(basis, everyone.weights, fixed, stream(plan.seed, "stability"), probe=False)
        )
    except (PsychosegError, np.linalg.LinAlgError):
        return None
    before, after = (one.assignments["segment"][one.placed] for one in (grouped, equal))
    common = before.index.intersection(after.index)
    return Effect(
        added=len(everyone.answers) - len(responses.answers),
        factors=count,
        factors_with=len(free.model.factors),
        congruence=float(congruence.min()),
        segments=segments,
        segments_with=len(found.segmentation.names),
        agreement=float(adjusted_rand_score(before[common], after[common])),
        change=_largest_change(before, responses.weights, after, everyone.weights, segments),
    )


def _largest_change(
    before: pd.Series, weights: pd.Series, after: pd.Series, weights_after: pd.Series, segments: int
) -> float:
    """The largest change of a share, segments paired by the people they share."""
    numbers = range(1, segments + 1)
    both = before.index.intersection(after.index)
    paired = match(
        before[both].to_numpy(dtype=np.int64) - 1, after[both].to_numpy(dtype=np.int64) - 1
    ).partner
    weights, weights_after = weights[before.index], weights_after[after.index]
    shares = weights.groupby(before).sum().reindex(numbers, fill_value=0.0) / weights.sum()
    then = weights_after.groupby(after).sum().reindex(numbers, fill_value=0.0) / weights_after.sum()
    moved = [then.iloc[new] - (shares.iloc[old] if old >= 0 else 0.0) for new, old in enumerate(paired)]
    return float(np.abs(moved).max())
