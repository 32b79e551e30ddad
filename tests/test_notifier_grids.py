"""Who notifies as grids: shares and rates of the stored counts, classes, marks."""

import math

import pytest

import geo.municipalities as geo
from analysis.measure import measure
from analysis.notifier_grid import HOWS, columns, in_order, of_area, of_year, steps, summary
from analysis.two_groups import SCHOOL
from catalog.format import danish
from catalog.load import dimensions
from catalog.words import say
from charts import theme
from charts.cells import MARK
from charts.grid import grid
from charts.grid_frame import Line
from tests.stored import AREA, EVERY, GROUP, HERE, YEAR, by_source, residents, whole


@pytest.mark.parametrize("area", [AREA, "101", "825"])
def test_shares_and_rates_are_those_of_the_stored_counts(fetched, fetched_file, area):
    counts, children = (
        whole(by_source(fetched_file, area, YEAR)),
        residents(fetched_file, area, YEAR),
    )
    shares = of_year(fetched, "share", YEAR, EVERY).values.loc[area]
    rates = of_year(fetched, "rate", YEAR, EVERY).values.loc[area]
    assert set(counts) == set(shares.index)
    for code, count in counts.items():
        assert shares[code] == pytest.approx(100 * count / sum(counts.values()))
        assert rates[code] == pytest.approx(1000 * count / children)
    assert shares.sum() == pytest.approx(100)
    over_years = of_area(fetched, "share", area).values
    assert over_years.loc[YEAR].to_dict() == pytest.approx(shares.to_dict())


def test_rows_stand_by_region_and_name_and_columns_by_profession_in_every_year(fetched):
    wanted = sorted(
        EVERY, key=lambda c: (geo.municipality(c).region_code, danish(geo.municipality(c).name))
    )
    professional = [dimensions()["notifier"].codes[code].professional for code in columns()]
    assert professional == [True] * 6 + [False] * 6
    for how in HOWS:
        for year in ("2024", "2025"):
            found = of_year(fetched, how, year, EVERY).values
            assert list(found.index) == wanted
            assert list(found.columns) == columns()
    assert list(of_year(fetched, "share", YEAR, frozenset({"741", AREA, "101"})).values.index) == (
        in_order(frozenset({AREA, "101", "741"}))
    )


def test_the_classes_of_color_are_the_same_in_all_years_and_hold_a_fifth_each(fetched):
    found = steps(fetched, "share")
    assert list(found) == sorted(found)
    assert len(found) == len(theme.CLASSES)
    assert of_year(fetched, "share", "2024", EVERY).steps == found
    assert of_area(fetched, "share", AREA).steps == found
    rows = measure(fetched, "notifications_share_0_17_by_notifier", area_kind="municipality")
    values = [
        value
        for code, value in zip(rows.table["category"], rows.table["value"], strict=True)
        if code in columns() and not math.isnan(value)
    ]
    below = [sum(value <= limit for value in values) / len(values) for limit in found]
    assert below == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0], abs=0.03)


@pytest.fixture
def gone(altered):
    """Facts where Langeland's counts of 2025 are lacking, and its schools' of 2024 withheld."""
    lacking = f"DELETE FROM notification_count WHERE {HERE.format(2025)}"
    withheld = f"""UPDATE notification_count SET count = NULL, status = 'missing'
        WHERE {HERE.format(2024)} AND {GROUP.format("school")}"""
    return altered(lacking, withheld, of="fetched")


@pytest.mark.parametrize("how", HOWS)
def test_what_is_missing_is_marked_and_never_zero(gone, how):
    found = of_year(gone, how, YEAR, frozenset({AREA, "101"}))
    assert found.values.loc[AREA].isna().all()
    assert found.values.loc["101"].notna().all()
    lines = [Line("Region"), Line("Langeland", AREA), Line("København", "101")]
    figure = grid(found, lines, "da", title="x", period=YEAR)
    cells, missing = figure.drawing["data"]
    assert cells["z"][0] == cells["z"][1] == [None] * 12
    assert None not in cells["z"][2]
    assert missing["text"] == [[""] * 12, [MARK] * 12, [""] * 12]
    assert missing["z"][0] == missing["z"][2] == [None] * 12
    assert say("status.missing", "da") in [line.label for line in figure.legend]
    withheld = of_year(gone, how, "2024", frozenset({AREA})).values.loc[AREA]
    assert list(withheld.index[withheld.isna()]) == [SCHOOL]
    assert summary(gone, AREA, YEAR) is None


def test_a_cell_has_the_color_of_its_class_and_its_figure_in_the_hover(fetched):
    found = of_year(fetched, "share", YEAR, frozenset({AREA}))
    figure = grid(found, [Line("Langeland", AREA)], "da", title="x", period=YEAR, chosen=AREA)
    cells = figure.drawing["data"][0]
    for code, number, words in zip(columns(), cells["z"][0], cells["customdata"][0], strict=True):
        value = found.values.loc[AREA, code]
        assert number == sum(value > limit for limit in found.steps[:-1])
        assert words[2] == f"{value:.1f}".replace(".", ",")
    frames = [shape for shape in figure.drawing["layout"]["shapes"] if shape["type"] == "rect"]
    assert len(frames) == 1


def test_a_year_in_doubt_is_marked_and_the_break_is_drawn_and_told(long):
    found = of_area(long, "share", "851")
    years = [str(year) for year in found.values.index]
    assert {"2017", "2018"} <= found.doubtful
    figure = grid(found, [Line(y, y) for y in years], "da", title="x", period="x")
    labels = figure.drawing["layout"]["yaxis"]["ticktext"]
    assert {label for label in labels if "†" in label} == {f"{year} †" for year in found.doubtful}
    assert any("2017" in note and note.startswith("†") for note in figure.notes)
    at = years.index("2017") - 0.5
    level = [s for s in figure.drawing["layout"]["shapes"] if s["y0"] == s["y1"] == at]
    assert len(level) == 1
    assert found.result.indicator.breaks[0].da in figure.notes
