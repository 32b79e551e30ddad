"""Figures that no single cell of a table holds, worked by hand beside the declared way."""

import math

import pandas as pd
import pytest

from catalog.load import tables
from data.importers.computed import computed


def rows(columns, *lines):
    """Cells of a table: the area and period of each, its codes, and its value."""
    names = ["area", "period", *columns.split(), "value"]
    return pd.DataFrame(lines, columns=names).astype({"value": float})


def figures(name, cells, **more):
    """What is worked out, by indicator, area and period; a missing figure is None."""
    found = computed(tables()[name], cells, **more)
    assert list(found.columns) == ["indicator", "area", "period", "value"]
    return {
        (row.indicator, row.area, row.period): None if math.isnan(row.value) else row.value
        for row in found.itertuples()
    }


# --- sum: 1.5 + 0.5 + 10 + 2 + 0.25 of the area; forest is not built up


AREAS = [("A1", 1.5), ("A2", 0.5), ("B1", 10), ("B2", 2), ("C1", 0.25), ("E", 40)]


def test_shares_of_land_are_added_up():
    cells = rows("ARE1 ENHED", *(("360", "2024", code, "8140", value) for code, value in AREAS))
    assert figures("AREALDK2", cells) == {("built_up_land_share", "360", "2024"): 14.25}


def test_a_cell_that_is_not_there_is_zero():
    cells = rows("ARE1 ENHED", ("360", "2024", "A1", "8140", 1.5))
    assert figures("AREALDK2", cells) == {("built_up_land_share", "360", "2024"): 1.5}


def test_a_missing_cell_makes_its_figure_missing_and_no_other():
    cells = rows(
        "ARE1 ENHED",
        ("360", "2024", "A1", "8140", 1.5),
        ("360", "2024", "B1", "8140", None),
        ("370", "2024", "A1", "8140", 2),
    )
    assert figures("AREALDK2", cells) == {
        ("built_up_land_share", "360", "2024"): None,
        ("built_up_land_share", "370", "2024"): 2.0,
    }


# --- share


NEET = "STATUSNEET KØN SOCIO ALDER"


def test_inactive_over_all():
    cells = rows(
        NEET,
        ("360", "2024", "00", "00", "TOT", "1624", 400),
        ("360", "2024", "10", "00", "TOT", "1624", 50),
        ("000", "2024", "00", "00", "TOT", "1624", 1000),
        ("000", "2024", "10", "00", "TOT", "1624", 90),
    )
    assert figures("NEET3", cells) == {
        ("neet_16_24", "000", "2024"): 9.0,
        ("neet_16_24", "360", "2024"): 12.5,
    }


def test_none_inactive_is_zero_and_nobody_at_all_is_missing():
    cells = rows(
        NEET,
        ("825", "2024", "00", "00", "TOT", "1624", 80),
        ("563", "2024", "00", "00", "TOT", "1624", 0),
    )
    assert figures("NEET3", cells) == {
        ("neet_16_24", "563", "2024"): None,
        ("neet_16_24", "825", "2024"): 0.0,
    }


def test_a_missing_whole_makes_the_share_missing():
    cells = rows(
        NEET,
        ("825", "2024", "00", "00", "TOT", "1624", None),
        ("825", "2024", "10", "00", "TOT", "1624", 5),
    )
    assert figures("NEET3", cells) == {("neet_16_24", "825", "2024"): None}


def test_two_shares_of_one_table_each_keep_to_their_age_group():
    young = [("TOT", 200), ("H10", 30), ("H30", 120)]
    older = [("TOT", 100), ("H10", 8), ("H20", 10), ("H30", 50), ("H70", 20), ("H80", 5)]
    cells = rows(
        "HERKOMST HFUDD ALDER KØN",
        *(("360", "2025", "TOT", code, "25-29", "TOT", value) for code, value in young),
        *(("360", "2025", "TOT", code, "30-34", "TOT", value) for code, value in older),
    )
    assert figures("HFUDD11", cells) == {
        ("youth_25_29_basic_school_only", "360", "2025"): 15.0,
        ("adults_30_34_beyond_basic_school", "360", "2025"): 85.0,
    }


# --- share_above: persons, not dwellings


DWELLINGS = "BEBO ANVENDELSE ANTVÆR BOLIGSTØR HUSSTØR"


def test_crowded_are_persons_with_more_persons_than_rooms():
    # 10 dwellings of 2 persons in 1 room: 20 crowded. 5 of 4 in 4 rooms: 20 not crowded.
    # 2 of 7 or more in 6 rooms or more: 14 crowded. 46 alone in 2 rooms: not. 34 of 100 persons.
    cells = rows(
        DWELLINGS,
        ("360", "2026", "1000", "140", "11", "A", "2", 6),
        ("360", "2026", "1000", "125", "11", "B", "2", 4),
        ("360", "2026", "1000", "125", "41", "B", "4", 5),
        ("360", "2026", "1000", "125", "6-", "B", "7-", 2),
        ("360", "2026", "1000", "125", "21", "B", "1", 46),
    )
    assert figures("BOL103", cells) == {("overcrowded_residents", "360", "2026"): 34.0}


def test_dwellings_with_unknown_rooms_are_in_neither():
    cells = rows(
        DWELLINGS,
        ("360", "2026", "1000", "140", "11", "A", "2", 1),
        ("360", "2026", "1000", "140", "21", "A", "2", 3),
        ("360", "2026", "1000", "140", "UOPL", "A", "7-", 90),
    )
    assert figures("BOL103", cells) == {("overcrowded_residents", "360", "2026"): 25.0}


def test_a_missing_count_of_dwellings_makes_the_share_missing():
    cells = rows(
        DWELLINGS,
        ("360", "2026", "1000", "140", "11", "A", "2", None),
        ("360", "2026", "1000", "140", "21", "A", "2", 3),
    )
    assert figures("BOL103", cells) == {("overcrowded_residents", "360", "2026"): None}


# --- median_of_intervals


def incomes(area, counts):
    return [(area, "2024", "103", "MOK", "00", code, number) for code, number in counts.items()]


INCOME = "ENHED KOEN ALDER1 INDKINTB"


def test_the_median_lies_on_a_straight_line_in_its_interval():
    # 100 persons, 40 below 225,000 and 40 in 225,000-249,999: the middle is 10/40 into it.
    cells = rows(INCOME, *incomes("360", {"20": 15, "135": 25, "255": 40, "300": 20}))
    assert figures("INDKP106", cells) == {("disposable_income_median", "360", "2024"): 231250.0}


def test_intervals_go_by_their_limits_and_not_by_the_order_of_rows():
    cells = rows(INCOME, *incomes("360", {"300": 20, "255": 40, "135": 25, "20": 15}))
    assert figures("INDKP106", cells) == {("disposable_income_median", "360", "2024"): 231250.0}


@pytest.mark.parametrize(
    "counts", [{"500": 4, "905": 6}, {"20": 5, "255": None}, {"20": 0}], ids=str
)
def test_a_median_that_cannot_be_read_is_missing(counts):
    cells = rows(INCOME, *incomes("360", counts))
    assert figures("INDKP106", cells) == {("disposable_income_median", "360", "2024"): None}


# --- per_residents


def quarters(area, year, *numbers):
    return [(area, f"{year}K{n}", "TOT", number) for n, number in enumerate(numbers, start=1)]


RESIDENTS = rows("", ("360", "2025", 40000), ("360", "2024", 50000), ("825", "2025", 0))


def test_four_quarters_for_each_thousand_residents_of_the_same_year():
    cells = rows(
        "OVERTRÆD",
        *quarters("360", 2024, 500, 500, 500, 500),
        *quarters("360", 2025, 700, 500, 600, 600),
    )
    assert figures("STRAF11", cells, residents=RESIDENTS) == {
        ("reported_crimes_per_1000", "360", "2024"): 40.0,
        ("reported_crimes_per_1000", "360", "2025"): 60.0,
    }


def test_a_year_that_lacks_a_quarter_is_left_out():
    cells = rows(
        "OVERTRÆD", *quarters("360", 2024, 5, 5, 5, 5), *quarters("360", 2025, 700, 500, 600)
    )
    assert list(figures("STRAF11", cells, residents=RESIDENTS)) == [
        ("reported_crimes_per_1000", "360", "2024")
    ]


def test_a_missing_quarter_or_unknown_residents_make_it_missing():
    cells = rows(
        "OVERTRÆD",
        *quarters("360", 2025, 700, None, 600, 600),
        *quarters("825", 2025, 1, 1, 1, 1),
        *quarters("101", 2025, 9, 9, 9, 9),
    )
    assert set(figures("STRAF11", cells, residents=RESIDENTS).values()) == {None}


def test_a_rate_without_residents_is_refused_by_name():
    with pytest.raises(ValueError, match="reported_crimes_per_1000"):
        computed(tables()["STRAF11"], rows("OVERTRÆD", *quarters("360", 2025, 1, 1, 1, 1)))


# --- all


@pytest.mark.parametrize("name", [name for name, table in tables().items() if table.compute])
def test_a_table_without_rows_gives_none(name):
    cells = rows(" ".join(tables()[name].variables)).astype({"area": str, "period": str})
    found = computed(tables()[name], cells, residents=RESIDENTS)
    assert found.empty
    assert list(found.columns) == ["indicator", "area", "period", "value"]


def test_a_table_with_nothing_to_work_out_gives_none():
    assert computed(tables()["IFOR41"], rows("ULLIG", ("360", "2024", "70", 25))).empty


@pytest.mark.parametrize("name", ["AREALDK2", "NEET3"])
def test_the_rows_are_left_as_they_were(name):
    cells = rows("ARE1 STATUSNEET", ("360", "2024", "A1", "00", 1.5))
    before = cells.copy()
    computed(tables()[name], cells)
    pd.testing.assert_frame_equal(cells, before)
