"""Control charts: limits and signals are those of a plain loop in R, and gaps end every run."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.methods import control
from analysis.methods.trend import xmr

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/control.json").read_text("utf-8"))
SERIES = st.lists(
    st.one_of(st.none(), st.integers(-500, 500).map(lambda n: n / 10)), min_size=2, max_size=40
)
FIRST = [20, 21, 19, 20, 22, 18, 20]
"""Mean 20, limits 14.68 and 25.32, near limits 16.45 and 23.55."""


def close(value, **slack):
    return pytest.approx(value, **({"rel": 1e-9, "abs": 1e-12, "nan_ok": True} | slack))


def after(*values):
    """The signals of these values, after seven points that fix the limits."""
    return xmr([*FIRST, *values], baseline=7)["signal"].tolist()[7:]


@pytest.mark.parametrize("case", ORACLE["charts"])
def test_a_chart_is_as_by_hand_in_r(case):
    found = xmr(case["values"], baseline=case["baseline"])
    for name in ("mean", "lower", "upper"):
        expected = np.nan if case[name] is None else case[name]
        assert found[name].tolist() == close([expected] * len(found)), name
    assert found["signal"].tolist() == case["signal"]


def test_the_oracle_holds_every_signal():
    signals = {signal for case in ORACLE["charts"] for signal in case["signal"]}
    assert signals == {"outside limits", "trend", "two of three", "one side", ""}


def test_the_constants_are_those_of_moving_ranges_of_two():
    """d2 = 2/sqrt(pi) and D4 = 1 + 3 d3/d2 with d3 = sqrt(2 - d2^2), as tables round them."""
    d2 = 2 / np.sqrt(np.pi)
    assert pytest.approx(3 / d2, abs=2e-3) == control.LIMIT
    assert pytest.approx(1 + 3 * np.sqrt(2 - d2**2) / d2, abs=1e-3) == control.SCREEN


# --- the rules, one by one


def test_outside_is_strictly_beyond_a_limit():
    assert after(25.32) == [""]
    assert after(25.33) == ["outside limits"]
    assert after(14.68) == [""]
    assert after(14.67) == ["outside limits"]


def test_seven_rising_points_are_a_trend_and_six_are_not():
    # The run begins with the last two of the fixing points, 18 and 20.
    assert after(20.1, 20.2, 20.3, 20.4) == [""] * 4
    assert after(20.1, 20.2, 20.3, 20.4, 20.5) == ["trend"] * 5
    found = xmr([*FIRST, 20.1, 20.2, 20.3, 20.4, 20.5], baseline=7)["signal"]
    assert found.tolist()[4:7] == ["", "trend", "trend"]


def test_a_point_equal_to_the_one_before_ends_a_trend():
    assert "trend" not in after(20.1, 20.2, 20.3, 20.3, 20.4, 20.5)


def test_two_of_three_marks_only_the_points_beyond_the_near_limit():
    assert after(24, 21, 24) == ["two of three", "", "two of three"]
    assert after(16, 16, 19) == ["two of three", "two of three", ""]


def test_two_of_three_needs_all_three_on_one_side_of_the_mean():
    assert after(24, 19, 24) == ["", "", ""]
    assert after(24, 20, 24) == ["", "", ""]
    assert after(24, 16, 24) == ["", "", ""]


def test_a_point_beyond_the_limit_is_also_one_of_the_two_of_three():
    assert after(30, 21, 24) == ["outside limits", "", "two of three"]


def test_seven_points_on_one_side_are_marked_and_six_are_not():
    assert after(19, 21, 22, 21, 22, 21, 22) == [""] * 7
    assert after(19, 21, 22, 21, 22, 21, 22, 21) == ["", *["one side"] * 7]


def test_a_point_on_the_mean_is_on_no_side():
    assert after(19, 21, 22, 21, 20, 21, 22, 21, 22) == [""] * 9


def test_a_missing_value_ends_every_run_and_has_no_signal():
    assert after(19, 21, 22, 21, None, 22, 21, 22, 21) == [""] * 9
    assert after(24, None, 24) == [""] * 3
    assert after(20.1, 20.2, 20.3, None, 20.4, 20.5, 20.6) == [""] * 7


def test_ranges_across_a_missing_value_do_not_count():
    found = xmr([10, 12, None, 90, 88, 90])
    assert found["upper"][0] - found["mean"][0] == close(2.66 * 2)


def test_a_range_of_3_267_mean_ranges_is_left_out():
    """Ranges 1, 1, ..., 1 and one of 20: the limits are those of the ones."""
    values = [0, 1] * 10 + [20, 21]
    found = xmr(values)
    assert found["upper"][0] - found["mean"][0] == close(2.66)


@pytest.mark.parametrize("value", [0, 0.1, 7.3, 61.7])
def test_a_constant_series_has_no_limits_and_no_signal(value):
    found = xmr([value] * 13)
    assert found["mean"].tolist() == close([value] * 13)
    assert found[["lower", "upper"]].isna().all(axis=None)
    assert (found["signal"] == "").all()


def test_after_a_constant_baseline_only_runs_can_signal():
    found = xmr([5] * 4 + [9] * 7, baseline=4)
    assert found["signal"].tolist() == [""] * 4 + ["one side"] * 7


def test_nothing_to_chart_is_charted_as_nothing():
    assert len(xmr([])) == 0
    assert xmr([3])["mean"].tolist() == [3]
    assert xmr([3])[["lower", "upper"]].isna().all(axis=None)
    found = xmr([None, None, 3, 4], baseline=2)
    assert found[["mean", "lower", "upper"]].isna().all(axis=None)
    assert (found["signal"] == "").all()


# --- properties


@given(SERIES)
@settings(deadline=None)
def test_limits_lie_on_either_side_of_the_mean_and_a_missing_value_has_no_signal(values):
    found = xmr(values)
    drawn = found.dropna(subset=["lower"])
    assert (drawn["lower"] <= drawn["mean"]).all()
    assert (drawn["mean"] <= drawn["upper"]).all()
    gone = found["value"].isna()
    assert gone.tolist() == [value is None for value in values]
    assert (found["signal"][gone] == "").all()
    assert found["signal"].notna().all()


@given(SERIES)
@settings(deadline=None)
def test_upside_down_or_backwards_the_same_points_signal(values):
    signals = xmr(values)["signal"].tolist()
    assert xmr([v if v is None else -v for v in values])["signal"].tolist() == signals
    assert xmr(values[::-1])["signal"].tolist() == signals[::-1]


@given(SERIES, st.integers(2, 40))
@settings(deadline=None)
def test_later_points_do_not_move_the_limits_of_a_baseline(values, baseline):
    baseline = min(baseline, len(values))
    columns = ["mean", "lower", "upper"]
    alone, found = xmr(values[:baseline]), xmr(values, baseline=baseline)
    assert found[columns].iloc[0].tolist() == close(alone[columns].iloc[0].tolist())


def test_a_chart_keeps_the_series_rows():
    series = pd.Series([3.0, 4.0, 3.0], index=["2024M01", "2024M02", "2024M03"])
    assert xmr(series).index.tolist() == list(series.index)


@pytest.mark.parametrize("baseline", [-1, 0, 1, 4])
def test_an_impossible_baseline_is_refused_with_what_was_found(baseline):
    with pytest.raises(ValueError, match=f"from 2 (up|to the 3 points), found {baseline}"):
        xmr([1, 2, 3], baseline=baseline)
