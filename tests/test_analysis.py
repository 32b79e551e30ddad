"""Spread, relation, position, change, classes and peers against calculations of another kind."""

import csv
import math
import random
import statistics
from bisect import bisect_left
from types import FunctionType, ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

import analysis.barometer
import geo.municipalities as geo
from analysis.barometer import barometer
from analysis.change import BASES, Change, changes, compared
from analysis.classes import classed
from analysis.faults import faulty
from analysis.measure import COUNTRY, measure, periods
from analysis.notes import few_children
from analysis.peers import beside, group_median, group_members, series
from analysis.position import irregular, positions, wide
from analysis.relation import relation
from analysis.spread import spread
from catalog.load import indicators
from data.classes import CLASSES, limits
from data.settings import SNAPSHOTS
from tests.made import made

RATE = "children_notified_rate"
POVERTY = "child_poverty_share"
CODES = list(geo.municipalities())
MAPPED = [name for name, found in indicators().items() if found.map]
LAESOE = "825"

values = st.lists(
    st.floats(0, 1000, allow_nan=False).map(lambda value: round(value, 2)), min_size=1, max_size=98
)


def municipal(facts, name=RATE):
    return measure(facts, name, area_kind="municipality")


def one_year(numbers, year="2024"):
    return {(code, year): value for code, value in zip(CODES, numbers, strict=False)}


def from_csv(indicator, period):
    """Municipal figures of one year from the snapshots' files alone, Læsø left out."""
    found = {}
    for file in SNAPSHOTS.glob("*/*/observations.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if (row["indicator"], row["period"]) == (indicator, period):
                    found[row["area"]] = float(row["value"])
    return {code: found[code] for code in CODES if code in found and code != LAESOE}


# Spread


@pytest.mark.parametrize("period", ["2015", "2017", "2021", "2025"])
def test_percentiles_are_those_of_the_standard_library(full, period):
    expected = from_csv(RATE, period)
    tenths = statistics.quantiles(expected.values(), n=10, method="inclusive")
    quarters = statistics.quantiles(expected.values(), n=4, method="inclusive")
    found = spread(municipal(full), period)
    assert [found.p10, found.p90] == pytest.approx([tenths[0], tenths[8]], abs=1e-9)
    assert [found.q1, found.median, found.q3] == pytest.approx(quarters, abs=1e-9)
    assert found.count == len(expected) == 97
    assert found.lowest == min(expected.items(), key=lambda item: item[1])
    assert found.highest == max(expected.items(), key=lambda item: item[1])
    assert found.left_out == {LAESOE}


def test_the_spread_of_2017_and_2025_is_the_known_one(full):
    then, now = (spread(municipal(full), period) for period in ("2017", "2025"))
    assert round(then.ratio, 2) == 2.13
    assert round(now.ratio, 2) == 1.75
    assert now.distance > then.distance
    assert now.highest == ("360", 148.72)
    assert now.lowest == ("157", 51.57)


@given(numbers=st.lists(st.floats(0, 500, allow_nan=False), min_size=10, max_size=98))
def test_the_limits_of_a_spread_are_in_order(numbers):
    found = spread(made(one_year(numbers)), "2024")
    order = [found.lowest[1], found.p10, found.q1, found.median, found.q3, found.p90]
    order.append(found.highest[1])
    assert all(a <= b or math.isclose(a, b) for a, b in zip(order, order[1:], strict=False))
    assert found.count == len(numbers)


def test_there_is_no_spread_of_few_municipalities_or_of_no_year(full, tiny):
    assert spread(municipal(tiny), "2017") is None
    assert spread(municipal(full), "1999") is None
    assert spread(made(one_year(range(10))), "2024") is not None
    assert spread(made(one_year(range(9))), "2024") is None


# Relation


@pytest.mark.parametrize("period", [str(year) for year in range(2015, 2025)])
def test_the_rank_correlation_is_scipys(full, period):
    rates, poor = from_csv(RATE, period), from_csv(POVERTY, period)
    codes = sorted(rates.keys() & poor.keys())
    expected = spearmanr([rates[c] for c in codes], [poor[c] for c in codes]).statistic
    found = relation(municipal(full), municipal(full, POVERTY), period=period)
    assert found.rho == pytest.approx(expected, abs=1e-9)
    assert found.count == len(codes)


def test_the_rank_correlation_of_2024_is_the_known_one(full):
    found = relation(municipal(full), municipal(full, POVERTY), period="2024")
    assert round(found.rho, 2) == 0.63
    assert found.count == 97
    assert LAESOE not in found.pairs.index


@given(order=st.permutations(range(12)))
def test_ranks_count_and_not_sizes(order):
    first = made(one_year(order))
    cubes, turned = made(one_year([n**3 for n in order])), made(one_year([-n for n in order]))
    assert relation(first, cubes, period="2024").rho == pytest.approx(1)
    assert relation(first, turned, period="2024").rho == pytest.approx(-1)


def test_ties_have_their_mean_rank():
    first, second = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], [1, 2, 1, 3, 2, 3, 4, 4, 4, 9]
    found = relation(made(one_year(first)), made(one_year(second)), period="2024")
    assert found.rho == pytest.approx(spearmanr(first, second).statistic, abs=1e-12)


def test_there_is_no_relation_of_few_pairs_or_of_no_common_year(full, tiny):
    assert relation(municipal(tiny), municipal(tiny, POVERTY), period="2021") is None
    assert relation(municipal(full), municipal(full, POVERTY), period="2025") is None


# Position


def test_a_position_is_how_many_others_are_lower():
    result = made(one_year([30.0, 10.0, 20.0, 20.0, None]))
    found = {code: (p.lower, p.others) for code, p in positions(result, "2024").items()}
    assert found == {CODES[0]: (3, 3), CODES[1]: (0, 3), CODES[2]: (1, 3), CODES[3]: (1, 3)}


def test_positions_of_2025_are_counted_by_hand(full):
    found = positions(municipal(full), "2025")
    every = from_csv(RATE, "2025")
    every.pop(LAESOE, None)  # reported through Frederikshavn
    assert found.keys() == every.keys()
    for code, position in found.items():
        assert position.lower == sum(value < every[code] for value in every.values())
        assert position.others == 96


def test_a_figure_that_was_not_reported_has_no_position_and_is_in_nobodys_count(full):
    found = positions(municipal(full), "2017")
    assert LAESOE not in found
    doubted = faulty(municipal(full), "2017")
    assert doubted
    assert not doubted & found.keys()
    reported = set(from_csv(RATE, "2017")) - {LAESOE} - doubted
    assert {position.others for position in found.values()} == {len(reported) - 1}


@given(numbers=values, seed=st.integers())
def test_the_order_of_rows_does_not_matter_to_positions(numbers, seed):
    cells = list(one_year(numbers).items())
    shuffled = random.Random(seed).sample(cells, len(cells))
    found = positions(made(dict(cells)), "2024")
    assert positions(made(dict(shuffled)), "2024") == found
    assert all(0 <= p.lower <= p.others == len(numbers) - 1 for p in found.values())
    lowest = min(cells, key=lambda cell: cell[1])
    assert found[lowest[0][0]].lower == 0


def test_there_is_no_position_without_figures(empty):
    assert positions(municipal(empty), "2024") == {}


def test_irregular_are_those_that_did_not_report_themselves(full, tiny):
    assert irregular(municipal(full)) == irregular(municipal(tiny)) == {LAESOE}
    assert irregular(municipal(tiny, POVERTY)) == set()


@pytest.mark.parametrize("name", MAPPED)
def test_only_laesoe_is_irregular_in_real_figures(full, name):
    """Else a page would say of another that it reports through a municipality beside it."""
    assert irregular(municipal(full, name)) <= {LAESOE}


def test_a_wide_table_leaves_out_the_irregular_and_what_is_not_usable(tiny):
    table = wide(municipal(tiny))
    assert table.to_dict("index") == {
        "101": {"2016": 10.5, "2017": 20, "2021": 30},
        "400": {"2016": 30, "2017": 40, "2021": 20.25},
    }


# Change


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


# Classes


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


# Peers


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


# The barometer


def test_pairs_are_the_settled_ones_and_never_made_from_two_editions(tiny):
    found = barometer(tiny)
    (pair,) = found.pairs("child_talk_before_decision")
    assert (pair.before, pair.after, pair.points) == ("2020", "2023", 20)
    assert found.pairs("notif_24h") == []
    assert found.readings()["edition"].tolist() == ["2023"]


def test_a_requirement_has_its_editions_in_time_with_the_pilot_first(full):
    editions = barometer(full).found("child_talk_before_decision")["edition"].tolist()
    assert list(dict.fromkeys(editions)) == [
        "pilot-2019",
        "2020",
        "2021",
        "2020-2022",
        "2023",
        "2024",
    ]


def test_results_of_the_barometer_hold_no_municipality(full, tiny):
    for facts in (full, tiny):
        found = barometer(facts)
        for table in (found.results, found.editions, found.caveats):
            assert "area" not in table
            cells = {str(cell) for cell in table.drop(columns="snapshot").to_numpy().ravel()}
            assert not cells & {*CODES, *(m.name for m in geo.municipalities().values())}


def test_no_function_ranks_or_positions_the_barometer():
    """A road that does not exist cannot be taken: nothing here orders by how well somebody did."""
    module: ModuleType = analysis.barometer
    named = [name for name, found in vars(module).items() if isinstance(found, FunctionType)]
    named += [name for name in vars(analysis.barometer.Barometer) if not name.startswith("__")]
    assert named
    assert not [n for n in named if any(w in n for w in ("rank", "position", "best", "worst"))]
    imported = {getattr(found, "__module__", "") for found in vars(module).values()}
    assert "analysis.position" not in imported


def test_without_an_edition_the_barometer_is_empty(empty):
    found = barometer(empty)
    assert found.requirements() == []
    assert found.found("bfu_made").empty
    assert found.pairs("bfu_made") == []
    assert found.readings().empty
