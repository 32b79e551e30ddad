"""The topic pages: each caution once in full, editions in order, no year left out in silence."""

import re
import sqlite3
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from analysis.barometer import barometer
from analysis.measure import COUNTRY, measure
from analysis.printed import Asked, edition_year, in_order, printed, statistics_of
from analysis.reasons import reasons_of
from catalog.words import say
from data.facts import open_facts
from data.settings import settings as data_settings
from pages import MENU
from pages.components import casework
from pages.components.casework_law import beside
from pages.components.start import ROOT
from reports.printed import edition, number
from tests.test_who import asked

NOT_OWN = "825"
"""Læsø, which reports through Frederikshavn: some of its years are not its own."""


@pytest.fixture
def page(request, monkeypatch):
    """A page as a reader gets it, on one state of the data."""

    def serve(name, state, **parameters):
        facts = request.getfixturevalue(f"{state}_file")
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{facts}")
        data_settings.cache_clear()
        app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=120)
        for key, value in parameters.items():
            app.query_params[key] = value
        app.switch_page(next(entry.file for entry in MENU if entry.id == name)).run()
        assert not app.exception, [found.value for found in app.exception]
        return app

    yield serve
    data_settings.cache_clear()


def in_full(app):
    """Every caution that stands on the page without a click, each time it does."""
    lists = [html.proto.body for html in app.get("html") if "atlas-cautions" in html.proto.body]
    open_ones = re.sub(r"<details>.*?</details>", "", " ".join(lists), flags=re.DOTALL)
    return [unescape(text) for text in re.findall(r"<li>(.*?)</li>", open_ones)]


@pytest.mark.parametrize(
    ("name", "state", "parameters"),
    [
        ("prevention", "fetched", {}),
        ("support", "fetched", {"area": "482"}),
        ("houses", "full", {}),
        ("reasons", "full", {}),
    ],
)
def test_no_caution_stands_twice_in_full_and_none_is_lost(page, full, name, state, parameters):
    app = page(name, state, **parameters)
    shown = in_full(app)
    assert shown
    general = [text for text in shown if not re.match(r"20\d\d", text)]
    assert len(general) == len(set(general))
    html = " ".join(unescape(found.proto.body) for found in app.get("html"))
    for indicator in {
        "prevention": ("support_share", "placed_share_0_22", "preventive_share_0_22", "placed"),
        "support": ("support_share", "placed_share_0_22", "placed", "spending_children_young"),
        "houses": ("childrens_house_courses_started", "abuse_types_single"),
        "reasons": ("reason_share", "reason_sex_share", "reason_children_share"),
    }[name]:
        for caveat in measure(full, indicator).indicator.caveats:
            assert caveat["da"] in html
    if name == "support":
        assert not [h for h in app.get("html") if "Hele landet ved siden af andre" in h.proto.body]


@pytest.fixture
def not_own(fetched_file, tmp_path, monkeypatch):
    """Facts where Læsø's reasons of a year in the midst are not its own."""
    file, (first, year, *_) = tmp_path / "facts.sqlite", _years(fetched_file)
    file.write_bytes(fetched_file.read_bytes())
    with sqlite3.connect(file) as connection:
        done = connection.execute(
            """UPDATE reason_count SET status = 'not_reported'
            WHERE area = (SELECT id FROM area WHERE code = ?)
            AND period = (SELECT id FROM period WHERE code = ?)""",
            [NOT_OWN, year],
        )
        assert done.rowcount > 0
    connection.close()
    monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{file}")
    data_settings.cache_clear()
    yield open_facts(file), first, year
    data_settings.cache_clear()


def _years(file):
    sql = """SELECT DISTINCT p.code FROM reason_count n JOIN period p ON p.id = n.period
        JOIN area a ON a.id = n.area WHERE a.code = ? AND n.status = 'ok' ORDER BY 1"""
    return [year for (year,) in asked(file, sql, NOT_OWN)]


def test_a_year_that_is_not_its_own_is_told_in_the_table_and_in_words(not_own):
    facts, first, year = not_own
    assert reasons_of(facts, NOT_OWN).lacking == {year: "not_reported"}
    assert reasons_of(facts, COUNTRY).lacking == {}
    app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=120)
    app.query_params["area"] = NOT_OWN
    app.switch_page("pages/reasons.py").run()
    assert not app.exception
    (table,) = [found.value for found in app.table if first in found.value.columns]
    words = say("status.not_reported", "da")
    assert set(table[year]) == {words}
    assert words not in set(table[first])
    assert list(table.columns) == sorted(table.columns)
    told = say("reasons.lacking", "da", periods=year, status=words)
    assert told in [found.value for found in app.markdown]


def test_a_reproduction_is_of_the_statistics_it_reproduces_and_older_editions_come_first(full):
    """Known by hand: DK Nyt printed the statistics for 2019; those for 2020 corrected it."""
    rows = in_order(printed(full, Asked(("childrens_house_courses_started",))))
    of_2019 = rows[rows["period"] == "2019"]
    assert list(of_2019["value"]) == [1807, 1829]
    first, second = (full.snapshots[int(key)] for key in of_2019["snapshot"])
    assert (statistics_of(first), statistics_of(second)) == ("2019", None)
    assert (edition_year(first), edition_year(second)) == ("2019", "2020")
    assert edition(first, "da") == "udgave 2019, gengivet af DK Nyt"
    assert edition(second, "da") == "udgave 2020"


@pytest.mark.parametrize(
    ("value", "precision", "told"),
    [
        (21.0, "upper_bound", "næsten 21"),
        (18.0, "lower_bound", "over 18"),
        (2.0, "rounded_1", "ca. 2"),
        (19.6, "rounded_0_1", "19,6"),
    ],
)
def test_a_limit_is_never_written_as_the_figure_itself(value, precision, told):
    assert number(value, precision, 1, "da") == told


def test_every_caution_of_the_barometer_stands_in_one_of_its_two_places(full):
    known = barometer(full)
    near = casework.caveats(known, "da", compared=True)
    rest = casework.caveats(known, "da", compared=False)
    assert len(near) + len(rest) == len(known.caveats) == 11
    assert not set(near) & set(rest)
    assert not [text for text in near if "Pilot" in text]


def test_a_requirement_outside_the_mapping_has_the_law_that_an_edition_names(full):
    told = beside(barometer(full), "acute_action", None, "da")
    assert "Pilot 2019 nævner serviceloven § 155 (skal bekræftes)" in told


def test_what_a_municipality_has_had_stands_beside_that_nothing_points_to_an_offer(page):
    """Langeland: nothing points to an offer, and the press tells of its course with Task Force."""
    app = page("offers", "full", area="482")
    assert say("offers.no_match", "da", name="Langeland") in [found.value for found in app.info]
    html = " ".join(found.proto.body for found in app.get("html"))
    assert "Task Force: notat om forløbet, december 2024" in html
    assert "Det er historik" in " ".join(found.value for found in app.markdown)
