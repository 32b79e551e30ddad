"""The ratio of two rates: equal to R's, and silent where events are few or missing."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.rate_ratio import rate_ratio
from analysis.methods.whole import adding_up

ORACLE = json.loads((Path(__file__).parents[1] / "oracles/rate_ratio.json").read_text("utf-8"))
RESULT = ("value", "lower", "upper")
COUNT = st.integers(10, 5000)


@pytest.mark.parametrize("case", [*ORACLE["by_hand"], *ORACLE["by_glm"]])
def test_the_ratio_and_its_limits_are_rs(case):
    found = rate_ratio(**{name: value for name, value in case.items() if name not in RESULT})
    assert found == pytest.approx([case[name] for name in RESULT], rel=1e-7)


@given(COUNT, COUNT)
def test_no_change_lies_within_the_limits_of_equal_rates(events, population):
    found = rate_ratio(events, population, events, population)
    assert found.value == 1
    assert found.lower < 1 < found.upper


@given(COUNT, COUNT, COUNT, COUNT)
def test_turning_time_turns_the_ratio(events_1, population_1, events_2, population_2):
    there = rate_ratio(events_1, population_1, events_2, population_2)
    back = rate_ratio(events_2, population_2, events_1, population_1)
    assert there == pytest.approx([1 / back.value, 1 / back.upper, 1 / back.lower])


@given(COUNT, st.floats(1.01, 9))
def test_repeats_widen_the_limits(events, times):
    plain = rate_ratio(events, 9000, events, 9000)
    wide = rate_ratio(
        events, 9000, events, 9000, variance_1=events * times, variance_2=events * times
    )
    assert math.log(wide.upper) == pytest.approx(math.log(plain.upper) * math.sqrt(times))


def test_fewer_than_ten_events_have_a_value_and_no_limits():
    found = rate_ratio(9, 1000, 18, 1000)
    assert found.value == 2
    assert math.isnan(found.lower)
    assert math.isnan(found.upper)


@pytest.mark.parametrize("missing", range(4))
def test_what_is_missing_is_never_guessed(missing):
    given = [20.0, 1000.0, 30.0, 1000.0]
    given[missing] = math.nan
    assert all(math.isnan(number) for number in rate_ratio(*given))


def test_from_nothing_there_is_no_ratio():
    assert math.isnan(rate_ratio(0, 1000, 30, 1000).value)


def test_a_missing_variance_leaves_the_value_alone():
    found = rate_ratio(20, 1000, 30, 1000, variance_1=math.nan)
    assert found.value == pytest.approx(1.5)
    assert math.isnan(found.lower)


@pytest.mark.parametrize(
    "wrong", [(-1, 9, 9, 9), (2.5, 9, 9, 9), (9, 0, 9, 9), (9, 9, 9, -4)], ids=str
)
def test_impossible_numbers_are_refused(wrong):
    with pytest.raises(ValueError, match="found"):
        rate_ratio(*wrong)


def test_a_variance_below_its_events_is_refused():
    with pytest.raises(ValueError, match=r"variance, found 20\.0 above 19\.0"):
        rate_ratio(20, 100, 20, 100, variance_2=19)


# --- parts in whole numbers


@given(st.lists(st.floats(-5000, 5000), min_size=1, max_size=12))
def test_whole_parts_add_up_and_move_by_less_than_one(parts):
    total = round(math.fsum(parts))
    found = adding_up(parts, total)
    assert sum(found) == total
    assert all(abs(one - part) < 1 + 1e-6 for one, part in zip(found, parts, strict=True))


def test_parts_of_something_else_are_refused():
    with pytest.raises(ValueError, match=r"add up to 9 .* found 7\.0"):
        adding_up([3.0, 4.0], 9)
