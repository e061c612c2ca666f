"""From evidence to exclusion: where a study's rules draw the line on each index of careless answering."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from psychoseg.plan import Exclusions
from psychoseg.responses.carelessness import mahalanobis_cut


@dataclass(frozen=True, slots=True)
class Cut:
    """One rule on one index.

    Parameters
    ----------
    key : str
        Its name under ``exclude``.
    index : str
        The column of the evidence it looks at.
    rule : str
        What people are told it took.
    said : str
        The detail kept for each person, with their ``value`` and the ``cut``.
    side : {"above", "from", "below"}
        Whether values above the cut, at or above it, or below it are taken.
    """

    key: str
    index: str
    rule: str
    said: str
    side: str

    def takes(self, values: pd.Series, cut: float) -> pd.Series:
        """Whom the rule takes; nobody whose value is not defined."""
        if self.side == "below":
            return values < cut
        return values > cut if self.side == "above" else values >= cut - 1e-9


CUTS = (
    Cut("longstring", "longest_string", "gave one answer in a long run", "{value:.0f} in a row, more than {cut:.0f}", "above"),
    Cut("variability", "variability", "hardly varied the answers", "standard deviation {value:.2f}, below {cut:g}", "below"),
    Cut("grids", "straight_grids", "gave one answer to whole matrices", "in {value:.0%} of the matrices, from {cut:.0%} on", "from"),
    Cut("autocorrelation", "autocorrelation", "answered in a pattern", "autocorrelation {value:.2f}, above {cut:g}", "above"),
    Cut("mahalanobis", "mahalanobis", "answered in an unlikely combination", "squared distance {value:.1f}, above {cut:.1f}", "above"),
    Cut("even_odd", "even_odd", "answered inconsistently within scales", "even-odd consistency {value:.2f}, below {cut:g}", "below"),
    Cut("inter_item", "inter_item_deviation", "scattered answers within scales", "standard deviation within scales {value:.2f}, above {cut:g}", "above"),
    Cut("synonyms", "synonyms", "answered like items unlike", "correlation over like items {value:.2f}, below {cut:g}", "below"),
    Cut("antonyms", "antonyms", "answered opposite items alike", "correlation over opposite items {value:.2f}, above {cut:g}", "above"),
    Cut("person_total", "person_total", "answered against the common order", "person-total correlation {value:.2f}, below {cut:g}", "below"),
    Cut("page_speed", "page_speed", "hurried through the pages", "{value:.2f} times the median speed, above {cut:g}", "above"),
    Cut("resampled", "resampled_reliability", "answered random halves of scales unlike", "resampled reliability {value:.2f}, below {cut:g}", "below"),
    Cut("duplicates", "earlier_match", "repeated an earlier row", "{value:.0%} of the answers of an earlier row, from {cut:.0%} on", "from"),
    Cut("same_text", "same_text", "repeated a written answer", "{value:.0f} others wrote the same, from {cut:.0f} on", "from"),
    Cut("nonsense", "nonsense", "wrote nothing that can be read", "{value:.0%} of the written answers, from {cut:.0%} on", "from"),
)  # fmt: skip
"""Every rule that rests on an index, in the order people are counted out; all are off unless a study sets them."""


def cut_off(evidence: pd.DataFrame, rules: Exclusions, items: int) -> tuple[pd.DataFrame, list[str]]:
    """Everybody whose index lies beyond a line the study draws.

    Parameters
    ----------
    evidence : DataFrame, lines × indices
    rules : Exclusions
    items : int
        Attitude items, the degrees of freedom of the Mahalanobis distance.

    Returns
    -------
    hits : DataFrame
        Columns ``line``, ``rule``, ``detail``.
    notes : list of str
        Rules that were asked for and could not be applied, with the reason.

    Examples
    --------
    >>> evidence = pd.DataFrame({"longest_string": [4, 14]}, index=[2, 3])
    >>> cut_off(evidence, Exclusions(longstring=12), 20)[0].values.tolist()
    [[3, 'gave one answer in a long run', '14 in a row, more than 12']]
    """
    found = []
    notes = []
    for entry in CUTS:
        limit = getattr(rules, entry.key)
        if limit is None:
            continue
        if entry.index not in evidence or evidence[entry.index].isna().all():
            notes.append(f"nobody was set aside by {entry.key}: these answers give nothing to measure it on")
            continue
        cut = mahalanobis_cut(items, limit) if entry.key == "mahalanobis" else float(limit)
        taken = evidence.loc[entry.takes(evidence[entry.index], cut), entry.index]
        details = [entry.said.format(value=value, cut=cut) for value in taken]
        found.append(pd.DataFrame({"line": taken.index, "rule": entry.rule, "detail": details}))
    kept = [entry for entry in found if len(entry)]
    empty = pd.DataFrame({"line": pd.Series(dtype="int64"), "rule": "", "detail": ""})
    return pd.concat(kept, ignore_index=True) if kept else empty, notes
