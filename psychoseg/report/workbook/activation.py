"""Sheets of what to do: advice with its evidence."""

from __future__ import annotations

from psychoseg.client import DAYS
from psychoseg.report.data import ReportData
from psychoseg.report.format import percent
from psychoseg.report.language import later, quoted, say
from psychoseg.report.sections.advising import advice_of, claim, priced
from psychoseg.report.sections.evaluation import criterion_name, role_name
from psychoseg.report.text import unquoted
from psychoseg.report.workbook.book import Book, form_of

SHARES, POINTS, RATE, COUNT = "0%", "0.0", "0.0%", "#,##0"
KINDS = {
    "channel": later("Channel"),
    "message": later("Message"),
    "offer": later("Offer"),
    "price": later("Price"),
}


def advice(book: Book, data: ReportData) -> None:
    """What to lead with in every segment and what not to rely on, with the numbers."""
    if data.activation is None or not any(data.activation.advice):
        return
    sheet = book.sheet(
        say("Advice"), say("What to lead with, and what not to rely on"),
        say("Each line differs significantly from all others, and its interval excludes everybody’s figure."),
    )  # fmt: skip
    sheet.head(
        [say("Segment"), say("Name"), say("What"), say("Kind"), say("Here"), say("from"), say("to"), say("Everybody"), say("People")],
        [9, 30, 78, 12, 9, 9, 9, 11, 9], freeze=2,
    )  # fmt: skip
    for one in data.personas:
        for entry in advice_of(data, one):
            for at, words in enumerate((one.letter, one.name, claim(entry), say(KINDS[entry.role]))):
                sheet.text(sheet.row, at, words, bold=at == 0)
            own = entry.segment
            for at, number in enumerate((own.value, own.low, own.high, entry.total.value), 4):
                sheet.number(sheet.row, at, number, SHARES)
            sheet.number(sheet.row, 8, own.base, "#,##0")
            sheet.row += 1


def evaluation(book: Book, data: ReportData) -> None:
    """The client's criteria with weights and scores, the totals with intervals, and the roles."""
    found = data.activation.evaluation if data.activation else None
    if found is None or not data.personas:
        return
    sheet = book.sheet(
        say("Evaluation"),
        say("Which segments to pursue"),
        say("Criteria, weights and roles are the client’s; scores run from 1 to 10."),
    )
    letters = [one.letter for one in data.personas]
    sheet.head(
        [say("Criterion"), say("Axis"), say("Weight"), say("scores 1"), say("scores 10"), *(say("Score {letter}", letter=one) for one in letters),
         *(say("Figure {letter}", letter=one) for one in letters), say("Reason")],
        [44, 18, 9, 10, 10, *(9 for _ in letters), *(11 for _ in letters), 60],
    )  # fmt: skip
    count = len(letters)
    for name, axis in ((say("Attractive to us"), found.attractive), (say("We attract them"), found.ours)):
        for one in axis.criteria:
            form = "0" if one.unit == "index" else form_of(one.unit)
            sheet.text(sheet.row, 0, criterion_name(one))
            sheet.text(sheet.row, 1, name)
            sheet.number(sheet.row, 2, one.share, SHARES)
            sheet.number(sheet.row, 3, one.worst, form)
            sheet.number(sheet.row, 4, one.best, form)
            for at, (score, estimate) in enumerate(zip(one.scores, one.figures, strict=True)):
                sheet.number(sheet.row, 5 + at, score.value, POINTS)
                sheet.number(sheet.row, 5 + count + at, estimate.value if estimate else None, form)
            sheet.text(sheet.row, 5 + 2 * count, one.reason)
            sheet.row += 1
        ends = (
            (say("Total"), [total.value for total in axis.totals]),
            (say("Total, from"), [total.low for total in axis.totals]),
            (say("Total, to"), [total.high for total in axis.totals]),
        )
        for label, values in ends:
            sheet.text(sheet.row, 0, label, bold=True)
            sheet.text(sheet.row, 1, name)
            for at, value in enumerate(values):
                sheet.number(sheet.row, 5 + at, value, POINTS, bold=True)
            sheet.row += 1
    sheet.text(sheet.row, 0, say("Role"), bold=True)
    for at, placed in enumerate(found.placed):
        sheet.text(sheet.row, 5 + at, role_name(placed.role), bold=True)
    sheet.row += 1
    sheet.text(sheet.row, 0, say("Smallest change of every weight that changes the role"))
    for at, placed in enumerate(found.placed):
        sheet.number(sheet.row, 5 + at, placed.turns_at, SHARES)
    sheet.row += 1


def sheets(book: Book, data: ReportData) -> None:
    """What to begin with in every segment, what to test, and who does what by when."""
    own = data.activation
    if own is None or len(own.sheets) != len(data.personas) or not own.sheets:
        return
    sheet = book.sheet(say("Activation"), say("What to do next"), say("Empty cells are for you to fill in."))
    kinds = ("channel", "message", "offer")
    heads = [
        say("Segment"),
        say("Name"),
        say("Role"),
        say("Owner"),
        say("KPI"),
        *(say("{days} days", days=day) for day in DAYS),
    ]
    for kind in (say("Channel"), say("Message"), say("Offer")):
        heads += [kind, say("Here"), say("Everybody")]
    heads += [
        say("Test"),
        say("against"),
        say("Rate"),
        say("to find"),
        say("People in each arm"),
        say("People within reach"),
        say("Rate they find"),
    ]
    sheet.head(heads, [9, 28, 14, 22, 26, 26, 26, 26, *(30, 8, 10) * 3, 30, 30, 9, 9, 11, 11, 11], freeze=2)
    for one, entry in zip(data.personas, own.sheets, strict=True):
        steps = dict(entry.tasks)
        words = (
            one.letter,
            one.name,
            role_name(own.role(one.number)),
            entry.owner,
            entry.kpi,
            *(steps.get(day, "") for day in DAYS),
        )
        for at, text in enumerate(words):
            sheet.text(sheet.row, at, text, bold=at < 2, text_wrap=at > 2)
        leads = {lead.role: lead for lead in entry.leads}
        for at, kind in enumerate(kinds):
            if kind in leads:
                sheet.text(sheet.row, 8 + 3 * at, leads[kind].label)
                sheet.estimate(sheet.row, 9 + 3 * at, leads[kind].segment)
                sheet.estimate(sheet.row, 10 + 3 * at, leads[kind].total)
        test = entry.experiment
        if test is not None:
            sheet.text(sheet.row, 17, test.lead)
            sheet.text(sheet.row, 18, test.against)
            numbers = (
                (test.rate, RATE),
                (test.target, RATE),
                (test.needed, COUNT),
                (test.people, COUNT),
                (test.found, RATE),
            )
            for at, (number, form) in enumerate(numbers, 19):
                sheet.number(sheet.row, at, number, form)
        sheet.row += 1


def typing(book: Book, data: ReportData) -> None:
    """The few questions that tell segments, with the key to their answers."""
    own = data.activation.typing if data.activation else None
    if own is None or not data.personas:
        return
    sheet = book.sheet(
        say("Typing"), say("How to find these people"),
        say("Multiply each answer by its weights, add them to the start; the highest sum is the segment. {accuracy} of people left out of the making were put in their own.", accuracy=percent(own.accuracy)),
    )  # fmt: skip
    letters = [one.letter for one in data.personas]
    sheet.head(
        [say("Question"), say("Item"), say("from"), say("to"), *letters],
        [70, 18, 7, 7, *(10 for _ in letters)],
    )
    sheet.text(sheet.row, 0, say("Start"))
    for at, value in enumerate(own.constants, 4):
        sheet.number(sheet.row, at, value, POINTS)
    sheet.row += 1
    for question in own.questions:
        sheet.text(sheet.row, 0, question.text)
        sheet.text(sheet.row, 1, question.item)
        for at, value in enumerate((question.lowest, question.highest), 2):
            sheet.number(sheet.row, at, value, "0")
        for at, weight in enumerate(question.weights, 4):
            sheet.number(sheet.row, at, weight, POINTS)
        sheet.row += 1
    sheet.text(sheet.row, 0, say("Members found"), bold=True)
    for at, share in enumerate(own.found, 4):
        sheet.number(sheet.row, at, share, SHARES)
    sheet.row += 2
    sheet.text(sheet.row, 0, say("Found by number of questions"), bold=True)
    sheet.row += 1
    for count, share in enumerate(own.by_number, 1):
        sheet.text(sheet.row, 0, str(count))
        sheet.number(sheet.row, 4, share, SHARES)
        sheet.row += 1


def offers(book: Book, data: ReportData) -> None:
    """What most would take up in every segment, what those would take up too, and what a higher price keeps."""
    own = data.activation
    if own is None or not data.personas or not (own.offered or any(own.kept)):
        return
    sheet = book.sheet(
        say("Offers"),
        say("What to offer, and what with it"),
        say("Stated intentions: discount before forecasting."),
    )
    sheet.head(
        [say("Segment"), say("Name"), say("Offer or price"), say("Here"), say("from"), say("to"), say("Everybody"), say("With it"), say("Of those"),
         say("from"), say("to"), say("Here")],
        [9, 30, 46, 9, 9, 9, 11, 34, 9, 9, 9, 9], freeze=2,
    )  # fmt: skip
    letters = {one.number: (one.letter, one.name) for one in data.personas}
    for one in own.offered:
        also = one.also_taken
        values = (one.taken.value, one.taken.low, one.taken.high, one.total.value)
        for at, words in enumerate((*letters[one.number], one.label)):
            sheet.text(sheet.row, at, words, bold=at == 0)
        for at, number in enumerate(values, 3):
            sheet.number(sheet.row, at, number, SHARES)
        sheet.text(sheet.row, 7, one.also)
        told = (
            also.value if also else None,
            also.low if also else None,
            also.high if also else None,
            one.also_here.value if one.also_here else None,
        )
        for at, number in enumerate(told, 8):
            sheet.number(sheet.row, at, number, SHARES)
        sheet.row += 1
    for persona, kept in zip(data.personas, own.kept, strict=False):
        for one_price in kept:
            label = say(
                "Buyers of {name} at {price} who stay at {higher} more",
                name=quoted(unquoted(one_price.label)),
                price=priced(one_price.price, one_price.unit),
                higher=percent(one_price.higher),
            )
            for at, words in enumerate((persona.letter, persona.name, label)):
                sheet.text(sheet.row, at, words, bold=at == 0)
            part = one_price.segment
            for at, number in enumerate((part.value, part.low, part.high, one_price.total.value), 3):
                sheet.number(sheet.row, at, number, SHARES)
            sheet.row += 1
