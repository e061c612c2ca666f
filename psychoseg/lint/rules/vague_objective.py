"""QD601: an objective nobody can act on."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Questionnaire

FEWEST_WORDS = 4
_VAGUE = frozenset(
    ["understand", "explore", "learn", "know", "insight", "insights", "feedback", "knowledge", "overview", "opinions",
     "opinion", "views", "segments", "segmentation", "personas", "research", "satisfaction", "improve", "better", "find"]
)  # fmt: skip
_DECIDES = frozenset(
    ["decide", "decides", "decision", "choose", "choice", "plan", "whether", "which", "where", "who", "whom", "what",
     "how", "price", "prices", "pricing", "set", "design", "launch", "target", "budget", "select", "invest", "offer", "offers",
     "stop", "open", "close", "allocate", "redesign", "position", "so", "order", "when", "why", "build", "hire", "adapt"]
)  # fmt: skip


@rule(
    "QD601",
    severity=Severity.INFO,
    languages=("en",),
    source="Andreasen (1985), Backward Market Research",
)
def vague_objective(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An objective that names no decision.

    Why it matters
        Whatever comes out will be interesting and change nothing; a decision says which questions
        are needed and which figures settle it.

    Instead of
        objective: understand our customers better

    Write
        objective: understand how customers choose a bakery, to decide where to open the next one
    """
    text = wording(questionnaire.objective)
    words = [word for word in text.words if word.isalnum()]
    vague = len(words) < FEWEST_WORDS or (text.has(_VAGUE) and not text.has(_DECIDES))
    if questionnaire.objective and vague and not text.has(_DECIDES):
        yield Notice(
            f"the objective {shorten(questionnaire.objective, 60)} names no decision",
            suggestion="say what will be done differently depending on the answers: “to decide which …”",
        )
