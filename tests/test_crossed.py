"""Small counts in a table whose totals are all known: no hidden cell is narrowed."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure import hide
from tests.attacked import (
    CELLS,
    assert_kept,
    attacked,
    frames,
    known_sums,
    named,
    unknown,
)


def enumerated(frame, mask):
    """The same for a tiny table, by trying every whole number in every hidden cell."""
    values, secret = unknown(frame, mask)
    lines = [line for line in known_sums(values) if set(line) & set(secret)]
    ranges = [
        range(floor, min(sum(values[at] for at in line) for line in lines if cell in line) + 1)
        for cell, floor in secret.items()
    ]
    told = [{at: place for place, at in enumerate(secret) if at in line} for line in lines]
    totals = [sum(values[at] for at in line) for line in told]
    fitting = [
        guess
        for guess in itertools.product(*ranges)
        if all(
            sum(guess[place] for place in line.values()) == total
            for line, total in zip(told, totals, strict=True)
        )
    ]
    return {
        at: (min(guess[place] for guess in fitting), max(guess[place] for guess in fitting))
        for place, at in enumerate(secret)
    }


@settings(deadline=None)
@given(frames(), st.sampled_from([2, 3, 5, 10]))
def test_known_totals_narrow_no_hidden_cell(frame, threshold):
    mask = hide(frame, threshold=threshold)
    assert_kept(frame, mask, attacked(frame, mask), threshold)


@settings(deadline=None, max_examples=60)
@given(frames(2, 3, st.integers(0, 4)), st.sampled_from([2, 3]))
def test_trying_every_whole_number_narrows_no_hidden_cell(frame, threshold):
    mask = hide(frame, threshold=threshold)
    if known_sums(frame.to_numpy()) and mask.to_numpy().any():
        assert_kept(frame, mask, enumerated(frame, mask), threshold)


@settings(deadline=None)
@given(frames(), st.sampled_from([2, 3, 5, 10]))
def test_every_small_count_is_hidden_where_totals_are_known(frame, threshold):
    mask = hide(frame, threshold=threshold)
    assert mask.to_numpy()[(frame > 0) & (frame < threshold)].all()
    assert mask.shape == frame.shape
    assert set(mask.dtypes) <= {np.dtype(bool)}
    if not ((frame > 0) & (frame < threshold)).to_numpy().any():
        assert not mask.to_numpy().any()


@settings(deadline=None)
@given(frames())
def test_a_zero_is_hidden_only_where_hiding_all_else_would_not_do(frame):
    mask = hide(frame)
    if (mask & (frame == 0)).to_numpy().any():
        others = frame > 0
        with pytest.raises(AssertionError):
            assert_kept(frame, others, attacked(frame, others), 5)


def test_a_hidden_zero_elsewhere_gives_no_room_here():
    """No sum joins the lower right of this table to the zero that its upper left must hide."""
    frame = named(
        [[2, 0, 20, 0, 0], [4, 3, 2, 0, 0], [0, 0, 0, 4, 1], [0, 0, 0, 7, 4], [0, 0, 0, 1, 7]]
    )
    mask = hide(frame)
    assert_kept(frame, mask, attacked(frame, mask), 5)


def test_no_zero_is_hidden_where_another_choice_needs_none():
    """Of the two fives in the last row, one is the only count of its column."""
    frame = named([[0, 0, 0, 3, 3], [0, 0, 0, 3, 3], [0, 0, 5, 1, 5]])
    assert not (hide(frame) & (frame == 0)).to_numpy().any()


@settings(deadline=None)
@given(frames(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(frame, chance):
    rows, columns = list(frame.index), list(frame.columns)
    chance.shuffle(rows)
    chance.shuffle(columns)
    moved = hide(frame.loc[rows, columns])
    pd.testing.assert_frame_equal(moved, hide(frame).loc[rows, columns])


@settings(deadline=None)
@given(st.lists(CELLS, min_size=2, max_size=8), st.sampled_from([3, 5]))
def test_a_series_is_a_frame_of_one_column_and_of_one_row(counts, threshold):
    series = pd.Series(counts, index=[f"area {place}" for place in range(len(counts))], name="n")
    mask = hide(series, threshold=threshold)
    pd.testing.assert_series_equal(mask, hide(series.to_frame(), threshold=threshold)["n"])
    pd.testing.assert_series_equal(mask, hide(series.to_frame().T, threshold=threshold).loc["n"])
    assert hide(counts, threshold=threshold).tolist() == mask.tolist()
    assert hide(np.array(counts), threshold=threshold).tolist() == mask.tolist()
