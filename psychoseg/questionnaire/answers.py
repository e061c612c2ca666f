"""How an item can be answered: options one chooses from, and scales that items share by name."""

from __future__ import annotations

from psychoseg.values import dataclass

MISSING = ("refused", "dont_know", "not_applicable", "missing")
"""What an answer that is no answer means; ``missing`` where the questionnaire does not say which."""

Translations = tuple[tuple[str, str, str], ...]
"""Other wordings: the name of the text, the language, and the text in it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen.

    Parameters
    ----------
    code, label : str
        What an export holds, and what respondents saw.
    short : str
        The wording used in reports; the label where empty.
    missing : str
        One of :data:`MISSING` where choosing it is no answer ("Prefer not to say"), else empty.
    exclusive : bool
        Whether it rules out all others in a multiple choice.
    fixed : bool
        Whether it keeps its place when the options are shuffled.
    specify : bool
        Whether a text is written in beside it ("Somewhere else, namely").
    translations : tuple
        Of ``label`` and ``short``.
    """

    code: str
    label: str
    short: str = ""
    missing: str = ""
    exclusive: bool = False
    fixed: bool = False
    specify: bool = False
    translations: Translations = ()
    line: int = 0
    column: int = 0

    @property
    def name(self) -> str:
        """The short wording where there is one, else the label."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered answers with whole-number codes without gaps, shared by name.

    Parameters
    ----------
    id : str
    labels : tuple of (int, str)
        Codes from lowest to highest with their wording; the wording may be empty between the ends.
    missing : tuple of Option
        Answers beside the scale that are no answer, each with its kind; their codes lie outside it.
    translations : tuple
        Of the labels, named by their codes.
    line, column : int
        Where it stands in the file, from 1.
    """

    id: str
    labels: tuple[tuple[int, str], ...]
    missing: tuple[Option, ...] = ()
    translations: Translations = ()
    line: int = 0
    column: int = 0

    @property
    def lowest(self) -> int:
        """The smallest code."""
        return self.labels[0][0]

    @property
    def highest(self) -> int:
        """The largest code."""
        return self.labels[-1][0]

    @property
    def codes(self) -> tuple[int, ...]:
        """Every code, lowest first, without those that are no answer."""
        return tuple(code for code, _ in self.labels)


_LIKELIHOOD = {
    "en": ("Not at all likely", "Extremely likely"),
    "de": ("Überhaupt nicht wahrscheinlich", "Äußerst wahrscheinlich"),
    "es": ("Nada probable", "Sumamente probable"),
    "fr": ("Pas du tout probable", "Tout à fait probable"),
}


def recommendation_scale(language: str) -> Scale:
    """The eleven points of a net promoter item, its ends labelled in a language or else in English.

    Reichheld, F. F. (2003), *Harvard Business Review* 81(12), 46-54.

    Examples
    --------
    >>> recommendation_scale("en").codes[-1]
    10
    """
    low, high = _LIKELIHOOD.get(language.partition("-")[0].lower(), _LIKELIHOOD["en"])
    labels = ((0, low), *((code, "") for code in range(1, 10)), (10, high))
    others = tuple(
        (code, other, label)
        for other, ends in _LIKELIHOOD.items()
        for code, label in zip(("0", "10"), ends, strict=True)
        if other != language
    )
    return Scale("nps", labels, translations=others)
