"""Over many made-up years, intervals hold the true figure as often as they say.

Tolerances are four standard errors of the simulation itself, sqrt(0.95 x 0.05 / draws), with what
an approximation may miss by beside them where there is one.
"""

import numpy as np
import pytest

from analysis.methods.rate import directly_standardised, indirectly_standardised, rate
from analysis.methods.share import difference, share, shares

DRAWS = 20_000
CHANCE = 4 * np.sqrt(0.95 * 0.05 / DRAWS)
"""0.006: how far a simulated coverage may lie from a true one of 0.95."""


def covered(intervals, truth):
    """The part of the intervals that hold the truth."""
    return ((intervals["lower"] <= truth) & (truth <= intervals["upper"])).mean()


def clustered(chance, mean_children, extra):
    """Events and their variance when each child has 1 + a geometric number of notifications.

    The numbers of children with f notifications are then independent Poisson counts.
    """
    f = np.arange(1, 60)
    children = chance.poisson(mean_children * (1 - extra) * extra ** (f - 1), (DRAWS, len(f)))
    return children @ f, children @ f**2


@pytest.mark.parametrize("mean", [0.3, 1, 3, 7, 10, 14, 25, 80, 400, 5000])
def test_a_rate_of_independent_events_is_covered_at_least_as_often_as_stated(mean):
    events = np.random.default_rng(7).poisson(mean, DRAWS)
    assert covered(rate(events, 1000, per=1), mean / 1000) >= 0.95 - CHANCE


@pytest.mark.parametrize("mean", [25, 80, 400, 5000])
def test_a_rate_of_many_independent_events_is_not_covered_much_too_often(mean):
    """Discrete counts make limits somewhat conservative, and less so the more events there are."""
    events = np.random.default_rng(8).poisson(mean, DRAWS)
    assert covered(rate(events, 1000, per=1), mean / 1000) <= 0.97 + CHANCE


@pytest.mark.parametrize("children", [150, 600, 5000])
@pytest.mark.parametrize("extra", [0.4, 0.5])
def test_repeated_notifications_need_the_widened_interval(children, extra):
    """A child has 1.7 or 2 notifications on average; the variance is 2.3 or 3 times the events.

    The widened interval may miss by 0.01 more, as its variance is itself counted from the sample.
    Plain limits are then 0.65 or 0.58 of the width, which would hold the truth in four of five or
    three of four years only.
    """
    events, variance = clustered(np.random.default_rng(9), children, extra)
    truth = 1000 * children / (1 - extra) / 20_000
    widened = covered(rate(events, 20_000, event_variance=variance), truth)
    assert widened == pytest.approx(0.95, abs=0.01 + CHANCE)
    assert covered(rate(events, 20_000), truth) < 0.85


def test_repeated_notifications_far_above_chance_are_rare():
    """Either side of the widened interval fails about equally often: 0.025, to within 0.01."""
    events, variance = clustered(np.random.default_rng(10), 600, 0.4)
    found, truth = rate(events, 1000, per=1, event_variance=variance), 1.0
    for missed in (found["lower"] > truth, found["upper"] < truth):
        assert missed.mean() == pytest.approx(0.025, abs=0.01)


@pytest.mark.parametrize(("true", "within"), [(0.5, 0.02), (0.3, 0.02), (0.12, 0.2)])
def test_cases_in_clusters_need_the_design_effect(true, within):
    """Each of 30 municipalities has 24 cases and its own share, a beta around the true one.

    The design effect of m equal cases in a cluster is 1 + (m - 1) x their correlation. It may miss
    by 0.01 more, as counts are discrete and Wilson's limits approximate.
    """
    chance, each, municipalities = np.random.default_rng(11), 24, 30
    strength = 1 / within - 1
    own = chance.beta(true * strength, (1 - true) * strength, (DRAWS, municipalities))
    count, total = chance.binomial(each, own).sum(axis=1), each * municipalities
    effect = 1 + (each - 1) * within
    told = covered(share(count, total, design_effect=effect), true)
    assert told == pytest.approx(0.95, abs=0.01 + CHANCE)
    assert covered(share(count, total), true) < told - 0.02


def test_plain_limits_hold_too_seldom_where_clusters_are_strong():
    chance = np.random.default_rng(12)
    own = chance.beta(0.12 * 4, 0.88 * 4, (DRAWS, 30))
    count = chance.binomial(24, own).sum(axis=1)
    assert covered(share(count, 24 * 30), 0.12) < 0.7


@pytest.mark.parametrize("total", [30, 100, 700])
@pytest.mark.parametrize("true", [0.1, 0.4, 0.7])
def test_a_share_is_covered_about_as_often_as_stated(total, true):
    """Wilson's coverage swings with the share and the number by some 0.02 about 0.95."""
    count = np.random.default_rng(13).binomial(total, true, DRAWS)
    assert covered(share(count, total), true) == pytest.approx(0.95, abs=0.02 + CHANCE)


def test_a_difference_is_covered_about_as_often_as_stated():
    chance = np.random.default_rng(14)
    first, second = chance.binomial(60, 0.6, DRAWS), chance.binomial(90, 0.75, DRAWS)
    found = difference(first, 60, second, 90)
    assert covered(found, 0.15) == pytest.approx(0.95, abs=0.01 + CHANCE)


def test_several_shares_all_hold_at_once_at_least_as_often_as_stated():
    chance, true, draws = np.random.default_rng(15), np.array([0.4, 0.3, 0.15, 0.1, 0.05]), 1500
    found = [shares(counts) for counts in chance.multinomial(400, true, draws)]
    all_hold = np.mean([((f["lower"] <= true) & (true <= f["upper"])).all() for f in found])
    assert all_hold >= 0.95 - 4 * np.sqrt(0.95 * 0.05 / draws)


def test_standardised_rates_are_covered_about_as_often_as_stated():
    """Four standard errors of 800 draws are 0.03. The reference has the area's own true rates."""
    chance, draws = np.random.default_rng(16), 800
    people, true = np.array([900, 1500, 2500, 700]), np.array([0.004, 0.01, 0.02, 0.03])
    standard = np.array([1000, 900, 800, 900])
    drawn = chance.poisson(people * true, (draws, 4))
    truth = 1000 * (standard * true).sum() / standard.sum()
    direct = [directly_standardised(o, people, standard).iloc[0] for o in drawn]
    indirect = [
        indirectly_standardised(o, people, standard * true, standard).iloc[0] for o in drawn
    ]
    for found in (direct, indirect):
        hold = np.mean([row["lower"] <= truth <= row["upper"] for row in found])
        assert hold == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / draws))
