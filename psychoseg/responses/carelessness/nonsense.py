"""Written answers that say nothing: hammered keys, lone signs, one letter over and over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.narrow import told, told_together

_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1234567890",
)
_RUNS = frozenset(
    piece
    for row in _ROWS
    for way in (row, row[::-1])
    for start in range(len(way) - 3)
    for piece in [way[start : start + 4]]
)
_FILLERS = frozenset(
    [
        "test",
        "testing",
        "blah",
        "blah blah",
        "bla",
        "blabla",
        "bla bla",
        "lorem ipsum",
        "foo",
        "foo bar",
        "abc",
        "abcd",
        "xxx",
    ]
)
_WORDS = frozenset(["wert", "werte", "werten", "trewe"])
"""Words that lie in a row on a keyboard."""

_VOWELS = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûãõåæøœ]")
FEWEST_LETTERS = 6
"""A word of at least so many Latin letters without a vowel is no word of the languages this is read in."""


def is_nonsense(text: str) -> bool:
    """Whether a written answer says nothing.

    Short honest answers ("no", "ok", "none", "5") are not nonsense, nor are other scripts than Latin.

    Examples
    --------
    >>> [is_nonsense(text) for text in ("asdf", "....", "aaaaaaa", "sdfkjhsdf", "None", "It is cheap", "好吃", "Rhythm")]
    [True, True, True, True, False, False, False, False]
    """
    plain = " ".join(text.casefold().split())
    letters = [char for char in plain if char.isalnum()]
    if not letters:
        return not any(unicodedata.category(char) in {"So", "Sk"} for char in plain)  # an emoji is an answer
    joined = "".join(letters)
    if plain in _FILLERS or (len(joined) >= 4 and len(set(joined)) == 1):
        return True
    if not joined.isascii() and not any("LATIN" in unicodedata.name(char, "") for char in letters):
        return False
    words = re.findall(r"[^\W\d_]+", plain)
    hammered = sum(len(word) for word in words if _is_hammered(word))
    digits_run = joined.isdigit() and len(joined) >= 4 and joined in "12345678901234567890"
    return digits_run or (bool(words) and hammered > sum(map(len, words)) / 2)


_VOWEL, _CONSONANT = "[aeiouyAEIOUY]", "[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]"
_DOUBTFUL = (
    r"(?i)" + "|".join(sorted(_RUNS)) + rf"|{_CONSONANT}{{{FEWEST_LETTERS},}}|^\s|\s$|\s\s|^.{{0,11}}$"
    r"|[^ -~À-ÖØ-Þà-öø-ÿĀ-ňŊ-ž‐-‧€]"
)
"""What stands in every text that can be nonsense, beside a vowel and a consonant; ß and ſ are more than themselves."""


def say_nothing(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of many written answers say nothing: those beyond doubt are told apart first.

    Examples
    --------
    >>> say_nothing(["asdf", "It keeps me warm in winter."]).tolist()
    [True, False]
    """
    written = pa.array(texts, pa.large_string())
    if not len(written):
        return np.zeros(0, dtype=bool)
    honest = pc.and_(
        pc.and_(pc.match_substring_regex(written, _VOWEL), pc.match_substring_regex(written, _CONSONANT)),
        pc.invert(pc.match_substring_regex(written, _DOUBTFUL)),
    )
    found = np.zeros(len(written), dtype=bool)
    for at in np.flatnonzero(~honest.to_numpy(zero_copy_only=False)).tolist():
        found[at] = is_nonsense(texts[at])
    return found


def _is_hammered(word: str) -> bool:
    if word in _WORDS:
        return False
    hammered = {at + more for at in range(len(word) - 3) if word[at : at + 4] in _RUNS for more in range(4)}
    if len(hammered) > 0.6 * len(word):
        return True
    return len(word) >= FEWEST_LETTERS and not _VOWELS.search(word) and word.isascii()


def nonsense(texts: pd.DataFrame) -> pd.Series:
    """Share of a person's written answers that say nothing.

    Parameters
    ----------
    texts : DataFrame, respondents × open items
        None where nothing was written.

    Returns
    -------
    Series, respondents
        0 to 1; NaN where nothing was written.

    Examples
    --------
    >>> nonsense(pd.DataFrame({"why": ["asdfgh", "Cheap", None], "what": ["Price", None, None]})).tolist()
    [0.5, 0.0, nan]
    """
    says = {name: told_together(texts[name], _share) for name in texts.columns}
    return pd.DataFrame(says, index=texts.index, dtype=float).mean(axis=1)


def _share(texts: list[str]) -> npt.NDArray[np.float64]:
    return np.where([bool(text.strip()) for text in texts], say_nothing(texts).astype(float), np.nan)


_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


def copied_question(texts: pd.DataFrame, wordings: dict[str, str]) -> pd.Series:
    """How many of a person's written answers repeat the question itself.

    Parameters
    ----------
    texts : DataFrame, respondents × open items
    wordings : dict of str to str
        The question of each item.

    Returns
    -------
    Series, respondents
        Answers, 0 and up; NaN where nothing was written.

    Examples
    --------
    >>> copied_question(pd.DataFrame({"why": ["Why do you buy tea?", "It is cheap"]}), {"why": "Why do you buy tea?"}).tolist()
    [1.0, 0.0]
    """
    found = {
        name: told(texts[name], partial(_holds, _bare(wordings.get(name, "")))) for name in texts.columns
    }
    return pd.DataFrame(found, index=texts.index, dtype=float).sum(axis=1, min_count=1)


def _holds(asked: str, text: str) -> float:
    """1 where a text holds the words of a question, which one with fewer signs cannot."""
    if len(asked) < 10 or (text.isascii() and len(text) < len(asked)):
        return 0.0
    return float(asked in _bare(text))


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_SIGNS)
    return "".join(char for char in text.casefold() if char.isalnum())
