"""Classes of values: held against the published rule, other libraries and every possible choice."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.methods.classes import fixed_classes, quantile_classes

ORACLE = json.loads((Path(__file__).parents[1] / "oracles" / "classes.json").read_text())
VALUES = st.lists(st.none() | st.integers(-20, 20) | st.floats(-1e6, 1e6), max_size=40)


def listed(classes):
    """Classes as a list, None where missing."""
    return [None if pd.isna(one) else int(one) for one in classes]


def cost(values, upper):
    """The sum of squared distances to the means of the classes with these upper borders."""
    values = np.asarray(values, dtype=float)
    group = np.searchsorted(upper, values)
    return sum(
        ((values[group == one] - values[group == one].mean()) ** 2).sum() for one in set(group)
    )


def least(values, k):
    """The least such sum, by trying every set of borders."""
    different = sorted(set(values))
    tries = itertools.combinations(different[:-1], k - 1)
    return min(cost(values, [*borders, different[-1]]) for borders in tries)


@pytest.mark.parametrize("case", ORACLE["quantile_classes"])
def test_quantile_classes_are_those_of_the_published_rule(case):
    found = quantile_classes(case["values"], case["k"])
    assert listed(found.classes) == case["classes"] == case["published"]
    expected = [np.nan if one is None else one for one in case["upper"]]
    assert found.upper.tolist() == pytest.approx(expected, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("case", ORACLE["fixed_classes"])
def test_fixed_classes_are_those_of_classint(case):
    found = fixed_classes(case["values"], case["k"])
    assert found.upper.tolist() == pytest.approx(case["upper"], rel=1e-9)
    assert cost(case["values"], found.upper) == pytest.approx(case["squares"], rel=1e-9)


@pytest.mark.parametrize("case", ORACLE["fixed_classes"])
@pytest.mark.filterwarnings("ignore:Numba not installed")
def test_fixed_classes_are_those_of_mapclassify(case):
    from mapclassify import FisherJenks

    values = np.array(case["values"], dtype=float)
    # It reckons with seven digits, so that far from zero it misses the optimum: move it there.
    middle = np.median(values)
    other = FisherJenks(values - middle, k=case["k"])
    found = fixed_classes(values, case["k"])
    assert found.upper.tolist() == pytest.approx((other.bins + middle).tolist(), rel=1e-9)
    assert listed(found.classes) == (other.yb + 1).tolist()
    assert cost(values, found.upper) <= cost(values, FisherJenks(values, k=case["k"]).bins) + 1e-9


@given(
    st.lists(st.integers(-9, 9) | st.floats(-50, 50), min_size=1, max_size=11), st.integers(1, 4)
)
@example([1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 9, 1e9 + 9], 2)
@example([1, 2, 3, 7, 8, 9, 1e6], 3)
@example([0, 0, 0, 0, 1], 2)
def test_no_choice_of_borders_is_better_than_the_fixed_classes(values, k):
    found = fixed_classes(values, k)
    different = len(set(values))
    if different <= k:
        assert found.upper.tolist() == sorted(set(values))
    else:
        assert len(found.upper) == k
        best = least(values, k)
        assert cost(values, found.upper) == pytest.approx(best, rel=1e-9, abs=1e-9)


@given(VALUES, st.integers(1, 7))
def test_quantile_classes_are_as_even_as_ties_allow(values, k):
    found = quantile_classes(values, k)
    known = pd.Series(values, dtype=float).dropna()
    if len(known) < k:
        assert found.classes.isna().all()
        assert np.isnan(found.upper).all()
        assert len(found.upper) == k
    else:
        assert found.classes.isna().tolist() == pd.Series(values, dtype=float).isna().tolist()
        assert found.classes.min() == 1
        if known.is_unique:
            sizes = found.classes.value_counts()
            assert sizes.size == k
            assert sizes.max() - sizes.min() <= 1


@pytest.mark.parametrize("classify", [quantile_classes, fixed_classes])
@given(data=st.data())
def test_higher_values_are_never_in_a_lower_class_and_each_is_within_its_border(classify, data):
    values, k = data.draw(VALUES), data.draw(st.integers(1, 7))
    found = classify(values, k)
    rows = pd.DataFrame({"value": pd.Series(values, dtype=float), "class": found.classes}).dropna()
    rows = rows.sort_values("value")
    assert rows["class"].is_monotonic_increasing
    assert rows.groupby("value")["class"].nunique().le(1).all()
    for one, inside in rows.groupby("class")["value"]:
        assert inside.max() == found.upper[one - 1]


@pytest.mark.parametrize("classify", [quantile_classes, fixed_classes])
@given(data=st.data())
def test_the_order_of_rows_does_not_matter_to_classes(classify, data):
    values = data.draw(VALUES)
    order = data.draw(st.permutations(range(len(values))))
    found, moved = classify(values, 3), classify([values[place] for place in order], 3)
    assert listed(moved.classes) == [listed(found.classes)[place] for place in order]
    np.testing.assert_array_equal(moved.upper, found.upper)


@pytest.mark.parametrize("classify", [quantile_classes, fixed_classes])
def test_classes_keep_the_index_and_leave_the_missing_out(classify):
    values = pd.Series([4.0, np.nan, 1.0, 9.0], index=["360", "101", "751", "101"])
    found = classify(values, 3)
    assert found.classes.index.tolist() == ["360", "101", "751", "101"]
    assert found.classes.dtype == "Int64"
    assert listed(found.classes) == [2, None, 1, 3]
    assert found.upper.tolist() == [1.0, 4.0, 9.0]


def test_equal_values_leave_a_quantile_class_empty_without_an_upper_border():
    found = quantile_classes([0, 0, 0, 0, 0, 5], 3)
    assert listed(found.classes) == [1, 1, 1, 1, 1, 3]
    assert found.upper.tolist() == pytest.approx([0, np.nan, 5], nan_ok=True)


@pytest.mark.parametrize("values", [[], [None, np.nan, pd.NA]])
def test_without_values_nobody_has_a_class(values):
    fixed, quantile = fixed_classes(values, 4), quantile_classes(values, 4)
    assert fixed.upper.size == 0
    assert np.isnan(quantile.upper).tolist() == [True] * 4
    for found in (fixed, quantile):
        assert listed(found.classes) == [None] * len(values)


@pytest.mark.parametrize("classify", [quantile_classes, fixed_classes])
@pytest.mark.parametrize("k", [0, -1, 2.5, float("nan")])
def test_a_number_of_classes_that_cannot_be_is_refused(classify, k):
    with pytest.raises(ValueError, match=f"k must be .*found {k}"):
        classify([1, 2, 3], k)


@pytest.mark.parametrize("classify", [quantile_classes, fixed_classes])
def test_infinity_is_in_no_class(classify):
    with pytest.raises(ValueError, match="values must be finite, found inf"):
        classify([1, np.inf], 1)
