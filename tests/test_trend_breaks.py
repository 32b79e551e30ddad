"""Lines over years stop at breaks and missing years, and breaks are drawn and told."""

import xml.etree.ElementTree as ET

import plotly.graph_objects as go
import pytest

from analysis import law
from analysis.findings import findings
from analysis.measure import measure
from catalog.load import indicators
from catalog.words import say
from charts import drawing, theme, trend
from charts.trend import Line
from charts.years import segments
from tests.drawn import LANGUAGES, RATE, SVG, own_trend


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
