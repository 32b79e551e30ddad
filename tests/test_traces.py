"""Traces in the sources: all kinds each time, with date and reservation; none is never a no."""

import csv
import re

import pytest

import geo.municipalities as geo
from analysis.traces import HOUSE, KINDS, named, traces
from catalog.words import LANGUAGES, say
from data.settings import SNAPSHOTS
from tests.opened import html

LANGELAND, NORDFYNS, HERNING, GLADSAXE, VIBORG = "482", "480", "657", "159", "791"


def written():
    """Every row of every file of traces, as it stands."""
    for file in sorted(SNAPSHOTS.glob("*/*/traces.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def counted(found):
    return {kind: len(found[kind]) for kind in KINDS}


def test_no_row_of_the_files_is_lost_and_none_is_added(full):
    """Counted in the files by municipality and kind; of the houses the files know nothing."""
    rows = [(row["area"], row["kind"]) for row in written()]
    assert len(rows) == 49
    for area in geo.municipalities():
        found = traces(full, area, "da")
        for kind in KINDS[:-1]:
            assert len(found[kind]) == rows.count((area, kind)), (area, kind)


def test_each_trace_has_its_text_date_and_reservation_as_written(full):
    for row in written():
        found = traces(full, row["area"], "da")[row["kind"]]
        same = [one for one in found if one.text == row["text_da"]]
        assert len(same) == 1
        assert same[0].note == row["certainty_da"]
        if row["date"]:
            assert row["date"][:4] in same[0].value
        else:
            assert same[0].value == "Uden dato."


def test_langeland_nordfyns_and_herning_by_hand(full):
    """Read in the files: press on Task Force 2024, two of Nordfyns, Herning in two roles."""
    none = dict.fromkeys(KINDS, 0) | {HOUSE: 1}
    assert counted(traces(full, LANGELAND, "da")) == none | {
        "task_force": 1,
        "prevention_advice": 1,
    }
    assert traces(full, LANGELAND, "da")["task_force"][0].value == "december 2024"
    assert counted(traces(full, NORDFYNS, "da")) == none | {
        "barometer_supervision": 1,
        "task_force": 2,
    }
    assert counted(traces(full, HERNING, "da")) == none | {
        "prevention_partner": 1,
        "inspiration_case": 1,
    }
    assert traces(full, HERNING, "en")["prevention_partner"][0].value == "2015–2017"


def test_the_house_is_that_of_the_region_and_does_not_name_the_municipality(full):
    found = traces(full, VIBORG, "da")[HOUSE]
    assert [one.id for one in found] == ["childrens-houses-house-082"]
    assert not named(full, VIBORG, "da")[HOUSE]


def test_figures_of_a_municipality_stand_with_the_doubt_about_them(full):
    """Gladsaxebladet: 9, 20, 12 and 7 courses begun in 2016-2019, and 0.5 for each 1,000."""
    own = [one for one in traces(full, GLADSAXE, "da")[HOUSE] if one.area == GLADSAXE]
    told = {(one.value, re.findall(r": ([\d,]+) ", one.text)[0]) for one in own}
    courses = {("2016", "9"), ("2017", "20"), ("2018", "12"), ("2019", "7")}
    assert told == courses | {("2019", "0,5")}
    assert [one.note for one in own if "0,5" in one.text] == [
        "Kilden siger ikke i det sete uddrag, hvilke børn satsen er sat i forhold til."
    ]
    assert named(full, GLADSAXE, "da")[HOUSE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", [VIBORG, NORDFYNS])
def test_every_kind_is_on_the_profile_and_absence_is_not_mentioned_never_no(
    area, language, full, read
):
    app = read("full", "municipality", area=area, lang=language)
    texts = [found.value for found in app.markdown]
    absent = say("traces.absent", language, name=geo.municipality(area).name)
    mentions = named(full, area, language)
    assert {"da": "ikke nævnt i kilderne", "en": "not mentioned in the sources"}[language] in absent
    for kind in KINDS:
        heading = f"**{say(f'traces.{kind}', language)}**"
        assert texts.count(heading) == 1
        after = texts[texts.index(heading) + 1 :]
        assert (after[:1] == [absent]) == (not mentions[kind])
        assert not set(re.findall(r"\w+", after[0].lower())) & {"nej", "no"}
    shown = html(app)
    for one in [one for found in traces(full, area, language).values() for one in found]:
        assert one.text in shown
        assert one.note in shown


def test_without_sources_nothing_is_said_to_be_unmentioned(read):
    app = read("empty", "municipality", area="360")
    assert say("traces.heading", "da") not in [found.value for found in app.subheader]
