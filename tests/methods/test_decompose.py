"""A change taken apart: held against all orders one by one, Kitagawa and single cells."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods.decompose import das_gupta, shift_share

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "decompose.json").read_text())
PEOPLE, RATE = st.integers(0, 10**6), st.floats(0, 3)
ROWS = st.lists(st.tuples(PEOPLE, RATE, PEOPLE, RATE), min_size=1, max_size=30).filter(
    lambda rows: sum(row[0] for row in rows) > 0 and sum(row[2] for row in rows) > 0
)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 5)).flatmap(
    lambda shape: st.tuples(*[st.lists(st.integers(0, 500), min_size=n, max_size=n) for n in
                              [shape[0] * shape[1]] * 2], st.just(shape))
).filter(lambda tables: sum(tables[0]) > 0)  # fmt: skip


def taken_apart(rows):
    return das_gupta(*(list(column) for column in zip(*rows, strict=True)))


def size(rows):
    """The scale of both counts, for what rounding may do."""
    return sum(n * r + m * s + n * s + m * r for n, r, m, s in rows) + 1e-9


@pytest.mark.parametrize("case", ORACLE["das_gupta"])
def test_effects_are_the_mean_over_all_six_orders(case):
    inputs = [case[name] for name in ("population_1", "rate_1", "population_2", "rate_2")]
    found = das_gupta(*inputs)
    scale = np.abs([case["population"], case["mix"], case["rate"]]).max()
    expected = [case["population"], case["mix"], case["rate"]]
    assert list(found) == pytest.approx(expected, rel=1e-9, abs=1e-12 * scale)
    assert sum(found) == pytest.approx(case["change"], rel=1e-9, abs=1e-12 * scale)


@pytest.mark.parametrize("case", ORACLE["kitagawa"])
def test_with_as_many_people_it_is_kitagawas(case):
    inputs = [case[name] for name in ("population_1", "rate_1", "population_2", "rate_2")]
    found = das_gupta(*inputs)
    assert list(found) == pytest.approx([0, case["mix"], case["rate"]], rel=1e-9)


@given(ROWS)
def test_the_effects_add_up_to_the_change(rows):
    change = sum(m * s for _, _, m, s in rows) - sum(n * r for n, r, _, _ in rows)
    assert sum(taken_apart(rows)) == pytest.approx(change, abs=1e-12 * size(rows))


@given(ROWS)
def test_the_other_way_round_every_effect_turns_its_sign(rows):
    back = taken_apart([(m, s, n, r) for n, r, m, s in rows])
    forth = [-effect for effect in taken_apart(rows)]
    assert list(back) == pytest.approx(forth, abs=1e-12 * size(rows))


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter_to_the_effects(rows, random):
    moved = random.sample(rows, len(rows))
    assert list(taken_apart(moved)) == pytest.approx(
        list(taken_apart(rows)), abs=1e-12 * size(rows)
    )


@given(ROWS)
def test_what_does_not_change_has_no_effect(rows):
    same_rates = taken_apart([(n, r, m, r) for n, r, m, _ in rows])
    assert same_rates.rate == 0
    grown = taken_apart([(n, r, 2 * n, s) for n, r, _, s in rows])
    assert grown.mix == pytest.approx(0, abs=1e-12 * size(rows))
    same_people = taken_apart([(n, r, n, s) for n, r, _, s in rows])
    assert same_people[:2] == (0, 0)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_anything_missing_makes_every_effect_missing(place, missing):
    given_numbers = [[10, 20], [0.1, 0.2], [11, 22], [0.1, 0.3]]
    given_numbers[place][1] = missing
    assert np.isnan(list(das_gupta(*given_numbers))).all()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (([-1, 5], 0.1, [1, 5], 0.1), "population_1 must not be below 0, found -1.0"),
        (([1, 5], 0.1, [1, 5], [0.1, -0.2]), "rate_2 must not be below 0, found -0.2"),
        (([0, 0], 0.1, [1, 5], 0.1), "population_1 must be above 0 in all, found 0.0"),
        (([1, 5], 0.1, [0, 0], 0.1), "population_2 must be above 0 in all, found 0.0"),
        (([1, 5], [0.1] * 3, [1, 5], 0.1), "equal length, found 2 population_1, 3 rate_1"),
        (([], [], [], []), "population_1 must be above 0 in all, found 0.0"),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(numbers, told):
    with pytest.raises(ValueError, match=told):
        das_gupta(*numbers)


@pytest.mark.parametrize("case", ORACLE["shift_share"])
def test_the_parts_are_those_worked_out_cell_by_cell(case):
    found = shift_share(case["counts_1"], case["counts_2"])
    for part, expected in zip(found, [case["national"], case["mix"], case["local"]], strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-9, atol=1e-10)


def tables(drawn):
    first, second, shape = drawn
    return np.reshape(first, shape), np.reshape(second, shape)


@given(TABLES)
def test_the_parts_add_up_to_the_change_of_every_count(drawn):
    first, second = tables(drawn)
    np.testing.assert_allclose(sum(shift_share(first, second)), second - first, atol=1e-6)


@given(TABLES)
def test_over_all_areas_local_is_nothing_and_over_all_counts_mix_is_nothing(drawn):
    first, second = tables(drawn)
    found = shift_share(first, second)
    there = first.sum(axis=0) > 0
    np.testing.assert_allclose(found.local.sum(axis=0)[there], 0, atol=1e-6)
    np.testing.assert_array_equal(found.local[:, ~there], second[:, ~there])
    if there.all():
        assert found.mix.sum() == pytest.approx(0, abs=1e-6)
    assert not np.isnan(found).any()


@given(TABLES, st.randoms())
def test_the_order_of_areas_does_not_matter_to_the_parts(drawn, random):
    first, second = tables(drawn)
    order = random.sample(range(len(first)), len(first))
    found, moved = shift_share(first, second), shift_share(first[order], second[order])
    for part, other in zip(found, moved, strict=True):
        np.testing.assert_allclose(other, part[order], atol=1e-9)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_one_hidden_count_makes_every_part_missing(missing):
    for tables in ([[[1, missing]], [[2, 3]]], [[[1, 2]], [[missing, 3]]]):
        found = shift_share(*tables)
        assert [part.shape for part in found] == [(1, 2)] * 3
        assert all(np.isnan(part).all() for part in found)


def test_frames_of_counts_give_the_same_as_lists():
    first = pd.DataFrame(
        {"school": [10, 30], "police": [20, 40]}, index=["360", "101"], dtype="Int64"
    )
    second = pd.DataFrame({"school": [15, 35], "police": [20, 50]}, index=["360", "101"])
    found = shift_share(first, second)
    for part, other in zip(found, shift_share(first.values.tolist(), second.values), strict=True):
        np.testing.assert_array_equal(part, other)
    first.loc["360", "school"] = pd.NA
    assert np.isnan(shift_share(first, second).local).all()


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (([[1, -2]], [[1, 2]]), "counts_1 must not be below 0, found -2.0"),
        (([[1, 2]], [[1, -3]]), "counts_2 must not be below 0, found -3.0"),
        (([[0, 0]], [[1, 2]]), "counts_1 must be above 0 in all, found 0.0"),
        (([[1, 2]], [[1], [2]]), r"one shape, found \(1, 2\) and \(2, 1\)"),
        (([1, 2], [[1, 2]]), "counts_1 must be areas x groups, found 1 dimensions"),
        (([[1, 2]], [[1, np.inf]]), "counts_2 must be finite, found inf"),
        (([[1, 2]], [[1, "x"]]), "counts_2 must be numbers"),
    ],
)
def test_tables_that_cannot_be_compared_are_refused(counts, told):
    with pytest.raises(ValueError, match=told):
        shift_share(*counts)


@pytest.mark.parametrize("axis", ["rows", "columns"])
def test_frames_with_other_labels_are_refused(axis):
    first = pd.DataFrame([[1, 2], [3, 4]])
    second = first[::-1] if axis == "rows" else first[[1, 0]]
    with pytest.raises(ValueError, match=f"the same {axis} in one order"):
        shift_share(first, second)
