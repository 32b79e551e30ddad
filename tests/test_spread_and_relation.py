"""Spread, rank correlation and position against calculations of another kind."""

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from analysis.faults import faulty
from analysis.position import irregular, positions, wide
from analysis.relation import relation
from analysis.spread import spread
from tests.made import made
from tests.municipal import CODES, LAESOE, MAPPED, RATE, from_csv, municipal, values

POVERTY = "child_poverty_share"


def one_year(numbers, year="2024"):
    return {(code, year): value for code, value in zip(CODES, numbers, strict=False)}


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
