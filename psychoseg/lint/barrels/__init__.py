"""Ways in which one item asks two things, one family a file; the first frame that fits names the pair."""

from __future__ import annotations

from psychoseg.lint.barrels import actions, attributes, objects, questions

QUESTION_FRAMES = (
    objects.facts,
    objects.objects,
    attributes.adjectives,
    attributes.subjects,
    actions.two_gerunds,
    actions.policies,
    actions.infinitives,
    actions.deeds,
    questions.two_questions,
    questions.ask_twice,
    questions.second_asked,
    questions.and_find,
    actions.both_verbs,
    actions.two_ways,
    actions.encouraged,
    attributes.kind,
    actions.plans,
    questions.with_reason,
    actions.told_and_given,
    attributes.how_both,
    attributes.more_and_more,
    attributes.have_enough,
    attributes.each_judged,
    attributes.think_each,
    attributes.easy_and,
    attributes.superlatives,
)
"""For questions, the surest first."""

STATEMENT_FRAMES = (
    actions.policies,
    actions.claims,
    attributes.was_and_did,
    actions.they_do,
    attributes.i_feel,
    attributes.two_verdicts,
    attributes.statement_adjectives,
    attributes.subjects,
    actions.told_and_given,
    attributes.more_and_more,
    attributes.is_and_does,
    attributes.easy_and,
    objects.cared_for,
    objects.they_have,
)
"""For statements to agree with."""
