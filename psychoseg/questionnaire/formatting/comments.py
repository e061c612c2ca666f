"""Comments of a YAML file: found, and tied to the entry they are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from psychoseg.questionnaire.formatting.tree import Branch, Entry, Leaf, leaves


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place, and whether it has its line for itself."""

    text: str
    at: int
    alone: bool


def comments(text: str, top: Branch) -> list[Comment]:
    """Every comment: a # that begins a line or follows a blank, outside all written values."""
    values = leaves(top)
    starts = [leaf.start for leaf in values]
    found: list[Comment] = []
    at = text.find("#")
    while at >= 0:
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        holder = bisect_right(starts, at) - 1
        inside = holder >= 0 and at < values[holder].end and not _in_header(text, values[holder], at)
        if not inside and (at == 0 or text[at - 1].isspace()):
            line_start = text.rfind("\n", 0, at) + 1
            found.append(Comment(text[at:line_end].rstrip(), at, not text[line_start:at].strip()))
            at = text.find("#", line_end)
        else:
            at = text.find("#", at + 1)
    return found


def _in_header(text: str, leaf: Leaf, at: int) -> bool:
    """Whether a place is on the line of the > or | that begins a value."""
    return leaf.style in {"|", ">"} and "\n" not in text[leaf.start : at]


def attach(text: str, top: Branch) -> tuple[list[str], list[str]]:
    """Tie every comment to an entry and note which entries stand apart.

    Returns
    -------
    tuple of list of str
        The comments above everything and those below it, with the blank lines among them.
    """
    top.flow = False
    flows = [branch for branch in branches(top) if branch.flow]
    found = comments(text, top)
    for branch in flows:
        if any(branch.start < comment.at < branch.end for comment in found):
            branch.flow = False
    block = sorted(_block_entries(top), key=lambda entry: entry.start)
    starts = [entry.start for entry in block]
    for entry in block:
        entry.apart = _is_apart(text, entry.start)
    header: list[str] = []
    footer: list[str] = []
    for comment in found:
        place = bisect_left(starts, comment.at)
        apart = _is_apart(text, comment.at)
        if place and not comment.alone:
            last = block[place - 1]
            last.behind = f"{last.behind}  {comment.text}" if last.behind else comment.text
            continue
        above = footer if place == len(block) else block[place].above if place else header
        if apart and above:
            above.append("")
        elif apart and 0 < place < len(block):
            block[place].apart = True
        above.append(comment.text)
    if header and block[0].apart:
        header.append("")
    block[0].apart = False
    return header, footer


def branches(tree: Branch) -> Iterator[Branch]:
    """A branch and every branch in it."""
    yield tree
    for entry in tree.entries:
        if isinstance(entry.value, Branch):
            yield from branches(entry.value)


def _block_entries(tree: Branch) -> Iterator[Entry]:
    """The entries that get a line of their own."""
    if tree.flow:
        return
    for entry in tree.entries:
        yield entry
        if isinstance(entry.value, Branch):
            yield from _block_entries(entry.value)


def _is_apart(text: str, at: int) -> bool:
    """Whether a blank line stands above."""
    line_start = text.rfind("\n", 0, at) + 1
    before = text[max(line_start - 200, 0) : line_start]
    return before.endswith("\n\n") or (before.endswith("\n") and not before[:-1].rpartition("\n")[2].strip())
