"""Tables worked out by hand or elsewhere, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attacker import Attacker
from analysis.crossed import crossed
from analysis.disclosure import SMALLEST, hidden, hide
from tests.attacked import TABLES, assert_kept, attacked, frames, limits, named, table


@settings(deadline=None)
@given(frames(), st.data())
def test_a_missing_count_is_true_and_its_totals_are_known_to_nobody(frame, data):
    at = data.draw(st.tuples(*(st.integers(0, size - 1) for size in frame.shape)))
    holed = frame.astype(float)
    holed.iloc[at] = np.nan
    mask = hide(holed)
    assert mask.iloc[at]
    assert mask.to_numpy()[(holed > 0) & (holed < 5)].all()
    assert_kept(holed, mask, attacked(holed, mask), 5)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0], [False]),
        ([3], [True]),
        ([5, 0, 7], [False, False, False]),
        ([3, 9, 20, 0], [True, True, False, False]),
        # A total of one tells all of its parts whatever is hidden; one of two does not.
        ([1, 0], [True, False]),
        ([2, 0], [True, True]),
        # Ones only, and as many as the total: known to be ones, were no zero hidden.
        ([1, 1, 1, 1, 1], [True] * 5),
        ([1, 1, 1, 1, 1, 0, 0], [True] * 6 + [False]),
        ([1, 1, 1, 1, 1, 0, 9], [True] * 5 + [False, True]),
        # One of two alike: the first by label.
        ([2, 8, 8], [True, True, False]),
        ([4, None, 9], [True, True, False]),
        ([4, 100_000_000], [True, True]),
    ],
)
def test_series_worked_out_by_hand(counts, expected):
    assert hide(counts).tolist() == expected


def test_a_frame_worked_out_by_hand():
    """The small one needs another in its row and in its column, and they one where they cross."""
    frame = named([[2, 10, 50], [11, 60, 70], [80, 90, 99]])
    assert hide(frame).to_numpy().tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]


def test_a_small_total_leaves_its_parts_what_hiding_everything_would():
    frame = named([[2, 0, 0], [30, 40, 50], [9, 60, 70]])
    mask = hide(frame)
    found = attacked(frame, mask)
    assert mask.iloc[0].tolist() == [True, True, False]
    assert found[0, 0] == (0, 2)


def test_where_nothing_is_zero_a_small_total_hides_everything():
    assert hide(named([[1, 1], [30, 40]])).to_numpy().all()


@pytest.mark.parametrize("wrong", [[1, -1], [2.5], [[1, 2], [3, 4]], ["many"], [float("inf")]])
def test_what_cannot_be_counts_is_refused(wrong):
    with pytest.raises(ValueError, match="counts must be"):
        hide(wrong)


@pytest.mark.parametrize("wrong", [1, 0, -5, 2.5, float("nan"), True])
def test_a_threshold_that_hides_nothing_is_refused_with_its_value(wrong):
    with pytest.raises(ValueError, match=f"threshold must be .* found {wrong}"):
        hide([1, 2, 3], threshold=wrong)


def test_rows_of_one_name_are_told_apart_by_what_they_hold():
    frame = pd.DataFrame([[2, 9], [30, 40], [2, 9]], index=["a", "a", "b"], columns=["x", "x"])
    mask, turned = hide(frame), hide(frame.iloc[::-1, ::-1])
    assert mask.to_numpy().tolist() == turned.to_numpy()[::-1, ::-1].tolist()


def test_a_country_of_small_counts_is_kept():
    """Every municipality by twelve groups; the attacker of this file asks about some of them."""
    draw = np.random.default_rng(7)
    frame = named(draw.poisson(draw.gamma(1, 3, (98, 12))).tolist())
    mask = hide(frame)
    assert mask.to_numpy()[(frame.to_numpy() > 0) & (frame.to_numpy() < 5)].all()
    assert not mask.to_numpy()[frame.to_numpy() == 0].any()
    assert mask.to_numpy().sum() < 1.2 * ((frame > 0) & (frame < 5)).to_numpy().sum()
    places = list(zip(*np.nonzero(mask.to_numpy()), strict=True))
    some = [places[at] for at in draw.choice(len(places), 20, replace=False)]
    assert_kept(frame, mask, attacked(frame, mask, only=some), 5)


ORACLE = json.loads((Path(__file__).parent / "oracles" / "disclosure.json").read_text())


@pytest.mark.parametrize("case", ORACLE["cases"])
def test_the_check_finds_what_is_exposed_as_another_program_does(case):
    rows, threshold = np.array(case["rows"], dtype=float), case["threshold"]
    table = crossed(rows, threshold)
    mask = np.zeros(rows.size, dtype=bool)
    mask[case["hidden"]] = True
    expected = set()
    for cell, (low, high), (least, most) in zip(
        case["hidden"], case["ranges"], case["everything"], strict=True
    ):
        if 0 < rows.flat[cell] < threshold:
            bad = low > max(1, least) or high < min(threshold, most)
        else:
            bad = high - low < min(threshold - 1, most - least)
        expected |= {cell} if bad else set()
    assert set(Attacker(table).exposed(mask)) == expected
    if not expected:
        assert table.tight(mask) == []


@settings(deadline=None)
@given(TABLES)
def test_small_cells_may_be_anything_from_one_to_five_where_totals_are_hidden_too(rows):
    """Or what they may be when every positive cell is hidden."""
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    everything = {cell for cell, count in counts.items() if count}
    for cell in secret:
        low, high = limits(counts, sums, secret, cell)
        least, most = limits(counts, sums, everything, cell)
        if counts[cell] < SMALLEST:
            assert low <= max(1, least) + 1e-6
            assert high >= min(SMALLEST, most) - 1e-6
        else:
            assert high - low >= min(SMALLEST - 1, most - least) - 1e-6


def test_a_table_without_cells_hides_nothing():
    assert hidden({}, []) == frozenset()
