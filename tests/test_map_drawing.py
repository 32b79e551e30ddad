"""The map: each municipality once, classes, legend, hover, inset and outline."""

import itertools
import re

import plotly.graph_objects as go
import pytest

import geo.municipalities as geo
from analysis.measure import measure, periods
from catalog.load import indicators
from catalog.words import say
from charts import layers, theme
from tests.drawn import BOUNDARIES, LANGUAGES, MAPPED, RATE, mapped

CODES = set(geo.municipalities())


def shapes_of(figure):
    return [trace for trace in figure.drawing["data"] if trace["type"] == "choropleth"]


def in_class(trace):
    """True when a trace has the stepped scale of the classes, and not one flat color."""
    return len(trace["colorscale"]) == len(theme.CLASSES)


@pytest.mark.parametrize("period", ["2015", "2017", "2022", "2025"])
def test_the_map_has_each_municipality_once(full, period):
    figure = mapped(full, "da", period=period)
    places = [code for trace in shapes_of(figure) for code in trace["locations"]]
    assert len(places) == 98
    assert set(places) == CODES
    for trace in shapes_of(figure):
        assert trace["featureidkey"] == "properties.kode"
        assert trace["geojson"] == BOUNDARIES
        assert len(trace["locations"]) == len(trace["z"]) == len(trace["customdata"])


@pytest.mark.parametrize("name", MAPPED)
def test_missing_and_not_reported_are_never_in_a_class(some, name):
    result = measure(some, name, area_kind="municipality")
    for period in periods(result):
        status = result.table[result.table["period"] == period].set_index("area")["status"]
        for trace in shapes_of(mapped(some, "da", name, period=period)):
            found = set(status[trace["locations"]])
            assert found == {"ok"} if in_class(trace) else "ok" not in found


def test_bornholm_and_only_bornholm_is_in_the_inset(full):
    figure = mapped(full, "da", chosen="400")
    inset = [t for t in shapes_of(figure) if t["geo"] == layers.INSET]
    assert [trace["locations"] for trace in inset] == [["400"]] * 3
    assert "400" not in {c for t in shapes_of(figure) if t not in inset for c in t["locations"]}
    ranges = figure.drawing["layout"][layers.INSET]["lonaxis"]["range"]
    assert ranges[0] > 14


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", ["2015", "2017", "2022", "2025"])
def test_the_legend_counts_all_98(full, language, period):
    figure = mapped(full, language, period=period)
    counted = [line for line in figure.legend if line.mark not in ("hatch_light", "doubt")]
    assert sum(line.count for line in counted) == 98
    assert [line.color for line in counted[:5]] == list(theme.CLASSES)
    assert say("status.missing", language) in {line.label for line in counted}
    unreported = say("status.not_reported", language) in {line.label for line in counted}
    assert unreported == (period == "2017")


def test_the_classes_of_the_legend_join_without_a_gap(full):
    labels = [line.label for line in mapped(full, "da").legend[:5]]
    numbers = [re.findall(r"[\d.,]+", label) for label in labels]
    assert [len(ends) for ends in numbers] == [1, 2, 2, 2, 1]
    assert all(low[-1] == high[0] for low, high in itertools.pairwise(numbers))
    assert labels[-1] == "over 110", "the highest of all years is no limit of this one"


def test_classes_have_the_same_limits_in_every_year(full):
    labels = {
        tuple(line.label for line in mapped(full, "da", period=str(year)).legend[:5])
        for year in range(2015, 2026)
    }
    assert len(labels) == 1


def test_hatching_is_drawn_for_what_is_missing_and_for_very_few_children(full):
    colors = {t["line"]["color"] for t in mapped(full, "da", period="2022").drawing["data"]
               if t["type"] == "scattergeo"}  # fmt: skip
    assert colors == {theme.HATCH, theme.HATCH_LIGHT, theme.LINE}


@pytest.mark.parametrize(("language", "words"), [("da", "højere end"), ("en", "higher than")])
def test_the_hover_has_name_value_position_and_source(full, language, words):
    figure = mapped(full, language)
    trace = next(t for t in shapes_of(figure) if in_class(t) and "360" in t["locations"])
    place = trace["locations"].index("360")
    value = "148,72" if language == "da" else "148.72"
    name, figure_told, more = trace["customdata"][place]
    assert (name, figure_told) == ("Lolland", value)
    assert more == f"<br>{say('map.hover_place', language, lower=96, others=96)}"
    assert words in more
    hover = trace["hovertemplate"].replace("<br>", " ")
    for part in ("378426df", indicators()[RATE].unit[language], "98 Doughnuts"):
        assert part in hover
    assert "{" not in re.sub(r"%\{customdata\[\d\]\}", "", hover)


def test_the_hover_of_what_is_missing_says_why(full):
    figure = mapped(full, "da", period="2022")
    told = {c: d for t in shapes_of(figure) if not in_class(t)
            for c, d in zip(t["locations"], t["customdata"], strict=True)}  # fmt: skip
    ((name, why),) = told.values()
    assert (list(told), name) == (["825"], "Læsø")
    assert why.startswith(say("status.missing", "da"))
    assert "Frederikshavn" in why


def test_the_chosen_one_is_outlined_and_covers_nothing(full):
    outline = shapes_of(mapped(full, "da", chosen="101"))[-1]
    assert outline["locations"] == ["101"]
    assert outline["hoverinfo"] == "skip"
    assert {color for _, color in outline["colorscale"]} == {theme.CLEAR}
    assert outline["marker"]["line"]["color"] == theme.CHOSEN


def test_a_map_of_only_what_was_not_reported_still_draws(copy):
    """2016 has then one printed zero that was not reported, and 97 municipalities without any."""
    copy.rows(
        "98d-und2/opdigtet/observations.csv",
        lambda rows: [r for r in rows if r["area"] == "825" and r["period"] == "2016"],
    )
    facts = copy.build()
    for language in LANGUAGES:
        figure = mapped(facts, language, period="2016")
        assert go.Figure(figure.drawing).data
        assert not any(in_class(trace) for trace in shapes_of(figure))
        assert [line.count for line in figure.legend] == [97, 1]
        assert sorted(c for t in shapes_of(figure) for c in t["locations"]) == sorted(CODES)


@pytest.mark.parametrize("count", [1, 2, 98])
def test_a_map_of_equal_values_still_draws(copy, count):
    """However many municipalities there are: one class, and the rest missing."""
    codes = sorted(CODES)[:count]
    copy.rows(
        "98d-laby07/opdigtet/observations.csv",
        lambda rows: [{**rows[0], "area": code, "period": "2021", "value": "5"} for code in codes],
    )
    figure = mapped(copy.build(), "da", "child_poverty_share")
    assert go.Figure(figure.drawing).data
    assert [line.count for line in figure.legend] == [count, 98 - count]


def test_maps_of_one_year_draw_for_every_indicator_that_has_one(full):
    single = [n for n in MAPPED if len(periods(measure(full, n, area_kind="municipality"))) == 1]
    assert len(single) == 13
    for name in single:
        assert sum(len(t["locations"]) for t in shapes_of(mapped(full, "en", name))) == 98
