"""Every chart, in both languages, on real and made-up figures: its frame, lines and colors."""

import colorsys
import itertools
import json
import re
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import pytest

import charts
import geo.municipalities as geo
from analysis import law
from analysis.barometer import barometer
from analysis.classes import classed
from analysis.findings import findings
from analysis.measure import COUNTRY, measure, periods
from analysis.peers import group_median, series
from analysis.position import positions
from analysis.result import edition_name, weakest
from catalog.load import indicators, sources
from catalog.words import say
from charts import choropleth, dots, drawing, layers, months, requirement, theme, trend
from charts.barometer import edition_name as barometer_edition
from charts.frame import Framed
from charts.trend import Line
from charts.years import segments
from tests.made import made

RATE = "children_notified_rate"
MAPPED = [name for name, found in indicators().items() if found.map]
CODES = set(geo.municipalities())
LANGUAGES = ("da", "en")
BOUNDARIES = "app/static/boundaries.json"
CONFIG = tomllib.loads(
    (Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)["theme"]
SVG = "{http://www.w3.org/2000/svg}"


def mapped(facts, language, name=RATE, *, period=None, chosen=None):
    result = measure(facts, name, area_kind="municipality")
    when = period or periods(result)[-1]
    return choropleth(
        result,
        classed(facts, result, when),
        language,
        period=when,
        boundaries=BOUNDARIES,
        positions=positions(result, when),
        chosen=chosen,
    )


def drawn_map(facts, language):
    for name in MAPPED:
        if periods(measure(facts, name, area_kind="municipality")):
            yield mapped(facts, language, name)
    yield mapped(facts, language, chosen="400")


def drawn_dots(facts, language):
    for name, chosen in ((RATE, None), (RATE, "101"), ("support_share", "825")):
        result = measure(facts, name, area_kind="municipality")
        yield dots(result, language, period=periods(result)[-1], chosen=chosen)


def drawn_findings(facts, language):
    for finding in findings(facts):
        yield drawing(finding, language, events=law.marked(facts))


def drawn_requirements(facts, language):
    found = barometer(facts)
    for code in dict.fromkeys(found.results["requirement"]):
        yield requirement(found, code, language)


def own_trend(facts, language, area, name=RATE):
    own, whole = (measure(facts, name, area=code) for code in (area, COUNTRY))
    municipal = measure(facts, name, area_kind="municipality")
    lines = [
        Line("egen", series(own, area), theme.CHOSEN, "own"),
        Line("samlet", series(whole, COUNTRY), theme.MAIN),
        Line("median", group_median(municipal, area), theme.QUIET),
    ]
    return trend([own, whole], lines, language, title="Udvikling", events=law.marked(facts))


def drawn_trends(facts, language):
    for area in ("101", "400", "825"):
        yield own_trend(facts, language, area)


def drawn_months(facts, language):
    """No published figure is monthly, so the years stand for their first months."""
    own = measure(facts, RATE, area="101")
    yield months(
        replace(own, table=own.table.assign(period=own.table["period"] + "-01")),
        language,
        title="Måneder",
    )


DRAWN = {
    "choropleth": drawn_map,
    "dots": drawn_dots,
    "drawing": drawn_findings,
    "months": drawn_months,
    "requirement": drawn_requirements,
    "trend": drawn_trends,
}


NEED_COUNTS = {"difference", "funnel"}
"""Drawn from counts behind rates, which are fetched: looked at in test_difference."""


def test_every_chart_is_looked_at_here():
    assert set(DRAWN) | NEED_COUNTS == set(charts.__all__)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_is_framed_whole(some, name, language):
    """Title, unit, source with publisher and edition, standing, words for who cannot see it."""
    figures = list(DRAWN[name](some, language))
    assert figures
    for figure in figures:
        assert isinstance(figure, Framed)
        assert figure.title.strip()
        assert figure.subtitle.strip()
        assert figure.snapshots
        for snapshot in figure.snapshots:
            named = (snapshot.publisher, sources()[snapshot.source].name[language])
            assert any(part in figure.source for part in named)
            assert edition_name(snapshot.edition, language) in figure.source
        assert figure.source.startswith("Kilde: " if language == "da" else "Source: ")
        assert figure.standing == weakest(s.standing for s in figure.snapshots)
        assert say(f"standing.{figure.standing}", language) in figure.source
        for text in (figure.title, figure.subtitle, figure.alt, *figure.notes):
            assert not re.search(r"[{}]|\bnan\b|None", text), text
        assert len(figure.alt) > 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_made_up_figures_are_marked_in_the_title_and_real_ones_never(full, tiny, name, language):
    mark = say("frame.synthetic", language, title="")
    assert mark.strip()
    for figure in DRAWN[name](tiny, language):
        assert figure.title.startswith(mark)
        assert figure.standing == "synthetic"
    for figure in DRAWN[name](full, language):
        assert mark not in figure.title
        assert figure.standing in ("published", "secondary")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["choropleth", "dots", "trend"])
def test_the_unit_stands_under_the_title(some, name, language):
    unit = measure(some, RATE).indicator.unit[language]
    figure = list(DRAWN[name](some, language))[-1 if name != "dots" else 0]
    assert unit.lower() in figure.subtitle.lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_plotly_accepts_every_figure_and_every_image_is_sound(some, name, language):
    for figure in DRAWN[name](some, language):
        if isinstance(figure.drawing, str):
            image = ET.fromstring(figure.drawing)
            assert image.get("role") == "img"
            assert image.get("aria-label") == figure.alt
            assert not re.search(r"\bnan\b|None|<script", figure.drawing)
        else:
            built = go.Figure(figure.drawing)
            assert built.data
            assert built.layout.separators == {"da": ",.", "en": ".,"}[language]
            assert built.layout.meta == {"standing": figure.standing}
            json.dumps(figure.drawing, allow_nan=False)


# Breaks and missing years


def runs(figure):
    """The years of each line of a trend."""
    return [trace["x"] for trace in figure.drawing["data"]]


@pytest.mark.parametrize("area", ["101", "147", "360", "400", "563", "825"])
def test_lines_stop_at_breaks_and_at_missing_years(full, area):
    figure = own_trend(full, "da", area)
    for years in runs(figure):
        assert years == list(range(years[0], years[0] + len(years)))
        assert not {2016, 2017} <= set(years)
    shown = {year for years in runs(figure) for year in years}
    assert shown == set(range(2015, 2026))


def test_laesoe_has_no_line_through_the_years_that_are_not_its_own(full):
    own = [t["x"] for t in own_trend(full, "da", "825").drawing["data"] if t["name"] == "egen"]
    assert own == [[2015], [2019, 2020, 2021], [2023, 2024, 2025]]


def test_made_up_lines_stop_at_the_break_and_at_the_missing_years(tiny):
    """The years are 2016, 2017 and 2021: a break before 2017, and nothing from 2018 to 2020."""
    assert runs(own_trend(tiny, "da", "101")) == [[2016], [2017], [2021]] * 2
    named = [t["name"] for t in own_trend(tiny, "da", "101").drawing["data"] if t["showlegend"]]
    assert named == ["egen", "samlet"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_breaks_and_events_are_drawn_and_told(some, language):
    """The break of 2017 as a whole line, a law as a dotted one, both between two years."""
    figure = own_trend(some, language, "101")
    shapes = {shape["x0"]: shape["line"]["dash"] for shape in figure.drawing["layout"]["shapes"]}
    labels = {
        note["x"]: note["text"]
        for note in figure.drawing["layout"]["annotations"]
        if note["xref"] == "x"
    }
    assert shapes.keys() == labels.keys()
    assert shapes[2016.5] == "solid"
    assert labels[2016.5] == say("frame.break", language)
    assert set(shapes.values()) == {"solid", "dot"}
    declared = indicators()[RATE].breaks[0][language]
    assert declared in figure.notes
    assert len(figure.notes) == len(shapes)


def test_a_mark_outside_the_years_that_are_shown_is_not_drawn(tiny):
    own = measure(tiny, RATE, area="101")
    late = {"2017": 1.0, "2018": 2.0}
    figure = trend([own], [Line("a", late, theme.MAIN)], "da", title="x", events=law.marked(tiny))
    assert figure.drawing["layout"]["shapes"] == []
    assert figure.notes == ()


def test_runs_end_before_a_break_and_at_a_gap():
    years = {str(year): 1.0 for year in (2014, 2015, 2016, 2018, 2019, 2021)}
    assert segments(years, [2019]) == [["2014", "2015", "2016"], ["2018"], ["2019"], ["2021"]]
    assert segments({}, [2019]) == []


@pytest.mark.parametrize(
    ("state", "name", "expected"),
    [("full", "over_time", [2, 9]), ("full", "support", [11]), ("tiny", "support", None)],
)
def test_lines_of_findings_stop_at_breaks_and_missing_years_too(request, state, name, expected):
    facts = request.getfixturevalue(state)
    finding = next(found for found in findings(facts) if found.id == name)
    figure = drawing(finding, "da", events=law.marked(facts))
    lines = [
        len(line.get("points").split())
        for line in ET.fromstring(figure.drawing).iter(f"{SVG}polyline")
    ]
    assert lines == (expected or [1] * len(finding.drawn["series"]))


def test_a_trend_of_nothing_and_of_one_year_still_draws(tiny, empty):
    none = trend([measure(empty, RATE)], [], "da", title="Tom", events=law.marked(empty))
    assert go.Figure(none.drawing).data == ()
    assert none.source == say("source.none", "da")
    one = Line("a", {"2021": 5.0}, theme.MAIN)
    figure = trend([measure(tiny, RATE)], [one], "da", title="En", events=law.marked(tiny))
    assert runs(figure) == [[2021]]


# The map


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


# Dots, findings and the barometer


def test_dots_are_the_usable_figures_once_each(full):
    result = measure(full, RATE, area_kind="municipality")
    figure = dots(result, "da", period="2017", chosen="825")
    first = figure.drawing["data"][0]
    assert len(first["x"]) == len(set(first["text"])) == 97
    assert "Læsø" not in first["text"]
    assert not [t for t in figure.drawing["data"] if t["mode"] == "markers+text"]


def test_the_band_of_a_group_is_its_middle_half_by_hand():
    """Five of group 1 with 10, 20, 30, 40, 50: quartiles 20 and 40, median 30; four get no band."""
    first = [m.code for m in geo.municipalities().values() if m.group_code == "1"][:5]
    second = [m.code for m in geo.municipalities().values() if m.group_code == "4"][:4]
    values = {(code, "2024"): 10.0 * n for n, code in enumerate(first, 1)}
    values |= {(code, "2024"): 5.0 for code in second}
    figure = dots(made(values), "da", period="2024")
    lines = [t["x"] for t in figure.drawing["data"] if t["mode"] == "lines"]
    assert lines == [[20.0, 40.0], [30.0, 30.0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_barometer_joins_only_the_settled_pairs(full, language):
    found = barometer(full)
    joined = {}
    for code in dict.fromkeys(found.results["requirement"]):
        image = ET.fromstring(requirement(found, code, language).drawing)
        assert list(image.iter(f"{SVG}polyline")) == []
        joined[code] = len(list(image.iter(f"{SVG}path")))
    assert {code: count for code, count in joined.items() if count} == {
        "child_talk_before_decision": 2,
        "bfu_4_months": 1,
    }


def test_no_rule_of_the_barometer_goes_from_one_edition_to_another(full):
    """Straight lines are the upright ones of the axis and nothing else."""
    found = barometer(full)
    for code in found.requirements():
        for line in ET.fromstring(requirement(found, code, "da").drawing).iter(f"{SVG}line"):
            assert line.get("x1") == line.get("x2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_in_words_are_drawn_as_words_and_have_no_point(full, language):
    found = barometer(full)
    figure = requirement(found, "acute_action", language)
    words = {"da": "næsten alle", "en": "nearly all"}[language]
    assert words in figure.drawing
    marks = [*ET.fromstring(figure.drawing).iter(f"{SVG}circle")]
    assert len(marks) == 1, "only the pilot printed a share"
    assert barometer_edition(found, "pilot-2019", language) in figure.alt


def test_pilot_pooled_and_yearly_editions_have_marks_of_their_own(full):
    found = barometer(full)
    image = ET.fromstring(requirement(found, "bfu_made", "da").drawing)
    circles = list(image.iter(f"{SVG}circle"))
    hollow = [circle for circle in circles if circle.get("fill") == "none"]
    squares = [r for r in image.iter(f"{SVG}rect") if r.get("fill") == theme.MAIN]
    assert (len(hollow), len(circles) - len(hollow), len(squares)) == (1, 2, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_says_why_it_cannot_be_told_from_chance(full, language):
    figure = requirement(barometer(full), "bfu_4_months", language)
    assert len(figure.notes) == 1
    for part in ("2021", "2024", "60", "50", "−10"):
        assert part in figure.notes[0]


# Colors


def channels(color):
    return [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(color):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def over(clear, ground):
    """A half-clear color as it is seen on its ground."""
    *parts, opacity = (float(n) for n in re.findall(r"[\d.]+", clear))
    seen = [
        p * opacity + g * 255 * (1 - opacity) for p, g in zip(parts, channels(ground), strict=True)
    ]
    return "#" + "".join(f"{round(part):02x}" for part in seen)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("color", [theme.MAIN, theme.CHOSEN, theme.QUIET, *theme.OTHERS])
def test_lines_are_seen_on_both_grounds(color, mode):
    assert contrast(color, CONFIG[mode]["backgroundColor"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_breaks_are_seen_on_both_grounds(mode):
    ground = CONFIG[mode]["backgroundColor"]
    assert contrast(over(theme.INK, ground), ground) >= 3


def test_the_colors_are_those_of_the_configuration():
    assert CONFIG["chartCategoricalColors"] == [
        theme.MAIN, theme.CHOSEN, theme.QUIET, *theme.OTHERS,
    ]  # fmt: skip
    sequence = CONFIG["chartSequentialColors"]
    places = [sequence.index(color) for color in theme.CLASSES]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(sequence) - 1)


def hue(color):
    return 360 * colorsys.rgb_to_hls(*channels(color))[0]


def test_amounts_have_one_hue_from_light_to_dark():
    """More notifications are neither good nor bad: no red, no green, only less and more."""
    hues = [hue(color) for color in theme.CLASSES]
    assert max(hues) - min(hues) < 15
    assert all(180 < found < 260 for found in hues)
    light = [luminance(color) for color in theme.CLASSES]
    assert light == sorted(light, reverse=True)
    steps = [contrast(a, b) for a, b in itertools.pairwise(theme.CLASSES)]
    assert min(steps) >= 1.3, "two classes beside each other are told apart"


def test_what_has_no_figure_is_grey_and_no_class():
    for color in (theme.NO_FIGURE, theme.NOT_REPORTED):
        red, green, blue = channels(color)
        assert max(red, green, blue) - min(red, green, blue) < 0.05
        assert color not in theme.CLASSES


def test_colors_stand_in_the_theme_and_nowhere_else():
    folder = Path(charts.__file__).parent
    for file in folder.glob("*.py"):
        found = re.findall(r"#[0-9a-fA-F]{6}\b", file.read_text(encoding="utf-8"))
        assert not found or file.name == "theme.py", (file.name, found)
