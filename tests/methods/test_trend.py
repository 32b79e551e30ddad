"""Recent trend, growth and Mann-Kendall: equal to R's, and silent where something is missing."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.methods.trend import SIGNIFICANT, growth, mann_kendall, recent_trend

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/trend.json").read_text("utf-8"))
VALUE = st.integers(-2000, 2000).map(lambda n: n / 10)
WIDTH = st.integers(1, 300).map(lambda n: n / 10)
FIVE = st.lists(st.tuples(VALUE, WIDTH, WIDTH), min_size=5, max_size=5)
YEARS = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(100, 130_000)), min_size=3, max_size=11
).filter(lambda rows: any(e for e, _ in rows[1:]) and any(e for e, _ in rows[:-1]))


def close(value, **slack):
    return pytest.approx(value, **({"rel": 1e-9, "abs": 1e-12, "nan_ok": True} | slack))


def five(points):
    """Values with their limits, from values and the distances to the limits."""
    values, below, above = (np.array(column) for column in zip(*points, strict=True))
    return values, values - below, values + above


# --- recent trend


@pytest.mark.parametrize("case", ORACLE["recent"])
def test_a_recent_trend_is_that_of_rs_weighted_line(case):
    found = recent_trend(case["values"], case["lower"], case["upper"])
    assert found.marker == case["marker"]
    assert found.chi2 == close(case["chi2"])
    assert found.slope == close(case["slope"])


def test_the_oracle_holds_every_marker_that_can_be_calculated():
    assert {case["marker"] for case in ORACLE["recent"]} == {
        "increasing",
        "decreasing",
        "no change",
    }


def test_the_threshold_is_that_of_2_in_1000():
    from scipy.stats import chi2

    assert pytest.approx(chi2.isf(0.002, 1), abs=5e-7) == SIGNIFICANT


def straight(slope):
    """Five points on a line whose intervals make SE 1, so that chi2 is 10 times slope squared."""
    values = slope * np.arange(5)
    return recent_trend(values, values - 1.96, values + 1.96)


def test_a_trend_is_one_just_above_the_threshold_and_none_just_below():
    slope = math.sqrt(9.549536 / 10)
    assert straight(slope * (1 + 1e-6)).marker == "increasing"
    assert straight(slope * (1 - 1e-6)).marker == "no change"
    assert straight(-slope * (1 + 1e-6)).marker == "decreasing"
    assert straight(slope).chi2 == close(9.549536)


@pytest.mark.parametrize(
    ("level", "step", "half"), [(0, 0.2, 0.1), (8.6, 0.8, 0.8), (5.6, 2.8, 0.8), (14.8, 0.7, 0.7)]
)
def test_one_leap_alone_is_no_trend(level, step, half):
    """Without the last point the others' slope is none, even where rounding gives it a sign."""
    values = np.array([level, level + step, level + step, level, level + 50]).round(1)
    found = recent_trend(values, (values - half).round(1), (values + half).round(1))
    assert found.chi2 > SIGNIFICANT
    assert found.marker == "no change"


@given(FIVE)
@settings(deadline=None)
def test_a_series_upside_down_or_backwards_turns_the_trend(points):
    values, lower, upper = five(points)
    first = recent_trend(values, lower, upper)
    turned = {"increasing": "decreasing", "decreasing": "increasing", "no change": "no change"}
    for other in (
        recent_trend(-values, -upper, -lower),
        recent_trend(values[::-1], lower[::-1], upper[::-1]),
    ):
        assert other.marker == turned[first.marker]
        assert other.chi2 == close(first.chi2, rel=1e-6, abs=1e-9)
        assert other.slope == close(-first.slope, rel=1e-6, abs=1e-9)


@given(FIVE, st.sampled_from([1e-6, 0.001, 10.0, 1e6]))
@settings(deadline=None)
def test_the_unit_does_not_matter(points, unit):
    values, lower, upper = five(points)
    first = recent_trend(values, lower, upper)
    other = recent_trend(values * unit, lower * unit, upper * unit)
    assert other.marker == first.marker
    assert other.slope == close(first.slope * unit, rel=1e-6, abs=1e-9 * unit)


@given(FIVE, st.integers(0, 4), st.integers(0, 2), st.sampled_from([None, np.nan, pd.NA]))
def test_one_missing_number_and_no_recent_trend_can_be_calculated(points, row, column, nothing):
    columns = [list(numbers) for numbers in five(points)]
    columns[column][row] = nothing
    found = recent_trend(*columns)
    assert found.marker == "cannot be calculated"
    assert np.isnan([found.chi2, found.slope]).all()


@pytest.mark.parametrize(
    "columns",
    [
        ([1, 2, 3, 4], [0, 1, 2, 3], [2, 3, 4, 5]),
        ([], [], []),
        (5, 4, 6),
        ([1, 2, 3, 4, 5], [0, 1, 3, 3, 4], [2, 3, 3, 5, 6]),
        ([0, 0, 0, 0, 0], [-1e-200, -1, -1, -1, -1], [1e-200, 1, 1, 1, 1]),
    ],
    ids=["four points", "no point", "one point", "no width", "next to no width"],
)
def test_too_little_and_no_recent_trend_can_be_calculated(columns):
    found = recent_trend(*columns)
    assert found.marker == "cannot be calculated"
    assert np.isnan([found.chi2, found.slope]).all()


# --- growth


@pytest.mark.parametrize("case", ORACLE["growth"])
def test_growth_is_that_of_rs_quasi_poisson_regression(case):
    found = growth(case["events"], case["population"], case["years"], confidence=case["confidence"])
    for name in ("value", "lower", "upper"):
        assert getattr(found, name) == close(case[name], rel=1e-6, abs=1e-6), name


@given(YEARS, st.randoms(use_true_random=False), st.integers(-2030, 3000))
@settings(deadline=None, max_examples=60)
def test_neither_the_order_of_years_nor_where_they_are_counted_from_matters(rows, chance, start):
    events, population = (np.array(column) for column in zip(*rows, strict=True))
    years, order = np.arange(len(rows)), list(range(len(rows)))
    chance.shuffle(order)
    first = growth(events, population, years)
    second = growth(events[order], population[order], years[order] + start)
    assert second == close(first, rel=1e-6, abs=1e-6)
    assert first.lower <= first.value <= first.upper


def solved(events, population, years):
    """That fitted totals, plain and weighed by the year, are those counted: the solution's mark."""
    events, years = np.array(events, dtype=float), np.array(years) - years[0]
    slope = np.log1p(growth(events, population, years).value / 100)
    shape = np.log(population) + slope * years
    fitted = np.exp(shape - shape.max())
    fitted *= events.sum() / fitted.sum()
    return (fitted * years).sum() == close((events * years).sum(), rel=1e-6, abs=1e-6)


@given(YEARS)
@settings(deadline=None, max_examples=60)
def test_fitted_events_add_up_to_those_counted(rows):
    events, population = zip(*rows, strict=True)
    assert solved(events, population, range(len(rows)))


@pytest.mark.parametrize(
    "events",
    [
        [0, 0, 0, 0, 0, 1, 0, 0, 5],
        [100, 0, 0, 0, 0, 4],
        [1, 0, 0, 1, 11017],
        [0, 0, 0, 2, 3, 9, 0, 0, 7, 577027],
        [2, 0, 0, 0, 0, 10**7],
    ],
)
def test_series_from_which_least_squares_run_away_are_solved_too(events):
    assert solved(events, np.full(len(events), 10**7), range(len(events)))


def test_growth_is_that_of_statsmodels_as_well():
    """Where its least squares reach the solution, as in every ordinary series."""
    import statsmodels.api as sm

    chance = np.random.default_rng(20171231)
    for _ in range(20):
        years = np.arange(2017, 2017 + chance.integers(3, 12))
        population = chance.integers(800, 20_000, len(years))
        events = chance.poisson(population * 0.07 * np.exp(0.05 * (years - 2020)))
        model = sm.GLM(
            events,
            sm.add_constant((years - 2020).astype(float)),
            family=sm.families.Poisson(),
            offset=np.log(population),
        )
        fit = model.fit(scale="X2", use_t=True, tol=1e-12)
        expected = [fit.params[1], *fit.conf_int(alpha=0.05)[1]]
        assert growth(events, population, years) == close(
            tuple(100 * np.expm1(expected)), rel=1e-6, abs=1e-8
        )


def test_rows_may_have_any_names():
    events = pd.Series([30, 36, 33], index=[0.5, 0.5, -1.0])
    assert growth(events, 500, [2018, 2019, 2020]) == growth([30, 36, 33], 500, [2018, 2019, 2020])


def test_a_perfect_fit_has_an_interval_without_width():
    found = growth([1000, 1100, 1210, 1331], [5000] * 4, [2018, 2019, 2020, 2021])
    assert found == close((10, 10, 10), rel=1e-7)
    assert found.lower <= found.value <= found.upper
    level = growth([30, 60, 15], [200, 400, 100], [2018, 2020, 2024])
    assert level == close((0, 0, 0), abs=1e-7)


@pytest.mark.parametrize(
    ("events", "years"),
    [
        ([0, 0, 8], [1, 2, 3]),
        ([8, 0, 0], [1, 2, 3]),
        ([8, 0, 0], [3, 2, 1]),
        ([0, 0, 5], [2000, 2007, 2011]),
        ([5, 0, 0], [2000, 2004, 2011]),
        ([1, 0, 10**18], [1, 2, 3]),  # Nothing beside the rest, in floating point.
    ],
)
def test_events_in_the_first_or_last_year_alone_have_no_finite_growth(events, years):
    assert np.isnan(growth(events, 100, years)).all()


def test_few_years_at_high_confidence_may_have_no_upper_limit():
    found = growth([1, 400, 2], 1000, [2018, 2019, 2020], confidence=0.999)
    assert found.upper == math.inf
    assert found.lower == close(-100)


@pytest.mark.parametrize("column", range(3))
def test_one_missing_number_and_no_growth_is_given(column):
    columns = [[5, 6, 9], [100, 100, 100], [2018, 2019, 2020]]
    columns[column][1] = None
    assert np.isnan(growth(*columns)).all()


# --- Mann-Kendall


@pytest.mark.parametrize("case", ORACLE["kendall"])
def test_mann_kendall_is_as_r_has_it(case):
    found = mann_kendall(case["values"])
    assert found.s == case["s"]
    assert found.p == close(case["p"])
    assert found.tau == close(case["tau"])
    assert found.slope == close(case["slope"])


@given(st.lists(VALUE, min_size=2, max_size=15))
def test_the_series_backwards_turns_every_sign_and_keeps_p(values):
    first, second = mann_kendall(values), mann_kendall(values[::-1])
    assert second == close((-first.s, first.p, -first.tau, -first.slope))
    assert -1 <= first.tau <= 1
    assert 0 <= first.p <= 1
    assert first.s == sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


@pytest.mark.parametrize("count", [2, 3, 11, 40])
def test_a_constant_series_has_no_trend_at_all(count):
    assert mann_kendall([6.1] * count) == (0, 1, 0, 0)


def test_eleven_rising_years_are_as_unlikely_as_they_are():
    """Two orders of 11! are wholly rising or wholly falling."""
    found = mann_kendall(range(11))
    assert found == close((55, 2 / math.factorial(11), 1, 1))


@given(st.lists(VALUE, min_size=1, max_size=10), st.sampled_from([None, np.nan, pd.NA]))
def test_one_missing_value_and_no_trend_is_given(values, nothing):
    assert np.isnan(mann_kendall([*values, nothing])).all()


# --- refused


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: recent_trend([1] * 6, [0] * 6, [2] * 6), "five points, found 6"),
        (lambda: recent_trend([1] * 5, [2] * 5, [3] * 5), "lower must not be above value"),
        (lambda: recent_trend([4] * 5, [2] * 5, [3] * 5), "value must not be above upper"),
        (lambda: recent_trend([4], [2], [3]), "found 4.0 above 3.0"),
        (lambda: growth([1, 2], [9, 9], [1, 2]), "three years, found 2"),
        (lambda: growth(3, 4, 5), "three years, found 1"),
        (lambda: growth([1, 2, 3], 9, [1, 2, 2]), "repeated, found 2.0 twice"),
        (lambda: growth([0, 0, 0], 9, [1, 2, 3]), "one event, found 0 in 3 years"),
        (lambda: growth([1, -2, 3], 9, [1, 2, 3]), "found -2.0"),
        (lambda: growth([1, 2.5, 3], 9, [1, 2, 3]), "found 2.5"),
        (lambda: growth([1, 2, 3], [9, 0, 9], [1, 2, 3]), "above 0, found 0.0"),
        (lambda: growth([1, 2, 3], 9, [1, 2, 3], confidence=1), "found 1"),
        (lambda: mann_kendall([3]), "two values, found 1"),
        (lambda: mann_kendall([]), "two values, found 0"),
    ],
)
def test_the_impossible_is_refused_with_what_was_found(call, told):
    with pytest.raises(ValueError, match=told):
        call()
