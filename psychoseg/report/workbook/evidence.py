"""The sheets behind the segments: sizes, prices, tests, numbers tried, factors, the sample, the audit, the run."""

from __future__ import annotations

from psychoseg.report.data import ReportData
from psychoseg.report.figures import Figure, figures
from psychoseg.report.text import capital
from psychoseg.report.theme import look
from psychoseg.report.workbook.book import Book, Sheet, form_of

SHARES, TWO, P = "0%", "0.00", "0.000"


def segments(book: Book, data: ReportData) -> None:
    """Sizes with intervals, value, and how firm each segment is."""
    sheet = book.sheet(
        "Segments", "The segments", "Shares with intervals; firmness when the sample is redrawn."
    )
    sheet.head(
        ["Segment", "Name", "Share", "from", "to", "Interviews", "Weighted", "Effective", "Share of value", "from", "to",
         "Stability (Jaccard)", "5th percentile", "Core members", "Closest to", "In a sentence"],
        [9, 30, 9, 9, 9, 11, 11, 11, 12, 9, 9, 12, 12, 12, 28, 80], freeze=2,
    )  # fmt: skip
    for one in data.personas:
        own, value, sure = one.share, one.value_share, one.confidence
        base = one.dimensions[0].segment if one.dimensions else None
        sheet.text(sheet.row, 0, one.letter, bold=True)
        sheet.text(sheet.row, 1, one.name, bold=True)
        numbers = [
            (own.value, SHARES), (own.low, SHARES), (own.high, SHARES), (one.members, "0"),
            (base.weighted if base else None, "0"), (base.effective if base else None, "0"),
            *(((value.value, SHARES), (value.low, SHARES), (value.high, SHARES)) if value and value.shown else ((None, SHARES),) * 3),
            (sure.stability, TWO), (sure.stability_low, TWO), (sure.core, SHARES),
        ]  # fmt: skip
        for at, (number, form) in enumerate(numbers, 2):
            sheet.number(sheet.row, at, number, form)
        sheet.text(sheet.row, 14, sure.neighbour)
        sheet.text(sheet.row, 15, one.essence)
        sheet.row += 1


def every_figure(book: Book, data: ReportData) -> None:
    """Each estimate in a row of its own, with interval and bases."""
    found = figures(data)
    if not found:
        return
    sheet = book.sheet(
        "Figures", "Every figure with its interval", "One row a figure, to filter and to take into other programs; withheld figures are dashes."
    )  # fmt: skip
    titles = ["Segment", "Name", "Table", "Role", "Item", "Key", "Label", "Unit", "Value", "from", "to", "People", "Weighted",
              "Effective", "Flag", "Index", "p (against all others)", "Above", "Formed the segments"]  # fmt: skip
    sheet.head(titles, [10, 26, 12, 12, 16, 18, 44, 10, 9, 9, 9, 9, 10, 10, 11, 8, 12, 9, 12], freeze=2)
    first = sheet.row - 1
    for figure in found:
        _figure(sheet, figure)
        sheet.row += 1
    sheet.raw.autofilter(first, 0, sheet.row - 1, len(titles) - 1)


def _figure(sheet: Sheet, figure: Figure) -> None:
    words = (
        figure.segment,
        figure.name,
        figure.table,
        figure.role,
        figure.item,
        figure.key,
        figure.label,
        figure.unit,
    )
    for at, text in enumerate(words):
        sheet.text(sheet.row, at, text)
    form = form_of(figure.unit)
    numbers = (
        (figure.value, form), (figure.low, form), (figure.high, form), (figure.base, "#,##0"), (figure.weighted, "#,##0"),
        (figure.effective, "#,##0"),
    )  # fmt: skip
    for at, (number, form) in enumerate(numbers, 8):
        sheet.number(sheet.row, at, number, form)
    sheet.text(sheet.row, 14, figure.flag)
    sheet.number(sheet.row, 15, figure.index, "0")
    sheet.number(sheet.row, 16, figure.p_value, P)
    sheet.text(sheet.row, 17, figure.letters)
    sheet.text(sheet.row, 18, "yes *" if figure.forms_segments else "")


def prices(book: Book, data: ReportData) -> None:
    """Who would buy at each price."""
    curves = {curve.item: curve for one in data.personas for curve in one.prices}
    if not curves:
        return
    sheet = book.sheet(
        "Prices", "Who would buy at each price", "Stated intentions: discount before forecasting."
    )
    sheet.head(
        ["Product", "Price", "Everybody", *(one.name for one in data.personas)],
        [44, 10, 12, *(14 for _ in data.personas)], freeze=2,
    )  # fmt: skip
    for item, curve in curves.items():
        for at, point in enumerate(curve.points):
            sheet.text(sheet.row, 0, curve.label)
            sheet.number(sheet.row, 1, point.price, "0.00")
            sheet.estimate(sheet.row, 2, point.total)
            for place, one in enumerate(data.personas):
                own = next((other for other in one.prices if other.item == item), None)
                if own is None:
                    sheet.number(sheet.row, 3 + place, None)
                else:
                    sheet.estimate(sheet.row, 3 + place, own.points[at].segment)
            sheet.row += 1


def tests(book: Book, data: ReportData) -> None:
    """One test an item over all segments."""
    if not data.contrasts or not data.contrasts.contrasts:
        return
    sheet = book.sheet("Tests", "Tests over all segments", data.contrasts.words)
    sheet.head(
        ["Question", "Test", "Statistic", "df 1", "df 2", "p", "p adjusted", "Effect", "Size", "Corrected for chance", "People", "Effective"],
        [44, 18, 11, 9, 11, 9, 11, 16, 9, 12, 10, 10],
    )  # fmt: skip
    for one in data.contrasts.contrasts:
        found = one.omnibus
        sheet.text(sheet.row, 0, one.label, bold=one.significant)
        sheet.text(sheet.row, 1, found.test)
        row = (
            (found.statistic, "0.00"), (found.df1, "0.0"), (found.df2, "0.0"), (found.p_value, P), (one.adjusted, P),
        )  # fmt: skip
        for at, (number, form) in enumerate(row, 2):
            sheet.number(sheet.row, at, number, form)
        sheet.text(sheet.row, 7, found.effect_name)
        for at, (number, form) in enumerate(
            (
                (found.effect, TWO),
                (found.less_biased, TWO),
                (found.base, "#,##0"),
                (found.effective, "#,##0"),
            ),
            8,
        ):
            sheet.number(sheet.row, at, number, form)
        sheet.row += 1


def numbers_tried(book: Book, data: ReportData) -> None:
    """Every number of segments that was compared."""
    if data.grouping is None:
        return
    sheet = book.sheet("Numbers tried", "How many segments", capital(data.grouping.reason))
    sheet.head(
        ["Segments", "Stability (adjusted Rand)", "5th percentile", "95th percentile", "Silhouette", "Variance between", "Smallest", "Chosen"],
        [10, 14, 12, 12, 12, 12, 12, 10],
    )  # fmt: skip
    for one in data.grouping.candidates:
        row = (
            (one.segments, "0"), (one.stability, TWO), (one.stability_low, TWO), (one.stability_high, TWO),
            (one.silhouette, TWO), (one.explained, SHARES), (one.smallest, SHARES),
        )  # fmt: skip
        for at, (number, form) in enumerate(row):
            sheet.number(sheet.row, at, number, form, bold=one.chosen)
        sheet.text(sheet.row, 7, "yes" if one.chosen else "", bold=True)
        sheet.row += 1


def factors(book: Book, data: ReportData) -> None:
    """Pattern loadings of every item."""
    measured = data.measurement
    if measured is None:
        return
    sheet = book.sheet("Factors", "Pattern loadings", measured.method)
    names = [fact.name for fact in measured.factors]
    sheet.head(
        ["Statement", "Item", *names, "Communality", "MSA"], [60, 16, *(14 for _ in names), 13, 9], freeze=2
    )
    for item in measured.items:
        sheet.text(sheet.row, 0, item.text + (" (r)" if item.reverse else ""), text_wrap=True)
        sheet.text(sheet.row, 1, item.item)
        for at, value in enumerate((*item.loadings, item.communality, item.msa), 2):
            sheet.number(sheet.row, at, value, TWO)
        sheet.row += 1
    for label, values in (
        ("Cronbach's alpha", [fact.alpha for fact in measured.factors]),
        ("McDonald's omega", [fact.omega for fact in measured.factors]),
        ("Share of variance", [fact.variance for fact in measured.factors]),
    ):
        sheet.text(sheet.row, 0, label, bold=True)
        for at, number in enumerate(values, 2):
            sheet.number(sheet.row, at, number, TWO, bold=True)
        sheet.row += 1


def sample(book: Book, data: ReportData) -> None:
    """From the rows of the file to the people analysed, with all that was done to answers."""
    own = data.sample
    sheet = book.sheet("Sample", "The sample", f"{own.population} {own.fieldwork}".strip())
    sheet.head(["What", "How many"], [90, 16])
    for step in own.steps:
        sheet.text(sheet.row, 0, capital(step.label), indent=int(step.removed))
        sheet.number(sheet.row, 1, step.count, "#,##0")
        sheet.row += 1
    for label, value, form in (
        ("Effective after weighting", own.effective, "#,##0"),
        ("Design effect of the weights (Kish)", own.deff, TWO),
        ("Smallest weight", own.weight_low, TWO),
        ("Largest weight", own.weight_high, TWO),
        ("Attitude answers missing", own.missing, "0.0%"),
    ):
        sheet.text(sheet.row, 0, label)
        sheet.number(sheet.row, 1, value, form)
        sheet.row += 1
    for title, words in (("Changes made to answers", own.changes), ("What to keep in mind", data.caveats)):
        if words:
            sheet.text(sheet.row, 0, title, bold=True)
            sheet.row += 1
        for line in words:
            sheet.text(sheet.row, 0, line, text_wrap=True)
            sheet.row += 1


def audit(book: Book, data: ReportData) -> None:
    """What the linter found in the questionnaire."""
    if not data.audit:
        return
    sheet = book.sheet("Questionnaire", "Audit of the questionnaire", "What the linter found, with the rule.")
    sheet.head(["Rule", "Name", "Severity", "Item", "Finding"], [10, 26, 11, 18, 100])
    for one in data.audit:
        for at, text in enumerate((one.code, one.name, one.severity, one.item, one.message)):
            sheet.text(sheet.row, at, text, text_wrap=at == 4)
        sheet.row += 1


def run(book: Book, data: ReportData) -> None:
    """What is needed to make every number again."""
    sheet = book.sheet("Run", "The run", "Settings, plan and inputs with their hashes.")
    own = data.settings
    sheet.head(["What", "Value"], [36, 90])
    facts = [
        ("psychoseg", own.version), ("Seed", str(own.seed)), ("Confidence", f"{own.confidence:g}"),
        ("Error level", f"{own.level:g}"), ("Tests against all others", str(own.tests)),
        ("Indicative below (effective)", str(own.low_base)), ("Withheld below (effective)", str(own.least_base)),
        *own.plan, *own.inputs,
    ]  # fmt: skip
    for name, value in facts:
        sheet.text(sheet.row, 0, name, font_color=look().mute)
        sheet.text(sheet.row, 1, value)
        sheet.row += 1
