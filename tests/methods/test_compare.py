"""A figure is lower, similar or higher than a benchmark only where its interval says so."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.compare import against

NUMBERS = st.integers(-20, 20).map(lambda number: number / 4)
TRIPLES = st.lists(NUMBERS, min_size=3, max_size=3).map(sorted)
WORDS = {"lower", "similar", "higher", "not compared"}


@pytest.mark.parametrize(
    ("lower", "value", "upper", "word"),
    [
        (60, 70, 79.9, "lower"),
        (60, 70, 80, "similar"),
        (70, 80, 90, "similar"),
        (80, 80, 80, "similar"),
        (80, 90, 95, "similar"),
        (80.1, 90, 95, "higher"),
    ],
)
def test_the_interval_decides_and_a_limit_at_the_benchmark_is_similar(lower, value, upper, word):
    assert against(value, lower, upper, 80) == word


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA])
def test_with_anything_missing_nothing_is_compared(place, nothing):
    numbers = [90.0, 85.0, 95.0, 80.0]
    assert against(*numbers) == "higher"
    numbers[place] = nothing
    assert against(*numbers) == "not compared"
    assert against(
        [90, numbers[0]], [85, numbers[1]], [95, numbers[2]], [80, numbers[3]]
    ).tolist() == [
        "higher",
        "not compared",
    ]


@given(st.lists(TRIPLES, min_size=1, max_size=8), NUMBERS)
def test_every_row_has_the_word_of_its_own_numbers(triples, benchmark):
    lower, value, upper = (list(column) for column in zip(*triples, strict=True))
    words = against(value, lower, upper, benchmark)
    alone = [against(v, low, high, benchmark) for low, v, high in triples]
    assert words.tolist() == alone
    assert set(alone) <= WORDS


@given(TRIPLES, NUMBERS)
def test_turned_about_lower_becomes_higher(triple, benchmark):
    lower, value, upper = triple
    other = {"lower": "higher", "higher": "lower", "similar": "similar"}
    turned = against(-value, -upper, -lower, -benchmark)
    assert other[against(value, lower, upper, benchmark)] == turned


@given(TRIPLES, NUMBERS)
def test_a_benchmark_within_the_interval_is_similar_and_one_outside_is_not(triple, benchmark):
    lower, value, upper = triple
    within = lower <= benchmark <= upper
    assert (against(value, lower, upper, benchmark) == "similar") == within


def test_a_series_keeps_its_index_and_the_words_are_text():
    value = pd.Series([70.0, 90.0], index=pd.Index(["461", "360"], name="municipality"))
    words = against(value, value - 5, value + 5, 80)
    assert words.to_dict() == {"461": "lower", "360": "higher"}
    assert words.index.equals(value.index)
    assert words.dtype == "str"


def test_the_benchmark_may_differ_by_row():
    assert against([70, 70], [65, 65], [75, 75], [60, 80]).tolist() == ["higher", "lower"]


def test_one_row_is_a_series_and_single_numbers_a_word():
    assert against([70.0], [65.0], [75.0], 80).tolist() == ["lower"]
    assert against(70.0, 65.0, 75.0, [80.0]).tolist() == ["lower"]
    assert against(np.float64(70), 65, 75, 80) == "lower"
    assert isinstance(against(70, 65, 75, 80), str)


def test_nothing_at_all_is_an_empty_series():
    assert against([], [], [], 80).tolist() == []


@pytest.mark.parametrize(
    ("numbers", "rule"),
    [
        ((0.52, 0.53, 0.6, 0.5), "lower must not be above value, found 0.53 above 0.52"),
        ((0.52, 0.5, 0.51, 0.5), "value must not be above upper, found 0.52 above 0.51"),
        (([1, 3], [1, 2], [1, 2], 1), "value must not be above upper, found 3.0 above 2.0"),
        ((1, 2, None, 1), "lower must not be above value, found 2.0 above 1.0"),
        (([1, 2], [1], [3, 3], 1), "arrays must be of equal length"),
        ((1, 1, float("inf"), 1), "upper must be finite, found inf"),
    ],
)
def test_limits_on_the_wrong_side_are_refused_with_what_was_found(numbers, rule):
    with pytest.raises(ValueError, match=rule):
        against(*numbers)
