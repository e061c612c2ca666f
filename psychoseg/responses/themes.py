"""What written answers are about: themes a person declares by their words, and themes the answers themselves show."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.carelessness import say_nothing
from psychoseg.responses.held import Kept
from psychoseg.responses.narrow import coded
from psychoseg.responses.wording import folded
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator

Declared = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By item and theme the words that stand for it; a word that ends in * stands for all that begin so."""

FEWEST_PEOPLE = 5
"""A word must be used by so many different people to appear anywhere: rarer ones could tell who wrote them."""

MOST_FOUND = 6
FEWEST_TEXTS = 60
"""With fewer texts, themes found by arithmetic are chance."""

MOST_READ = 50_000
"""Answers to one question in which themes are looked for; with more it takes too long."""

BELONGS = 0.3
"""Part of a text's weight that a theme must carry for the text to belong to it."""

SHOWN_WORDS = 5
_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]{3,30}")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme in the answers to one question.

    Parameters
    ----------
    item : str
    name : str
        What a person called it, or its strongest words.
    words : tuple of str
        The words it is told by, strongest first.
    how : {"declared", "found"}
    share : Estimate
        Of everybody who wrote something that says something, weighted, with interval and base; one
        answer can hold several themes.
    """

    item: str
    name: str
    words: tuple[str, ...]
    how: str
    share: Estimate


@dataclass(frozen=True, eq=False)
class Themes:
    """All themes of one wave.

    Parameters
    ----------
    themes : tuple of Theme
    table : DataFrame, respondents × themes
        1 where an answer holds a theme, 0 where not, NaN where nothing was written, in short floats;
        columns in the order of ``themes``.
    empty : dict of str to int
        By item, the answers that say nothing; no theme is made of them.
    notes : tuple of str
        Where themes were not looked for in all answers.
    """

    themes: tuple[Theme, ...]
    table: pd.DataFrame
    empty: dict[str, int]
    notes: tuple[str, ...] = ()


def themes_of(
    texts: pd.DataFrame | Kept,
    weights: pd.Series,
    questionnaire: Questionnaire,
    declared: Declared,
    estimator: Estimator,
    *,
    found: int = MOST_FOUND,
) -> Themes:
    """The themes of every open question.

    Parameters
    ----------
    texts : DataFrame, respondents × open items
        Without personal data; None where nothing was written.
    weights : Series, respondents
    questionnaire : Questionnaire
    declared : mapping
    estimator : Estimator
    found : int
        At most so many themes are looked for in each question without declared ones; 0 looks for none.
    """
    themes: list[Theme] = []
    columns: list[pd.Series] = []
    empty: dict[str, int] = {}
    notes: list[str] = []
    for item in questionnaire.items:
        if item.id not in texts:
            continue
        which, different = coded(texts.narrow(item.id) if isinstance(texts, Kept) else texts[item.id])
        written = np.flatnonzero(which >= 0)
        told = which[written]
        nothing = say_nothing(different)[told] if different else np.zeros(0, dtype=bool)
        if nothing.any():
            empty[item.id] = int(nothing.sum())
        said = _Said(different, told[~nothing])
        own = declared.get(item.id, {})
        if not own and found and len(said) > MOST_READ:
            notes.append(
                f"{item.id}: themes were looked for in {MOST_READ:,} of the {len(said):,} answers that say something, spread evenly; each answer was then held against them"
            )
        for name, words, hits in _told(said, own) if own else _found(said, found):
            values = np.full(len(which), np.nan, dtype=np.float16)
            values[written[~nothing]] = hits
            one = pd.Series(values, index=texts.index)
            share = estimator.share(one, weights)
            themes.append(Theme(item.id, name, words, "declared" if own else "found", share))
            columns.append(one)
    table = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=texts.index)
    table.columns = pd.RangeIndex(len(columns))
    return Themes(tuple(themes), table, empty, tuple(notes))


@dataclass(frozen=True, eq=False)
class _Said:
    """Written answers that say something: the different texts, and which of them each person wrote."""

    texts: list[str]
    which: np.ndarray

    def __len__(self) -> int:
        """How many answers."""
        return len(self.which)

    def folded(self, places: np.ndarray | slice) -> list[str]:
        """The texts of some answers, each different one folded once."""
        some = self.which[places]
        different = np.unique(some)
        plain = {int(at): folded(self.texts[at]) for at in different}
        return [plain[at] for at in some.tolist()]


def prepare() -> None:
    """Load what themes are found with while other work is done, as that takes a second."""

    def load() -> None:
        with contextlib.suppress(ImportError):  # said where it is used
            import sklearn.decomposition
            import sklearn.feature_extraction.text  # noqa: F401

    threading.Thread(target=load).start()


def _told(
    said: _Said, declared: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, tuple[str, ...], np.ndarray]]:
    """Declared themes: an answer holds one where any of its words or phrases stands in it."""
    different = np.unique(said.which)
    plain = [f" {_spaced(said.texts[at])} " for at in different]
    found = []
    for name, words in declared.items():
        keys = [_key(word) for word in words]
        holds = np.zeros(len(said.texts), dtype=bool)
        holds[different] = [any(key in text for key in keys) for text in plain]
        found.append((name, tuple(words), holds[said.which]))
    return found


def _key(word: str) -> str:
    parts = _spaced(word.rstrip("*"))
    return f" {parts}" if word.endswith("*") else f" {parts} "


def _spaced(text: str) -> str:
    """Words and numbers alone, one blank between them."""
    return " ".join(_TOKEN.findall(folded(text)))


def _found(texts: _Said, most: int) -> list[tuple[str, tuple[str, ...], np.ndarray]]:
    """Themes by non-negative matrix factorisation of tf-idf, the same for the same answers.

    They are found in at most :data:`MOST_READ` texts; where there are more, every text is then written as a sum of
    these themes. Lee, D. D. & Seung, H. S. (1999), *Nature* 401, 788-791.
    """
    if len(texts) < FEWEST_TEXTS or most < 2:
        return []
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

    count = min(len(texts), MOST_READ)
    some = texts.folded(np.linspace(0, len(texts) - 1, count).astype(int))
    vectorizer = TfidfVectorizer(
        lowercase=False, token_pattern=_WORD.pattern, min_df=FEWEST_PEOPLE, max_df=0.4, sublinear_tf=True,
        stop_words=sorted(ENGLISH_STOP_WORDS),
    )  # fmt: skip
    try:
        weights = vectorizer.fit_transform(some)
    except ValueError:  # no word is used by enough people
        return []
    count = min(most, weights.shape[1] // 3, len(some) // (FEWEST_TEXTS // 2))
    if count < 2:
        return []
    model = NMF(count, init="nndsvda", random_state=0, max_iter=400, tol=1e-4)
    loads = model.fit_transform(weights)
    if len(some) < len(texts):
        parts = (texts.folded(slice(at, at + MOST_READ)) for at in range(0, len(texts), MOST_READ))
        loads = np.concatenate([model.transform(vectorizer.transform(part)) for part in parts])
    loads = loads * model.components_.sum(axis=1)
    total = loads.sum(axis=1, keepdims=True)
    belongs = np.divide(loads, total, out=np.zeros_like(loads), where=total > 0) >= BELONGS
    words = vectorizer.get_feature_names_out()
    told = []
    for at in range(count):
        strongest = [str(words[place]) for place in np.argsort(-model.components_[at], kind="stable")[:SHOWN_WORDS] if model.components_[at][place] > 0]  # fmt: skip
        if belongs[:, at].sum() >= FEWEST_PEOPLE:
            told.append((", ".join(strongest[:3]), tuple(strongest), belongs[:, at]))
    return sorted(told, key=lambda part: -int(part[2].sum()))
