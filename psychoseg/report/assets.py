"""What a page may load: the fonts that ship with the templates, by name, from memory, and nothing else."""

from __future__ import annotations

from functools import cache

from psychoseg.resources import folder

SCHEME = "psychoseg-asset"
PICTURES = ("data:image/svg+xml", "data:image/png", "data:image/jpeg")
MOST_PICTURE = 5_000_000

_FACES = (
    ("Inter", "inter/Inter-Regular.ttf", 400, "normal"),
    ("Inter", "inter/Inter-Medium.ttf", 500, "normal"),
    ("Inter", "inter/Inter-SemiBold.ttf", 600, "normal"),
    ("Inter", "inter/Inter-Bold.ttf", 700, "normal"),
    ("Newsreader", "newsreader/Newsreader-Regular.ttf", 400, "normal"),
    ("Newsreader", "newsreader/Newsreader-Italic.ttf", 400, "italic"),
    ("Newsreader", "newsreader/Newsreader-Medium.ttf", 500, "normal"),
    ("Newsreader Display", "newsreader/NewsreaderDisplay-Regular.ttf", 400, "normal"),
)


@cache
def fonts() -> dict[str, bytes]:
    """The bytes of every font by the address a style sheet uses."""
    root = folder("templates") / "fonts"
    return {f"{SCHEME}:{file}": (root / file).read_bytes() for _, file, _, _ in _FACES}


def font_faces() -> str:
    """CSS that declares the fonts."""
    return "\n".join(
        f'@font-face{{font-family:"{family}";src:url("{SCHEME}:{file}") format("truetype");'
        f"font-weight:{weight};font-style:{style}}}"
        for family, file, weight, style in _FACES
    )
