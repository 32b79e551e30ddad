"""Small counts are hidden, and nothing that is shown gives them away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.disclosure import SMALLEST, Sum, hidden


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


@given(TABLES)
def test_no_hidden_cell_can_be_worked_out(rows):
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    for cell in secret:
        low, high = limits(counts, sums, secret, cell)
        assert high - low > 0.5, (cell, counts[cell], low, high)


@given(TABLES)
def test_every_small_count_is_hidden_and_no_zero_is(rows):
    counts, sums = table(rows)
    secret = hidden(counts, sums)
    assert {cell for cell, count in counts.items() if 0 < count < SMALLEST} <= secret
    assert not any(counts[cell] == 0 for cell in secret)


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
