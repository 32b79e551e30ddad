"""What funnels do in worlds whose truth is known: fixed seeds, invented municipalities."""

import numpy as np
import pytest

from analysis.methods.funnel import funnel, limits

RATE = 0.07
RUNS = 300


def world(chance, spread):
    """98 municipalities of 100 to 130,000 children, and their events."""
    children = np.round(np.exp(chance.uniform(np.log(100), np.log(130_000), 98)))
    rates = RATE * np.maximum(0.05, chance.normal(1, spread, 98))
    return chance.poisson(children * rates), children


def outside(events, expected, **choice):
    """Which areas lie strictly outside the lines."""
    lines, ratio = limits(expected, **choice), events / expected
    return (ratio < lines["lower"]) | (ratio > lines["upper"])


@pytest.fixture(scope="module")
def identical():
    """By run: the share outside 95 % lines and with |z| above 1.96, and the number flagged."""
    chance = np.random.default_rng(20170101)
    found = []
    for _ in range(RUNS):
        events, children = world(chance, 0)
        areas = funnel(events, children).areas
        beyond = outside(events, children * events.sum() / children.sum())
        found.append((beyond, areas["z"].abs() > 1.96, areas["flag"] != "similar"))
    return [np.array(part) for part in zip(*found, strict=True)]


def test_about_5_per_cent_of_identical_areas_lie_outside_the_lines(identical):
    """A little below 5 % is right: with few expected events exact limits err on the safe side."""
    beyond = identical[0].mean()
    error = np.sqrt(0.05 * 0.95 / identical[0].size)
    assert 0.05 - 0.01 < beyond < 0.05 + 4 * error


def test_about_5_per_cent_of_identical_areas_have_a_z_beyond_1_96(identical):
    """The root makes the normal curve fit well, and not perfectly, where few are expected."""
    beyond = identical[1].mean()
    error = np.sqrt(0.05 * 0.95 / identical[1].size)
    assert abs(beyond - 0.05) < 0.005 + 4 * error


def test_identical_areas_give_fewer_than_one_flag_on_average(identical):
    assert identical[2].sum(axis=1).mean() < 1


def overdispersed(winsorise):
    """Means over runs with a spread of 25 %: outside plain and adjusted lines, flagged, tau."""
    chance = np.random.default_rng(20181231)
    found = []
    for _ in range(50):
        events, children = world(chance, 0.25)
        expected = children * events.sum() / children.sum()
        areas, _, tau2 = funnel(events, children, winsorise=winsorise)
        plain, adjusted = outside(events, expected), outside(events, expected, tau2=tau2)
        flagged = areas["flag"] != "similar"
        found.append((plain.mean(), adjusted.mean(), flagged.mean(), np.sqrt(tau2)))
    return np.mean(found, axis=0)


def test_areas_with_a_spread_of_25_per_cent_are_not_mostly_flagged():
    plain, adjusted, flagged, _ = overdispersed(0.1)
    assert plain > 0.5
    assert adjusted < 0.3
    assert flagged < 0.15


def test_without_winsorising_the_spread_is_found_again_and_nearly_nothing_flagged():
    """A spread of 25 % is a tau of 12.5 %, for tau is of the root."""
    plain, adjusted, flagged, tau = overdispersed(0)
    assert plain > 0.5
    assert adjusted < 0.08
    assert flagged < 0.01
    assert tau == pytest.approx(0.125, rel=0.1)


def test_winsorising_understates_the_spread_where_populations_differ_this_much():
    """The largest z are those of the largest areas, and are cut: flags err on the many side."""
    assert 0.05 < overdispersed(0.1)[3] < 0.08
