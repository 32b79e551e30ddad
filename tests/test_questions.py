"""Questions for the committee table: each rests on one row of a source, or says it does not."""

import csv
from functools import lru_cache
from html import unescape

import pytest

from analysis.explanations import quoted
from catalog.load import CatalogError, indicators, questions, questions_in
from catalog.words import LANGUAGES, say
from data.settings import SNAPSHOTS
from pages import MENU

PAGES = {entry.id for entry in MENU}


@lru_cache
def rows(name):
    """Every row of the files of that name in the snapshots, with source and edition."""
    found = []
    for file in sorted(SNAPSHOTS.glob(f"*/*/{name}.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            place = f"{file.parts[-3]}/{file.parts[-2]}"
            found += [(place, row) for row in csv.DictReader(lines)]
    return found


@pytest.mark.parametrize("name", questions())
def test_each_row_that_a_question_rests_on_stands_once_in_the_snapshots(name, full):
    found, texts = questions()[name].sources, []
    for one in found:
        if one.statement:
            at = [row for _, row in rows("statements") if row["id"] == one.statement]
        elif one.requirement:
            at = [r for _, r in rows("barometer_law") if r["requirement"] == one.requirement]
        else:
            at = [
                row
                for place, row in rows("quality_notes")
                if place == one.snapshot and row["text_da"].startswith(one.note)
            ]
        assert len(at) == 1, one
        texts.append(at[0].get("text_da") or at[0]["after_da"])
    said = [row.text.da for row in quoted(full, found)]
    assert len(said) == len(texts)
    assert all(text in one for text, one in zip(texts, said, strict=True))


@pytest.mark.parametrize("name", questions())
def test_a_question_stands_beside_a_page_or_an_indicator(name):
    known = PAGES | indicators().keys()
    for about in questions()[name].about:
        assert about in known or any(about.startswith(f"{page}_") for page in known), about


@pytest.mark.parametrize("name", questions())
def test_a_question_asks_and_judges_nobody(name):
    for language in LANGUAGES:
        text = questions()[name].text[language]
        assert text.endswith("?")
        assert not {"bedre", "værre", "better", "worse"} & set(text.lower().split())


def test_there_are_questions_of_both_sorts():
    sorts = {bool(question.sources) for question in questions().values()}
    assert sorts == {True, False}


def test_a_question_about_nothing_is_refused_by_name(tmp_path):
    file = tmp_path / "questions.toml"
    file.write_text('[lost]\nabout = []\ntext = { da = "Hvad?", en = "What?" }\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=r"questions\.toml: lost\.about"):
        questions_in(file)


def asked(app, language):
    """The lists of questions on a page, as HTML."""
    heading = say("asked.heading", language)
    bodies = [html.proto.body for html in app.get("html")]
    return unescape(" ".join(body for body in bodies if heading in body))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "map", "municipality", "support", "offers"])
def test_the_questions_of_a_page_are_shown_with_source_or_as_suggestions(
    page, language, full, read
):
    html = asked(read("full", page, area="482", lang=language), language)
    found = [question for question in questions().values() if page in question.about]
    assert found
    for question in found:
        assert question.text[language] in html
        after = html.split(question.text[language])[1].split("</li>")[0]
        suggestion = say("asked.suggestion", language)
        assert (suggestion in after) == (not question.sources)
        for row in quoted(full, question.sources):
            assert row.text[language] in after
