"""Every chart, in both languages, on real and made-up figures: its frame, marks and soundness."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import plotly.graph_objects as go
import pytest

import charts
from analysis import law
from analysis.barometer import barometer
from analysis.findings import findings
from analysis.measure import measure, periods
from analysis.result import edition_name, weakest
from catalog.load import sources
from catalog.words import say
from charts import dots, drawing, months, requirement
from charts.frame import Framed
from tests.drawn import LANGUAGES, MAPPED, RATE, mapped, own_trend


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
