"""What is read from the database is what stands in the files, read slowly and by other means."""

import csv
import math
import tomllib

import pytest

from catalog.load import indicators
from data.schema import (
    BarometerCaveat,
    BarometerEdition,
    BarometerLaw,
    BarometerResult,
    LawEvent,
    Offer,
    Statement,
    Trace,
)
from data.settings import SNAPSHOTS
from tests.conftest import TINY

FOLDERS = {"full": SNAPSHOTS, "tiny": TINY}
WORDS = {
    "law_events.csv": LawEvent,
    "offers.csv": Offer,
    "statements.csv": Statement,
    "traces.csv": Trace,
    "barometer_editions.csv": BarometerEdition,
    "barometer_results.csv": BarometerResult,
    "barometer_law.csv": BarometerLaw,
    "barometer_caveats.csv": BarometerCaveat,
}


def lines(folder, name):
    """Every row of every file of that name, with source/edition, by the csv module alone."""
    for file in sorted(folder.glob(f"*/*/{name}")):
        with file.open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                yield {**row, "release": f"{file.parts[-3]}/{file.parts[-2]}"}


def plain(value):
    """A cell as text, with nothing where nothing is known."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(value)


def number(value):
    """A number as text that does not depend on how many zeros were printed."""
    return repr(float(value)) if plain(value) else ""


def release(facts, key):
    found = facts.snapshots[int(key)]
    return f"{found.source}/{found.edition}"


@pytest.mark.parametrize("name", FOLDERS)
def test_figures_are_those_of_the_files_for_every_indicator(name, request):
    facts = request.getfixturevalue(name)
    keys = ("area", "period", "category", "sex", "scope", "precision", "note_da", "note_en")
    expected = {indicator: [] for indicator in indicators()}
    for row in lines(FOLDERS[name], "observations.csv"):
        cells = (*(row[key] for key in keys), number(row["value"]), row["release"])
        expected[row["indicator"]].append(cells)
    for indicator, rows in expected.items():
        found = [
            (
                *(plain(row[key]) for key in keys),
                number(row["value"]),
                release(facts, row["snapshot"]),
            )
            for row in facts.observations(indicator).to_dict("records")
        ]
        assert sorted(found) == sorted(rows), indicator
    assert sum(map(len, expected.values())) > 20


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("file", WORDS)
def test_words_and_barometer_are_those_of_the_files(name, file, request):
    facts = request.getfixturevalue(name)
    table = facts.rows(WORDS[file])
    numeric = {"percent", "cases", "municipalities"}
    expected = []
    for row in lines(FOLDERS[name], file):
        cells = {k: number(v) if k in numeric else v for k, v in row.items() if k != "release"}
        expected.append((sorted(cells.items()), row["release"]))
    found = []
    for row in table.to_dict("records"):
        columns = dict(expected[0][0]).keys()
        cells = {k: number(row[k]) if k in numeric else plain(row[k]) for k in columns}
        found.append((sorted(cells.items()), release(facts, row["snapshot"])))
    assert sorted(found) == sorted(expected)
    assert found


@pytest.mark.parametrize("name", FOLDERS)
def test_quality_notes_are_those_of_the_files(name, request):
    facts = request.getfixturevalue(name)
    keys = ("indicator", "topic", "area", "period", "kind", "text_da", "text_en")
    expected = sorted(
        (*(row[key] for key in keys), row["release"])
        for row in lines(FOLDERS[name], "quality_notes.csv")
    )
    found = sorted(
        (*(plain(row[key]) for key in keys), release(facts, row["snapshot"]))
        for row in facts.notes().to_dict("records")
    )
    assert found == expected != []


@pytest.mark.parametrize("name", FOLDERS)
def test_snapshots_are_what_their_cards_say(name, request):
    facts = request.getfixturevalue(name)
    cards = {
        f"{file.parts[-3]}/{file.parts[-2]}": tomllib.loads(file.read_text(encoding="utf-8"))
        for file in FOLDERS[name].glob("*/*/card.toml")
    }
    found = {f"{s.source}/{s.edition}": s for s in facts.snapshots.values()}
    assert found.keys() == cards.keys()
    for key, card in cards.items():
        snapshot = found[key]
        for column in ("publisher", "title", "standing"):
            assert getattr(snapshot, column) == card[column]
        assert (snapshot.read_by, snapshot.url) == (card.get("read_by"), card.get("url"))
        assert snapshot.copied == card.get("copy", False)
        reason = card.get("no_url", {"da": None, "en": None})
        assert (snapshot.no_url_da, snapshot.no_url_en) == (reason["da"], reason["en"])
        assert (snapshot.url is None) == bool(snapshot.no_url_da)
        assert snapshot.rows == sum(file["rows"] for file in card.get("files", {}).values())


def test_sources_have_one_standing_each(full):
    standings = {}
    for snapshot in full.snapshots.values():
        standings.setdefault(snapshot.source, set()).add(snapshot.standing)
    assert {len(found) for found in standings.values()} == {1}
    assert {standing for found in standings.values() for standing in found} == {
        "published",
        "secondary",
    }


def test_figures_are_in_order_of_time_and_area(full):
    table = full.observations("children_notified_rate")
    keys = list(zip(table["period"], table["area"], strict=True))
    assert keys == sorted(keys)


def test_no_municipality_has_two_figures_for_one_cell(full):
    cell = ["area", "period", "category", "sex", "scope"]
    for indicator in indicators():
        table = full.observations(indicator)
        table = table[table["area_kind"] == "municipality"]
        assert not table.duplicated(cell).any(), indicator


def test_a_mapped_indicator_has_one_national_figure_a_period_at_most(full):
    """Else a series of the country would be one release in one year and another in the next."""
    for indicator, declared in indicators().items():
        table = full.observations(indicator)
        if declared.map:
            assert not table.duplicated(["area", "period"]).any(), indicator


def test_a_printed_zero_that_was_not_reported_says_so(full, tiny):
    """Læsø reports through Frederikshavn: its zeros of 2016-2018 are not measured zeros."""
    table = full.observations("children_notified_rate")
    zeros = table[table["value"] == 0]
    assert zeros["area"].tolist() == ["825"] * 3
    assert zeros["period"].tolist() == ["2016", "2017", "2018"]
    assert set(zeros["status"]) == {"not_reported"}
    assert set(table[table["value"] != 0]["status"]) == {"ok"}
    made_up = tiny.observations("children_notified_rate")
    marked = made_up[made_up["status"] == "not_reported"]
    assert marked[["area", "period", "value"]].values.tolist() == [["825", "2016", 0.0]]


def test_a_note_on_a_whole_topic_marks_every_indicator_of_the_topic(copy):
    def mark(rows):
        rows[2].update(topic="outcomes", area="400", period="2021", kind="not_reported")

    copy.rows("atlas-noter/opdigtet/quality_notes.csv", mark)
    facts = copy.build()
    support = facts.observations("support_share").set_index(["area", "period"])["status"]
    assert support[support == "not_reported"].index.tolist() == [("400", "2021")]
    assert set(facts.observations("child_poverty_share")["status"]) == {"ok"}


def test_class_limits_rise_and_end_at_the_highest_value(full):
    for indicator, declared in indicators().items():
        limits = full.class_limits(indicator)
        figures = full.observations(indicator)
        there = not figures[figures["area_kind"] == "municipality"].empty
        assert bool(limits) == (declared.map and there), indicator
        assert limits == sorted(set(limits))
        assert len(limits) <= 5
    table = full.observations("children_notified_rate")
    municipal = table[(table["area_kind"] == "municipality") & (table["period"] >= "2017")]
    assert full.class_limits("children_notified_rate")[-1] == municipal["value"].max()


def test_what_is_read_is_kept(full):
    assert full.observations("gini") is full.observations("gini")


def test_without_figures_every_read_is_empty_and_has_its_columns(empty, full):
    assert empty.observations("gini").empty
    assert list(empty.observations("gini")) == list(full.observations("gini"))
    assert list(empty.notes()) == list(full.notes())
    assert empty.class_limits("gini") == []
    for table in WORDS.values():
        assert empty.rows(table).empty
        assert list(empty.rows(table)) == list(full.rows(table))
