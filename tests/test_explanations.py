"""What could explain a figure: the file that people edit, and the page."""

from html import unescape
from typing import get_args

import pytest

from analysis.evidence import EVIDENCE
from analysis.explanations import quoted
from catalog.load import CatalogError, explanations, explanations_in
from catalog.reasons import Evidence
from catalog.words import LANGUAGES, say, words
from data.settings import SNAPSHOTS
from tests.explained import lolland, written


def test_every_source_row_stands_in_the_snapshots_once():
    """Read from the files themselves, not through the database."""
    told = [row for file in SNAPSHOTS.glob("*/*/statements.csv") for row in written(file)]
    seen = 0
    for item in explanations().values():
        for one in item.sources:
            if one.statement is not None:
                found = [row for row in told if row["id"] == one.statement]
            else:
                rows = written(SNAPSHOTS / f"{one.snapshot}/quality_notes.csv")
                found = [row for row in rows if row["text_da"].startswith(one.note)]
            assert len(found) == 1, f"{item.id}: {one}"
            seen += 1
    assert seen >= 6


def test_the_page_quotes_just_those_rows(full):
    for item in explanations().values():
        assert len(quoted(full, item.sources)) == len(item.sources)
    first, _ = quoted(full, explanations()["registration"].sources)
    assert first.text.da.startswith("Ankestyrelsens undersøgelse af kommunale forskelle")
    assert (first.snapshot.source, first.snapshot.edition) == (
        "ministerbrev",
        "2017-03-06-undersoegelse",
    )


def test_the_seven_explanations_and_which_are_suggestions():
    assert list(explanations()) == [
        "registration",
        "reception",
        "transfers",
        "police",
        "population",
        "reporting",
        "need",
    ]
    assert [i.id for i in explanations().values() if not i.sources] == [
        "police",
        "population",
        "need",
    ]


def test_every_kind_of_evidence_has_a_function_and_a_place():
    assert set(EVIDENCE) == set(get_args(Evidence))
    used = [name for item in explanations().values() for name in item.evidence]
    assert sorted(used) == sorted(EVIDENCE)


RIGHT = """
[police]
evidence = ["police"]
name = { da = "Politi", en = "Police" }
text = { da = "Praksis", en = "Practice" }
questions = [{ da = "Hvad?", en = "What?" }]
"""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (RIGHT.replace('["police"]', '["horoscope"]'), r"police\.evidence\.0.*horoscope"),
        (RIGHT.replace('en = "Police"', 'en = ""'), r"police\.name\.en"),
        (RIGHT.replace("questions = [{", "asked = [{"), r"police\.questions"),
        (RIGHT.replace('[{ da = "Hvad?", en = "What?" }]', "[]"), r"police\.questions"),
        (RIGHT + 'sources = [{ note = "Uden udgave" }]', r"police\.sources\.0.*a reference is"),
        (RIGHT + "sources = [", r"explanations\.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(tmp_path, wrong, told):
    file = tmp_path / "explanations.toml"
    file.write_text(RIGHT, encoding="utf-8")
    assert list(explanations_in(file)) == ["police"]
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(CatalogError, match=told) as fault:
        explanations_in(file)
    assert str(fault.value).startswith("explanations.toml")


def test_no_sentence_of_the_list_has_a_word_of_judgement():
    judging = {
        "da": ("højere", "lavere", "stig", "fald", "færre", "flere end", "bedre", "værre"),
        "en": ("higher", "lower", "rise", "fall", "fewer", "more than", "better", "worse"),
    }
    for language in LANGUAGES:
        said = {key: text for key, text in words(language).items() if key.startswith("why.")}
        assert len(said) > 40
        for key, text in said.items():
            for word in judging[language]:
                assert word not in text.replace("{lower}", "").lower(), f"{key}: {word}"


def html(app):
    return unescape(" ".join(found.proto.body for found in app.get("html")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unusual_figure_has_the_list_in_plain_sight(read, altered_file, language):
    app = read(
        altered_file(*lolland(3), of="fetched"),
        "municipality",
        area="360",
        compare="group",
        lang=language,
    )
    at = "children-notified-rate-0-17-forklaring"  # of children, which is what is chosen
    heading = f"<h4 class='atlas-title' id='{at}'>{say('why.heading', language)}</h4>"
    assert html(app).count(heading) == html(app).count(f">{say('why.heading', language)}</h4>") == 1
    labels = [found.label for found in app.expander]
    assert labels.count(say("why.ordinary", language)) == 0
    assert labels.count(say("why.untold", language)) == 1  # the rate that came ready-made
    assert say("why.reason_no_counts_fetched", language) in [m.value for m in app.markdown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_a_fetch_the_list_says_what_cannot_be_told(read, language):
    app = read("full", "municipality", area="316", lang=language)
    labels = [found.label for found in app.expander]
    assert labels.count(say("why.untold", language)) == 1
    shown = [found.value for found in app.markdown]
    assert say("why.reason_no_counts_embedded", language) in shown
    assert shown.count(say("why.nobody_knows", language)) == 1
    assert html(app).count(f"<em>{say('why.suggestion', language)}</em>") == 3
    for item in explanations().values():
        assert item.name[language] in html(app)
        assert all(text[language] in html(app) for text in item.questions)


def test_what_rests_on_made_up_figures_is_marked(read):
    app = read("demo", "municipality", area="360")
    lists = [f.proto.body for f in app.get("html") if "class='atlas-why'" in f.proto.body]
    assert len(lists) == 2  # of what is chosen, and of the rate that came ready-made
    for one in lists:
        assert say("frame.mark", "da") in one


def test_only_figures_of_notifications_have_the_list(read):
    """Support and poverty are not explained by how notifications are registered."""
    app = read("fetched", "municipality", area="316")
    assert html(app).count("class='atlas-why'") == 2
