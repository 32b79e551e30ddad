"""Hvem underretter: grids, school beside day care, silent groups, printed shares, the page."""

import csv
import io
import math
import sqlite3

import pytest

import geo.municipalities as geo
from analysis.comparison import Comparison, choose
from analysis.measure import COUNTRY, measure
from analysis.notifier_grid import HOWS, columns, in_order, of_area, of_year, steps, summary
from analysis.notifier_mix import SILENT, notifier_mix
from analysis.printed_shares import printed_shares
from analysis.silent import silent
from analysis.two_groups import DAY_CARE, SCHOOL, two_groups
from catalog.format import danish
from catalog.load import dimensions
from catalog.words import LANGUAGES, say
from charts import theme
from charts.grid import MARK, Line, grid
from charts.two_groups import two_groups as drawn_pair
from data.facts import open_facts
from data.settings import SNAPSHOTS
from reports.silent import silent_csv
from reports.two_groups import pair_csv
from tests.opened import texts
from tests.test_judging_words import judging
from tests.test_who import asked, by_source, squares, times

AREA, YEAR = "482", "2025"
EVERY = frozenset(geo.municipalities())
HAND = Comparison("hand", AREA, ("101", "741"))
GARWOOD = 1.959963984540054


def whole(counts):
    """StatBank's counts with the group that was split in 2024 as one."""
    parts = [counts.pop(code, 0) for code in ("child_itself", "family_acquaintances")]
    return counts | {"family_child_acquaintances": sum(parts)}


def residents(file, area, year):
    sql = """SELECT SUM(n.count) FROM resident_count n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period JOIN category b ON b.id = n.age
        WHERE a.code = ? AND p.code = ? AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
        AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0"""
    return asked(file, sql, area, year)[0][0]


def of_all(file, table, notifier=""):
    """The 98 added up, ages 0-17, of one group of notifiers where one is named."""
    group = "AND n.notifier = (SELECT id FROM category WHERE code = ?)" if notifier else ""
    sql = f"""SELECT SUM(n.count) FROM {table} n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period JOIN category b ON b.id = n.age
        WHERE a.kind = 'municipality' AND p.code = ? AND b.dimension = 'age'
        AND b.code GLOB '[0-9]*' AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0 {group}"""
    return asked(file, sql, YEAR, *([notifier] if notifier else []))[0][0]


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
def gone(fetched_file, tmp_path):
    """Facts where Langeland's counts of 2025 are lacking, and its schools' of 2024 withheld."""
    file = tmp_path / "facts.sqlite"
    file.write_bytes(fetched_file.read_bytes())
    with sqlite3.connect(file) as connection:
        here = """area = (SELECT id FROM area WHERE code = '482')
            AND period = (SELECT id FROM period WHERE code = '{}')"""
        done = connection.execute(f"DELETE FROM notification_count WHERE {here.format(2025)}")
        assert done.rowcount > 0
        done = connection.execute(
            f"""UPDATE notification_count SET count = NULL, status = 'missing'
            WHERE {here.format(2024)}
            AND notifier = (SELECT id FROM category WHERE code = 'school')"""
        )
        assert done.rowcount > 0
    connection.close()
    return open_facts(file)


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


def test_a_year_in_doubt_is_marked_and_the_break_is_drawn_and_told(fetched_long):
    found = of_area(fetched_long, "share", "851")
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


@pytest.fixture(scope="module")
def fetched_long(fetched_file, tmp_path_factory):
    """Facts whose newest years are called 2015 to 2018, so that a break lies between them."""
    file = tmp_path_factory.mktemp("long") / "facts.sqlite"
    file.write_bytes(fetched_file.read_bytes())
    with sqlite3.connect(file) as connection:
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT period FROM notification_count ORDER BY period"
            )
        ]
        names = dict(connection.execute("SELECT id, code FROM period"))
        years = sorted((names[key], key) for key in ids)
        targets = ["2016", "2017", "2018"][-len(years) :]
        codes = {code: key for key, code in names.items()}
        for (_, key), target in zip(years[-len(targets) :], targets, strict=True):
            for table in ("notification_count", "notified_child_count", "resident_count"):
                if target in codes and codes[target] != key:
                    connection.execute(f"DELETE FROM {table} WHERE period = ?", [codes[target]])
                    connection.execute(
                        f"UPDATE {table} SET period = ? WHERE period = ?", [codes[target], key]
                    )
    connection.close()
    return open_facts(file)


def test_the_pair_is_counts_over_children_with_limits_that_know_of_repeats(fetched, fetched_file):
    counts, children = by_source(fetched_file, AREA, YEAR), residents(fetched_file, AREA, YEAR)
    total = sum(counts.values())
    effect = squares(times(fetched_file, AREA, YEAR), total) / total
    near = {area: by_source(fetched_file, area, YEAR) for area in HAND.members}
    every = of_all(fetched_file, "resident_count")
    around = sum(residents(fetched_file, area, YEAR) for area in HAND.members)
    groups = two_groups(fetched, HAND)
    assert [group.code for group in groups] == [SCHOOL, DAY_CARE]
    for group in groups:
        count = counts[group.code]
        assert group.own[YEAR] == pytest.approx(1000 * count / children)
        members = sum(found.get(group.code, 0) for found in near.values())
        assert group.peers[YEAR] == pytest.approx(1000 * members / around)
        together = of_all(fetched_file, "notification_count", group.code)
        assert group.country[YEAR] == pytest.approx(1000 * together / every)
        low, high = group.limits[YEAR]
        assert low < group.own[YEAR] < high
        plain_low = count * (1 - 1 / (9 * count) - GARWOOD / (3 * math.sqrt(count))) ** 3
        wanted = count - (count - plain_low) * math.sqrt(effect)
        assert low == pytest.approx(1000 * wanted / children, rel=1e-4)


def test_no_limits_where_figures_are_in_doubt_or_not_ones_own(fetched_long):
    found = two_groups(fetched_long, Comparison("hand", "851", ("101",)))[0]
    assert not {"2017", "2018"} & set(found.limits)
    assert {"2017", "2018"} <= set(found.doubts("da"))
    assert {"2017", "2018"} <= set(found.own)


def test_the_two_drawings_share_their_axis_and_the_file_has_what_is_shown(fetched):
    groups = two_groups(fetched, HAND)
    none = measure(fetched, "notifier_share").table.iloc[:0].assign(date=[], affects=[])
    figures = drawn_pair(groups, "da", name="Langeland", beside="Valgte", events=none)
    ranges = [tuple(figure.drawing["layout"]["yaxis"]["range"]) for figure in figures]
    assert ranges[0] == ranges[1]
    assert ranges[0][1] > max(high for g in groups for _, high in g.limits.values())
    text = pair_csv(groups, AREA, "Valgte", "da").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    row = next(r for r in rows if r[say("download.period", "da")] == YEAR)
    assert float(row[say("who.file_rate", "da")].replace(",", ".")) == groups[0].own[YEAR]
    low = row[say("notifiers.file_rate_lower", "da")].replace(",", ".")
    assert float(low) == groups[0].limits[YEAR][0]
    assert "UND1" in " ".join(row.values())


@pytest.fixture
def unheard(fetched_file, tmp_path):
    """Facts where no day care notified Langeland in 2025."""
    file = tmp_path / "facts.sqlite"
    file.write_bytes(fetched_file.read_bytes())
    with sqlite3.connect(file) as connection:
        done = connection.execute(
            """UPDATE notification_count SET count = 0
            WHERE notifier = (SELECT id FROM category WHERE code = 'day_care_clubs')
            AND area = (SELECT id FROM area WHERE code = '482')
            AND period = (SELECT id FROM period WHERE code = '2025')"""
        )
        assert done.rowcount > 0
    connection.close()
    return open_facts(file)


def test_silent_groups_are_those_of_each_municipality_by_itself(unheard):
    """The list of all says what the mix beside the country says of each, by another road."""
    found = silent(unheard, YEAR)
    assert (AREA, DAY_CARE) in set(zip(found["area"], found["group"], strict=True))
    some = {AREA, *sorted(EVERY)[::14]}
    wanted = {}
    for area in some:
        mix = notifier_mix(unheard, choose(unheard, area, "country"), period=YEAR)
        for code, row in mix.table[mix.table["silent"]].iterrows():
            wanted[area, code] = float(row["expected"])
    shown = {(a, g): e for a, g, e in found.itertuples(index=False) if a in some}
    assert shown == pytest.approx(wanted)
    assert found["expected"].min() >= SILENT
    assert list(dict.fromkeys(found["area"])) == in_order(frozenset(found["area"]))
    counted = measure(unheard, "notifications_0_17_by_notifier", area_kind="municipality")
    now = counted.where(counted.table["period"] == YEAR)
    rows = silent_csv(found, now, "da").decode("utf-8-sig").splitlines()
    assert len(rows) == len(found) + 1
    assert any("Langeland" in row and "UND1" in row for row in rows)


def test_printed_shares_are_those_of_the_files_and_parts_of_years_stay_out(full):
    wanted = {}
    files = sorted(SNAPSHOTS.glob("*/*/observations.csv"), key=lambda file: file.parent.name)
    for file in files:
        for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
            if row["indicator"] == "notifier_share" and len(row["period"]) == 4:
                wanted.setdefault(row["category"], {})[row["period"]] = float(row["value"])
    _, series = printed_shares(full)
    assert series == wanted
    assert series["health_service"] == {"2017": 16.2, "2021": 19.3, "2022": 19.6}


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_a_fetch_only_printed_figures_and_one_sentence_why(read, language):
    app = read("full", "notifiers", lang=language, area=AREA)
    said = texts(app)
    assert said.count(say("notifiers.before", language)) == 1
    assert say("notifiers.printed_title", language) in said
    assert say("notifiers.grid_heading", language) not in [found.value for found in app.header]
    assert say("notifiers.silent_heading", language) not in [found.value for found in app.header]
    assert not [found for found in app.markdown if judging(found.value, language)]


def test_after_a_fetch_the_answer_is_that_of_the_stored_counts(read, fetched_file):
    counts = whole(by_source(fetched_file, AREA, YEAR))
    total = sum(counts.values())
    codes = dimensions()["notifier"].codes
    professional = sum(n for code, n in counts.items() if codes[code].professional)
    app = read("fetched", "notifiers", area=AREA, period=YEAR)
    (answer,) = [m.value for m in app.markdown if m.value.startswith("**Langeland, 2025:**")][:1]
    assert f"{total:,}".replace(",", ".") in answer
    for part in (professional, counts[SCHOOL], counts[DAY_CARE]):
        assert f"{100 * part / total:.1f}".replace(".", ",") + " pct." in answer
    assert judging(answer, "da") == set()


def test_share_or_rate_is_in_the_address_and_an_unknown_one_is_told(read):
    assert read("fetched", "notifiers", area=AREA).query_params["measure"] == "share"
    app = read("fetched", "notifiers", area=AREA, measure="rate")
    assert app.query_params["measure"] == "rate"
    assert say("notifiers.title_rate", "da", name="Langeland", period="@").split("@")[0] in texts(
        app
    )
    app = read("fetched", "notifiers", area=AREA, measure="kroner")
    assert any("kroner" in found.value for found in app.warning)
    assert app.query_params["measure"] == "share"


def test_without_a_municipality_the_98_and_the_country_are_shown(read):
    app = read("fetched", "notifiers", period=YEAR)
    assert say("notifiers.pair_choose", "da") in [found.value for found in app.markdown]
    tables = [found.value for found in app.table]
    names = [geo.municipality(code).name for code in in_order(EVERY)]
    assert any(list(table.index) == names for table in tables)
    assert any(m.value.startswith("**Hele landet, 2025:**") for m in app.markdown)


def test_made_up_figures_are_marked_in_each_figure(read):
    app = read("demo", "notifiers", area=AREA)
    titles = [h.proto.body for h in app.get("html") if "atlas-title" in h.proto.body]
    marked = [title for title in titles if "FIKTIVE TAL" in title]
    assert len(marked) >= 4
    assert not any("FIKTIVE" in title and "som trykt" in title for title in titles)


def test_the_country_is_read_from_its_own_row(fetched, fetched_file):
    counts = whole(by_source(fetched_file, COUNTRY, YEAR))
    found = of_area(fetched, "share", COUNTRY).values.loc[YEAR]
    for code, count in counts.items():
        assert found[code] == pytest.approx(100 * count / sum(counts.values()))
