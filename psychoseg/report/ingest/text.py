"""The account of an ingest in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.responses.account import MANY_AT_AN_END, Account, ItemAccount
from psychoseg.responses.missing import ANSWERED, SAID
from psychoseg.stats.estimate import Estimate

WIDEST = 60


def account_lines(account: Account) -> list[str]:
    """The account as lines; every text of the file is made safe to print.

    The first lines hold what decides: rows in, used, and excluded by each rule.
    """
    return [visible(line) for line in _lines(account)]


def _lines(account: Account) -> Iterator[str]:
    source = account.source
    read = [source.platform, source.container, source.encoding, f"cells separated by {source.delimiter!r}" if source.delimiter else "", source.timezone]  # fmt: skip
    yield f"File      {source.file}: {', '.join(part for part in read if part)}"
    yield from (f"          {sign}" for sign in source.evidence)
    yield f"Rows      {rows_line(account)}"
    for rule, count in account.excluded.items():
        also = account.hits.get(rule, count) - count
        yield f"          −{count} {rule}" + (
            f" (and {also} already taken by a rule above)" if also > 0 else ""
        )
    for rules, count in account.overlaps.items():
        yield f"          {count} hit by {rules}"
    yield f"Weights   {account.weighting}" + (
        f", design effect {account.deff:.2f}" if account.deff > 1 else ""
    )
    others = [one for one in account.matches if one.how != "id"]
    yield f"Columns   {len(account.matches)} found, {len(account.matches) - len(others)} by id"
    for one in others:
        score = f", likeness {one.score:.2f}" if one.score < 1 else ""
        yield f"          {one.column} from {one.source} (by {one.how}{score})"
    if account.personal:
        yield f"Personal  left out before anything is written: {', '.join(account.personal)}"
    yield from _listed("Codes", account.drift)
    yield ""
    yield from _items(account)
    yield from _scales(account)
    yield from _themes(account)
    yield from _indices(account)
    yield from _signs(account)
    yield ""
    yield from _listed("Done", account.changes)
    yield from _listed("Caution", account.caveats)


def rows_line(account: Account) -> str:
    """The sum that is always printed: rows in, used and excluded.

    It adds up, or there is no account.
    """
    excluded = sum(account.excluded.values())
    return f"{account.rows} in the file = {account.used} used + {excluded} excluded"


def _listed(name: str, entries: tuple[str, ...]) -> Iterator[str]:
    for at, entry in enumerate(entries):
        yield f"{name if at == 0 else '':<10}{entry}"


def _items(account: Account) -> Iterator[str]:
    yield f"{'Item':<16}{'answered':>9}  missing by reason; answers"
    for item in account.items:
        reasons = [f"{SAID[state]} {count}" for state, count in item.states.items() if state != ANSWERED]
        stray = [f"{item.strays} answered though not asked"] if item.strays else []
        shown = "; ".join(part for part in (", ".join([*reasons, *stray]), spread_of(item)) if part)
        yield f"{item.item[:15]:<16}{item.states.get(ANSWERED, 0):>9}  {shown}"


def spread_of(item: ItemAccount) -> str:
    """The answers to an item in a few signs: counts by code, or the spread of numbers."""
    if item.summary:
        low, middle, high = (item.summary[name] for name in ("least", "middle", "most"))
        return f"{low:g} to {high:g}, median {middle:g}"
    counts = "  ".join(f"{one.code}:{one.count}" for one in item.distribution)
    return counts if len(counts) <= WIDEST else counts[: WIDEST - 1] + "…"


def _scales(account: Account) -> Iterator[str]:
    for scale in account.scales:
        ends = [
            f"{share:.0%} at the {name}"
            for name, share in (("floor", scale.floor), ("ceiling", scale.ceiling))
            if share >= MANY_AT_AN_END
        ]
        if ends:
            yield f"Scale     {scale.construct}: {', '.join(ends)} of {scale.items} items; it no longer tells these people apart"


def _themes(account: Account) -> Iterator[str]:
    for theme in account.themes:
        yield f"Theme     {theme.item}: {theme.name}  {share_of(theme.share)} ({theme.how}: {', '.join(theme.words)})"
    for item, count in account.empty_texts.items():
        yield f"Texts     {item}: {count} answers say nothing; no theme is made of them"


def share_of(share: Estimate) -> str:
    """A share with its interval and base, or that too few answered."""
    if share.value is None or share.low is None or share.high is None:
        return f"too few (n = {share.base})"
    return f"{share.value:.0%} ({share.low:.0%}–{share.high:.0%}, n = {share.base})"


def _indices(account: Account) -> Iterator[str]:
    if account.indices:
        yield ""
        yield f"{'Evidence':<24}{'people':>7}{'5 %':>9}{'median':>9}{'95 %':>9}  careless where"
    for one in account.indices:
        yield f"{one.index:<24}{one.defined:>7}{one.low:>9.2f}{one.middle:>9.2f}{one.high:>9.2f}  {one.careless} ({one.unit})"


def _signs(account: Account) -> Iterator[str]:
    if account.signs:
        yield ""
        yield f"{'Signs of careless answers':<46}{'people':>7}{'still used':>12}"
    for one in account.signs:
        yield f"{one.sign:<46}{one.people:>7}{one.used:>12}"
