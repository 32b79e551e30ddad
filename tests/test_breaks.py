"""The cut into classes is that of another library for it, and the best there is."""

import warnings
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import classes
from data.classes import FIRST_YEAR, fisher_jenks

amounts = st.integers(0, 2000).map(lambda number: number / 10)


def library(values, classes):
    import mapclassify

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [float(top) for top in mapclassify.FisherJenks(values, k=classes).bins]


def spread(values, tops):
    """The squared distances from the mean of each class, added up."""
    total, low = 0.0, float("-inf")
    for top in tops:
        inside = [value for value in values if low < value <= top]
        mean = sum(inside) / len(inside)
        total += sum((value - mean) ** 2 for value in inside)
        low = top
    return total


@given(st.lists(amounts, min_size=8, max_size=60).filter(lambda found: len(set(found)) > 5))
def test_the_cut_has_no_more_spread_than_that_of_the_library(values):
    ours, theirs = fisher_jenks(values, 5), library(values, 5)
    assert spread(values, ours) <= spread(values, theirs) + 1e-6
    assert ours == sorted(set(ours))
    assert ours[-1] == max(values)


@given(st.lists(amounts, min_size=5, max_size=9, unique=True))
def test_no_other_cut_is_better(values):
    every = ([*tops, max(values)] for tops in combinations(sorted(set(values) - {max(values)}), 2))
    best = min(spread(values, tops) for tops in every)
    assert spread(values, fisher_jenks(values, 3)) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("name", ["children_notified_rate", "gini", "child_poverty_share"])
def test_the_limits_of_our_maps_are_those_of_the_library(full, name, monkeypatch):
    """The library stops a little short of the best; on round numbers it is the same."""
    table = full.observations(name)
    chosen = (table["area_kind"] == "municipality") & (table["period"] >= str(FIRST_YEAR))
    values = table[chosen & (table["status"] == "ok")]["value"].tolist()
    ours, theirs = fisher_jenks(values, 5), library(values, 5)
    assert spread(values, ours) <= spread(values, theirs) + 1e-6
    monkeypatch.setattr(classes, "fisher_jenks", library)
    assert full.class_limits(name) == classes.limits(values)
