"""Map classes and groups of municipalities against counts of another kind."""

import math
import statistics
from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo.municipalities as geo
from analysis.classes import classed
from analysis.measure import COUNTRY, measure, periods
from analysis.notes import few_children
from analysis.peers import beside, group_median, group_members, series
from data.classes import CLASSES, limits
from tests.municipal import LAESOE, MAPPED, RATE, from_csv, municipal


@given(numbers=st.lists(st.floats(0, 1000, allow_nan=False), min_size=1, max_size=60))
def test_limits_rise_and_take_in_every_value(numbers):
    found = limits(numbers)
    assert found == sorted(set(found))
    assert 1 <= len(found) <= CLASSES
    assert found[-1] == max(numbers)
    if len(set(numbers)) >= CLASSES:
        assert len(found) == CLASSES


def test_limits_of_equal_values_of_one_and_of_none():
    assert limits([7.0] * 98) == [7.0]
    assert limits([3.5]) == [3.5]
    assert limits([]) == []


@pytest.mark.parametrize("name", MAPPED)
def test_every_figure_is_in_the_class_its_limits_say(full, name):
    result = municipal(full, name)
    for period in periods(result):
        found = classed(full, result, period)
        ok = found.table["status"] == "ok"
        assert sum(found.counts) == ok.sum() > 0
        assert len(found.table) == 98
        assert found.table["class_number"].notna().equals(ok)
        for value, number in found.table[ok][["value", "class_number"]].itertuples(index=False):
            below = found.limits[number - 1] if number else -math.inf
            top = number == len(found.limits) - 1
            assert below < value
            assert value <= found.limits[number] or top


@pytest.mark.parametrize("period", ["2017", "2022", "2025"])
def test_counts_of_classes_are_counted_by_hand(full, period):
    found = classed(full, municipal(full), period)
    own = {**from_csv(RATE, period)}
    if period == "2025":
        own[LAESOE] = 70.35
    numbers = [bisect_left(found.limits, value) for value in own.values()]
    assert found.counts == [numbers.count(n) for n in range(5)]


def test_a_value_on_a_limit_is_in_the_lower_class(tiny):
    """The five values of 2017 and 2021 are 20, 20.25, 30, 40 and 60: a class of its own each."""
    found = classed(tiny, municipal(tiny), "2017")
    own = found.table.set_index("area")["class_number"].dropna().to_dict()
    assert found.limits == [20, 20.25, 30, 40, 60]
    assert own == {"101": 0, "400": 3, "825": 4}
    assert found.counts == [1, 0, 0, 1, 1]


def test_equal_values_are_one_class(altered):
    facts = altered(
        "UPDATE observation SET value = 50 WHERE status = 'ok' AND indicator = "
        "(SELECT id FROM indicator WHERE code = 'gini')",
        "DELETE FROM class_limit",
        "INSERT INTO class_limit SELECT id, 1, 50 FROM indicator WHERE code = 'gini'",
    )
    result = municipal(facts, "gini")
    found = classed(facts, result, periods(result)[-1])
    assert found.counts == [98]
    assert set(found.table["class_number"]) == {0}


def test_very_few_children_are_marked_in_the_years_that_are_noted(full):
    result = municipal(full)
    assert few_children(result, "2019") == {LAESOE, "563"}
    assert few_children(result, "2017") == {"563"}
    table = classed(full, result, "2019").table
    assert set(table[table["few"]]["area"]) == {LAESOE, "563"}


def test_the_group_median_is_of_the_other_members_with_a_figure(copy):
    """101, 147 and 151 are of one group. 101 has 10.5, 20, 30; 147 gets 70 in 2017 and 90 in 2021,
    151 gets 50 in 2017: beside 101 the median is (50 + 70) / 2 = 60 in 2017 and 90 in 2021."""
    rates = "98d-und2/opdigtet/observations.csv"
    copy.add(rates, area="147", period="2017", value="70")
    copy.add(rates, area="147", period="2021", value="90")
    copy.add(rates, area="151", period="2017", value="50")
    result = municipal(copy.build())
    assert group_median(result, "101") == {"2017": 60, "2021": 90}
    assert group_median(result, "147") == {"2016": 10.5, "2017": 35, "2021": 30}
    assert group_median(result, "400") == {}


@pytest.mark.parametrize("area", ["101", "360", "400", "825"])
def test_the_group_median_of_real_figures_is_the_standard_librarys(full, area):
    own = geo.municipality(area).group_code
    members = {m.code for m in geo.municipalities().values() if m.group_code == own} - {area}
    found = group_median(municipal(full), area)
    for period in ("2017", "2025"):
        known = from_csv(RATE, period)
        expected = statistics.median(known[code] for code in members if code in known)
        assert found[period] == pytest.approx(expected, abs=1e-9)


def test_the_group_is_the_others_of_the_same_group():
    for code, own in geo.municipalities().items():
        members = group_members(code)
        assert code not in members
        assert {geo.municipality(m).group_code for m in members} == {own.group_code}
    assert len(group_members("101")) == 23


def test_a_series_is_the_usable_figures_of_one_area_oldest_first(full, tiny):
    assert series(municipal(tiny), "825") == {"2017": 60}
    assert list(series(municipal(full), LAESOE)) == [
        "2015", "2019", "2020", "2021", "2023", "2024", "2025",
    ]  # fmt: skip
    assert series(measure(tiny, RATE, area=COUNTRY), COUNTRY) == {
        "2016": 20,
        "2017": 40,
        "2021": 30,
    }


def test_neighbors_stand_beside_in_order_of_names(full):
    found = beside(municipal(full), "101")
    assert {near for near, _ in found} == set(geo.neighbors("101"))
    names = [geo.municipality(near.code).name for near, _ in found]
    assert names == sorted(names)
    own = {near.code: values for near, values in found}
    assert own["147"]["2015"] == 35.98
