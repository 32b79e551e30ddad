"""The one door, from the snapshots' CSV to the result, worked by hand on three municipalities."""

import math

import pytest

import geo.municipalities as geo
from analysis.measure import COUNTRY, measure, periods
from analysis.result import COLUMNS, cite, edition_name, source_line, weakest
from catalog.load import CatalogError, indicators
from catalog.model import STANDINGS

RATE = "children_notified_rate"
SHOWN = ["area", "period", "value", "status"]


def rows(result):
    """Area, period, value and status of each row; a missing value is None."""
    return [
        (area, period, None if math.isnan(value) else value, status)
        for area, period, value, status in result.table[SHOWN].itertuples(index=False)
    ]


def test_three_municipalities_door_to_door(tiny):
    """Worked by hand from tests/snapshots/98d-und2/opdigtet/observations.csv:

    year   101    400    825                 country (the 98 together)
    2016   10.5   30     0.0, not reported   20
    2017   20     40     60                  40
    2021   30     20.25  no row: missing     30

    Three years in which some municipality has a figure, 98 municipalities: 294 rows, and three of
    the country. Of the 294 there are 8 figures (3 + 3 + 2), one of them not reported, so 7 are ok;
    the other 286 are missing, and none of them is zero.
    """
    found = rows(measure(tiny, RATE))
    assert [row for row in found if row[0] in ("000", "101", "400", "825")] == [
        ("000", "2016", 20.0, "ok"),
        ("101", "2016", 10.5, "ok"),
        ("400", "2016", 30.0, "ok"),
        ("825", "2016", 0.0, "not_reported"),
        ("000", "2017", 40.0, "ok"),
        ("101", "2017", 20.0, "ok"),
        ("400", "2017", 40.0, "ok"),
        ("825", "2017", 60.0, "ok"),
        ("000", "2021", 30.0, "ok"),
        ("101", "2021", 30.0, "ok"),
        ("400", "2021", 20.25, "ok"),
        ("825", "2021", None, "missing"),
    ]
    others = [row for row in found if row[0] not in ("000", "101", "400", "825")]
    assert len(others) == 3 * (98 - 3)
    assert {row[2:] for row in others} == {(None, "missing")}


def test_a_selection_is_those_rows_and_no_others(tiny):
    assert rows(measure(tiny, RATE, area=COUNTRY)) == [
        ("000", "2016", 20.0, "ok"),
        ("000", "2017", 40.0, "ok"),
        ("000", "2021", 30.0, "ok"),
    ]
    municipal = measure(tiny, RATE, area_kind="municipality")
    assert set(municipal.table["area"]) == set(geo.municipalities())
    own = measure(tiny, RATE, area="825")
    assert rows(own) == [r for r in rows(municipal) if r[0] == "825"]


def test_an_indicator_that_is_on_no_map_has_no_rows_made_up_for_it(tiny):
    result = measure(tiny, "children_notified")
    keys = ["period", "category", "sex", "scope", "value"]
    assert result.table[keys].values.tolist() == [
        ["2017/2021", "", "", "lowest_in_period", 500.0],
        ["2021", "", "", "", 600.0],
        ["2021", "", "boys", "", 320.0],
        ["2021", "", "girls", "", 280.0],
        ["2021", "1", "", "", 400.0],
        ["2021", "2", "", "", 200.0],
    ]


# As published, and only in a table that is fetched: before that there are none.
FETCHED = {
    "children_notified_share_0_18",
    "placed_31_december",
    "placed_by_decision",
    "placed_by_type",
    "placed_share_0_22",
    "placements_started_municipal",
    "preventive_share_0_22",
    "spending_support_net",
    "support_measures_active",
    "support_measures_recipients",
}


@pytest.mark.parametrize("indicator", indicators())
def test_every_result_has_the_declared_columns_and_no_interval(full, indicator):
    result = measure(full, indicator)
    assert list(result.table) == list(COLUMNS)
    assert result.indicator.id == indicator
    assert result.table[["lower", "upper"]].isna().all(axis=None)
    if result.indicator.method != "as_published":
        assert result.table.empty, "before a fetch there is nothing to count"
        return
    assert set(result.table["method"]) <= {"as_published"}
    assert result.table.empty == (indicator in FETCHED), "without a fetch or a snapshot: no figures"
    assert bool(result.snapshots) == (indicator not in FETCHED)


@pytest.mark.parametrize("indicator", indicators())
def test_after_a_fetch_every_indicator_has_figures(fetched, indicator):
    assert measure(fetched, indicator).usable().shape[0] > 0


@pytest.mark.parametrize("indicator", [name for name, found in indicators().items() if found.map])
def test_a_mapped_indicator_has_each_of_the_98_once_in_each_year(some, indicator):
    table = measure(some, indicator, area_kind="municipality").table
    for _, part in table.groupby("period"):
        assert sorted(part["area"]) == sorted(geo.municipalities())
    missing = table["status"] == "missing"
    assert table[missing]["value"].isna().all()
    assert table[~missing]["value"].notna().all()
    assert table[missing]["snapshot"].isna().all()


def test_laesoe_is_as_settled(full):
    """Reports through Frederikshavn: 2016-2018 printed as 0.0, 2022 missing, else few children."""
    own = measure(full, RATE, area="825")
    status = dict(zip(own.table["period"], own.table["status"], strict=True))
    value = dict(zip(own.table["period"], own.table["value"], strict=True))
    unreported = {"2016", "2017", "2018"}
    assert {period for period, found in status.items() if found == "not_reported"} == unreported
    assert {value[period] for period in unreported} == {0.0}
    assert status["2022"] == "missing"
    assert math.isnan(value["2022"])
    rest = set(status) - unreported - {"2022"}
    assert rest == {"2015", "2019", "2020", "2021", "2023", "2024", "2025"}
    assert {status[period] for period in rest} == {"ok"}
    notes = own.notes[own.notes["area"] == "825"]
    few = set(notes[notes["kind"] == "few_children"]["period"])
    assert few == rest
    assert unreported | {"2022"} <= set(notes[notes["kind"] == "not_reported"]["period"])


def test_notes_are_those_of_the_indicator_and_its_topic(tiny):
    assert len(measure(tiny, RATE).notes) == 2
    assert measure(tiny, "support_share").notes["topic"].tolist() == ["outcomes"]
    assert measure(tiny, "child_poverty_share").notes.empty


def test_snapshots_of_a_result_follow_its_rows(full):
    both = measure(full, RATE)
    assert {s.edition for s in both.snapshots} == {"378426df", "6d73cfeb"}
    national = both.where(both.table["area"] == COUNTRY)
    assert [(s.source, s.edition) for s in national.snapshots] == [("98d-und2", "6d73cfeb")]
    municipal = measure(full, RATE, area_kind="municipality")
    assert [s.edition for s in municipal.snapshots] == ["378426df"]
    missing = municipal.where(municipal.table["status"] == "missing")
    assert missing.snapshots == ()
    assert missing.standing is None


def test_a_selection_leaves_the_result_it_came_from_alone(tiny):
    result = measure(tiny, RATE)
    before = len(result.table)
    assert len(result.where(result.table["area"] == "101").table) == 3
    assert len(result.table) == before


def test_the_standing_of_a_result_is_the_weakest_of_its_rows(full, tiny):
    children = measure(full, "children_notified", area=COUNTRY)
    assert {s.standing for s in children.snapshots} == {"published", "secondary"}
    assert children.standing == "secondary"
    table = children.table
    release = next(k for k, s in full.snapshots.items() if s.source == "dst-nyt-underretninger")
    assert children.where(table["snapshot"] == release).standing == "published"
    assert measure(tiny, RATE).standing == "synthetic"


def test_the_weakest_standing_is_the_last_in_the_list():
    assert weakest(STANDINGS) == "synthetic"
    assert weakest(["secondary", "published"]) == "secondary"
    assert weakest([]) is None


def test_real_figures_hold_nothing_made_up(full):
    standings = {measure(full, name).standing for name in indicators()} - {None}
    assert standings == {"published", "secondary"}


def test_periods_are_those_with_figures_oldest_first(tiny, full):
    assert periods(measure(tiny, RATE)) == ["2016", "2017", "2021"]
    assert periods(measure(tiny, RATE, area="825")) == ["2017"]
    assert periods(measure(full, RATE)) == [str(year) for year in range(2015, 2026)]


def test_without_figures_a_result_is_empty_and_still_knows_what_it_is(empty):
    for name in indicators():
        result = measure(empty, name)
        assert result.table.empty
        assert list(result.table) == list(COLUMNS)
        assert (result.snapshots, result.standing, periods(result)) == ((), None, [])


def test_an_unknown_indicator_is_refused_by_name(tiny):
    with pytest.raises(CatalogError, match="'no_such_thing'"):
        measure(tiny, "no_such_thing")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_source_line_names_publisher_edition_and_standing(full, tiny, language):
    for facts in (full, tiny):
        for snapshot in facts.snapshots.values():
            line = cite(snapshot, language)
            assert edition_name(snapshot.edition, language) in line
            publisher = snapshot.publisher.replace("Danmarks Statistik", "Statistics Denmark")
            assert snapshot.publisher in line or publisher in line
            standing = {
                "published": ("offentliggjort", "published"),
                "secondary": ("gengivet", "reproduced"),
                "synthetic": ("fiktive tal", "made-up figures"),
            }[snapshot.standing]
            assert standing[language == "en"] in line.lower()


def test_a_source_line_names_each_source_once(full):
    result = measure(full, RATE)
    line = source_line((*result.snapshots, *result.snapshots), "da")
    assert line.count("378426df") == 1
    assert "98 Doughnuts" in line
    assert source_line((), "da") == "Kilde: ingen tal"


def test_faults_are_shared_with_the_rates_worked_out_here_and_how_it_was_made_is_not(full):
    """The intermediary's way of counting is said of its own rate only."""
    printed, ours = (measure(full, name).notes for name in (RATE, "children_notified_rate_0_17"))
    told = "98 Doughnuts"
    assert printed["text_da"].str.contains(told).any()
    assert not ours["text_da"].str.contains(told).any()
    assert set(printed[printed["kind"] == "few_children"]["area"]) == {"825", "563"}
    assert set(ours[ours["kind"] == "few_children"]["area"]) == {"825", "563"}
