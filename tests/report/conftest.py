"""Reports invented for the tests: a full one with hostile words in it, a small one, and one of two waves."""

from __future__ import annotations

import hashlib
import math
import os
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from psychoseg.activation.model import Offered, Typing, TypingQuestion
from psychoseg.activation.whole import activate
from psychoseg.client import Criterion, EvaluationChoices, SheetChoices
from psychoseg.personas.contrasts import Carrier, Cell, Contrast, Contrasts, Row
from psychoseg.personas.distributions import Distribution
from psychoseg.personas.model import Confidence, Descriptor, Persona, PriceCurve, PricePoint, Quote, Trait
from psychoseg.report import html
from psychoseg.report.data import (
    AuditFinding,
    Candidate,
    Change,
    Cover,
    FactorFacts,
    Grouping,
    ItemMeasure,
    MapPoint,
    Measurement,
    ReportData,
    Sample,
    Settings,
    ShareChange,
    Step,
)
from psychoseg.report.printing import Attached, pdf
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.omnibus import Omnibus

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
FILES = (
    Attached("figures.csv", b"a,b\r\n1,2\r\n", "Figures"),
    Attached("report.json", b"{}", "Data"),
    Attached("questionnaire.yml", b"id: x\n", "The questionnaire", "Source"),
)
HOSTILE = '{{7*7}} <script>alert(1)</script> "onmouseover=x'
NAMES = ("Steady Drivers", "Timetable Planners", "Pedal First", "Door-to-Door Pragmatists", "Curious Switchers",
         "Weekend Wanderers", "Quiet Carriage", "Night Shift Riders", "Village Loops", "School Run", "Harbour Crossers",
         "Two Tickets a Year")  # fmt: skip
FACTORS = (
    ("Independence", "self-reliant", "glad of company"),
    ("Cost watching", "price aware", "unbothered by price"),
    ("Green concern", "climate minded", "unmoved by climate"),
    ("Ease", "wanting no fuss", "patient"),
    ("Novelty", "first to try", "loyal to habit"),
)
STATEMENTS = (
    "I like to leave whenever I want", "A car of my own means freedom", "I do not like to depend on a timetable",
    "I would rather travel alone", "I know what every trip costs me", "I compare fares before I book",
    "A season ticket has to pay for itself", "I take the detour if it is cheaper", "How I travel should not harm the climate",
    "I feel bad about short trips by car", "Cities should give streets back to people", "I walk when it is under two kilometres",
    "I want to change as seldom as possible", "I pay more for a seat that is certain", "Travel time should be rest",
    "One app should handle everything", "I try new ways to get around", "Friends ask me which app to use",
    "I would ride in a car without a driver", "I get bored taking the same way",
)  # fmt: skip
BEHAVIOUR = ("Drives to work at least weekly", "Holds a season ticket", "Cycles at least weekly", "Used a shared car last month",
             "Books tickets by app", "Owns two cars or more", "Took a night train last year", "Works from home two days a week")  # fmt: skip
DEMOGRAPHIC = (
    "Age 18–34",
    "Age 35–54",
    "Age 55 and over",
    "Women",
    "Children at home",
    "Degree",
    "Lives in a city",
    "Lives in a village",
)
CHANNELS = (
    "Local radio",
    "Transport app",
    "Instagram",
    "Regional newspaper",
    "Posters at stops",
    "Employer intranet",
    "Podcasts",
)
MESSAGES = ("“Leave when you like, every ten minutes.”", "“One ticket, one price, no surprises.”", "“The quiet way through town.”",
            "“Less traffic, more street.”", "“Try it free for a month.”")  # fmt: skip
OFFERS = (
    "Flat monthly ticket for all transport",
    "Guaranteed seat for commuters",
    "Shared car with the season ticket",
    "Bike carried free",
)


def share(value: float, base: float, flag: str = "ok") -> Estimate:
    value = min(0.97, max(0.02, value))
    half = 1.96 * math.sqrt(value * (1 - value) / base)
    return Estimate(
        value,
        max(0.0, value - half),
        min(1.0, value + half),
        "share",
        round(base * 1.08),
        base * 1.09,
        base,
        flag,
    )


def traits(labels, role, number, draw, base, *, forms=False, flag="ok") -> tuple[Trait, ...]:
    made = []
    for at, label in enumerate(labels):
        middle = random.Random(f"{role}{at}").uniform(0.15, 0.6)
        own = middle + draw.gauss(0, 0.16) + (0.18 if (at + number) % 5 == 0 else 0)
        segment, total = share(own, base, flag), share(middle, 1841)
        index = round(100 * segment.value / total.value)
        sure = abs(segment.value - total.value) > 1.5 * (segment.high - segment.low) / 2
        made.append(Trait(f"{role}_{at}", f"{role}_{at}", label, role, forms, segment, total, index,
                          None if forms else (0.0004 if sure else 0.4), sure and not forms))  # fmt: skip
    return tuple(made)


def persona(
    number: int, count: int, size: float, *, rich: bool = True, name: str = "", flag: str = "ok"
) -> Persona:
    draw = random.Random(number)
    base = 1841 * size
    scores = []
    for at, (label, _, _) in enumerate(FACTORS):
        value = draw.gauss(0, 0.45) + (0.9 if at == (number - 1) % len(FACTORS) else -0.2)
        own = Estimate(value, value - 0.11, value + 0.11, "sd", round(base * 1.08), base * 1.09, base)
        scores.append(
            Trait(
                f"f{at}",
                f"f{at}",
                label,
                "attitude",
                True,
                own,
                Estimate(0.0, -0.04, 0.04, "sd", 2014, 2014.0, 1841.0),
            )
        )
    behaviour = traits(BEHAVIOUR, "behaviour", number, draw, base)
    curve = PriceCurve("pass", "A monthly pass for every bus, tram and train", "€", tuple(
        PricePoint(price, share(0.94 - 0.012 * price * (0.6 + 0.17 * number) , base), share(0.9 - 0.0125 * price, 1841))
        for price in (9.0, 19.0, 29.0, 39.0, 49.0, 59.0)
    ))  # fmt: skip
    quote = Quote("I plan the week around the one connection that never lets me down, and I build everything else on it.",
                  "What makes a good journey for you?", "Age 35–54", 112)  # fmt: skip
    other = () if not rich else (
        *traits(DEMOGRAPHIC, "demographic", number, draw, base), *traits(CHANNELS, "channel", number, draw, base),
        *traits(MESSAGES, "message", number, draw, base), *traits(OFFERS, "offer", number, draw, base),
    )  # fmt: skip
    return Persona(
        number=number, letter=chr(64 + number), name=name or NAMES[number - 1],
        essence="People in this group more often want to leave when they like and arrive without a change, and less often look at the fare first.",
        members=int(base),
        share=Estimate(size, size - 0.018, size + 0.018, "share", 2014, 2014.0, 1841.0),
        descriptors=tuple(Descriptor(claim, trait) for claim, trait in zip(("Behind the wheel", "Booked in the app", "Two wheels in town"), behaviour[:3], strict=True)) if rich else (),
        dimensions=tuple(scores), statements=traits(STATEMENTS, "attitude", number, draw, base, forms=True, flag=flag),
        traits=(*behaviour[: 8 if rich else 0], *other), prices=(curve,) if rich else (), quotes=(quote,) if rich else (),
        value_share=share(size * (0.7 + 0.12 * number), 1841) if rich else None,
        confidence=Confidence(0.93 - 0.06 * (number % 5), 0.8 - 0.09 * (number % 5), 0.81 - 0.02 * number, name_of(number % count + 1)),
    )  # fmt: skip


def name_of(number: int) -> str:
    return NAMES[number - 1]


def points(count: int, people: int) -> tuple[MapPoint, ...]:
    draw = random.Random(7)
    made = []
    for at in range(people):
        number = at % count + 1
        angle = 2 * math.pi * number / count
        made.append(
            MapPoint(
                2.2 * math.cos(angle) + draw.gauss(0, 0.9), 1.7 * math.sin(angle) + draw.gauss(0, 0.8), number
            )
        )
    return tuple(made)


def measurement() -> Measurement:
    draw = random.Random(3)
    items = []
    for at, text in enumerate(STATEMENTS):
        loadings = tuple(
            draw.uniform(0.5, 0.82) if factor == at // 4 else draw.gauss(0, 0.1) for factor in range(5)
        )
        items.append(
            ItemMeasure(
                f"q{at}",
                text,
                FACTORS[at // 4][0],
                at % 7 == 3,
                loadings,
                sum(one * one for one in loadings),
                draw.uniform(0.78, 0.93),
            )
        )
    eigenvalues = (
        4.9,
        3.1,
        2.2,
        1.7,
        1.3,
        0.84,
        0.79,
        0.74,
        0.7,
        0.66,
        0.6,
        0.55,
        0.5,
        0.46,
        0.43,
        0.4,
        0.37,
        0.33,
        0.3,
        0.26,
    )
    chance = tuple(1.22 - 0.024 * at for at in range(20))
    facts = tuple(FactorFacts(name, high, low, 4, 0.11, 0.81, 0.79, 0.83, 0.8) for name, high, low in FACTORS)
    correlations = tuple(
        tuple(1.0 if row == column else 0.07 * (row + column) - 0.2 for column in range(5))
        for row in range(5)
    )
    return Measurement(0.88, 0.79, "q12", 14230.4, 190, 0.0, eigenvalues, chance,
                       (("Parallel analysis", 5, "95th percentile of 200 random data sets"), ("Velicer's MAP", 5, "least average partial correlation"), ("Kaiser's rule", 5, "for comparison only")),
                       5, "Parallel analysis and MAP agree", "Maximum likelihood on Pearson correlations, oblimin rotation", 0.57, 0.021, facts, correlations, tuple(items))  # fmt: skip


def compared(personas: tuple[Persona, ...]) -> Contrasts:
    """The same figures beside each other: letters where shares lie 25 points apart."""
    rows, tests = [], []
    for at, first in enumerate(personas[0].traits):
        own = [one.traits[at].segment for one in personas]
        above = [
            "".join(
                chr(65 + low) for low, two in enumerate(own) if (one.value or 0) - (two.value or 0) > 0.25
            )
            for one in own
        ]
        rows.append(
            Row(first.item, first.key, first.label, first.role, first.total,
                tuple(Cell(one.traits[at].segment, one.traits[at].index, 0.2, letters) for one, letters in zip(personas, above, strict=True)))
        )  # fmt: skip
        test = Omnibus("Rao-Scott", 31.2, 3.9, 7851.0, 0.0004, "Cramér's V", 0.21, 0.2, 2014, 2014.0, 1841.0)
        tests.append(Contrast(first.item, first.label, first.role, test, 0.002, any(above)))
    carriers = tuple(Carrier(name, 0.4, 0.36, 0.44) for name, _, _ in FACTORS)
    return Contrasts(tuple(tests), tuple(rows), carriers, len(tests), 10 * len(tests), 0.05)


def spread(personas: tuple[Persona, ...]) -> tuple[Distribution, ...]:
    """Answers on five points that agree with the share who agree."""

    def shares(agree: float) -> tuple[float, ...]:
        rest = 1 - agree
        return (rest * 0.3, rest * 0.4, rest * 0.3, agree * 0.6, agree * 0.4)

    return tuple(
        Distribution(
            one.item, one.label, ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), 2,
            shares(one.total.value or 0.0),
            tuple(shares(persona.statements[at].segment.value or 0.0) for persona in personas),
            (one.total, *(persona.statements[at].segment for persona in personas)), True,
        )
        for at, one in enumerate(personas[0].statements)
    )  # fmt: skip


def report(count: int = 5, *, people: int = 2014) -> ReportData:
    sizes = [0.26, 0.23, 0.2, 0.17, 0.14] if count == 5 else [1 / count] * count
    candidates = tuple(
        Candidate(
            k,
            0.92 - 0.06 * abs(k - count),
            0.7 - 0.06 * abs(k - count),
            0.97 - 0.03 * abs(k - count),
            0.21,
            0.3 + 0.03 * k,
            0.6 / k,
            k == count,
        )
        for k in range(2, 9)
    )
    steps = (Step("Rows in the file", 2186, False), Step("Faster than a third of the median time", 71, True), Step("One answer nearly throughout", 83, True),
             Step("Failed the attention check", 18, True), Step("Analysed", 2014, False))  # fmt: skip
    personas = tuple(persona(number, count, sizes[number - 1]) for number in range(1, count + 1))
    return ReportData(
        contrasts=compared(personas),
        distributions=spread(personas),
        cover=Cover("How a region gets around", "A psychographic segmentation of people who travel in the lake region.", "Lake Transit", "Northlight Studio", "November 2026", "Version 1.0", "Confidential. Simulated data.", "en-GB"),
        objective="Find out which attitudes decide how people travel, and which group would leave the car at home.",
        kpis=("Share of trips by public transport", "Season tickets sold"),
        sample=Sample("Adults who travel in the lake region at least weekly", "2026 autumn", "3 to 24 October 2026", "Online panel", steps, people, "Raked to age, sex and district", 0.34, 2.41, 1.09, people / 1.09, 0.008, "pairwise", ("Column v12 recoded from 0–4 to 1–5", "17 commas read as decimal points")),
        measurement=measurement(),
        grouping=Grouping("k-means", "five factor scores", candidates, "Five segments give the best agreement of redrawn samples, and the smallest still holds one person in seven. With four, two groups with opposite wishes about price would be one.", 100, 50, points(count, people), 0.82),
        personas=personas,
        audit=(AuditFinding("W101", "double-barrelled", "warning", "q15", "asks two things at once: “seat” and “certain”"), AuditFinding("S201", "unbalanced-scale", "error", "scale_5", "three agreeing answers against one"), AuditFinding("M301", "one-way-keyed", "warning", "ease", "every statement is worded in one direction")),
        caveats=("Panel members travel more by app than the public does; weighting reaches this only in part.", "Intervals cover the drawing of the sample, not the wording of questions or the choice of method.", "Answers about prices and offers are intentions."),
        settings=Settings(0.95, 100, 50, 412, 0.05, 20260101, "0.1.0", (("questionnaire.yml", "sha256:" + "9f3c" * 16), ("export.csv", "sha256:" + "77ab" * 16)), (("correlation", "pearson"), ("rotation", "oblimin"), ("factors", "parallel analysis"), ("segments", "most stable of 2 to 8"))),
    )  # fmt: skip


def hostile(data: ReportData) -> ReportData:
    first = data.personas[0]
    trait = replace(first.traits[0], label=HOSTILE)
    worse = replace(
        first, name="Steady \u202eDrivers", essence=HOSTILE, traits=(trait, *first.traits[1:]),
        quotes=(replace(first.quotes[0], text=HOSTILE + " javascript:alert(1) \x07\ud800"),),
    )  # fmt: skip
    return replace(data, personas=(worse, *data.personas[1:]))


def activated(data: ReportData) -> ReportData:
    """With advice, an evaluation, sheets, offers and typing questions, some of them in hostile words."""
    letters = [one.letter for one in data.personas]
    growth = tuple((letter, 1.0 + at) for at, letter in enumerate(letters))
    choices = EvaluationChoices(
        (Criterion("", "size", 3), Criterion("", "value", 2), Criterion("growth", weight=1, scores=growth, reason=HOSTILE)),
        (Criterion("", "behaviour_1", 2), Criterion("", "channel_1", 1, index=True)),
        roles=(("B", "keep"),),
    )  # fmt: skip
    said = {"B": SheetChoices(HOSTILE, "Season tickets", (("30", "Agree"),), 0.04, 5000)}
    questions = tuple(
        TypingQuestion(f"q{at}", text, 1, 5, tuple(0.5 * at - number for number in range(len(letters))))
        for at, text in enumerate((HOSTILE, *STATEMENTS[:5]))
    )
    even = (0.8,) * len(letters)
    key = Typing(questions, (0.0,) * len(letters), 0.83, 0.3, even, (0.4, 0.6, 0.7, 0.78, 0.81, 0.83), 1900)
    bundles = tuple(
        Offered(
            one.number, first.label, first.segment, first.total, second.label, second.segment, second.segment
        )
        for one in data.personas
        for first, second in [one.block("offer")[:2]]
    )
    found, doubts = activate(data.personas, choices, said, typing=key, offered=bundles)
    assert doubts == ()
    return replace(data, activation=found)


def minimal() -> ReportData:
    data = report(2)
    personas = tuple(
        replace(persona(number, 2, size, rich=False), number=number)
        for number, size in ((1, 0.61), (2, 0.39))
    )
    sample = replace(
        data.sample, weighting="", weight_low=1.0, weight_high=1.0, deff=1.0, effective=2014.0, changes=()
    )
    return replace(
        data,
        personas=personas,
        contrasts=compared(personas),
        distributions=(),
        audit=(),
        sample=sample,
        objective="",
        kpis=(),
    )


def tracked() -> ReportData:
    data = report()
    shares = []
    for one, step in zip(data.personas, (-0.05, 0.01, 0.03, 0.0, 0.01), strict=True):
        after = share((one.share.value or 0) + step, 1500)
        difference = Estimate(step, step - 0.027, step + 0.027, "share", 1620, 1620.0, 1500.0)
        shares.append(
            ShareChange(
                one.number,
                one.name,
                one.share,
                after,
                difference,
                0.001 if abs(step) > 0.02 else 0.6,
                "beyond chance" if abs(step) > 0.02 else "within chance",
            )
        )
    congruence = tuple(zip((name for name, _, _ in FACTORS), (0.98, 0.97, 0.96, 0.91, 0.97), strict=True))
    return replace(
        data,
        change=Change(
            "2026 autumn",
            "2027 spring",
            tuple(shares),
            0.014,
            congruence,
            ("The panel provider changed between the waves.",),
        ),
    )


@pytest.fixture(scope="session")
def full() -> ReportData:
    """Five personas with every block and page, and hostile words in some."""
    return activated(hostile(report()))


@pytest.fixture(scope="session")
def small() -> ReportData:
    """Two segments without quotes, prices, weights or descriptions."""
    return minimal()


@pytest.fixture(scope="session")
def moved() -> ReportData:
    """Five personas measured in two waves."""
    return tracked()


@pytest.fixture(scope="session")
def report_of():
    """A maker of reports with so many segments."""
    return report


@pytest.fixture(scope="session")
def persona_of():
    """A maker of single personas."""
    return persona


@pytest.fixture(scope="session")
def activated_of():
    """A maker of reports with so many segments, advice, an evaluation, sheets, offers and a typing key."""
    return lambda count: activated(report(count))


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory):
    """Prints a page, once for all workers of this run: a report takes seconds, and is the same every time."""
    base = tmp_path_factory.getbasetemp()
    kept = base.parent / "printed" if os.environ.get("PYTEST_XDIST_WORKER") else base / "printed"
    kept.mkdir(exist_ok=True)

    def printed(page, *, title="t", zoom=1.0, attached=()):
        key = hashlib.sha256(repr((page, title, zoom, attached)).encode("utf-8", "replace")).hexdigest()
        path = kept / f"{key}.pdf"
        if not path.exists():
            mine = kept / f"{key}.{os.getpid()}"
            mine.write_bytes(pdf(page, made=MADE, title=title, zoom=zoom, attached=attached))
            mine.replace(path)
        return path.read_bytes()

    return printed


@pytest.fixture(scope="session")
def full_pdf(full, laid_out) -> bytes:
    """The full report, printed with its files."""
    return laid_out(html(full), title=full.cover.title, attached=FILES)


@pytest.fixture(scope="session")
def files() -> tuple[Attached, ...]:
    """The files in it."""
    return FILES
