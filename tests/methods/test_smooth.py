"""Smoothed rates: held against spdep and the formula by hand."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.smooth import empirical_bayes

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "smooth.json").read_text())
ROWS = st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 10**6)), min_size=1, max_size=40)


def smoothed(rows):
    return empirical_bayes(*(list(column) for column in zip(*rows, strict=True)))


@pytest.mark.parametrize("case", ORACLE["empirical_bayes"])
@pytest.mark.parametrize("way", ["spdep", "hand"])
def test_rates_are_drawn_as_spdep_and_the_formula_draw_them(case, way):
    found = empirical_bayes(case["events"], case["population"])
    assert found.tolist() == pytest.approx(case[way], rel=1e-9)


def test_the_cases_have_some_without_any_difference_between_areas():
    variances = [case["prior_variance"] for case in ORACLE["empirical_bayes"]]
    assert 0 in variances
    assert max(variances) > 0


@given(ROWS)
def test_a_drawn_rate_lies_between_its_own_and_that_of_all(rows):
    events, population = np.array(rows, dtype=float).T
    own, whole = events / population, events.sum() / population.sum()
    found = smoothed(rows)
    assert (np.minimum(own, whole) <= found).all()
    assert (found <= np.maximum(own, whole)).all()


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter_to_drawn_rates(rows, random):
    order = random.sample(range(len(rows)), len(rows))
    moved = smoothed([rows[place] for place in order])
    assert moved.tolist() == pytest.approx(smoothed(rows)[order].tolist(), rel=1e-6)


@given(ROWS, st.sampled_from([(None, 10), (5, None), (np.nan, np.nan), (pd.NA, 3)]), st.data())
def test_a_missing_row_stays_missing_and_changes_no_other(rows, gap, data):
    place = data.draw(st.integers(0, len(rows)))
    found = smoothed([*rows[:place], gap, *rows[place:]])
    assert np.isnan(found[place])
    assert np.delete(found, place).tolist() == smoothed(rows).tolist()


def test_the_smaller_the_place_the_nearer_to_all():
    found = empirical_bayes([2, 20, 2000, 50], [10, 100, 10_000, 1000])
    off = 0.2 - found[:3]
    assert off[0] > off[1] > off[2] > 0


def test_where_areas_differ_by_chance_alone_all_get_the_rate_of_all():
    assert empirical_bayes([10, 10, 10], [100, 100, 100]).tolist() == pytest.approx([0.1] * 3)


def test_without_events_all_get_nothing():
    assert empirical_bayes([0, 0], [5, 9]).tolist() == [0, 0]


def test_nothing_known_gives_nothing():
    assert np.isnan(empirical_bayes([None, 1], [1, None])).all()
    assert empirical_bayes([], []).tolist() == []


def test_a_single_area_is_as_one_row():
    assert empirical_bayes(3, 20).tolist() == empirical_bayes([3], [20]).tolist() == [0.15]


@pytest.mark.parametrize(
    ("events", "population", "told"),
    [
        ([1.5], [10], "events must be whole numbers from 0 up, found 1.5"),
        ([-1], [10], "events must be whole numbers from 0 up, found -1.0"),
        ([1], [0], "population must be above 0, found 0.0"),
        ([1, 2], [10], "equal length, found 2 events, 1 population"),
    ],
)
def test_impossible_counts_are_not_smoothed(events, population, told):
    with pytest.raises(ValueError, match=told):
        empirical_bayes(events, population)
