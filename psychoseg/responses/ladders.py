"""Answers whose order is known from their words: agreement, satisfaction, frequency and the like."""

from __future__ import annotations

from collections.abc import Sequence

_LADDERS = (
    "strongly disagree|disagree strongly|completely disagree|totally disagree;disagree;somewhat disagree|slightly disagree|tend to disagree|disagree somewhat;"
    "neither agree nor disagree|neutral|undecided|neither;somewhat agree|slightly agree|tend to agree|agree somewhat;agree;strongly agree|agree strongly|completely agree|totally agree",
    "extremely dissatisfied|completely dissatisfied;very dissatisfied;dissatisfied;somewhat dissatisfied|slightly dissatisfied|fairly dissatisfied;"
    "neither satisfied nor dissatisfied|neutral;somewhat satisfied|slightly satisfied|fairly satisfied;satisfied;very satisfied;extremely satisfied|completely satisfied",
    "extremely unlikely;very unlikely;unlikely;somewhat unlikely|fairly unlikely;neither likely nor unlikely|neutral;somewhat likely|fairly likely;likely;very likely;extremely likely",
    "not at all important;slightly important|not very important|not so important;somewhat important|moderately important|fairly important;important;very important;extremely important",
    "extremely difficult;very difficult;difficult;somewhat difficult;neither easy nor difficult|neutral;somewhat easy;easy;very easy;extremely easy",
    "very unfavorably|very unfavourably;somewhat unfavorably|somewhat unfavourably;neither favorably nor unfavorably (neutral)|neutral;somewhat favorably|somewhat favourably;very favorably|very favourably",
    "never;almost never|very rarely|hardly ever;rarely|seldom;occasionally|once in a while;sometimes;often|frequently|regularly;usually|most of the time|very often;almost always|nearly always;always|all of the time",
    "never;less than once a month|less often;once a month|monthly;a few times a month|several times a month;once a week|weekly;a few times a week|several times a week;daily|every day|once a day;several times a day",
    "very bad|very poor|terrible;bad|poor;fair|average|ok|okay;good;very good;excellent|outstanding",
    "not at all;a little|slightly|not much|not very much;somewhat|moderately|some;quite a bit|very|a lot;extremely|a great deal|very much",
    "not at all confident;slightly confident|not so confident;somewhat confident|moderately confident;very confident;extremely confident",
    "stimme überhaupt nicht zu|trifft überhaupt nicht zu|stimme gar nicht zu;stimme nicht zu|trifft nicht zu;stimme eher nicht zu|trifft eher nicht zu;teils/teils|teils teils|weder noch;"
    "stimme eher zu|trifft eher zu;stimme zu|trifft zu;stimme voll und ganz zu|stimme voll zu|trifft voll und ganz zu|trifft voll zu",
    "nie;selten;manchmal|gelegentlich;oft|häufig;immer|sehr oft|sehr häufig",
    "pas du tout d'accord|tout à fait en désaccord;pas d'accord|en désaccord;plutôt pas d'accord;ni d'accord ni pas d'accord|neutre;plutôt d'accord;d'accord;tout à fait d'accord",
    "totalmente en desacuerdo|muy en desacuerdo;en desacuerdo;ni de acuerdo ni en desacuerdo|neutral;de acuerdo;totalmente de acuerdo|muy de acuerdo",
)
_RUNGS = tuple(
    {word: rung for rung, words in enumerate(ladder.split(";")) for word in words.split("|")}
    for ladder in _LADDERS
)


def in_order(labels: Sequence[str]) -> list[str]:
    """The labels from lowest to highest, where all of them are rungs of one known ladder; else none.

    Examples
    --------
    >>> in_order(["Agree", "Strongly disagree", "Disagree"])
    ['Strongly disagree', 'Disagree', 'Agree']
    >>> in_order(["Red", "Green", "Blue"])
    []
    """
    folded = [" ".join(label.replace("’", "'").casefold().split()) for label in labels]
    if len(labels) < 3:
        return []
    for rungs in _RUNGS:
        if all(label in rungs for label in folded) and len({rungs[label] for label in folded}) == len(labels):
            return [
                label
                for _, label in sorted(zip(folded, labels, strict=True), key=lambda pair: rungs[pair[0]])
            ]
    return []
