"""Choices that a page cannot use stay the reader's own, and unknown ones are told."""

import pytest

import geo.municipalities as geo
from analysis.similar import DEFAULT
from catalog.words import say
from pages.components import coverage
from pages.components.session import Run
from tests.nearest import EMBEDDED, NOTIFICATIONS, nearest
from tests.opened import texts


@pytest.mark.parametrize("kind", ["border", "hand"])
def test_a_choice_that_the_map_cannot_use_stays_the_readers_own(opened, kind):
    app = opened(
        "fetched", "map", view="difference", compare=kind, indicator=NOTIFICATIONS, area="482"
    )
    used = say("beside.country", "da")
    assert say(f"doubt.instead_{kind}", "da", used=used) in texts(app)
    assert app.query_params["compare"] == kind
    (box,) = [one for one in app.selectbox if one.key == "atlas.pick.compare"]
    assert box.value == "country"
    box.set_value("group").run()
    assert app.query_params["compare"] == "group"
    assert say(f"doubt.instead_{kind}", "da", used=used) not in texts(app)


def test_the_choice_that_the_map_left_alone_is_there_on_the_profile(opened):
    app = opened(
        "fetched", "map", view="difference", compare="border", indicator=NOTIFICATIONS, area="482"
    )
    app.query_params.clear()
    app.switch_page("pages/municipality.py").run()
    assert app.query_params["area"] == "482"
    assert app.query_params["compare"] == "border"


@pytest.mark.parametrize("state", ["full", "fetched"])
def test_the_panel_has_the_comparison_as_a_table_with_its_members(read, state):
    app = read(state, "map", area="482", indicator=EMBEDDED, weights="gini-0")
    tables = [one.value for one in app.table]
    assert any(say("beside.line_similar", "da") in table.columns for table in tables)
    assert app.query_params["weights"] == "gini-0"
    told = [caption.value for caption in app.caption if "Gini 0" in str(caption.value)]
    assert told
    assert told[0].startswith(say("beside.line_similar", "da"))


def test_the_other_view_names_the_members_of_the_chosen_ones_comparison(read, fetched):
    app = read(
        "fetched", "map", view="difference", compare="similar", area="316", indicator=NOTIFICATIONS
    )
    names = {geo.municipality(code).name for code in nearest(fetched, "316", DEFAULT)}
    told = [str(one.value) for one in app.caption]
    assert [one for one in told if all(name in one for name in names)]


@pytest.mark.parametrize("page", ["map", "municipality"])
def test_unknown_values_of_what_a_page_does_not_use_are_told(read, page):
    app = read("fetched", page, area="482", **{"with": "999.101", "view": "q"})
    told = " ".join(found.value for found in app.warning)
    with_ = say("doubt.unknown", "da", name=say("address.name.with", "da"), found="999")
    assert with_ in told
    assert "»q«" in told
    assert "101" not in told
    assert "de øvrige" not in told


def test_made_up_children_do_not_count_as_known(demo, read):
    run = Run("da", demo, None)
    assert coverage.words(run)["count"] == "6"
    assert coverage.words(run)["year"] == "2020"
    assert coverage.made_up(run)
    app = read("demo", "map", indicator=EMBEDDED)
    assert say("difference.why_made_up", "da") in texts(app)
