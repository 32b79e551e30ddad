"""Støtte og anbringelser: series of their own, releases side by side, no cause, no invention."""

import csv

import pytest

from catalog import format as fmt
from catalog.load import own_measures
from catalog.words import LANGUAGES, say
from data import workspace
from data.importers.own import read_own
from data.settings import SNAPSHOTS
from tests.opened import drawings, plain
from tests.own_files import good, text
from tests.test_judging_words import judging

AREA = "482"


def written(source, indicator):
    """The rows of an indicator in the files of a source, the newest edition last."""
    for file in sorted(SNAPSHOTS.glob(f"{source}/*/observations.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from (row for row in csv.DictReader(lines) if row["indicator"] == indicator)


def drawn(chart, name):
    """One line of a chart, as values by year."""
    return {
        str(x): y
        for trace in chart["data"]
        if trace.get("name") == name
        for x, y in zip(trace["x"], trace["y"], strict=True)
    }


def test_support_and_notifications_are_two_drawings_each_with_the_figures_of_its_source(read):
    """As the files of Danmarks 98 Doughnuts have them; no drawing has an axis more."""
    app = read("full", "support", area=AREA)
    support, notified = list(drawings(app).values())[:2]
    for chart, source, indicator in (
        (support, "98d-bu43", "support_share"),
        (notified, "98d-und2", "children_notified_rate"),
    ):
        rows = written(source, indicator)
        expected = {r["period"]: float(r["value"]) for r in rows if r["area"] == AREA}
        assert len(expected) == 11
        assert drawn(chart, "Langeland") == expected
        assert not {"yaxis2", "xaxis2"} & chart["layout"].keys()
    assert say("support.no_cause", "da") in plain(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["", AREA])
def test_before_a_fetch_one_sentence_says_what_is_lacking_and_nothing_is_judged(
    read, area, language
):
    told = plain(read("full", "support", area=area, lang=language))
    assert told.count(say("support.before", language)) == 1
    assert judging(" ".join(told), language) == set()


def test_every_figure_of_the_releases_stands_in_a_row_of_its_own(read):
    tables = [table.value for table in read("full", "support").table]
    tables = [table for table in tables if say("support.column_source", "da") in table.columns]
    support, placed = tables
    listed = {
        "support_recipients": support,
        "preventive_recipients": support,
        "placed": placed,
        "placements_started": placed,
    }
    for indicator, table in listed.items():
        figures = " ".join(table[say("support.column_figure", "da")])
        rows = list(written("*", indicator))
        assert len(rows) >= 4
        for row in rows:
            assert fmt.number(float(row["value"]), "da") in figures
    year, figure = (say(f"support.column_{key}", "da") for key in ("year", "figure"))
    of_2020 = support[(support[year] == "2020") & (support.index == "Børn og unge med støtte")]
    assert [text.split()[0] for text in of_2020[figure]] == ["50.100", "48.600"]


def test_spending_is_drawn_by_type_as_released(read):
    chart = list(drawings(read("full", "support")).values())[-1]
    rows = list(written("dst-nyt-stoette", "spending_children_young"))
    expected = {r["period"]: float(r["value"]) for r in rows if r["category"] == ""}
    assert (
        drawn(chart, "I alt")
        == expected
        == {
            "2012": 14191,
            "2013": 14459,
            "2014": 14642,
            "2015": 15099,
        }
    )
    assert len({trace["name"] for trace in chart["data"]}) == 6


def test_after_a_fetch_shares_and_numbers_of_the_municipality_are_there(read):
    app = read("fetched", "support", area=AREA)
    assert say("support.before", "da") not in plain(app)
    labels = [found.label for found in app.expander]
    for part in ("efter alder", "efter afgørelse", "efter anbringelsessted"):
        assert [label for label in labels if part in label and "Langeland" in label]
    assert len(list(drawings(app).values())) >= 6


def test_without_an_upload_it_is_said_that_no_table_follows_a_notification(read):
    told = plain(read("full", "support", area=AREA))
    assert say("support.no_link", "da") in told
    assert say("support.no_upload", "da", name="Langeland") in told


def test_what_an_upload_says_followed_is_shown_by_notifier_with_small_numbers_hidden(
    opened, workspace_file
):
    """Twenty from each group; of the anonymous ones a single notification, which is hidden."""
    rows = good(["2025-01"], size=20)
    for row in rows:
        if row[3].startswith("Anonym"):
            row[4] = "0" if row[1] in ("Undersøgt uden støtte", "Støtte sat i gang") else "1"
    found = read_own(text(rows).encode(), "egne.csv", municipality=AREA)
    workspace.store(found.rows, AREA, file="egne.csv", sha256=found.sha256)
    app = opened("full", "support", area=AREA)
    assert say("support.no_upload", "da", name="Langeland") not in plain(app)
    short = own_measures()["support"].short.da
    table = next(table.value for table in app.table if short in table.value.columns)
    anonymous = next(name for name in table.index if name.startswith("Anonym"))
    assert table.loc[anonymous, own_measures()["notifications"].short.da] == say("own.hidden", "da")
    assert (table[short] == "4").sum() == 0
