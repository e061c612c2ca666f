"""The account of an ingest as one page that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from psychoseg.errors import visible
from psychoseg.report.ingest.text import rows_line, share_of, spread_of
from psychoseg.responses.account import Account, ItemAccount
from psychoseg.responses.missing import ANSWERED, SAID, STATES

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;color:#1d2433;max-width:66rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #dfe3ea;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}caption{text-align:left;color:#5a6376;padding:.3rem 0}
.sum{font-size:1.1rem;margin:1rem 0}.about{color:#5a6376}.bar{display:block;height:.5rem;background:#3a5ba0}
@media(prefers-color-scheme:dark){body{background:#14171f;color:#e8eaf0}th,td{border-color:#333b4a}.about,caption{color:#a3abbb}.bar{background:#8aa6e6}}
"""


def account_page(account: Account, title: str) -> str:
    """The whole page; every text that is not ours is escaped, and nothing is fetched."""
    source = account.source
    about = [account.wave, source.file, source.platform, source.container, source.encoding, source.timezone]
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
        f"<title>{_safe(title)}: answers of {_safe(account.wave)}</title><style>{_STYLE}</style></head><body><main>",
        f'<h1 dir="auto">{_safe(title)}</h1>',
        f'<p class="about">{" · ".join(_safe(part) for part in about if part)}</p>',
        f'<p class="sum">{_safe(rows_line(account))}</p>',
        _table("Excluded, each person under the first rule that applies", ("Rule", "People", "It applies to"), [(rule, count, account.hits.get(rule, count)) for rule, count in account.excluded.items()]),
        _table("Rules that apply together", ("Rules", "People"), list(account.overlaps.items())),
        _items(account.items),
        _table("Scales at their ends", ("Construct", "Items", "People", "At the floor", "At the ceiling"), [(one.construct, one.items, one.people, f"{one.floor:.1%}", f"{one.ceiling:.1%}") for one in account.scales]),
        _table("Themes of written answers", ("Item", "Theme", "Words", "By", "Share, interval, base"), [(one.item, one.name, ", ".join(one.words), one.how, share_of(one.share)) for one in account.themes]),
        _table("Evidence of careless answering, over everybody who finished", ("Index", "Unit", "Careless where", "People", "5 %", "Median", "95 %"), [(one.index, one.unit, one.careless, one.defined, f"{one.low:.2f}", f"{one.middle:.2f}", f"{one.high:.2f}") for one in account.indices]),
        _table("Signs of careless answers, over everybody who finished", ("Sign", "People", "Still used"), [(one.sign, one.people, one.used) for one in account.signs]),
        _table("Columns", ("Questionnaire", "File", "Found by", "Likeness"), [(one.column, one.source, one.how, f"{one.score:.2f}") for one in account.matches]),
        _list("Personal data left out", account.personal),
        _list("Codes that differ", account.drift),
        _list("Everything that was done", account.changes),
        _list("Cautions", account.caveats),
        "</main></body></html>",
    ]  # fmt: skip
    return "\n".join(part for part in parts if part) + "\n"


def _items(items: Iterable[ItemAccount]) -> str:
    kept = list(items)
    reasons = [state for state in STATES if state != ANSWERED and any(state in item.states for item in kept)]
    rows = [
        (
            item.item, item.text, item.states.get(ANSWERED, 0), *(item.states.get(state, 0) for state in reasons), spread_of(item),
            "" if item.floor is None else f"{item.floor:.0%} / {item.ceiling or 0:.0%}",
        )
        for item in kept
    ]  # fmt: skip
    heads = (
        "Item",
        "Words",
        "Answered",
        *(SAID[state].capitalize() for state in reasons),
        "Answers",
        "Lowest / highest",
    )
    return _table("Items, among the people used", heads, rows)


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    if not rows:
        return ""
    numeric = [all(isinstance(row[at], int) for row in rows) for at in range(len(heads))]
    head = "".join(
        f'<th scope="col"{" class=n" if number else ""}>{_safe(text)}</th>'
        for text, number in zip(heads, numeric, strict=True)
    )
    body = "\n".join(
        "<tr>" + "".join(f'<td{" class=n" if number else ""} dir="auto">{_safe(cell)}</td>' for cell, number in zip(row, numeric, strict=True)) + "</tr>"
        for row in rows
    )  # fmt: skip
    return f"<h2>{_safe(caption)}</h2><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _list(caption: str, entries: tuple[str, ...]) -> str:
    if not entries:
        return ""
    return (
        f"<h2>{_safe(caption)}</h2><ul>"
        + "".join(f'<li dir="auto">{_safe(entry)}</li>' for entry in entries)
        + "</ul>"
    )


def _safe(value: object) -> str:
    return escape(visible(value))
