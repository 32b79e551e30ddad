"""A comparison on the profile and in its file: members, sentences, no word too many."""

import csv
import io

import pytest

from analysis.comparison import choose, level
from analysis.measure import measure
from analysis.robust import holds
from catalog.words import say
from data.facts import open_facts
from pages.components.beside import Beside, compared
from pages.components.holding import sentence
from pages.components.session import Run
from reports.beside import rows
from reports.download import csv_file
from tests.beside import EMBEDDED, FIVE, RATE, YEAR, by_hand, doubted, times
from tests.opened import texts

JUDGING = {
    "da": {"højere", "lavere", "flere", "færre", "stigning", "stiger", "fald", "falder"},
    "en": {"higher", "lower", "more", "fewer", "rise", "rises", "fall", "falls"},
}


def test_the_page_says_that_choices_agree_or_which_do_not(altered_file, read):
    region = by_hand("316", "region", None) | {"316"}
    app = read(altered_file(times(region, 3), of="fetched"), "municipality", area="316")
    parts = [found.value for found in app.markdown if "ikke enige" in str(found.value)]
    assert len(parts) >= 1
    assert "inden for det sædvanlige ved siden af »Region Sjælland«" in parts[0]
    assert "højere end sædvanligt ved siden af" in parts[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_before_a_fetch_the_sentence_only_says_why(read, language):
    app = read("full", "municipality", area="741", lang=language)
    said = say("alike.uncounted_embedded", language)
    assert texts(app).count(said) == 3
    heads = [list(table.value.columns) for table in app.table]
    verdict = say("alike.verdict", language, name="Samsø")
    assert all(verdict not in head for head in heads)


def test_neighbors_are_named_with_link_and_doubt(read):
    assert "Odder (Færge Hou-Sælvig)" in texts(
        read("full", "municipality", area="741", compare="border")
    )
    app = read("full", "municipality", area="101", compare="border")
    assert say("close_up.doubtful", "da", name="Herlev") in texts(app)


def test_a_comparison_of_nobody_is_said(read):
    app = read("full", "municipality", area="741", compare="hand")
    name = say("beside.line_hand", "da")
    assert say("beside.nobody", "da", name=name) in texts(app)


def test_the_list_by_hand_leaves_the_own_out_and_is_averaged(read, full):
    app = read("full", "municipality", area="741", compare="hand", **{"with": "101.741.316"})
    assert "741" in " ".join(found.value for found in app.warning)
    assert app.query_params["with"] == "101.316"
    found = level(
        full,
        measure(full, EMBEDDED, area_kind="municipality"),
        choose(full, "741", "hand", hand=("101", "316")),
    )
    assert found.members[YEAR] == 2
    assert say(
        "beside.told_median", "da", name="Valgte kommuner", members="Holbæk og København", count=2
    ) in (texts(app))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_file_stands_alone(fetched, answered, language):
    """The rows of the comparison name it, its members and the averaging, with counts and source."""
    result = measure(fetched, RATE, area_kind="municipality")
    beside = Beside(choose(fetched, "482", "group"))
    others = compared(Run(language, fetched, None), beside, result)
    own = result.where(result.table["area"] == "482")
    text = csv_file(own, language, rows(others, language)).decode("utf-8-sig")
    split = ";" if language == "da" else ","
    found = list(csv.DictReader(io.StringIO(text), delimiter=split))
    area, period = say("download.area", language), say("download.period", language)
    (row,) = (r for r in found if r[area] == say("group.5", language) and r[period] == YEAR)
    members = by_hand("482", "group", fetched)
    above, below = (sum(part[code] for code in members) for part in answered)
    assert row[say("download.numerator", language)] == str(above)
    assert row[say("download.denominator", language)] == str(below)
    value = row[say("download.value", language)].replace(",", ".")
    assert float(value) == pytest.approx(1000 * above / below, abs=1e-9)
    note = row[say("download.note", language)]
    assert say("beside.members", language, count=len(members)) in note
    assert "Lolland" in note
    assert "Danmarks Statistik" in row[say("download.publisher", language)]
    assert len(found) == len(own.table) + len(others.level.values)


def said(facts, indicator, area, language):
    """The sentence of the page on one municipality's newest figure."""
    result = measure(facts, indicator, area_kind="municipality")
    held = holds(facts, result, area, YEAR)
    return sentence(Run(language, facts, None), result, held, area, YEAR)


def words(text):
    return {word.strip(".,:;»«").lower() for word in text.split()}


@pytest.mark.parametrize("language", ["da", "en"])
def test_without_a_verdict_no_word_judges(full, altered_file, language):
    doubtful = open_facts(altered_file(times(["316"], 3), doubted("316"), of="fetched"))
    sentences = [said(doubtful, RATE, "316", language)]
    sentences += [said(full, EMBEDDED, area, language) for area in FIVE.values()]
    assert [text for text in sentences if words(text) & JUDGING[language]] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_verdict_is_said_with_its_word(altered_file, language):
    text = said(open_facts(altered_file(times(["316"], 3), of="fetched")), RATE, "316", language)
    assert text == say("alike.all_higher", language, period=YEAR, count=5)
    assert words(text) & JUDGING[language]
