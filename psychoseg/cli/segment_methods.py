"""Every method and number of segments side by side, in words."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.segments.comparison import Comparison


def method_lines(found: Comparison) -> Iterator[str]:
    """The table, a block for each method, and where methods agree most."""
    methods = list(dict.fromkeys(one.method for one in found.compared))
    yield f"  {'method':<28}  segments  explained  silhouette  smallest  as the first  as reported       BIC"
    for method in methods:
        for at, one in enumerate(entry for entry in found.compared if entry.method == method):
            name = method if at == 0 else ""
            if one.why_not:
                yield f"  {name:<28}  {one.segments:<8}  not formed: {shorten(one.why_not, 60)}"
                continue
            bic = "–" if one.bic is None else f"{one.bic:.0f}"
            yield (
                f"  {name:<28}  {one.segments:<8}  {one.explained or 0:>9.0%}  {one.silhouette or 0:>10.2f}"
                f"  {one.smallest or 0:>8.0%}  {one.same_number or 0:>12.2f}  {one.with_chosen or 0:>11.2f}  {bic:>8}"
            )
    yield f"  {found.words} On {found.people} people."
    yield "  As the first, as reported: adjusted Rand index with the first method's and with the reported segments."
