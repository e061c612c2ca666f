"""What a page may load: the fonts that ship with the templates, by name, from memory, and nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache

from psychoseg.report.theme import Face
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


def address(at: int) -> str:
    """The address of a theme's font by its place."""
    return f"{SCHEME}:theme/{at}"


def inlined_faces(faces: Sequence[Face] = ()) -> str:
    """CSS that carries the fonts themselves, for a page that is opened without anything beside it."""
    given = [(face.family, face.content, face.weight, face.style) for face in faces]
    own = [(family, fonts()[f"{SCHEME}:{file}"], weight, style) for family, file, weight, style in _FACES]
    return "\n".join(_inlined(*entry) for entry in (*own, *given)) + "\n"


@cache
def _inlined(family: str, content: bytes, weight: int, style: str) -> str:
    return (
        f'@font-face{{font-family:"{family}";src:url(data:font/ttf;base64,{b64encode(content).decode()});'
        f"font-weight:{weight};font-style:{style};font-display:swap}}"
    )


def font_faces(faces: Sequence[Face] = ()) -> str:
    """CSS that declares the fonts, a theme's too."""
    own = [
        f'@font-face{{font-family:"{face.family}";src:url("{address(at)}");font-weight:{face.weight};font-style:{face.style}}}'
        for at, face in enumerate(faces)
    ]
    return (
        "\n".join(own)
        + "\n"
        + "\n".join(
            f'@font-face{{font-family:"{family}";src:url("{SCHEME}:{file}") format("truetype");'
            f"font-weight:{weight};font-style:{style}}}"
            for family, file, weight, style in _FACES
        )
    )
