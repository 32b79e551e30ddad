"""Standardised rates and their limits."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.rate import directly_standardised, indirectly_standardised, rate

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/rate.json").read_text("utf-8"))
FIGURES = ["value", "lower", "upper"]
EVENTS, PEOPLE = st.integers(0, 3000), st.floats(0.5, 1e5)
WEIGHTS, WHOLE_WEIGHTS = st.floats(0.01, 1e4), st.integers(1, 9999)


def strata(*parts):
    return st.lists(st.tuples(*parts), min_size=1, max_size=8)


def of(method, rows, **options):
    """The one row that the method gives for strata written as tuples."""
    found = method(*(list(column) for column in zip(*rows, strict=True)), **options)
    assert found.shape == (1, 4)
    assert found.index.tolist() == [0]
    return found.iloc[0]


def worked_out(case, method, *names):
    row = method(*(case[name] for name in names), per=case["per"], confidence=case["confidence"])
    expected = [np.nan if case[name] is None else case[name] for name in FIGURES]
    assert row[FIGURES].iloc[0].tolist() == pytest.approx(expected, rel=1e-9, abs=0, nan_ok=True)
    return row["method"].iloc[0]


@pytest.mark.parametrize("number", range(len(ORACLE["direct"])))
def test_direct_rates_are_those_worked_out_elsewhere(number):
    case = ORACLE["direct"][number]
    method = worked_out(case, directly_standardised, "events", "population", "standard")
    assert method == "dobson" if sum(case["events"]) >= 10 else pd.isna(method)


@pytest.mark.parametrize("number", range(len(ORACLE["indirect"])))
def test_indirect_rates_are_those_worked_out_elsewhere(number):
    case = ORACLE["indirect"][number]
    names = ("events", "population", "reference_events", "reference_population")
    assert worked_out(case, indirectly_standardised, *names) == case["method"]


@given(strata(EVENTS, PEOPLE, WEIGHTS), st.floats(0.5, 0.999))
def test_a_direct_rate_lies_between_its_limits_and_among_its_strata(rows, confidence):
    row = of(directly_standardised, rows, confidence=confidence)
    if sum(events for events, _, _ in rows) < 10:
        assert row.isna().all()
        return
    assert 0 <= row["lower"] <= row["value"] <= row["upper"]
    own = [1000 * events / people for events, people, _ in rows]
    assert min(own) * (1 - 1e-12) <= row["value"] <= max(own) * (1 + 1e-12)


@given(strata(EVENTS, PEOPLE, st.floats(0, 1e4), st.floats(1, 1e6)), st.floats(0.5, 0.999))
def test_an_indirect_rate_lies_between_its_limits(rows, confidence):
    rows = [*rows, (3, 50.0, 4.0, 100.0)]
    row = of(indirectly_standardised, rows, confidence=confidence)
    assert 0 <= row["lower"] <= row["value"] <= row["upper"]
    total = sum(events for events, _, _, _ in rows)
    assert row["method"] == ("exact" if total < 10 else "byar")


@given(strata(EVENTS, PEOPLE, WEIGHTS), st.randoms())
def test_the_order_of_strata_does_not_matter(rows, chance):
    mixed = chance.sample(rows, len(rows))
    for method, parts in ((directly_standardised, ()), (indirectly_standardised, (77.0,))):
        one, other = (of(method, [(*row, *parts) for row in order]) for order in (rows, mixed))
        same = one[FIGURES].astype(float), other[FIGURES].astype(float)
        assert same[0].tolist() == pytest.approx(same[1].tolist(), rel=1e-11, nan_ok=True)


@given(st.integers(10, 10**6), st.floats(1, 1e6), WEIGHTS)
def test_one_stratum_is_its_own_crude_rate(events, people, weight):
    crude = rate(events, people)[FIGURES].iloc[0].tolist()
    direct = of(directly_standardised, [(events, people, weight)])[FIGURES].tolist()
    assert direct == pytest.approx(crude, rel=1e-11)


@given(strata(EVENTS, PEOPLE, PEOPLE))
def test_the_reference_beside_itself_is_its_own_crude_rate(rows):
    rows = [(events + 1, people, events + 1, people) for events, people, _ in rows]
    total, people = sum(row[0] for row in rows), sum(row[1] for row in rows)
    crude = rate(total, people)[FIGURES].iloc[0].tolist()
    assert of(indirectly_standardised, rows)[FIGURES].tolist() == pytest.approx(crude, rel=1e-11)


@given(strata(EVENTS, PEOPLE, WHOLE_WEIGHTS), st.sampled_from([2.0, 0.001, 4096.0]))
def test_only_the_proportions_of_the_standard_matter(rows, times):
    once = of(directly_standardised, rows)
    again = of(directly_standardised, [(o, n, w * times) for o, n, w in rows])
    assert again[FIGURES].tolist() == pytest.approx(once[FIGURES].tolist(), rel=1e-11, nan_ok=True)


@pytest.mark.parametrize("place", range(3))
def test_anything_missing_in_a_stratum_leaves_the_whole_direct_rate_missing(place):
    rows = [[20, 500, 1], [30, 600, 2]]
    rows[1][place] = None
    assert of(directly_standardised, rows).isna().all()


@pytest.mark.parametrize("place", range(4))
def test_anything_missing_in_a_stratum_leaves_the_whole_indirect_rate_missing(place):
    rows = [[20, 500, 1, 90], [30, 600, 2, 80]]
    rows[1][place] = None
    assert of(indirectly_standardised, rows).isna().all()


@pytest.mark.parametrize("place", range(4))
def test_a_single_stratum_with_anything_missing_is_missing(place):
    numbers = [20, 500, 30, 80]
    numbers[place] = None
    assert of(indirectly_standardised, [numbers]).isna().all()
    if place < 3:
        assert of(directly_standardised, [numbers[:3]]).isna().all()


def test_without_a_unit_nothing_is_told():
    assert of(directly_standardised, [(20, 500, 1)], per=float("nan")).isna().all()
    assert of(indirectly_standardised, [(20, 500, 1, 9)], per=float("nan")).isna().all()


def test_events_in_strata_of_no_weight_give_no_rate_with_no_width():
    assert of(directly_standardised, [(50, 100, 0), (0, 100, 1)]).isna().all()


def test_a_stratum_without_people_is_expected_to_have_no_events():
    one = of(indirectly_standardised, [(30, 500, 40, 900), (0, 0, 10, 100)])
    assert one["value"] == pytest.approx(30 / (500 * 40 / 900) * 50)


@pytest.mark.parametrize(
    ("numbers", "rule"),
    [
        (([1.5], [9], [1]), "events must be whole numbers from 0 up, found 1.5"),
        (([3, 3], [9, 0], [1, 1]), "population must be above 0, found 0.0"),
        (([3, 3], [9, 9], [2, -1]), "standard must not be below 0, found -1.0"),
        (([3, 3], [9, 9], [0, 0]), "standard must add up to more than 0, found 0.0"),
        (([], [], []), "standard must add up to more than 0, found 0.0"),
        (([3, 3], [9, 9], [1, 1, 1]), "2 events, 2 population, 3 standard"),
    ],
)
def test_impossible_strata_are_refused_by_the_direct_rate(numbers, rule):
    with pytest.raises(ValueError, match=rule):
        directly_standardised(*numbers)


@pytest.mark.parametrize(
    ("numbers", "rule"),
    [
        (([-1], [9], [1], [9]), "events must be whole numbers from 0 up, found -1.0"),
        (([3], [-9], [1], [9]), "population must not be below 0, found -9.0"),
        (([3], [9], [-0.5], [9]), "reference_events must not be below 0, found -0.5"),
        (([3], [9], [1], [0]), "reference_population must be above 0, found 0.0"),
        (([3], [9], [0], [9]), "reference_events must add up to more than 0, found 0.0"),
        (([3, 4], [0, 9], [5, 0], [9, 9]), "expected events must add up to more than 0, found 0.0"),
    ],
)
def test_impossible_strata_are_refused_by_the_indirect_rate(numbers, rule):
    with pytest.raises(ValueError, match=rule):
        indirectly_standardised(*numbers)


@pytest.mark.parametrize("options", [{"per": -1}, {"per": 0}, {"confidence": 1}])
def test_an_impossible_unit_or_confidence_is_refused(options):
    with pytest.raises(ValueError, match="found"):
        directly_standardised([20], [300], [1], **options)
    with pytest.raises(ValueError, match="found"):
        indirectly_standardised([20], [300], [1], [40], **options)
