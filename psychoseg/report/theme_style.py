"""The style sheet of a theme: what differs from our own look, and nothing where nothing does."""

from __future__ import annotations

from psychoseg.report.palette import PAPER, mix
from psychoseg.report.paper import Paper, paper_of
from psychoseg.report.theme import Theme

_OURS = Theme()
_CORNERS = (
    (":left", "top-left", "mute"), (":left", "bottom-left", "ink"), (":left", "bottom-right", "mute"),
    (":right", "top-right", "mute"), (":right", "bottom-right", "ink"), (":right", "bottom-left", "mute"),
)  # fmt: skip
_VARIABLES = {
    "night": "night",
    "body": "ink",
    "mute": "mute",
    "rule": "rule",
    "wash": "wash",
    "accent": "accent",
}
"""What the style sheet calls a theme's colours."""
_TEXT = "html, h3, .kicker, .pill, .cover .head, .map .name span.chip"
_DISPLAY = "h1, h2, .cover .key .share, .sure .number, .number"
_QUOTE = ".cover .lead, .quote, blockquote"


def theme_style(theme: Theme) -> str:
    """CSS that makes our style sheet another's.

    Examples
    --------
    >>> theme_style(Theme())
    ''
    >>> ":root{--accent:#005f99}" in theme_style(Theme(accent="#005f99"))
    True
    """
    return "\n".join(part for part in (_colours(theme), _pages(theme), _fonts(theme), _logo(theme)) if part)


def _colours(theme: Theme) -> str:
    changed = {
        name: getattr(theme, part) for name, part in _VARIABLES.items() if getattr(theme, part) != getattr(_OURS, part)
    }  # fmt: skip
    if theme.over != _OURS.over:
        changed |= {"far-above": theme.over, "above": mix(theme.over, PAPER, 0.42)}
    if theme.under != _OURS.under:
        changed |= {"far-below": theme.under, "below": mix(theme.under, PAPER, 0.5)}
    rules = (
        [":root{" + ";".join(f"--{name}:{value}" for name, value in changed.items()) + "}"] if changed else []
    )
    if theme.over != _OURS.over:
        rules += [f".load-{at}{{background:{mix(theme.over, PAPER, share)}}}" for at, share in ((1, 0.4), (2, 0.7), (3, 1.0))]  # fmt: skip
    return "\n".join(rules)


def _pages(theme: Theme) -> str:
    rules = []
    for side, corner, colour in _CORNERS:
        value = getattr(theme, colour)
        if value != getattr(_OURS, colour):
            rules.append(f"@page {side}{{@{corner}{{color:{value}}}}}")
    if theme.night != _OURS.night:
        rules.append(f"@page :first{{background:{theme.night}}}.cover{{background:{theme.night}}}")
    if theme.bleed or theme.marks:
        paper = paper_of(theme.paper)
        bleed = round(theme.bleed / paper.zoom, 3)
        rules.append(f"@page{{bleed:{bleed:g}mm;marks:{'crop' if theme.marks else 'none'}}}")
        if theme.bleed:
            rules.append(f"@media print{{{_bled(paper, bleed)}}}")
    return "\n".join(rules)


def _bled(paper: Paper, bleed: float) -> str:
    """Bands that end at the edge of the page run over it by as much as is cut off."""
    top, outer, inner = (margin + bleed for margin in paper.margins)
    above, below, below_single, under = paper.band
    return (
        f".hero{{margin:-{top:g}mm -{outer:g}mm {under:g}mm -{inner:g}mm;padding:{above + bleed:g}mm {outer:g}mm {below:g}mm {inner:g}mm}}"
        f".single .hero{{margin:-{top:g}mm -{outer:g}mm {under:g}mm -{outer:g}mm;padding:{above + bleed:g}mm {outer:g}mm {below_single:g}mm {outer:g}mm}}"
    )


def _fonts(theme: Theme) -> str:
    rules = []
    for family, usual, where in (
        (theme.text, _OURS.text, _TEXT),
        (theme.display, _OURS.display, _DISPLAY),
        (theme.quote, _OURS.quote, _QUOTE),
    ):
        if family != usual:
            rules.append(f'{where}{{font-family:"{family}","{usual}",sans-serif}}')
    if theme.text != _OURS.text:
        rules += [
            f'@page {side}{{@{corner}{{font-family:"{theme.text}",Inter,sans-serif}}}}'
            for side, corner, _ in _CORNERS
        ]
    return "\n".join(rules)


def _logo(theme: Theme) -> str:
    return ".cover .logo{position:absolute;right:15mm;top:14mm;width:38mm;height:16mm;text-align:right}.cover .logo img{max-width:38mm;max-height:16mm}" if theme.logo else ""  # fmt: skip
