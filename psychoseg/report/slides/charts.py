"""Native charts of a slide, editable in the program that shows them, with intervals and a text in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from psychoseg.report.format import office_form
from psychoseg.report.language import say
from psychoseg.report.slides.deck import Slide, colour, describe
from psychoseg.report.text import clean
from psychoseg.report.theme import look

PERCENT = "0%"
PLOT_TOP, PLOT_HEIGHT, HEAD = 0.07, 0.80, 6.0
"""Where rows begin and how much of a dot chart's height they take, so that the table beside it meets them."""
MARKERS = (
    XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.X, XL_MARKER_STYLE.STAR, XL_MARKER_STYLE.PLUS, XL_MARKER_STYLE.DASH,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dot:
    """One row of a dot chart: a figure with its interval, and everybody's; None where it is withheld."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    total: float | None
    shown: str = ""
    everybody: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One curve or cloud of points: its name, colour and points, with their intervals upwards and across where known."""

    name: str
    colour: str
    points: tuple[tuple[float, float], ...]
    spans: tuple[tuple[float, float], ...] = ()
    across: tuple[tuple[float, float], ...] = ()
    dashed: bool = False
    marked: bool = True


def bars(
    slide: Slide, labels: Sequence[str], values: Sequence[float], spans: Sequence[tuple[float, float]],
    colours: Sequence[str], place: tuple[float, float, float, float], *, alt: str, form: str = PERCENT,
) -> None:  # fmt: skip
    """Horizontal bars, the first on top, each with its interval."""
    data = CategoryChartData(number_format=office_form(form))
    data.categories = [clean(label) for label in labels]
    data.add_series(say("Share"), list(values))
    chart = _added(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, place, alt)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 60, False
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = office_form(form), False
    plot.data_labels.position = XL_LABEL_POSITION.INSIDE_BASE
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(11), True
    plot.data_labels.font.color.rgb = colour("#ffffff")
    for at, fill in enumerate(colours):
        point = plot.series[0].points[at]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = colour(fill)
    _intervals(plot.series[0], values, spans, direction="")
    chart.category_axis.reverse_order = True
    _quiet(chart.category_axis, 11)
    _quiet(chart.value_axis, 9)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        office_form(form),
        False,
    )
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(look().rule)


def dots(
    slide: Slide,
    rows: Sequence[Dot],
    name: str,
    ink: str,
    place: tuple[float, float, float, float],
    *,
    alt: str,
) -> None:
    """A table of figures and, beside each row, a dot with its interval and a mark where everybody stands."""
    kept = [row for row in rows if row.value is not None]
    left, top, width, height = place
    step = height * PLOT_HEIGHT / max(len(kept), 1)
    widths = [width * share for share in (0.40, 0.09, 0.09)]
    slide.table(
        [["", say("Here"), say("All")], *([row.label, row.shown, row.everybody] for row in kept)],
        left, top + height * PLOT_TOP - HEAD, widths, size=10, row=step, head=HEAD, filled=False,
        alt=alt,
    )  # fmt: skip
    data = XyChartData(number_format=office_form(PERCENT))
    ups = [len(kept) - at for at in range(len(kept))]
    series = data.add_series(clean(name))
    for up, row in zip(ups, kept, strict=True):
        series.add_data_point(row.value or 0.0, up)
    series = data.add_series(say("Everybody"))
    for up, row in zip(ups, kept, strict=True):
        if row.total is not None:
            series.add_data_point(row.total, up)
    beside = sum(widths) + 2
    chart = _added(slide, XL_CHART_TYPE.XY_SCATTER, data, (left + beside, top, width - beside, height), alt)
    own, total = chart.plots[0].series
    for one in (own, total):
        one.format.line.fill.background()
    _marked(own, XL_MARKER_STYLE.CIRCLE, 7, ink)
    _marked(total, XL_MARKER_STYLE.DIAMOND, 6, look().mute)
    _intervals(
        own, [row.value or 0.0 for row in kept],
        [(row.low if row.low is not None else row.value or 0.0, row.high if row.high is not None else row.value or 0.0) for row in kept],
        direction="x",
    )  # fmt: skip
    _plotted(chart, 0.04, PLOT_TOP, 0.92, PLOT_HEIGHT)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = Pt(9)
    _quiet(chart.category_axis, 9)
    chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = 0, 1
    chart.category_axis.major_unit = 0.25
    labels = chart.category_axis.tick_labels
    labels.number_format, labels.number_format_is_linked = office_form(PERCENT), False
    chart.category_axis.has_major_gridlines = True
    chart.category_axis.major_gridlines.format.line.color.rgb = colour(look().rule)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.5, len(kept) + 0.5


def lines(
    slide: Slide,
    curves: Sequence[Line],
    place: tuple[float, float, float, float],
    *,
    alt: str,
    form: str,
    across: str,
    up: tuple[float, float | None] = (0.0, None),
    along: tuple[float, float] | None = None,
) -> Any:
    """Curves over a number, with intervals where they are known; ``up`` and ``along`` are the ends of the axes."""
    data = XyChartData(number_format=office_form(form))
    for curve in curves:
        series = data.add_series(clean(curve.name))
        for x, y in curve.points:
            series.add_data_point(x, y)
    chart = _added(slide, XL_CHART_TYPE.XY_SCATTER_LINES, data, place, alt)
    for curve, series in zip(curves, chart.plots[0].series, strict=True):
        series.smooth = False
        series.format.line.color.rgb = colour(curve.colour)
        series.format.line.width = Pt(2.2)
        if curve.dashed:
            series.format.line.dash_style = 4
        if curve.marked:
            _marked(series, XL_MARKER_STYLE.CIRCLE, 5, curve.colour)
        else:
            series.marker.style = XL_MARKER_STYLE.NONE
        if curve.spans:
            _intervals(series, [y for _, y in curve.points], curve.spans, direction="y")
        if curve.across:
            _intervals(series, [x for x, _ in curve.points], curve.across, direction="x")
    _axes(chart, across, form)
    chart.value_axis.minimum_scale, top = up
    if top is not None:
        chart.value_axis.maximum_scale = top
    if along is not None:
        chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = along
    return chart


def cloud(
    slide: Slide, groups: Sequence[Line], place: tuple[float, float, float, float], *, alt: str
) -> None:
    """People as points, a series a segment with a mark of its own."""
    data = XyChartData()
    for group in groups:
        series = data.add_series(clean(group.name))
        for x, y in group.points:
            series.add_data_point(x, y)
    chart = _added(slide, XL_CHART_TYPE.XY_SCATTER, data, place, alt)
    for at, (group, series) in enumerate(zip(groups, chart.plots[0].series, strict=True)):
        series.format.line.fill.background()
        _marked(series, MARKERS[at % len(MARKERS)], 4, group.colour)
    _axes(chart, "", "0")
    for axis in (chart.category_axis, chart.value_axis):
        axis.visible = False
        axis.has_major_gridlines = False


def ridges(
    slide: Slide, curves: Sequence[Line], place: tuple[float, float, float, float], *, alt: str
) -> None:
    """How many stand where on one axis, a curve a segment; only their places and areas count, so there are no figures."""
    chart = lines(slide, curves, place, alt=alt, form="0", across="")
    for axis in (chart.category_axis, chart.value_axis):
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.format.line.fill.background()


def _added(slide: Slide, kind: Any, data: Any, place: tuple[float, float, float, float], alt: str) -> Any:
    left, top, width, height = place
    frame = slide.shapes.add_chart(kind, Mm(left), Mm(top), Mm(width), Mm(height), data)
    describe(frame, alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(10), colour(look().ink)
    return chart


def _marked(series: Any, style: Any, size: int, fill: str) -> None:
    series.marker.style, series.marker.size = style, size
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(fill)
    series.marker.format.line.fill.background()


def _axes(chart: Any, across: str, form: str) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
    chart.legend.font.size = Pt(10)
    _quiet(chart.category_axis, 9)
    _quiet(chart.value_axis, 9)
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(look().rule)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        office_form(form),
        False,
    )
    chart.category_axis.has_major_gridlines = False
    if across:
        chart.category_axis.has_title = True
        chart.category_axis.axis_title.text_frame.text = clean(across)
        chart.category_axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(10)


def _quiet(axis: Any, size: int) -> None:
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = colour(look().ink)
    axis.format.line.color.rgb = colour(look().rule)


def _plotted(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Where the plot stands in the chart, as shares of its size: room for labels beside it."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 (python-pptx has no call for a layout)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.SubElement(area, qn("c:layout"))
    area.insert(0, layout)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in (
        ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", x), ("y", y), ("w", width), ("h", height),
    ):  # fmt: skip
        etree.SubElement(manual, qn(f"c:{name}")).set("val", str(value))


def _intervals(
    series: Any, values: Sequence[float], spans: Sequence[tuple[float, float]], *, direction: str
) -> None:
    """Custom error bars from each value to both ends of its interval (ECMA-376, 21.2.2.55)."""
    element = series._element  # noqa: SLF001 (python-pptx has no call for error bars)
    made = etree.Element(qn("c:errBars"))
    if direction:
        etree.SubElement(made, qn("c:errDir")).set("val", direction)
    etree.SubElement(made, qn("c:errBarType")).set("val", "both")
    etree.SubElement(made, qn("c:errValType")).set("val", "cust")
    etree.SubElement(made, qn("c:noEndCap")).set("val", "1")
    lengths = {
        "plus": [high - value for value, (_, high) in zip(values, spans, strict=True)],
        "minus": [value - low for value, (low, _) in zip(values, spans, strict=True)],
    }
    for side, numbers in lengths.items():
        holder = etree.SubElement(etree.SubElement(made, qn(f"c:{side}")), qn("c:numLit"))
        etree.SubElement(holder, qn("c:formatCode")).text = "General"
        etree.SubElement(holder, qn("c:ptCount")).set("val", str(len(numbers)))
        for at, number in enumerate(numbers):
            point = etree.SubElement(holder, qn("c:pt"))
            point.set("idx", str(at))
            etree.SubElement(point, qn("c:v")).text = repr(max(0.0, float(number)))
    line = etree.SubElement(etree.SubElement(made, qn("c:spPr")), qn("a:ln"))
    line.set("w", "19050")
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", look().ink.lstrip("#"))
    before = next(
        element.find(qn(f"c:{name}")) for name in ("cat", "xVal", "val", "yVal") if element.find(qn(f"c:{name}")) is not None
    )  # fmt: skip
    before.addprevious(made)
