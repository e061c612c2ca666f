"""Sections to one HTML page: what a report says, before anyone decides how it is printed."""

from __future__ import annotations

import hashlib
import traceback
from base64 import b64encode
from collections.abc import Mapping
from html.parser import HTMLParser

from jinja2 import (
    DictLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from psychoseg.documents.plain import to_plain
from psychoseg.errors import Fault, ReportError, shorten
from psychoseg.plugins import merge
from psychoseg.report import palette
from psychoseg.report.assets import inlined_faces
from psychoseg.report.columns import in_columns
from psychoseg.report.data import ReportData
from psychoseg.report.language import say, say_in, speaking, tongue, untold
from psychoseg.report.paper import paper_of
from psychoseg.report.sections import SECTIONS, Page
from psychoseg.report.sections.cover import made_for
from psychoseg.report.text import cleaned
from psychoseg.report.theme import Theme, look, themed
from psychoseg.report.theme_style import theme_style
from psychoseg.report.translation import translated
from psychoseg.resources import folder

FILTERS = (
    "default",
    "e",
    "escape",
    "first",
    "join",
    "last",
    "length",
    "list",
    "loop",
    "lower",
    "replace",
    "title",
    "trim",
    "upper",
)
LINKS = ("https:", "mailto:", "#")
_BINARY = frozenset({"+", "-", "*", "/", "//", "%", "**"})


def html(data: ReportData, *, templates: Mapping[str, str] | None = None, theme: Theme | None = None) -> str:
    """The whole report as one HTML page that needs nothing but itself, in the language its cover names.

    Parameters
    ----------
    data : ReportData
    templates : mapping of str to str, optional
        A study's own templates by file name, ``report.css`` or ``sections/cover.html.j2``; they
        take the place of those that ship. A template sees plain values only and cannot compute.

    theme : Theme, optional
        An agency's colours, logo, fonts and words.


    Raises
    ------
    ReportError
        Where a template asks for a name there is not, computes, or links to something other than
        ``https:``, ``mailto:`` or ``#``; names the template and the line.
    """
    with themed(theme), speaking(data.cover.language):
        return page_of(data, templates)


def page_of(data: ReportData, templates: Mapping[str, str] | None = None) -> str:
    """The page in the language and the theme in use, whatever they are."""
    return _html(translated(cleaned(data)), {**_shipped(), **(templates or {})})


def _html(data: ReportData, sources: Mapping[str, str]) -> str:
    environment = _environment(sources)
    built = _pages(data)
    contents = [
        {"anchor": page.anchor, "title": page.title, "note": page.note} for _, page in built if page.title
    ]
    report = {
        **to_plain(data.cover), "running": _running(data), "imprint": look().footer or _imprint(data),
        "logo": look().logo, "brand": look().brand or data.cover.agency,
    }  # fmt: skip
    bodies = []
    for name, page in built:
        file = f"sections/{page.template or name}.html.j2"
        names = {
            "page": to_plain(page.context),
            "report": report,
            "contents": contents,
            "anchor": page.anchor,
        }
        bodies.append(Markup(_render(environment, file, {**names, "drawings": dict(page.drawings)})))  # noqa: S704 (escaped by the template)
    paper = paper_of(look().paper).sheet
    sheets = (
        sources["report.css"],
        palette.stylesheet(_largest(data)),
        sources[paper] if paper else "",
        theme_style(look()),
    )
    style = Markup("\n".join(sheets))  # noqa: S704 (our style sheets and checked colours)
    whole = _render(
        environment, "base.html.j2",
        {
            "report": report, "bodies": bodies, "style": style,
            "screen": Markup(inlined_faces(look().faces) + sources["screen.css"]),  # noqa: S704 (our style sheet and fonts)
            "script": Markup(sources["tables.js"]),  # noqa: S704 (our script)
            "policy": _policy(sources["tables.js"]),
            "decimal": tongue().decimal,
        },
    )  # fmt: skip
    _check_links(whole)
    return whole


def _policy(script: str) -> str:
    """What the page may do: show what is in it and run its own script, and reach nothing."""
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def _pages(data: ReportData) -> list[tuple[str, Page]]:
    pages: list[tuple[str, Page]] = []
    for section in merge("psychoseg.sections", SECTIONS, lambda part: part.name):
        made = section.build(data)
        found = () if made is None else (made,) if isinstance(made, Page) else made
        pages.extend((section.name, page) for page in found)
    return pages


def _running(data: ReportData) -> str:
    return " · ".join(part for part in (data.cover.client, data.cover.title) if part)


def _imprint(data: ReportData) -> str:
    return " · ".join(part for part in (made_for(data.cover), data.cover.confidentiality.rstrip(".")) if part)


def _largest(data: ReportData) -> int:
    numbers = [persona.number for persona in data.personas]
    numbers += [share.number for share in data.change.shares] if data.change else []
    return max(numbers, default=1)


def _shipped() -> dict[str, str]:
    root = folder("templates")
    files = [
        root / "base.html.j2",
        root / "report.css",
        root / "screen.css",
        root / "tables.js",
        *sorted((root / "paper").glob("*.css")),
        *sorted((root / "sections").glob("*.j2")),
    ]
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


class _Named(DictLoader):
    """Templates from memory whose tracebacks carry the template's name."""

    def get_source(self, environment, template):  # type: ignore[no-untyped-def]
        source, _, fresh = super().get_source(environment, template)
        return source, template, fresh


class _Plain(ImmutableSandboxedEnvironment):
    """A sandbox in which templates place values and compute nothing."""

    intercepted_binops = _BINARY

    def getattr(self, obj, attribute):  # type: ignore[no-untyped-def]
        """What a dictionary holds comes before its methods: ``page.items`` is the field."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context, operator, left, right):  # type: ignore[no-untyped-def]  # noqa: ARG002 (Jinja's signature)
        raise SecurityError(f"templates do not compute: {operator} belongs in the section's module")


def _environment(sources: Mapping[str, str]) -> _Plain:
    environment = _Plain(
        loader=_Named(dict(sources)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.globals |= {"say": say, "say_in": say_in}
    for name in set(environment.filters) - set(FILTERS):
        del environment.filters[name]
    environment.filters |= {"ours": _ours, "in_columns": in_columns}
    return environment


def _ours(text: str) -> str:
    """A sentence of ours, marked as English where it has no translation."""
    return Markup('<span lang="en">{}</span>').format(text) if text in untold() else text


def _render(environment: _Plain, name: str, names: Mapping[str, object]) -> str:
    try:
        template: Template = environment.get_template(name)
        return template.render(**names)
    except TemplateSyntaxError as problem:
        raise ReportError(
            f"The template {problem.name}:{problem.lineno} cannot be read: {problem.message}"
        ) from None
    except TemplateNotFound as problem:
        raise ReportError(f"There is no template {problem.name}.") from None
    except UndefinedError as problem:
        place = _place(problem, environment, name)
        raise ReportError(
            f"The template {place} asks for something there is not: {problem.message}.",
            [Fault(place, _known(names))],
        ) from None
    except (TemplateError, TypeError, ValueError, AttributeError, MemoryError, OverflowError) as problem:
        raise ReportError(
            f"The template {_place(problem, environment, name)} cannot be used: {problem}"
        ) from None


def _place(problem: BaseException, environment: _Plain, name: str) -> str:
    known = set(environment.loader.list_templates()) if environment.loader else set()
    places = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename in known]
    return f"{places[-1].filename}:{places[-1].lineno}" if places else name


def _known(names: Mapping[str, object]) -> str:
    listed = [name for name in sorted(names) if name != "page"]
    page = names.get("page")
    if isinstance(page, dict):
        listed += [f"page.{key}" for key in page]
    return "the names here are " + ", ".join(listed)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name in {"href", "xlink:href", "action", "formaction"} and not address.startswith(LINKS):
                self.faults.append(Fault(f"<{tag} {name}>", f"{shorten(value)} is not https:, mailto: or #"))


def _check_links(page: str) -> None:
    reader = _Links()
    reader.feed(page)
    if reader.faults:
        raise ReportError("The report links to what may not be linked.", reader.faults)
