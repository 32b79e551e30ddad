"""Årsager: each source by itself, several reasons to a notification, new ones apart, the page."""

import csv
import io

import pytest

from analysis.measure import COUNTRY, measure
from analysis.reasons import REASONS, reasons_of
from catalog.load import dimensions
from catalog.words import LANGUAGES, say
from charts.points import Point, points
from data.settings import SNAPSHOTS
from tests.opened import texts
from tests.stored import asked
from tests.test_judging_words import judging

PRINTED = ("reason_children_share", "reason_sex_share", "reason_share")
AREA, YEAR = "482", "2025"


def printed():
    """The rows of reasons in the embedded files."""
    rows = []
    for file in sorted(SNAPSHOTS.glob("*/*/observations.csv")):
        found = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
        rows += [row for row in found if row["indicator"] in PRINTED]
    return rows


def stored(file, area, year):
    """UND3's counts as they are stored, by reason; all notifiers together."""
    sql = """SELECT r.code, n.count FROM reason_count n
        JOIN area a ON a.id = n.area JOIN period p ON p.id = n.period
        JOIN category r ON r.id = n.reason
        WHERE a.code = ? AND p.code = ? AND r.dimension = 'reason' AND n.notifier = 0"""
    return dict(asked(file, sql, area, year))


def test_the_tables_hold_the_printed_figures_and_no_others(read):
    """Each figure of the files stands in the table of its source; ranges have both their ends."""
    app = read("full", "reasons")
    wanted = {}
    for row in printed():
        key = (row["indicator"], row["category"], row["sex"] or row["scope"].split("_lowest")[0])
        key = (*key[:2], key[2].split("_highest")[0])
        wanted.setdefault(key, []).append(int(float(row["value"])))
    cells = ["–".join(str(v) for v in sorted(values)) + " pct." for values in wanted.values()]
    shown = [str(cell) for found in app.table for cell in found.value.iloc[:, -1]]
    assert sorted(shown) == sorted(cells)
    assert len(app.table) == len(PRINTED)
    names = dimensions()["reason"].codes
    reasons = {names[row["category"]].da for row in printed()}
    assert {name for found in app.table for name in found.value.index} == reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_reasons_are_said_plainly_and_nothing_is_judged(read, language):
    said = texts(read("full", "reasons", lang=language))
    assert say("reasons.several", language) in said
    assert say("reasons.before", language) in said
    assert say("reasons.changed", language, period="2022") in said
    markdown = " ".join(found.value for found in read("full", "reasons", lang=language).markdown)
    found = judging(markdown, language)
    assert found <= {"lowest", "highest"}, "the two ends of a printed range are no judgement"


def test_the_municipality_with_one_reason_only_is_told_beside_the_year(read):
    said = texts(read("full", "reasons"))
    assert "Mindst én kommune angav kun én årsag pr. underretning i 2019" in said


def test_nothing_is_stacked_or_ordered_by_size(full):
    blocks = {"A": [Point("x", 10, 10, "10"), Point("y", 70, 90, "70–90")], "B": []}
    found = measure(full, "reason_share", area=COUNTRY)
    figure = points(blocks, found, "da", title="t", period="p", alt="a", most=100.0)
    data = figure.drawing["data"]
    assert {trace["type"] for trace in data} == {"scatter"}
    assert not any(name in trace for trace in data for name in ("stackgroup", "fill"))
    assert "barmode" not in figure.drawing["layout"]
    dots = data[-1]
    assert dots["x"] == [10, 70, 90]
    assert dots["text"] == ["10", "", "70–90"]
    assert dots["y"] == sorted(dots["y"])
    assert data[0]["x"][0] == data[2]["x"][0] == 0


def test_counts_are_those_of_the_table_in_the_order_of_the_catalog(fetched, fetched_file):
    for area in (COUNTRY, AREA):
        wanted = stored(fetched_file, area, YEAR)
        found = reasons_of(fetched, area).counts[YEAR].dropna().to_dict()
        assert {code: int(n) for code, n in found.items() if n} == {
            code: n for code, n in wanted.items() if n
        }
        assert list(found) == [code for code in dimensions()["reason"].codes if code in found]


def test_reasons_to_a_notification_only_where_both_tables_can_be_true(fetched, demo, demo_file):
    """The stand-in has fewer reasons than notifications: no figure. The made-up ones have more."""
    assert reasons_of(fetched, COUNTRY).each == {}
    found = reasons_of(demo, COUNTRY)
    year = max(found.each)
    (notifications,) = asked(
        demo_file,
        """SELECT n.count FROM notification_count n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period
        WHERE a.code = '000' AND p.code = ? AND n.notifier = 0 AND n.age = 0 AND n.sex = 0""",
        year,
    )[0]
    total = sum(stored(demo_file, COUNTRY, year).values())
    assert found.each[year] == pytest.approx(total / notifications)
    assert found.each[year] > 1


NEWEST = "(SELECT MAX(p.code) FROM reason_count n JOIN period p ON p.id = n.period)"


@pytest.fixture
def renewed(altered):
    """Facts where crime is a reason only from the newest year on, and health only before it."""
    return altered(
        *(
            f"""DELETE FROM reason_count
            WHERE reason = (SELECT id FROM category WHERE code = '{code}' AND dimension = 'reason')
            AND period IN (SELECT id FROM period WHERE code {sign} {NEWEST})"""
            for code, sign in (("crime", "<"), ("health", "="))
        ),
        of="fetched",
    )


def test_new_and_ended_reasons_stand_apart(renewed, monkeypatch):
    years = sorted(measure(renewed, REASONS, area=COUNTRY).usable()["period"].unique())
    monkeypatch.setattr("analysis.reasons.NEW_FROM", years[-1])
    found = reasons_of(renewed, COUNTRY)
    assert found.new == ("crime",)
    assert found.ended == ("health",)
    assert found.counts.loc["crime", years[:-1]].isna().all()


def test_where_no_earlier_year_is_known_nothing_is_called_new(fetched, monkeypatch):
    monkeypatch.setattr("analysis.reasons.NEW_FROM", "1990")
    assert reasons_of.__wrapped__(fetched, AREA).new == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_fetch_the_page_says_that_codes_are_not_confirmed(read, language):
    app = read("fetched", "reasons", lang=language, area=AREA)
    said = texts(app)
    assert say("reasons.unverified", language) in said
    assert "Langeland" in " ".join(found.value for found in app.header)
    assert app.query_params["area"] == AREA
    assert judging(" ".join(found.value for found in app.markdown[:4]), language) == set()


def test_made_up_reasons_are_marked_and_printed_ones_are_not(read):
    titles = [
        h.proto.body for h in read("demo", "reasons").get("html") if "atlas-title" in h.proto.body
    ]
    marked = [title for title in titles if "FIKTIVE TAL" in title]
    assert len(marked) == 1
    assert "Hele landet" in marked[0]
