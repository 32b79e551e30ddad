"""Limits of a count are those that other ways of working them out give."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.poisson import count_limits, limits_method, weighted_limits

SEARCHED = json.loads((Path(__file__).parents[1] / "oracles/exact_tails.json").read_text("utf-8"))
COUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)
CONFIDENCES = st.floats(0.01, 0.9999)


@pytest.mark.parametrize("case", SEARCHED["poisson"], ids=str)
def test_exact_limits_are_where_the_poisson_sums_say(case):
    lower, upper = count_limits(np.array([case["events"]], dtype=float), case["confidence"])
    assert [lower[0], upper[0]] == pytest.approx(case["limits"], rel=1e-9, abs=0)


def test_no_events_are_at_most_some_three_and_a_half():
    """The value -ln 0.025, which needs no table."""
    lower, upper = count_limits(np.array([0.0]), 0.95)
    assert lower[0] == 0
    assert upper[0] == pytest.approx(-np.log(0.025), rel=1e-12)


def test_byar_at_ten_events_is_near_the_exact_limits():
    """The exact ones at 10 events are 4.795 and 18.39."""
    lower, upper = count_limits(np.array([10.0]), 0.95)
    assert lower[0] == pytest.approx(4.795389, rel=0.002)
    assert upper[0] == pytest.approx(18.390356, rel=0.002)


@given(COUNTS, CONFIDENCES)
def test_a_count_lies_between_its_limits(counts, confidence):
    events = np.array(counts, dtype=float)
    lower, upper = count_limits(events, confidence)
    assert ((lower >= 0) & (lower <= events) & (events <= upper)).all()


@given(st.integers(0, 10**6), CONFIDENCES)
def test_limits_rise_with_the_count_also_where_the_method_changes(count, confidence):
    lower, upper = count_limits(np.array([count, count + 1.0]), confidence)
    assert lower[0] < lower[1]
    assert upper[0] < upper[1]


@given(st.integers(0, 10**6), st.floats(0.5, 0.9), st.floats(0.91, 0.9999))
def test_more_confidence_is_wider(count, less, more):
    narrow, wide = (count_limits(np.array([float(count)]), level) for level in (less, more))
    assert wide[0][0] <= narrow[0][0]
    assert wide[1][0] > narrow[1][0]


@given(COUNTS, CONFIDENCES)
def test_counts_that_vary_as_counts_do_need_no_widening(counts, confidence):
    events = np.array([count + 10.0 for count in counts])
    plain, weighted = (
        count_limits(events, confidence),
        weighted_limits(events, events, events, confidence),
    )
    assert np.allclose(plain, weighted, rtol=1e-12)


def test_missing_stays_in_its_row():
    events = np.array([3.0, np.nan, 30.0])
    lower, upper = count_limits(events, 0.95)
    assert np.isnan([lower[1], upper[1]]).all()
    assert not np.isnan([lower[0], lower[2], upper[0], upper[2]]).any()
    named = limits_method(events, pd.Index(["a", "b", "c"]))
    assert named["a"] == "exact"
    assert named.isna().to_dict() == {"a": False, "b": True, "c": False}
    assert named["c"] == "byar"


def test_a_weighted_sum_of_few_events_has_no_limits():
    nine, ten = (
        weighted_limits(*(np.array([o]) for o in (o, 2 * o, o)), confidence=0.95)
        for o in (9.0, 10.0)
    )
    assert np.isnan(nine).all()
    assert not np.isnan(ten).any()


def test_a_weighted_sum_is_never_below_nothing():
    lower, _ = weighted_limits(np.array([12.0]), np.array([144.0]), np.array([12.0]), 0.998)
    assert lower[0] == 0


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.1, float("nan")])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(ValueError, match=f"between 0 and 1, such as 0.95; found {confidence}"):
        count_limits(np.array([5.0]), confidence)
