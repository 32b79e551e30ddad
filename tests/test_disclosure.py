"""Small counts are hidden, and nothing that is shown gives them away."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.attacker import Attacker
from analysis.crossed import crossed
from analysis.disclosure import SMALLEST, Sum, hidden, hide


def table(rows):
    """Counts of a table with the totals of its rows, its columns and the whole, and their sums."""
    counts, sums = {}, []
    down, across = len(rows), len(rows[0])
    for r, row in enumerate(rows):
        counts |= {(r, c): value for c, value in enumerate(row)} | {(r, "all"): sum(row)}
        sums.append(Sum((r, "all"), tuple((r, c) for c in range(across))))
    for c in [*range(across), "all"]:
        counts["all", c] = sum(counts[r, c] for r in range(down))
        sums.append(Sum(("all", c), tuple((r, c) for r in range(down))))
    sums.append(Sum(("all", "all"), tuple(("all", c) for c in range(across))))
    return counts, sums


def limits(counts, sums, secret, wanted):
    """The least and the most that a hidden cell can be, by linear programming beside ours."""
    order = sorted(secret, key=str)
    equal, right = [], []
    for line in sums:
        row, known = np.zeros(len(order)), 0
        for cell, sign in [*((part, 1) for part in line.parts), (line.total, -1)]:
            if cell in secret:
                row[order.index(cell)] += sign
            else:
                known += sign * counts[cell]
        equal.append(row)
        right.append(-known)
    aim = np.zeros(len(order))
    aim[order.index(wanted)] = 1
    ends = [
        linprog(sign * aim, A_eq=np.array(equal), b_eq=right, bounds=(1, None)) for sign in (1, -1)
    ]
    return tuple(float("inf") if end.status == 3 else abs(end.fun) for end in ends)


TABLES = st.integers(2, 5).flatmap(
    lambda across: st.lists(
        st.lists(st.integers(0, 14), min_size=across, max_size=across), min_size=2, max_size=5
    )
)


@settings(deadline=None)
@given(TABLES)
def test_no_hidden_cell_can_be_worked_out(rows):
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    for cell in secret:
        low, high = limits(counts, sums, secret, cell)
        assert high - low > 0.5, (cell, counts[cell], low, high)


@settings(deadline=None)
@given(TABLES)
def test_every_small_count_is_hidden_and_no_zero_is(rows):
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    assert {cell for cell, count in counts.items() if 0 < count < SMALLEST} <= secret
    assert not any(counts[cell] == 0 for cell in secret)


@settings(deadline=None)
@given(TABLES)
def test_no_row_or_column_has_a_single_hidden_cell(rows):
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    for line in sums:
        assert len({*line.parts, line.total} & secret) != 1


def test_nothing_is_hidden_where_nothing_is_small():
    counts, sums = table([[5, 9, 0], [7, 0, 12]])
    assert hidden(counts, sums) == frozenset()


def test_the_smallest_that_will_do_is_hidden_with_it():
    counts = {"a": 2, "b": 8, "c": 30, "all": 40}
    assert hidden(counts, [Sum("all", ("a", "b", "c"))]) == {"a", "b"}


def test_two_hidden_that_add_up_to_two_are_not_enough():
    """Both would be known to be one."""
    counts = {"a": 1, "b": 1, "c": 30, "all": 32}
    assert hidden(counts, [Sum("all", ("a", "b", "c"))]) == {"a", "b", "c"}


def test_a_small_total_hides_something_below_it():
    counts = {"a": 4, "b": 0, "all": 4}
    assert hidden(counts, [Sum("all", ("a", "b"))]) == {"a", "all"}


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_small_count_without_any_sum_is_hidden_alone(count):
    assert hidden({"a": count, "b": 0}, []) == {"a"}


# --- all totals known


CELLS = st.one_of(st.integers(0, 4), st.integers(0, 14), st.integers(0, 900))


def frames(down=5, across=5, cells=CELLS):
    """Frames of every shape up to so many rows and columns."""
    return st.tuples(st.integers(1, down), st.integers(1, across)).flatmap(
        lambda shape: st.lists(
            st.lists(cells, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        ).map(named)
    )


def named(rows):
    return pd.DataFrame(
        rows,
        index=[f"area {place}" for place in range(len(rows))],
        columns=[f"group {place}" for place in range(len(rows[0]))],
    )


def known_sums(values):
    """The places of the cells of every total that an attacker knows."""
    rows, columns = (range(size) for size in values.shape)
    lines = [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]
    return [line for line in lines if len(line) > 1 and not any(np.isnan(values[x]) for x in line)]


def unknown(frame, mask):
    """The hidden cells that have a count, each with the least it may be.

    That is 0 where sums join it to a hidden zero or to nothing that is shown, else 1.
    """
    values, hidden = frame.to_numpy(), mask.to_numpy()
    lines = known_sums(values)
    secret = [at for at in zip(*np.nonzero(hidden), strict=True) if values[at] >= 0]
    return values, {at: least(at, values, hidden, lines) for at in secret}


def least(at, values, hidden, lines):
    part, near = {at}, set()
    while True:
        near = {x for line in lines if part & set(line) for x in line}
        more = part | {x for x in near if hidden[x]}
        if more == part:
            break
        part = more
    return 0 if any(values[x] == 0 for x in part) or all(hidden[x] for x in near) else 1


def attacked(frame, mask, only=None):
    """The least and the most of hidden cells by linear programming beside ours."""
    values, secret = unknown(frame, mask)
    lines = [line for line in known_sums(values) if set(line) & set(secret)]
    bounds = [(floor, None) for floor in secret.values()]
    matrix = np.array([[float(at in line) for at in secret] for line in lines])
    right = [sum(values[at] for at in line if at in secret) for line in lines]
    found = {}
    for place, at in enumerate(secret):
        if only is not None and at not in only:
            continue
        aim = np.eye(len(secret))[place]
        fixed = {"A_eq": matrix, "b_eq": right} if lines else {}
        ends = [linprog(s * aim, **fixed, bounds=bounds, method="highs-ds") for s in (1, -1)]
        found[at] = tuple(np.inf if end.status == 3 else abs(end.fun) for end in ends)
    return found


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


def wanted(frame, at, threshold):
    """What a small cell must be able to be: 1 to threshold, or what totals as small as these leave.

    And the room another hidden cell must have. As written in the docstring of `hide`.
    """
    values = frame.to_numpy()
    totals = [sum(values[x] for x in line) for line in known_sums(values) if at in line]
    least = np.maximum(0, sum(totals) - values.sum())
    least = 0 if len(totals) < 2 or np.isnan(least) else least
    most = min(totals, default=np.inf)
    return max(1, least), min(threshold, most), min(threshold - 1, most - least)


def assert_kept(frame, mask, found, threshold):
    values = frame.to_numpy()
    for at, (low, high) in found.items():
        least, most, width = wanted(frame, at, threshold)
        if 0 < values[at] < threshold:
            assert low <= least + 1e-6, (at, low, high, frame, mask)
            assert high >= most - 1e-6, (at, low, high, frame, mask)
        else:
            assert high - low >= width - 1e-6, (at, low, high, frame, mask)


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


# --- against calculations made elsewhere


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


# --- totals that may be hidden too


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
