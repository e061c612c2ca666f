"""An audit a researcher can send to a client: one page that needs nothing but a browser."""

from __future__ import annotations

from html import escape

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.score import FORMULA, score
from psychoseg.lint.summary import summarise

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.audit import Audit, Sheet
    from psychoseg.lint.finding import Finding
    from psychoseg.lint.rules._rule import Rule
    from psychoseg.questionnaire import Item

_NAMES = {
    Severity.ERROR: ("Error", "Errors"),
    Severity.WARNING: ("Warning", "Warnings"),
    Severity.INFO: ("Note", "Notes"),
    Severity.OFF: ("Note", "Notes"),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(audit: Audit) -> str:
    """The whole page; every text that is not ours is escaped."""
    rules = {rule.code: rule for rule in audit.rules}
    titles = [sheet.questionnaire.title for sheet in audit.sheets]
    title = f"Questionnaire audit: {titles[0]}" if len(titles) == 1 else "Questionnaire audit"
    body = [_sheet(sheet, rules) for sheet in audit.sheets]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{_safe(title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            f"<footer><p>Made with psychoseg {escape(audit.version)} and {len(audit.rules)} rules. A finding is a reason to look "
            "again, not a verdict: rules know the words and the structure, not the people who will be asked."
            "</p></footer>",
            "</body>",
            "</html>",
        ]
    )


def _sheet(sheet: Sheet, rules: dict[str, Rule]) -> str:
    asked = sheet.questionnaire
    names = [item.id for item in asked.items]
    found: dict[str, list[Finding]] = {name: [] for name in names}
    general: list[Finding] = []
    for finding in sheet.shown:
        found.get(finding.item, general).append(finding)
    faulty = [item for item in asked.items if found[item.id]]
    parts = [
        "<header>",
        '<p class="kind">Questionnaire audit</p>',
        f'<h1 dir="auto">{_safe(asked.title)}</h1>',
        f'<p class="about">{_about(sheet)}</p>',
        "</header>",
        _tiles(sheet, len(faulty)),
        _counts(sheet, rules),
    ]
    if general:
        parts.append("<h2>The questionnaire as a whole</h2>")
        parts.append(f'<section class="item">{_list(general, rules)}</section>')
    if faulty:
        parts.append("<h2>Question by question</h2>")
        parts += [
            _item(item, number, found[item.id], rules) for number, item in _numbered(asked.items, faulty)
        ]
    clean = len(names) - len(faulty)
    parts.append(
        f'<p class="clean">{clean} of {len(names)} question{"" if len(names) == 1 else "s"} '
        f"{'has' if clean == 1 else 'have'} no finding.</p>"
    )
    parts.append(_exceptions(sheet))
    return "\n".join(part for part in parts if part)


def _numbered(items: Iterable[Item], faulty: list[Item]) -> list[tuple[int, Item]]:
    chosen = {item.id for item in faulty}
    return [(number, item) for number, item in enumerate(items, 1) if item.id in chosen]


def _about(sheet: Sheet) -> str:
    asked = sheet.questionnaire
    facts = [f"Version {_safe(asked.version)}"] if sheet.kind == "questionnaire" else []
    facts += [_safe(sheet.name), *(_safe(fact) for fact in summarise(asked).facts)]
    return " · ".join(facts)


def _tiles(sheet: Sheet, faulty: int) -> str:
    counted = {
        severity: sum(finding.severity is severity for finding in sheet.shown) for severity in Severity
    }
    total = len(sheet.questionnaire.items)
    tiles = [("Score", f"{score(sheet.shown, total)}", "of 100")]
    tiles += [
        (_NAMES[severity][1], str(counted[severity]), "")
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    ]
    tiles.append(("Questions with a finding", str(faulty), f"of {total}"))
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{value}{f' <small>{more}</small>' if more else ''}</dd></div>"
        for name, value, more in tiles
    )
    return f'<dl class="tiles">{cells}</dl>\n<p class="formula">Score: {escape(FORMULA)} Counted are the findings on this page.</p>'


def _counts(sheet: Sheet, rules: dict[str, Rule]) -> str:
    counted: dict[str, list[Finding]] = {}
    for finding in sheet.shown:
        counted.setdefault(finding.code, []).append(finding)
    if not counted:
        return '<p class="none">Nothing was found.</p>'
    rows = "\n".join(
        f'<tr><th scope="row">{_safe(found[0].name.replace("-", " "))} <span class="code">{_safe(code)}</span></th>'
        f'<td>{_safe(rules[code].summary.replace("`", "")) if code in rules else ""}</td><td class="number">{len(found)}</td></tr>'
        for code, found in sorted(counted.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
    return (
        "<h2>What was found</h2>\n<table><caption>Findings by rule, the most frequent first</caption>\n"
        '<thead><tr><th scope="col">Rule</th><th scope="col">What it finds</th>'
        f'<th scope="col" class="number">Findings</th></tr></thead>\n<tbody>\n{rows}\n</tbody></table>'
    )


def _item(item: Item, number: int, found: list[Finding], rules: dict[str, Rule]) -> str:
    answers = "".join(f'<li dir="auto">{_safe(answer)}</li>' for answer in _answers(item))
    return "\n".join(
        part
        for part in [
            '<section class="item">',
            f'<h3><span class="number">{number}</span> <span class="id">{_safe(item.id)}</span></h3>',
            f'<p class="question" dir="auto" lang="{_safe(item.language)}">{_marked(item.text, found)}</p>',
            f'<ul class="answers" aria-label="Answers offered">{answers}</ul>' if answers else "",
            _list(found, rules),
            "</section>",
        ]
        if part
    )


def _answers(item: Item) -> list[str]:
    if item.scale is not None:
        return [f"{code} {label}".strip() for code, label in item.scale.labels]
    return [option.label for option in item.options]


def _marked(text: str, found: list[Finding]) -> str:
    """The text with every word that a finding points at marked; spans that overlap are joined."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(
        (one.start, one.end) for one in found if one.span and one.text == text[: len(one.text)]
    ):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    parts, at = [], 0
    for start, end in spans:
        parts += [_safe(text[at:start]), f"<mark>{_safe(text[start:end])}</mark>"]
        at = end
    return "".join([*parts, _safe(text[at:])])


def _list(found: list[Finding], rules: dict[str, Rule]) -> str:
    seen: set[str] = set()
    entries = []
    for finding in found:
        entries.append(_finding(finding, rules, again=finding.code in seen))
        seen.add(finding.code)
    return f'<ul class="findings">{"".join(entries)}</ul>'


def _finding(finding: Finding, rules: dict[str, Rule], *, again: bool) -> str:
    """One finding; the reason and the source of a rule stand once for each question."""
    rule = rules.get(finding.code)
    level = finding.severity.label
    head = (
        f'<p class="head"><span class="level {level}">{_NAMES[finding.severity][0]}</span> '
        f'<strong>{_sentence(finding.message)}</strong> <span class="code">{_safe(finding.code)} '
        f"{_safe(finding.name)}</span></p>"
    )
    told = []
    if finding.span:
        told.append(("Words", f'<q dir="auto">{_safe(finding.span)}</q>'))
    if rule and rule.why and not again:
        told.append(("Why it matters", _safe(rule.why)))
    if finding.suggestion:
        told.append(("Instead", _sentence(finding.suggestion)))
    if rule and not again:
        told.append(("Source", _safe(rule.source)))
    rows = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in told)
    return f"<li>{head}<dl>{rows}</dl></li>"


def _exceptions(sheet: Sheet) -> str:
    """The rules the author set aside, with the reasons given: a reader has to see them too."""
    asked = sheet.questionnaire
    entries = [("The whole questionnaire", rule, why) for rule, why in asked.allow]
    entries += [(item.id, rule, why) for item in asked.items for rule, why in item.allow]
    if not entries:
        return ""
    rows = "\n".join(
        f'<tr><th scope="row">{_safe(where)}</th><td>{_safe(rule)}</td>'
        f'<td dir="auto">{_safe(why) or "no reason given"}</td></tr>'
        for where, rule, why in entries
    )
    return (
        "<h2>Exceptions</h2>\n<table><caption>Rules set aside by the author of the questionnaire</caption>\n"
        '<thead><tr><th scope="col">Where</th><th scope="col">Rule</th><th scope="col">Reason</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _sentence(text: str) -> str:
    """A message with a capital at its start and a full stop at its end."""
    text = visible(text)
    ended = text if text.endswith((".", "?", "!", "”", "…")) else f"{text}."
    return escape(ended[:1].upper() + ended[1:])


def _safe(text: str) -> str:
    return escape(visible(text))


_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f4f1; color: #1d2126; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, footer { max-width: 58rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding: 3rem 0 1.25rem; }
.kind { margin: 0; color: #0b5563; font-weight: 600; letter-spacing: .04em; }
h1 { margin: .15rem 0 .5rem; font-size: 2.1rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .9rem; font-size: 1.35rem; }
h3 { margin: 0 0 .5rem; font-size: .95rem; font-weight: 600; color: #4a5159; overflow-wrap: anywhere; }
h3 .number { display: inline-block; min-width: 1.9rem; padding: 0 .45rem; border-radius: .8rem; background: #1d2126; color: #fff; text-align: center; }
.about, .formula, .clean, .none, caption, footer { color: #4a5159; overflow-wrap: anywhere; }
.about { margin: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0 0 .75rem; }
.tiles div { display: flex; flex-direction: column; justify-content: space-between; background: #fff; border: 1px solid #d8d5cd; border-radius: .5rem; padding: .8rem 1rem; }
.tiles dt { color: #4a5159; font-size: .9rem; line-height: 1.3; }
.tiles dd { margin: .2rem 0 0; font-size: 2rem; font-weight: 650; line-height: 1.1; }
.tiles small { font-size: .95rem; font-weight: 400; color: #4a5159; }
.tiles div:first-child { background: #0b5563; border-color: #0b5563; }
.tiles div:first-child dt, .tiles div:first-child dd, .tiles div:first-child small { color: #fff; }
.formula { margin: 0; font-size: .9rem; }
table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid #d8d5cd; }
caption { text-align: left; padding-bottom: .4rem; font-size: .9rem; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-top: 1px solid #e4e1da; overflow-wrap: break-word; }
thead th { border-top: 0; font-size: .9rem; color: #4a5159; }
tbody th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
.code { color: #5a626b; font-size: .85rem; font-weight: 400; white-space: nowrap; }
.item { margin: 0 0 1rem; padding: 1.1rem 1.25rem; background: #fff; border: 1px solid #d8d5cd; border-radius: .5rem; }
.question { margin: 0 0 .6rem; font-size: 1.2rem; line-height: 1.4; overflow-wrap: anywhere; }
mark { background: #fdf0c8; color: inherit; text-decoration: underline; text-decoration-color: #a33a00; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.answers { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; margin: 0 0 .8rem; padding: 0; }
.answers li { border: 1px solid #c9c5bb; border-radius: 1rem; padding: .05rem .7rem; font-size: .9rem; color: #3c4249; overflow-wrap: anywhere; }
.findings { list-style: none; margin: 0; padding: 0; }
.findings > li { border-top: 1px solid #e4e1da; padding: .8rem 0 .2rem; }
.findings > li:first-child { border-top: 0; padding-top: 0; }
.head { margin: 0 0 .4rem; }
.level { display: inline-block; min-width: 4.6rem; padding: .05rem .5rem; border-radius: .3rem; font-size: .82rem; font-weight: 600; text-align: center; color: #fff; }
.error { background: #9b1c1c; } .warning { background: #8a4b00; } .info { background: #35566b; }
.findings dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: .15rem .75rem; margin: 0 0 .6rem; font-size: .95rem; }
.findings dt { color: #4a5159; } .findings dd { margin: 0; overflow-wrap: anywhere; }
.clean { margin: 1.5rem 0 0; }
footer { margin-top: 2.5rem; padding-bottom: 3rem; font-size: .85rem; border-top: 1px solid #d8d5cd; }
@media (max-width: 34rem) { .findings dl { grid-template-columns: 1fr; } th, td { padding: .4rem .5rem; font-size: .9rem; } .findings dd { margin-bottom: .4rem; } }
@media print {
  @page { size: A4; margin: 16mm 15mm; }
  body { background: #fff; font-size: 10pt; } main, footer { max-width: none; padding: 0; } header { padding-top: 0; }
  .item, table, .tiles div { border-color: #999; } .findings > li, tr { break-inside: avoid; } h2, h3, caption, .question { break-after: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); }
  .level, .tiles div:first-child, mark, h3 .number { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
