"""The map's other view on the page: sentences, switch and address."""

import pytest

import geo.municipalities as geo
from analysis.difference import outside
from catalog import format as fmt
from catalog.load import indicators
from catalog.words import LANGUAGES, say
from tests.compared import CHILDREN, NAMED, NOTIFICATIONS, SEVERAL, compared
from tests.opened import texts

KINDS = ("csv", "xlsx", "png", "svg")


def segments(app, key):
    return [found for found in app.segmented_control if found.key == f"atlas.segments.{key}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", NAMED.values())
def test_the_page_says_what_the_arithmetic_says(read, fetched, area, language):
    app = read(
        "fetched", "map", lang=language, indicator=NOTIFICATIONS, view="difference", area=area
    )
    found = compared(fetched)[1]
    counts = outside(found)
    told = texts(app)
    assert (
        say(
            "difference.outside",
            language,
            compared=98,
            outside=counts["lower"] + counts["higher"],
            lower=counts["lower"],
            higher=counts["higher"],
            by_chance=5,
        )
        in told
    )
    assert say("difference.neutral", language) in told
    assert say(f"difference.own_{found.table['outside'][area]}", language) in told
    row = found.table.loc[area]
    usual_limits = [fmt.number(row[f"usual_{end}"], language, 1) for end in ("lower", "upper")]
    assert "–".join(usual_limits) in told
    (table,) = [t.value for t in app.table]
    assert len(table) == 98
    files = {found.key for found in app.get("download_button")}
    assert {f"{key}.{kind}" for key in ("map", "funnel") for kind in KINDS} <= files
    assert "–".join(usual_limits) in " ".join(table.loc[geo.municipality(area).name])
    assert app.query_params["view"] == "difference"
    assert app.query_params["compare"] == "country"


def test_the_switch_changes_what_is_counted_and_names_it(opened):
    app = opened("fetched", "map", indicator=CHILDREN)
    (switch,) = segments(app, "indicator")
    assert switch.value == CHILDREN
    for name in (NOTIFICATIONS, SEVERAL, CHILDREN):
        segments(app, "indicator")[0].set_value(name).run()
        assert not app.exception
        assert app.query_params["indicator"] == name
        assert indicators()[name].name["da"] in texts(app)


def test_pressing_the_present_choice_again_changes_nothing(opened):
    app = opened("fetched", "map", indicator=NOTIFICATIONS, view="difference")
    segments(app, "view")[0].set_value(None).run()
    assert app.query_params["view"] == "difference"
    assert segments(app, "view")[0].value == "difference"


def test_the_other_figures_have_a_box_of_their_own_beside_the_switch(opened):
    app = opened("fetched", "map", indicator="child_poverty_share")
    (switch,) = segments(app, "indicator")
    assert switch.options[-1] == say("pick.other_figures", "da")
    assert switch.value == "child_poverty_share"
    assert say("difference.why_fetched", "da") in texts(app)
    assert not segments(app, "view")
    assert [box.label for box in app.selectbox][0] == say("pick.indicator", "da")
    switch.set_value(CHILDREN).run()
    assert say("pick.indicator", "da") not in [box.label for box in app.selectbox]
    segments(app, "indicator")[0].set_value("children_notified_rate").run()
    assert app.selectbox[0].label == say("pick.indicator", "da")
    assert not set(app.selectbox[0].options) & {
        indicators()[name].name["da"] for name in (CHILDREN, NOTIFICATIONS, SEVERAL)
    }


def test_before_a_fetch_there_is_the_level_and_one_sentence_saying_why(read):
    app = read("full", "map", view="difference", area="482")
    assert not segments(app, "view")
    assert not segments(app, "indicator")
    assert say("difference.why_embedded", "da") in texts(app)
    assert say("difference.side_lower", "da") not in texts(app)
    assert not app.warning


def test_made_up_counts_are_marked_in_the_other_view_too(read):
    app = read("demo", "map", view="difference", indicator=NOTIFICATIONS)
    assert segments(app, "view")[0].value == "difference"
    title = say("frame.synthetic", "da", title=indicators()[NOTIFICATIONS].name["da"])
    assert title in texts(app)
    assert say("difference.neutral", "da") in texts(app)
