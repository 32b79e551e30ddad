"""Small counts are hidden, and nothing that is shown gives them away."""

import pytest
from hypothesis import given, settings

from analysis.disclosure import SMALLEST, Sum, hidden
from tests.attacked import TABLES, limits, table


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
