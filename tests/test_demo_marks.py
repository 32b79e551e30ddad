"""Made-up figures are marked wherever they are shown."""

import numpy as np
import pytest

from analysis import law
from analysis.barometer import barometer
from analysis.classes import classed
from analysis.findings import findings
from analysis.measure import measure
from analysis.position import positions
from catalog.words import LANGUAGES, say
from charts.barometer import requirement
from charts.dots import dots
from charts.findings import drawing
from charts.frame import frame, framed
from charts.map import choropleth
from charts.trend import Line, trend
from reports.download import csv_file
from reports.named import named
from tests.made_up import RATE
from tests.opened import html


def drawings(facts, language):
    """One of each figure that pages draw of municipal results, on one state of the facts."""
    result = measure(facts, RATE, area_kind="municipality")
    national = measure(facts, RATE, area="000")
    values = dict(zip(national.table["period"], national.table["value"], strict=True))
    yield choropleth(result, classed(facts, result, "2024"), language, period="2024",
                     boundaries="x", positions=positions(result, "2024"), chosen="360")  # fmt: skip
    yield dots(result, language, period="2024", chosen="360")
    lines = [Line("x", values, "#000")]
    yield trend([national], lines, language, title="t", events=law.marked(facts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_made_up_figure_is_marked_in_title_drawing_hover_and_alt(demo, language):
    mark = say("frame.mark", language)
    for figure in drawings(demo, language):
        assert figure.standing == "synthetic"
        assert figure.title.startswith(mark)
        assert figure.alt.startswith(mark)
        assert mark in [found["text"] for found in figure.drawing["layout"]["annotations"]]
        answering = [t for t in figure.drawing["data"] if t.get("hoverinfo") != "skip"]
        assert answering
        assert all(mark in trace["hovertemplate"] for trace in answering)
        assert say("demo.edition", language, number=1) in figure.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_drawings_of_made_up_figures_are_marked(tiny, language):
    mark = say("frame.mark", language)
    found = barometer(tiny)
    figures = [drawing(f, language, events=law.marked(tiny)) for f in findings(tiny)]
    figures += [requirement(found, code, language) for code in found.requirements()]
    assert len(figures) > 1
    for figure in figures:
        assert f"{mark}</text></svg>" in figure.drawing
        assert figure.title.startswith(mark)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_and_the_name_of_a_made_up_file_say_so(demo, language):
    result = measure(demo, RATE)
    assert named([result], language).startswith(say("taken.made_up", language))
    rows = csv_file(result, language).decode("utf-8-sig").splitlines()[1:]
    told = [row for row in rows if "fiktiv-1" in row]
    assert len(told) > 1000
    assert all(say("standing.synthetic", language) in row for row in told)


def test_a_small_drawing_has_the_mark_inside_it(demo):
    snapshots = measure(demo, RATE).snapshots
    plain = '<svg viewBox="0 0 340 150"><circle/></svg>'
    figure = frame(plain, snapshots, "da", title="t", alt="a", subtitle="s")
    assert "FIKTIVE TAL</text></svg>" in figure.drawing


def test_real_figures_carry_no_mark(demo):
    result = measure(demo, "children_notified_rate")
    assert result.standing == "secondary"
    drawing = {"data": [{"hovertemplate": "x"}], "layout": {}}
    figure = framed(drawing, [result], "da", title="t", alt="a")
    assert "FIKTIVE" not in str(figure)
    assert named([result], "da").startswith("underretningsatlas-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_mixes_is_refused_and_names_both(demo, language):
    mixed = [measure(demo, RATE), measure(demo, "children_notified_rate")]
    with pytest.raises(ValueError, match="dst-und2/fiktiv-1") as refused:
        framed({"data": [], "layout": {}}, mixed, language, title="t", alt="a")
    assert "98d-und2" in str(refused.value)


def test_made_up_classes_are_of_their_own(demo):
    values = measure(demo, RATE).usable()["value"]
    assert np.isfinite(values).all()


def test_the_page_has_a_banner_and_a_marked_figure(read):
    app = read("demo", "map", indicator=RATE, period="2024", area="360")
    assert say("standing.banner", "da") in [found.value for found in app.error]
    assert "FIKTIVE TAL: " in html(app)
    beside_the_drawing = html(app).count("<p class='atlas-made-up'>FIKTIVE TAL</p>")
    assert beside_the_drawing >= 2, "the single figure and the table say it too"
