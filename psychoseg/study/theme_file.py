"""theme.toml: an agency's colours, logo, fonts and words, checked before any page is made."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from psychoseg.errors import Fault, ReportError, did_you_mean, shorten, visible
from psychoseg.report.colour_vision import closest
from psychoseg.report.palette import LEAST_CONTRAST, MOST_SEGMENTS, PAPER, contrast
from psychoseg.report.paper import PAPERS
from psychoseg.report.theme import Face, Theme

NAME = "theme.toml"
MOST_LOGO, MOST_FONT, MOST_FACES = 2_000_000, 10_000_000, 12
LOGO_WIDTH, LEAST_DPI = 38.0, 300
APART = ((6, 20.0), (MOST_SEGMENTS, 12.0))
"""Distances that segments' colours must keep for all readers, by their number."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_FAMILY = re.compile(r"[A-Za-z0-9 ._-]{1,60}")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "brand": ("name", "logo", "primary", "ink", "night", "accent", "wash", "rule", "mute"),
    "type": ("text", "display", "quote"),
    "segments": ("palette",),
    "page": ("size", "bleed", "marks"),
    "scale": ("over", "under"),
    "copy": ("footer",),
}
_TYPE_KEYS = ("family", "files", "licence")
_WEIGHTS = {
    "thin": 100,
    "light": 300,
    "regular": 400,
    "medium": 500,
    "semibold": 600,
    "bold": 700,
    "black": 900,
}


def read_theme(path: Path) -> Theme:
    """The theme in a file, with the logo and the fonts it names.

    Parameters
    ----------
    path : Path
        The pictures and fonts it names lie in its folder.

    Raises
    ------
    ReportError
        With every fault of the file: unknown keys, colours that cannot be read on paper or told apart, files that
        are missing, outside the folder or of another kind.
    """
    try:
        text = path.read_text("utf-8")
        document = tomllib.loads(text)
    except OSError as problem:
        raise ReportError(f"{visible(path)} cannot be read: {problem.strerror or problem}.") from None
    except UnicodeDecodeError:
        raise ReportError(f"{visible(path)} is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as problem:
        raise ReportError(f"{visible(path)} is not TOML: {visible(problem)}.") from None
    reading = _Reading(path, text)
    theme = reading.theme(document)
    if reading.faults:
        raise ReportError(f"{visible(path)} has faults that must be mended first:", reading.faults)
    return theme


class _Reading:
    """One file being read; ``faults`` are all that was found wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines, self.faults = path, text.splitlines(), list[Fault]()

    def fault(self, key: str, what: str, hint: str = "") -> None:
        """Note a fault at the line of a key."""
        last = key.rpartition(".")[2]
        line = next(
            (at for at, line in enumerate(self.lines, 1) if re.match(rf"\s*\[?\s*{re.escape(last)}\b", line)),
            1,
        )
        self.faults.append(Fault(f"{visible(self.path)}:{line}", f"{key}: {what}", hint))

    def theme(self, document: dict[str, Any]) -> Theme:
        """The theme, as far as it can be read."""
        tables = {name: self._table(document, name) for name in _KEYS}
        for name in document:
            if name not in _KEYS:
                self.fault(visible(name), "no part of a theme", did_you_mean(name, _KEYS))
        brand, types, usual = tables["brand"], tables["type"], Theme()
        accent = self._colour(brand, "brand", "accent") or self._colour(brand, "brand", "primary")
        faces: list[Face] = []
        families = {name: self._family(types, name, faces) for name in ("text", "display", "quote")}
        theme = Theme(
            brand=self._text(brand, "brand", "name"), logo=self._logo(brand),
            night=self._colour(brand, "brand", "night") or self._colour(brand, "brand", "primary") or usual.night,
            ink=self._colour(brand, "brand", "ink") or usual.ink, mute=self._colour(brand, "brand", "mute") or usual.mute,
            rule=self._colour(brand, "brand", "rule") or usual.rule, wash=self._colour(brand, "brand", "wash") or usual.wash,
            accent=accent or usual.accent, segments=self._palette(tables["segments"]),
            over=self._colour(tables["scale"], "scale", "over") or usual.over,
            under=self._colour(tables["scale"], "scale", "under") or usual.under,
            text=families["text"] or usual.text, display=families["display"] or usual.display,
            quote=families["quote"] or usual.quote, faces=tuple(faces), footer=self._text(tables["copy"], "copy", "footer"),
            bleed=self._bleed(tables["page"]), marks=self._marks(tables["page"]), paper=self._paper(tables["page"]),
        )  # fmt: skip
        self._readable(theme)
        return theme

    def _table(self, document: dict[str, Any], name: str) -> dict[str, Any]:
        table = document.get(name, {})
        if not isinstance(table, dict):
            self.fault(name, "should be a table", f"write [{name}] above its keys")
            return {}
        for key in table:
            if key not in _KEYS[name]:
                self.fault(f"{name}.{visible(key)}", "unknown key", did_you_mean(key, _KEYS[name]))
        return table

    def _text(self, table: dict[str, Any], name: str, key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.fault(f"{name}.{key}", f"should be text, found {shorten(str(value))}")
            return ""
        return value

    def _colour(self, table: dict[str, Any], name: str, key: str) -> str:
        value = table.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            self.fault(f"{name}.{key}", f"{shorten(str(value))} is no colour", "write it as #rrggbb")
            return ""
        return value.lower()

    def _palette(self, table: dict[str, Any]) -> tuple[str, ...]:
        usual = Theme().segments
        given = table.get("palette", "auto")
        if given == "auto":
            return usual
        if not isinstance(given, list) or not given or len(given) > MOST_SEGMENTS:
            self.fault("segments.palette", f'should be "auto" or a list of 1 to {MOST_SEGMENTS} colours')
            return usual
        wrong = [entry for entry in given if not isinstance(entry, str) or not _HEX.fullmatch(entry)]
        if wrong:
            self.fault("segments.palette", f"{shorten(str(wrong[0]))} is no colour", "write each as #rrggbb")
            return usual
        colours = tuple(entry.lower() for entry in given)
        for count, least in APART:
            pair = closest(colours[:count])
            if (
                pair is not None
                and pair.distance < least
                and (count == APART[0][0] or len(colours) > APART[0][0])
            ):
                self.fault(
                    "segments.palette",
                    f"{pair.first} and {pair.second} look alike with {pair.vision} (ΔE {pair.distance:.0f}; {least:.0f} are needed among {min(count, len(colours))})",
                    "choose colours that differ in lightness too",
                )
                break
        return _completed(colours)

    def _readable(self, theme: Theme) -> None:
        for key, colour, ground in (
            ("brand.ink", theme.ink, PAPER), ("brand.ink", theme.ink, theme.wash), ("brand.mute", theme.mute, PAPER),
            ("brand.accent", theme.accent, PAPER), ("scale.over", theme.ink, theme.over), ("scale.under", theme.ink, theme.under),
            ("brand.night", "#ffffff", theme.night),
        ):  # fmt: skip
            ratio = contrast(colour, ground)
            if ratio < LEAST_CONTRAST:
                self.fault(
                    key, f"{colour} on {ground} has a contrast of {ratio:.1f}, and words need {LEAST_CONTRAST}",
                    "take a darker colour" if ground == PAPER else "set them farther apart",
                )  # fmt: skip

    def _file(self, key: str, name: object, most: int) -> bytes | None:
        """A file of the theme's folder."""
        if not isinstance(name, str) or not name:
            self.fault(key, "should be the name of a file beside the theme")
            return None
        folder = self.path.parent.resolve()
        path = folder / name
        if Path(name).is_absolute() or not path.resolve().is_relative_to(folder) or path.is_symlink():
            self.fault(
                key, f"{shorten(name)} leads out of the theme's folder", "put the file beside the theme"
            )
            return None
        if not path.is_file():
            near = [entry.relative_to(folder).as_posix() for entry in folder.rglob("*") if entry.is_file()][
                :500
            ]
            self.fault(key, f"there is no file {shorten(name)}", did_you_mean(name, near) if near else "")
            return None
        if path.stat().st_size > most:
            self.fault(key, f"{shorten(name)} has more than {most:,} bytes")
            return None
        return path.read_bytes()

    def _logo(self, brand: dict[str, Any]) -> str:
        if "logo" not in brand:
            return ""
        content = self._file("brand.logo", brand["logo"], MOST_LOGO)
        if content is None:
            return ""
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            dpi = int.from_bytes(content[16:20], "big") / LOGO_WIDTH * 25.4
            if dpi < LEAST_DPI:
                self.fault("brand.logo", f"has {dpi:.0f} dots an inch at {LOGO_WIDTH:g} mm, and print needs {LEAST_DPI}", "give an SVG or a larger PNG")  # fmt: skip
            return f"data:image/png;base64,{b64encode(content).decode()}"
        if _is_svg(content):
            if re.search(rb"<script|<foreignObject|\bon\w+\s*=|(?:href|src)\s*=\s*[\"'](?!#|data:image/)|@import|url\(\s*[\"']?(?!#)", content, re.IGNORECASE):  # fmt: skip
                self.fault("brand.logo", "runs scripts or loads other files", "save it as plain SVG")
                return ""
            return f"data:image/svg+xml;base64,{b64encode(content).decode()}"
        self.fault("brand.logo", "is neither SVG nor PNG")
        return ""

    def _family(self, types: dict[str, Any], name: str, faces: list[Face]) -> str:
        table = types.get(name)
        if table is None:
            return ""
        if not isinstance(table, dict):
            self.fault(f"type.{name}", "should be a table with family and files", f'write [type.{name}] with family = "…"')  # fmt: skip
            return ""
        for key in table:
            if key not in _TYPE_KEYS:
                self.fault(f"type.{name}.{visible(key)}", "unknown key", did_you_mean(key, _TYPE_KEYS))
        family = table.get("family", "")
        if not isinstance(family, str) or not _FAMILY.fullmatch(family):
            self.fault(f"type.{name}.family", f"{shorten(str(family))} is no name of a font family")
            return ""
        files = table.get("files", [])
        if not isinstance(files, list) or not files or len(files) > MOST_FACES:
            self.fault(f"type.{name}.files", f"should list 1 to {MOST_FACES} font files (.ttf or .otf)")
            return ""
        if not isinstance(table.get("licence"), str) or self._file(f"type.{name}.licence", table.get("licence"), MOST_FONT) is None:  # fmt: skip
            if not isinstance(table.get("licence"), str):
                self.fault(f"type.{name}", "names no licence of the font", 'add licence = "OFL.txt"')
            return ""
        for entry in files:
            content = self._file(f"type.{name}.files", entry, MOST_FONT)
            if content is None:
                continue
            if content[:4] not in {b"\x00\x01\x00\x00", b"OTTO", b"true"}:
                self.fault(f"type.{name}.files", f"{shorten(str(entry))} is no TrueType or OpenType font")
                continue
            words = str(entry).lower()
            weight = next((value for word, value in sorted(_WEIGHTS.items(), key=lambda one: -len(one[0])) if word in words), 400)  # fmt: skip
            faces.append(Face(family, content, weight, "italic" if "italic" in words else "normal"))
        return family

    def _paper(self, page: dict[str, Any]) -> str:
        value = page.get("size", Theme().paper)
        if isinstance(value, str) and value.lower() in PAPERS:
            return PAPERS[value.lower()].name
        listed = ", ".join(paper.name for paper in PAPERS.values())
        self.fault("page.size", f"{shorten(str(value))} is no size of page", f"choose from {listed}")
        return Theme().paper

    def _bleed(self, page: dict[str, Any]) -> float:
        value = page.get("bleed", 0)
        if isinstance(value, str):
            match = re.fullmatch(r"([0-9.]+) ?mm", value)
            value = float(match[1]) if match else value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10:
            self.fault("page.bleed", f"{shorten(str(value))} should be 0 to 10 mm")
            return 0.0
        return float(value)

    def _marks(self, page: dict[str, Any]) -> bool:
        value = page.get("marks", False)
        if value in {"crop", True}:
            return True
        if value in {"none", False}:
            return False
        self.fault("page.marks", f"{shorten(str(value))} should be true or false")
        return False


def _completed(colours: tuple[str, ...]) -> tuple[str, ...]:
    """A brand's colours, then those of ours that stay apart from all before them."""
    found = list(colours)
    for colour in Theme().segments:
        pair = closest([*found, colour])
        if len(found) < MOST_SEGMENTS and (pair is None or pair.distance >= APART[1][1]):
            found.append(colour)
    return tuple(found)


def _is_svg(content: bytes) -> bool:
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        return False
    try:
        return ET.fromstring(content).tag.rpartition("}")[2] == "svg"  # noqa: S314 (no entities are declared)
    except ET.ParseError:
        return False


def theme_of(study: Path, given: Path | None = None) -> Theme | None:
    """The theme a person names, else the study's own; None where there is none."""
    path = given if given is not None else study / NAME
    return read_theme(path) if given is not None or path.is_file() else None
