"""The small series: its points are the map's figures, and it stops where figures do."""

import re
from dataclasses import replace

import pytest

from analysis.measure import measure
from analysis.peers import series
from catalog.words import LANGUAGES, say
from charts.spark import spark

RATE = "children_notified_rate"


@pytest.fixture(scope="module")
def rate(full):
    return measure(full, RATE, area_kind="municipality")


def lines(figure):
    """The points of each drawn line."""
    return [
        [tuple(map(float, point.split(","))) for point in found.split()]
        for found in re.findall(r'<polyline points="([^"]+)"', figure.drawing)
    ]


def without(result, area, period):
    """The same result with one figure taken away, as a source leaves it out."""
    there = (result.table["area"] == area) & (result.table["period"] == period)
    table = result.table.assign(
        value=result.table["value"].mask(there),
        status=result.table["status"].mask(there, "missing"),
    )
    return replace(result, table=table)


def test_the_line_stops_at_the_break_of_2017_and_has_every_year_once(rate):
    drawn = lines(spark(rate, "360", "da"))
    assert [len(run) for run in drawn] == [2, 9]
    assert drawn[0][-1][0] < drawn[1][0][0]


def test_heights_are_the_figures_from_zero(rate):
    """Two heights over the floor are to each other as the two figures."""
    figure, values = spark(rate, "360", "da"), series(rate, "360")
    floor = float(re.search(r'<line [^>]*y1="([\d.]+)"', figure.drawing)[1])
    heights = [floor - y for run in lines(figure) for _, y in run]
    for height, value in zip(heights, values.values(), strict=True):
        assert height / max(heights) == pytest.approx(value / max(values.values()), abs=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_year_is_a_gap_that_is_told_and_never_zero(rate, language):
    figure = spark(without(rate, "360", "2021"), "360", language)
    assert [len(run) for run in lines(figure)] == [2, 4, 4]
    assert f"2021: {say('status.missing', language)}" in figure.alt
    assert "2021: 0" not in figure.alt
    assert ">–<" in figure.drawing
    assert ">–<" not in spark(rate, "360", language).drawing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_have_every_figure_and_the_break(rate, language):
    figure = spark(rate, "360", language)
    last = {"da": "2025: 148,72", "en": "2025: 148.72"}[language]
    assert last in figure.alt
    text = rate.indicator.breaks[0][language]
    assert text in figure.alt
    assert text in figure.notes
    assert figure.source


def test_a_figure_in_doubt_has_a_ring_and_its_reason(rate):
    figure = spark(rate, "370", "da")
    assert figure.drawing.count('r="5"') == 1
    assert any(note.startswith("2020: tallet er i tvivl") for note in figure.notes)
    assert 'r="5"' not in spark(rate, "360", "da").drawing


def test_the_chosen_years_are_written_and_an_unknown_one_is_not(rate):
    figure = spark(rate, "360", "da", chosen=("2019", "1999", "2025"))
    assert ">123,11<" in figure.drawing
    assert ">148,72<" in figure.drawing
    assert figure.drawing.count('font-weight="600"') == 2


def test_figures_that_are_not_its_own_or_too_few_are_not_drawn(rate):
    assert spark(rate, "825", "da") is None
    one = rate.where(rate.table["period"] == "2025")
    assert spark(one, "360", "da") is None


def test_made_up_figures_are_marked(demo):
    made = measure(demo, "children_notified_rate_0_17", area_kind="municipality")
    figure = spark(made, "360", "da")
    assert figure.title == say(
        "frame.synthetic", "da", title=say("spark.title", "da", name="Lolland")
    )
    assert say("frame.mark", "da") in figure.drawing
