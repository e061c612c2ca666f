"""What the invented clients of the bundled studies say of their segments, to show how it is written."""

from __future__ import annotations

FOOD = """\
# What the client says of the segments, invented here like the answers. Fit once, look at the segments, then write;
# `psychoseg report` takes what stands here at present, no new fit is needed. Letters follow size; the largest is A.
# A criterion is size (share of people), value (share of value), spend (value per head), the id of a numeric question,
# or one answer (`main_shop_1`; with `as: index` against everybody, with `better: low` the fewer the better): figures
# become points by themselves. Or the client scores every segment from 1 to 10, with a reason. No `evaluate`, no page.
evaluate:
  attractive:              # to us
    - {criterion: size, weight: 2}
    - {criterion: value, weight: 3}
    - {criterion: spend, weight: 2}
    - criterion: Expected growth
      weight: 3
      scores: {A: 4, B: 6, C: 7, D: 8, E: 3}
      reason: the client's category plan for the next three years
  ours:                    # how attractive we are to them
    - {criterion: main_shop_1, weight: 2}
    - {criterion: tools_2, weight: 1}
    - criterion: Fit with our range
      weight: 3
      scores: {A: 6, B: 4, C: 8, D: 7, E: 6}
      reason: the client's buyers, of the range as it is
  # cut: 5.5               # the total from which an axis counts as high
  # roles: {B: keep}       # focus, develop, keep, do not pursue; else they follow from the totals

# Who does what by when; what is left out becomes a line to fill in by hand. `rate` is the present rate of what the
# test is to raise, `people` how many it can reach.
activate:
  C:
    owner: Head of fresh food
    kpi: Baskets a week that hold something new
    steps:
      30: Agree the first six recipes and who supplies them
      60: Run the test of the message in two regions
      90: Decide on the box from what the test found
    test: {rate: 0.04, people: 12000}
  D: {owner: Head of suppliers}
"""

SOFTWARE = """\
# What the client says of the segments, invented here like the answers. Fit once, look at the segments, then write;
# `psychoseg report` takes what stands here at present, no new fit is needed. Letters follow size; the largest is A.
# Criteria are size (share of firms), value (share of value), spend (value per head), a described question or answer
# (`as: index`, `better: low`), or scores by the client from 1 to 10 with a reason. No `evaluate`, no page.
evaluate:
  attractive:              # to us
    - {criterion: size, weight: 1}
    - {criterion: value, weight: 3}
    - {criterion: spend, weight: 2}
  ours:                    # how attractive we are to them
    - criterion: Fit with our product
      weight: 3
      scores: {A: 5, B: 8, C: 6, D: 7}
      reason: the client's sales team, from lost and won offers
    - criterion: Known to them
      weight: 1
      scores: {A: 4, B: 6, C: 5, D: 7}
      reason: the client's own tracking of its brand

# Who does what by when; what is left out becomes a line to fill in by hand.
activate:
  B: {owner: Head of customer success, kpi: Renewals, test: {rate: 0.06, people: 3000}}
"""
