"""How a number is written: one rounding rule for every page, rounded once, from the unrounded value.

Shares and indexes are whole numbers, factor scores have one decimal, reliabilities and stabilities
two. A minus is U+2212, a range an en dash, a number and its unit are held together.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from psychoseg.report.language import later, say, tongue, written_number
from psychoseg.stats.estimate import LOW, Estimate

MINUS, DASH, NBSP = "\N{MINUS SIGN}", "\N{EN DASH}", "\N{NO-BREAK SPACE}"
LOW_MARK = "\N{DOUBLE DAGGER}"
SHARE, SCORE = "share", "sd"
WORDS = (
    later("no"), later("one"), later("two"), later("three"), later("four"), later("five"), later("six"),
    later("seven"), later("eight"), later("nine"), later("ten"), later("eleven"), later("twelve"),
)  # fmt: skip
SIGNS = ("£", "$", "€", "¥")
"""Of currencies."""


def fixed(value: float, decimals: int = 0, *, sign: bool = False) -> str:
    """A number with so many decimals, halves away from zero.

    Examples
    --------
    >>> fixed(2.5), fixed(-0.04, 1), fixed(-1.25, 1), fixed(0.3, 1, sign=True)
    ('3', '0.0', '−1.3', '+0.3')
    >>> fixed(12345.6)
    '12,346'
    """
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    text = written_number(f"{abs(rounded):,}")
    if rounded == 0:
        return text
    return (MINUS if rounded < 0 else "+" if sign else "") + text


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage.

    Examples
    --------
    >>> percent(0.174)
    '17%'
    """
    return per_cent(fixed(100 * share))


def per_cent(number: str) -> str:
    r"""A number that is already written out, as a percentage.

    Examples
    --------
    >>> per_cent("16–19")
    '16–19%'
    """
    return number + tongue().percent


def points(difference: float) -> str:
    """A difference of two shares in percentage points, always signed.

    Examples
    --------
    >>> points(-0.206)
    '−21'
    """
    return fixed(100 * difference, sign=True)


def span(low: float, high: float, decimals: int = 0) -> str:
    """Both ends of a range; an en dash joins them, or "to" where one of them is negative.

    Examples
    --------
    >>> span(16.4, 19.2), span(-0.2, 0.1, 1)
    ('16–19', '−0.2 to 0.1')
    """
    first, last = fixed(low, decimals), fixed(high, decimals)
    if MINUS in first + last:
        return say("{first} to {last}", first=first, last=last)
    return f"{first}{DASH}{last}"


def shown(estimate: Estimate, *, mark: bool = True) -> str:
    """An estimate as it may be printed: its value in its unit, ``‡`` on a low base, ``–`` if withheld.

    Examples
    --------
    >>> shown(Estimate(0.45, 0.4, 0.5, "share", 60, 60.0, 55.0, "low"))
    '45%‡'
    >>> shown(Estimate(None, None, None, "share", 12, 12.0, 9.0, "suppressed"))
    '–'
    """
    if estimate.value is None or not estimate.shown:
        return DASH
    return in_unit(estimate.value, estimate.unit) + (LOW_MARK if mark and estimate.flag == LOW else "")


def figure(estimate: Estimate) -> str:
    """An estimate for a column of figures: as :func:`shown`, but a mean without its unit.

    Examples
    --------
    >>> figure(Estimate(80.4, 76.0, 84.9, "euros a week", 298, 276.0, 271.0))
    '80'
    """
    if estimate.value is None or not estimate.shown or estimate.unit in (SHARE, SCORE):
        return shown(estimate)
    return in_unit(estimate.value, "") + (LOW_MARK if estimate.flag == LOW else "")


def in_unit(value: float, unit: str) -> str:
    r"""A value in the unit of its estimate.

    Examples
    --------
    >>> in_unit(0.45, "share"), in_unit(-0.62, "sd"), in_unit(112.6, "£"), in_unit(3.14, "visits")
    ('45%', '−0.6', '£113', '3.1\xa0visits')
    """
    if unit == SHARE:
        return percent(value)
    if unit == SCORE:
        return fixed(value, 1, sign=True)
    number = fixed(value, 1 if abs(value) < 10 else 0)
    if unit[:1] in SIGNS:
        rest = unit[1:].strip()
        return money(number, unit[0]) + (f"{NBSP}{rest}" if rest else "")
    return f"{number}{NBSP}{unit}" if unit else number


def money(number: str, sign: str) -> str:
    r"""An amount with the sign of its currency, where the language has it.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("fr"):
    ...     money("59", "€")
    '59\xa0€'
    """
    return f"{sign}{number}" if tongue().sign_first else f"{number}{NBSP}{sign}"


def office_form(form: str) -> str:
    r"""A number format of Office programs, with what the language has before the sign of a share.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     office_form("0.0%")
    '0.0"\xa0"%'
    """
    before = tongue().percent.removesuffix("%")
    return form.replace("%", f'"{before}"%') if before else form


def interval(estimate: Estimate) -> str:
    """The interval of an estimate without its unit's name, or nothing where it is withheld.

    Examples
    --------
    >>> interval(Estimate(0.174, 0.158, 0.191, "share", 349, 352.0, 322.0))
    '16–19%'
    """
    if not estimate.shown or estimate.low is None or estimate.high is None:
        return ""
    if estimate.unit == SHARE:
        return per_cent(span(100 * estimate.low, 100 * estimate.high))
    decimals = 1 if estimate.unit == SCORE or abs(estimate.high) < 10 else 0
    return span(estimate.low, estimate.high, decimals)


def bases(estimate: Estimate) -> str:
    r"""The three bases of an estimate: people, sum of weights, effective size.

    Examples
    --------
    >>> bases(Estimate(0.17, 0.16, 0.19, "share", 349, 352.0, 322.4))
    'unweighted n\xa0=\xa0349, weighted 352, effective 322'
    """
    return say(
        "unweighted {people}, weighted {weighted}, effective {effective}",
        people=f"n{NBSP}={NBSP}{fixed(estimate.base)}",
        weighted=fixed(estimate.weighted),
        effective=fixed(estimate.effective),
    )


def in_words(number: int) -> str:
    """A small count as a word.

    Examples
    --------
    >>> in_words(5), in_words(23)
    ('five', '23')
    """
    return say(WORDS[number]) if 0 <= number < len(WORDS) else fixed(number)


def probability(p_value: float) -> str:
    r"""A p-value: three decimals, or that it is smaller.

    Examples
    --------
    >>> probability(0.0000012), probability(0.0314)
    ('p\xa0<\xa00.001', 'p\xa0=\xa00.031')
    """
    if p_value < 0.001:
        return f"p{NBSP}<{NBSP}{fixed(0.001, 3)}"
    return f"p{NBSP}={NBSP}{fixed(p_value, 3)}"


def coefficient(value: float, decimals: int = 2) -> str:
    """A number between -1 and 1, as loadings are printed: in English without its leading zero.

    Examples
    --------
    >>> coefficient(0.746), coefficient(-0.2), coefficient(1.0)
    ('.75', '−.20', '1.00')
    """
    text = fixed(value, decimals)
    bare = not tongue().bare_zero and text.lstrip(MINUS).startswith("0.")
    return text.replace("0.", ".", 1) if bare else text


def place(value: float, low: float, high: float) -> float:
    """Where a value lies between two ends, in per cent of the way, kept within 0 to 100.

    Examples
    --------
    >>> place(0.25, 0, 0.5), place(9, 0, 5)
    (50.0, 100.0)
    """
    if not math.isfinite(value) or high <= low:
        return 0.0
    return round(min(100.0, max(0.0, 100 * (value - low) / (high - low))), 2)
