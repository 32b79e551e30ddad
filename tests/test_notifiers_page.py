"""School beside day care, silent groups, printed shares, and the page Hvem underretter."""

import csv
import io
import math

import pytest

import geo.municipalities as geo
from analysis.comparison import Comparison, choose
from analysis.measure import COUNTRY, measure
from analysis.notifier_excess import SILENT
from analysis.notifier_grid import in_order, of_area
from analysis.notifier_mix import notifier_mix
from analysis.printed_shares import printed_shares
from analysis.silent import silent
from analysis.two_groups import DAY_CARE, SCHOOL, two_groups
from catalog.load import dimensions
from catalog.words import LANGUAGES, say
from charts.two_groups import two_groups as drawn_pair
from data.settings import SNAPSHOTS
from reports.silent import silent_csv
from reports.two_groups import pair_csv
from tests.opened import texts
from tests.stored import (
    AREA,
    EVERY,
    GROUP,
    HERE,
    YEAR,
    asked,
    by_source,
    residents,
    squares,
    times,
    whole,
)
from tests.test_judging_words import judging

HAND = Comparison("hand", AREA, ("101", "741"))
GARWOOD = 1.959963984540054


def of_all(file, table, notifier=""):
    """The 98 added up, ages 0-17, of one group of notifiers where one is named."""
    group = "AND n.notifier = (SELECT id FROM category WHERE code = ?)" if notifier else ""
    sql = f"""SELECT SUM(n.count) FROM {table} n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period JOIN category b ON b.id = n.age
        WHERE a.kind = 'municipality' AND p.code = ? AND b.dimension = 'age'
        AND b.code GLOB '[0-9]*' AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0 {group}"""
    return asked(file, sql, YEAR, *([notifier] if notifier else []))[0][0]


@pytest.fixture
def unheard(altered):
    """Facts where no day care notified Langeland in 2025."""
    none = f"""UPDATE notification_count SET count = 0
        WHERE {HERE.format(2025)} AND {GROUP.format("day_care_clubs")}"""
    return altered(none, of="fetched")


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


def test_no_limits_where_figures_are_in_doubt_or_not_ones_own(long):
    found = two_groups(long, Comparison("hand", "851", ("101",)))[0]
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
            whole = row["indicator"] == "notifier_share" and len(row["period"]) == 4
            if whole and not row["precision"].endswith("_bound"):
                wanted.setdefault(row["category"], {})[row["period"]] = float(row["value"])
    _, series = printed_shares(full)
    assert series == wanted
    assert series["health_service"] == {"2017": 16.2, "2021": 19.3, "2022": 19.6}
    assert "2022" not in series["school"]  # the source says almost 21, which is no figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_a_fetch_only_printed_figures_and_one_sentence_why(read, language):
    app = read("full", "notifiers", lang=language, area=AREA)
    said = texts(app)
    assert said.count(say("notifiers.before", language)) == 1
    assert say("notifiers.printed_title", language) in said
    almost = {"da": "næsten 21", "en": "almost 21"}[language]
    assert any(almost in str(cell) for found in app.table for cell in found.value.to_numpy().flat)
    assert f"{almost} pct." in said or f"{almost} per cent." in said
    assert not {"21,0", "21.0"} & {str(c) for t in app.table for c in t.value.to_numpy().flat}
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
