"""Change between years: bases, means, and when two changes may be compared."""

import math

import pytest

from analysis.change import BASES, Change, changes, compared


def years(start, *numbers):
    return {str(start + n): number for n, number in enumerate(numbers)}


def test_changes_from_each_base_year_and_of_three_year_means():
    """2017-2022 are 30, 36, 42, 45, 50, 55: means (30+36+42)/3 = 36 and (45+50+55)/3 = 50."""
    found = changes(years(2015, 20, 25, 30, 36, 42, 45, 50, 55))
    assert [(c.base, c.end, c.before, c.after) for c in found] == [
        ("2015", "2022", 20, 55),
        ("2017", "2022", 30, 55),
        ("2021", "2022", 50, 55),
        ("2017/2019", "2020/2022", 36, 50),
    ]
    assert [c.points for c in found] == [35, 25, 5, 14]
    assert [round(c.percent, 2) for c in found] == [175, 83.33, 10, 38.89]


def test_the_bases_are_the_settled_ones():
    assert BASES == ("2015", "2017", "2021")


@pytest.mark.parametrize(
    ("series_of", "expected"),
    [
        ({}, []),
        (years(2017, 5), []),
        (years(2016, 5, 6), []),
        (years(2017, 5, 6), ["2017"]),
        (years(2017, 1, 2, 3, 4, 5), ["2017", "2021"][:1]),
        (years(2017, 1, 2, 3, 4, 5, 6), ["2017", "2021", "2017/2019"]),
    ],
)
def test_a_change_needs_its_years(series_of, expected):
    assert [c.base for c in changes(series_of)] == expected


def test_no_mean_is_taken_over_a_missing_year():
    broken = years(2017, 1, 2, 3, 4, 5, 6, 7)
    del broken["2018"]
    assert [c.base for c in changes(broken)] == ["2017", "2021"]


def test_a_change_from_zero_has_no_per_cent():
    assert math.isnan(Change("2017", "2021", 0, 5).percent)


def test_a_sentence_compares_only_where_every_measure_agrees():
    slow = changes(years(2017, 50, 51, 52, 53, 54, 55))
    fast = changes(years(2017, 50, 55, 60, 65, 70, 80))
    falling = changes(years(2017, 50, 49, 48, 47, 46, 45))
    assert compared(fast, slow) == "more_risen"
    assert compared(slow, fast) == "less_risen"
    assert compared(falling, slow) == "less"
    assert compared(falling, changes(years(2017, 50, 45, 40, 35, 30, 25))) == "more"


def test_unit_and_per_cent_may_disagree_and_that_is_said():
    """10 to 20 is +10 and +100 per cent; 100 to 120 is +20 and +20 per cent."""
    low, high = [Change("2017", "2025", 10, 20)], [Change("2017", "2025", 100, 120)]
    assert compared(low, high) == "unit_less"
    assert compared(high, low) == "unit_more"
    assert compared(low, high, relative=False) == "less_risen"


def test_no_sentence_where_base_years_disagree():
    early = changes(years(2017, 10, 20, 30, 40, 40, 41))
    late = changes(years(2017, 10, 10, 10, 10, 10, 30))
    assert compared(early, late) == "depends"


def test_no_sentence_where_equal_or_where_base_years_differ():
    own = changes(years(2017, 1, 2, 3))
    assert compared(own, own) == "depends"
    assert compared(own, changes(years(2015, 1, 1, 1, 2, 3))) == "depends"
    assert compared([], []) == "depends"


def test_a_gap_within_the_rounding_of_the_four_figures_compares_nothing():
    """Each of four shares with one decimal may be 0.05 off: a gap of 0.2 may be none."""
    country = [Change("2017", "2025", 5.0, 6.0)]
    within, beyond = [Change("2017", "2025", 5.0, 6.2)], [Change("2017", "2025", 5.0, 6.3)]
    assert compared(within, country, relative=False) == "more_risen"
    assert compared(within, country, relative=False, rounding=0.05) == "depends"
    assert compared(beyond, country, relative=False, rounding=0.05) == "more_risen"
    assert compared(country, beyond, relative=False, rounding=0.05) == "less_risen"
