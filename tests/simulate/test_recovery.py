"""The factors and the segments that were put in can be found again."""

from statistics import NormalDist

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from psychoseg.questionnaire import read
from psychoseg.resources import folder
from psychoseg.simulate import read_truth, simulate

SAME_FACTOR = 0.95
GROUPS_RECOVERED = 0.80


@pytest.fixture(scope="module", params=["everyday_food", "business_software"])
def careful(request):
    """Questionnaire, truth, keyed answers and truths of 1200 people who took care."""
    asked = read(folder("questionnaires") / f"{request.param}.yml")
    truth = read_truth(folder("questionnaires") / f"{request.param}.truth.yml", asked)
    simulated = simulate(asked, truth, wave=truth.waves[0], respondents=1400, seed=20260101)
    people = simulated.truth[
        (simulated.truth["careless"] == "careful") & (simulated.truth["progress"] == 100)
    ][:1200]
    answers = simulated.answers.loc[people.index, truth.loadings.index].replace("", None).astype(float)
    for item in asked.attitudes:
        if item.reverse:
            answers[item.id] = item.scale.lowest + item.scale.highest - answers[item.id]
    return asked, truth, answers.fillna(answers.mean()), people


def principal_axes(correlations, count):
    """Loadings by principal axis factoring, begun from squared multiple correlations."""
    reduced = correlations.copy()
    np.fill_diagonal(reduced, 1 - 1 / np.diag(np.linalg.inv(correlations)))
    for _ in range(200):
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, -count:] * np.sqrt(values[-count:])
        np.fill_diagonal(reduced, (loadings**2).sum(axis=1))
    return loadings


def turned_to(loadings, target):
    """Loadings turned obliquely to the places where the target has none."""
    turned = loadings @ np.linalg.lstsq(loadings, target, rcond=None)[0]
    return turned / np.linalg.norm(turned, axis=0)


def test_parallel_analysis_finds_one_factor_for_each_construct(careful):
    asked, _, answers, _ = careful
    rng = np.random.default_rng(1)

    found = np.linalg.eigvalsh(np.corrcoef(answers.to_numpy().T))[::-1]
    chance = [np.linalg.eigvalsh(np.corrcoef(rng.normal(size=answers.shape).T))[::-1] for _ in range(50)]

    above = found > np.percentile(chance, 95, axis=0)
    assert int(np.argmin(above)) == len(asked.constructs)


def test_the_loadings_are_those_of_the_truth(careful):
    _, truth, answers, _ = careful
    true = truth.loadings.to_numpy()

    found = turned_to(principal_axes(np.corrcoef(answers.to_numpy().T), len(truth.factors)), true)

    congruences = (found * true).sum(axis=0) / np.linalg.norm(true, axis=0)
    assert congruences.min() >= SAME_FACTOR


def test_the_segments_are_those_of_the_truth(careful):
    _, truth, answers, people = careful
    correlations = np.corrcoef(answers.to_numpy().T)
    standard = ((answers - answers.mean()) / answers.std()).to_numpy()
    structure = np.array(
        [
            [correlations[at][truth.loadings[factor] > 0].mean() for factor in truth.factors]
            for at in range(len(correlations))
        ]
    )

    scores = standard @ np.linalg.solve(correlations, structure)
    scores /= scores.std(axis=0)
    groups = KMeans(len(truth.segments), n_init=20, random_state=0).fit_predict(scores)

    assert adjusted_rand_score(people["segment"], groups) >= GROUPS_RECOVERED


def test_answers_lean_as_their_shapes_say(careful):
    _, truth, answers, people = careful
    asked = careful[0]

    for entry in truth.statements:
        item = asked.item(entry.item)
        shares = entry.shares[::-1] if item.reverse else entry.shares
        middle = NormalDist().inv_cdf(sum(shares[:3]))
        agree = (answers[entry.item] >= 4).mean()
        mean = people[entry.factor].mean() * entry.loading
        assert agree == pytest.approx(1 - NormalDist(mean).cdf(middle), abs=0.05)
