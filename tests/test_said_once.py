"""Sources, known faults and files are named once, and each by what tells it from the others."""

import csv

import pytest

from analysis.findings import findings
from analysis.position import through_another
from analysis.similar import similar
from catalog.words import LANGUAGES
from data.settings import SNAPSHOTS
from pages.components import origins, profile, show
from pages.components.session import Run


def test_a_card_names_each_source_once(full):
    for finding in findings(full):
        drawn = show.snapshots_of(finding.results)
        besides = show.further(finding.also, finding.results)
        assert not set(besides) & set(drawn)
        assert {*drawn, *besides} == {*drawn, *show.snapshots_of(finding.also)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_fault_stands_once_with_all_its_years(full, language):
    table = origins.notes(Run(language, full, None))
    area, period, text = table.columns
    assert not table.duplicated([area, text]).any()
    written = [
        (row["area"], row["period"], row[f"text_{language}"])
        for file in SNAPSHOTS.glob("*/*/quality_notes.csv")
        for row in csv.DictReader(file.read_text("utf-8").splitlines())
    ]
    laesoe = [(when, told) for where, when, told in written if where == "825"]
    shown = table[table[area] == "Læsø"].set_index(text)[period].to_dict()
    assert set(shown) == {told for _, told in laesoe}
    for when, told in laesoe:
        assert (when or "–") in shown[told].split(", ")


def test_the_middle_figure_of_a_group_is_called_by_the_group(full):
    heads = profile.context(Run("da", full, None), "741").columns
    assert list(heads)[:2] == ["Samsø", "Andre landkommuner (det midterste tal)"]


def test_ten_most_alike_have_figures_of_their_own(full):
    assert through_another(full) == {"825"}
    for area in ("741", "825", "563"):
        found = similar(full, area).distances
        assert len(found) == 10
        assert "825" not in found
