"""Dots, and the barometer's small drawings: nothing is joined that may not be."""

import xml.etree.ElementTree as ET

import pytest

import geo.municipalities as geo
from analysis.barometer import barometer
from analysis.measure import measure
from charts import dots, requirement, theme
from charts.barometer import edition_name as barometer_edition
from tests.drawn import LANGUAGES, RATE, SVG
from tests.made import made


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
