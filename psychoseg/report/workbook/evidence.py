"""The sheets behind the segments: sizes, prices, tests, numbers tried, factors, the sample, the audit, the run."""

from __future__ import annotations

from psychoseg.report.data import ReportData
from psychoseg.report.figures import Figure, figures
from psychoseg.report.heard import told
from psychoseg.report.language import later, say, written_number
from psychoseg.report.text import capital
from psychoseg.report.theme import look
from psychoseg.report.workbook.book import Book, Sheet, form_of

SHARES, TWO, P = "0%", "0.00", "0.000"


def segments(book: Book, data: ReportData) -> None:
    """Sizes with intervals, value, and how firm each segment is."""
    sheet = book.sheet(
        say("Segments"),
        say("The segments"),
        say("Shares with intervals; firmness when the sample is redrawn."),
    )
    sheet.head(
        [say("Segment"), say("Name"), say("Share"), say("from"), say("to"), say("Interviews"), say("Weighted"), say("Effective"), say("Share of value"), say("from"), say("to"),
         say("Stability (Jaccard)"), say("5th percentile"), say("Core members"), say("Closest to"), say("In a sentence")],
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
        say("Figures"), say("Every figure with its interval"), say("One row a figure, to filter and to take into other programs; withheld figures are dashes.")
    )  # fmt: skip
    titles = [say("Segment"), say("Name"), say("Table"), say("Role"), say("Item"), say("Key"), say("Label"), say("Unit"), say("Value"), say("from"), say("to"), say("People"), say("Weighted"),
              say("Effective"), say("Flag"), say("Index"), say("p (against all others)"), say("Above"), say("Formed the segments")]  # fmt: skip
    sheet.head(titles, [10, 26, 12, 12, 16, 18, 44, 10, 9, 9, 9, 9, 10, 10, 11, 8, 12, 9, 12], freeze=2)
    first = sheet.row - 1
    for figure in found:
        _figure(sheet, figure)
        sheet.row += 1
    sheet.raw.autofilter(first, 0, sheet.row - 1, len(titles) - 1)


SAID = (
    later("everybody"), later("difference"), later("size"), later("value"), later("profile"), later("statements"),
    later("dimensions"), later("price"), later("ok"), later("low"), later("suppressed"), later("not asked"),
    later("share of people"), later("share of value"), later("share"), later("sd"),
)  # fmt: skip
"""Words of the table of figures that are ours; roles, items and keys are the questionnaire's."""


def _said(word: str) -> str:
    return say(word) if word in SAID else word


def _figure(sheet: Sheet, figure: Figure) -> None:
    words = (
        _said(figure.segment),
        _said(figure.name),
        _said(figure.table),
        figure.role,
        figure.item,
        figure.key,
        _said(figure.label) if figure.table in {"size", "value"} else figure.label,
        _said(figure.unit),
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
    sheet.text(sheet.row, 14, _said(figure.flag))
    sheet.number(sheet.row, 15, figure.index, "0")
    sheet.number(sheet.row, 16, figure.p_value, P)
    sheet.text(sheet.row, 17, figure.letters)
    sheet.text(sheet.row, 18, say("yes *") if figure.forms_segments else "")


def prices(book: Book, data: ReportData) -> None:
    """Who would buy at each price."""
    curves = {curve.item: curve for one in data.personas for curve in one.prices}
    if not curves:
        return
    sheet = book.sheet(
        say("Prices"),
        say("Who would buy at each price"),
        say("Stated intentions: discount before forecasting."),
    )
    sheet.head(
        [say("Product"), say("Price"), say("Everybody"), *(one.name for one in data.personas)],
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
    sheet = book.sheet(say("Tests"), say("Tests over all segments"), told(data.contrasts.words))
    sheet.head(
        [say("Question"), say("Test"), say("Statistic"), say("df 1"), say("df 2"), say("p"), say("p adjusted"), say("Effect"), say("Size"), say("Corrected for chance"), say("People"), say("Effective")],
        [44, 18, 11, 9, 11, 9, 11, 16, 9, 12, 10, 10],
    )  # fmt: skip
    for one in data.contrasts.contrasts:
        found = one.omnibus
        sheet.text(sheet.row, 0, one.label, bold=one.significant)
        sheet.text(sheet.row, 1, told(found.test))
        row = (
            (found.statistic, "0.00"), (found.df1, "0.0"), (found.df2, "0.0"), (found.p_value, P), (one.adjusted, P),
        )  # fmt: skip
        for at, (number, form) in enumerate(row, 2):
            sheet.number(sheet.row, at, number, form)
        sheet.text(sheet.row, 7, told(found.effect_name))
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
    sheet = book.sheet(say("Numbers tried"), say("How many segments"), capital(data.grouping.reason))
    sheet.head(
        [say("Segments"), say("Stability (adjusted Rand)"), say("5th percentile"), say("95th percentile"), say("Silhouette"), say("Variance between"), say("Smallest"), say("Chosen")],
        [10, 14, 12, 12, 12, 12, 12, 10],
    )  # fmt: skip
    for one in data.grouping.candidates:
        row = (
            (one.segments, "0"), (one.stability, TWO), (one.stability_low, TWO), (one.stability_high, TWO),
            (one.silhouette, TWO), (one.explained, SHARES), (one.smallest, SHARES),
        )  # fmt: skip
        for at, (number, form) in enumerate(row):
            sheet.number(sheet.row, at, number, form, bold=one.chosen)
        sheet.text(sheet.row, 7, say("yes") if one.chosen else "", bold=True)
        sheet.row += 1


def factors(book: Book, data: ReportData) -> None:
    """Pattern loadings of every item."""
    measured = data.measurement
    if measured is None:
        return
    sheet = book.sheet(say("Factors"), say("Pattern loadings"), measured.method)
    names = [fact.name for fact in measured.factors]
    sheet.head(
        [say("Statement"), say("Item"), *names, say("Communality"), say("MSA")],
        [60, 16, *(14 for _ in names), 13, 9],
        freeze=2,
    )
    for item in measured.items:
        sheet.text(sheet.row, 0, item.text + (" (r)" if item.reverse else ""), text_wrap=True)
        sheet.text(sheet.row, 1, item.item)
        for at, value in enumerate((*item.loadings, item.communality, item.msa), 2):
            sheet.number(sheet.row, at, value, TWO)
        sheet.row += 1
    for label, values in (
        (say("Cronbach's alpha"), [fact.alpha for fact in measured.factors]),
        (say("McDonald's omega"), [fact.omega for fact in measured.factors]),
        (say("Share of variance"), [fact.variance for fact in measured.factors]),
    ):
        sheet.text(sheet.row, 0, label, bold=True)
        for at, number in enumerate(values, 2):
            sheet.number(sheet.row, at, number, TWO, bold=True)
        sheet.row += 1


def sample(book: Book, data: ReportData) -> None:
    """From the rows of the file to the people analysed, with all that was done to answers."""
    own = data.sample
    sheet = book.sheet(say("Sample"), say("The sample"), f"{own.population} {own.fieldwork}".strip())
    sheet.head([say("What"), say("How many")], [90, 16])
    for step in own.steps:
        sheet.text(sheet.row, 0, capital(step.label), indent=int(step.removed))
        sheet.number(sheet.row, 1, step.count, "#,##0")
        sheet.row += 1
    for label, value, form in (
        (say("Effective after weighting"), own.effective, "#,##0"),
        (say("Design effect of the weights (Kish)"), own.deff, TWO),
        (say("Smallest weight"), own.weight_low, TWO),
        (say("Largest weight"), own.weight_high, TWO),
        (say("Attitude answers missing"), own.missing, "0.0%"),
    ):
        sheet.text(sheet.row, 0, label)
        sheet.number(sheet.row, 1, value, form)
        sheet.row += 1
    for title, words in (
        (say("Changes made to answers"), own.changes),
        (say("What to keep in mind"), data.caveats),
    ):
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
    sheet = book.sheet(
        say("Questionnaire"), say("Audit of the questionnaire"), say("What the linter found, with the rule.")
    )
    sheet.head(
        [say("Rule"), say("Name"), say("Severity"), say("Item"), say("Finding")], [10, 26, 11, 18, 100]
    )
    for one in data.audit:
        for at, text in enumerate((one.code, one.name, say(one.severity), one.item, one.message)):
            sheet.text(sheet.row, at, text, text_wrap=at == 4)
        sheet.row += 1


def run(book: Book, data: ReportData) -> None:
    """What is needed to make every number again."""
    sheet = book.sheet(say("Run"), say("The run"), say("Settings, plan and inputs with their hashes."))
    own = data.settings
    sheet.head([say("What"), say("Value")], [36, 90])
    facts = [
        ("psychoseg", own.version), (say("Seed"), str(own.seed)), (say("Confidence"), written_number(f"{own.confidence:g}")),
        (say("Error level"), written_number(f"{own.level:g}")), (say("Tests against all others"), str(own.tests)),
        (say("Indicative below (effective)"), str(own.low_base)), (say("Withheld below (effective)"), str(own.least_base)),
        *own.plan, *own.inputs,
    ]  # fmt: skip
    for name, value in facts:
        sheet.text(sheet.row, 0, name, font_color=look().mute)
        sheet.text(sheet.row, 1, value)
        sheet.row += 1
