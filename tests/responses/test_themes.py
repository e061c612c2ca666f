"""Themes of written answers: declared by words, or found, with share, interval and base, and nobody to be told by them."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import StudyError
from psychoseg.questionnaire import parse
from psychoseg.responses.themes import FEWEST_PEOPLE, MOST_READ, themes_of
from psychoseg.stats.intervals import Estimator
from psychoseg.study.theme_words import read_themes

ASKED = parse(
    "id: t\ntitle: T\nsections:\n  - id: a\n    items:\n      - {id: why, text: Why?, type: open}\n"
)
ESTIMATOR = Estimator(0.95, 100, 50)
PRICE = [
    "cheap low prices discount",
    "prices are low here",
    "discount and cheap offers",
    "offers with low prices",
]
TASTE = ["tasty fresh bread", "fresh vegetables, tasty", "bread smells fresh", "vegetables taste fresh bread"]


def texts(seed, people=200):
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 2, people)
    written = [(PRICE if which == 0 else TASTE)[rng.integers(0, 4)] for which in kind]
    return pd.DataFrame({"why": written}, index=[f"r{at}" for at in range(people)], dtype=object), kind


def found(table, declared=None, **more):
    return themes_of(table, pd.Series(1.0, index=table.index), ASKED, declared or {}, ESTIMATOR, **more)


def test_themes_that_were_planted_are_found_again_with_share_interval_and_base():
    table, kind = texts(1)

    themes = found(table, found=2)

    assert len(themes.themes) == 2
    agreement = max(float((themes.table[at] == (kind == which)).mean()) for at in (0, 1) for which in (0, 1))
    assert agreement > 0.95
    assert all(theme.share.low <= theme.share.value <= theme.share.high and theme.share.base == 200 for theme in themes.themes)  # fmt: skip


def test_themes_found_in_some_of_very_many_answers_are_told_in_all_and_it_is_said():
    table, kind = texts(5, people=MOST_READ + 2_000)

    themes = found(table, found=2)

    told = [themes.table[at].to_numpy(dtype=float) for at in (0, 1)]
    assert max(float((one == (kind == which)).mean()) for one in told for which in (0, 1)) > 0.95
    assert themes.themes[0].share.base == len(table)
    assert themes.notes == (
        "why: themes were looked for in 50,000 of the 52,000 answers that say something, spread evenly; each answer was then held against them",
    )


def test_the_same_answers_give_the_same_themes_in_any_order():
    table, _ = texts(2)
    turned = table.sample(frac=1, random_state=3)

    once, again = found(table, found=2), found(turned, found=2)

    assert [theme.name for theme in once.themes] == [theme.name for theme in found(table, found=2).themes]
    assert {theme.words[0] for theme in once.themes} == {theme.words[0] for theme in again.themes}


def test_a_word_few_people_use_appears_nowhere():
    table, _ = texts(4)
    table.iloc[: FEWEST_PEOPLE - 1, 0] = "canaryword with low prices and discount"

    themes = found(table)

    assert not any("canaryword" in word for theme in themes.themes for word in theme.words)


def test_declared_words_decide_by_whole_words_beginnings_and_phrases():
    table = pd.DataFrame(
        {"why": ["Pricey!", "the price", "a low-price shop", "no idea", None, "asdf", "Im Preis günstig"]},
        dtype=object,
    )

    themes = found(table, {"why": {"price": ("price*", "günstig"), "phrase": ("low price",)}})

    assert themes.table[0].tolist()[:4] == [1, 1, 1, 0]
    assert themes.table[0].isna().tolist() == [False, False, False, False, True, True, False]
    assert themes.table[1].tolist()[:3] == [0, 0, 1]
    assert themes.empty == {"why": 1}
    assert themes.themes[0].how == "declared"


def test_few_texts_or_none_give_no_themes():
    assert found(texts(5, people=20)[0]).themes == ()
    assert found(pd.DataFrame({"why": [None] * 80}, dtype=object)).themes == ()
    assert found(texts(5)[0], found=0).themes == ()


def test_words_of_themes_are_read_from_the_study_with_every_fault_at_once(tmp_path):
    path = tmp_path / "themes.yml"
    path.write_text("why:\n  price: [cheap, price*]\n")

    assert read_themes(tmp_path, ASKED) == {"why": {"price": ("cheap", "price*")}}
    path.write_text("wy: {a: [b]}\nwhy:\n  price: [a]\n  none: []\n")
    with pytest.raises(StudyError) as caught:
        read_themes(tmp_path, ASKED)
    assert "did you mean why?" in str(caught.value)
    assert "the theme 'price' needs words of at least 2 letters" in str(caught.value)
    assert "the theme 'none' needs words" in str(caught.value)
