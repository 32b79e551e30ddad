"""Reception, its checklist and a comment as municipalities use them on the pages."""

from datetime import date

import pytest

from analysis.measure import COUNTRY, measure
from catalog.words import LANGUAGES, say
from data import kept
from data.kept import ALONE, COMMENT, PRACTICE, REORGANISED, Said
from tests.office import AREA, OFFICE, RATE, keep
from tests.opened import html
from tests.test_judging_words import judging

EVIL = "<img src=x onerror=alert(1)> **fed** [x](javascript:alert(1)) $a$ {0}"


@pytest.fixture
def langeland(opened, workspace_file):
    """A page of Langeland with a workspace of this test's own, in a session of its own."""

    def at(page, facts="full", language="da"):
        return opened(facts, page, area=AREA, lang=language)

    return at


RECEPTION, OWN, PROFILE = "reception", "own", "municipality"


def widget(widgets, name):
    (found,) = [one for one in widgets if one.key and one.key.endswith(f".{name}")]
    return found


def of(widgets, kind, name):
    return widget([one for one in widgets if f".{kind}." in (one.key or "")], name)


def press(app, label):
    (button,) = [one for one in app.button if one.label == say(label, "da")]
    button.click().run()
    assert not app.exception, [found.value for found in app.exception]


def told(app):
    return [found.value for part in (app.success, app.info, app.error) for found in part]


def test_answers_are_filled_in_saved_and_read_again_by_another(langeland):
    app = langeland(RECEPTION)
    of(app.radio, PRACTICE, "receipt").set_value("does")
    of(app.radio, PRACTICE, "uniform").set_value("does_not")
    of(app.text_input, PRACTICE, "signed").set_value(OFFICE)
    press(app, "practices.save")
    assert say("kept.saved", "da") in told(app)
    other = langeland(RECEPTION)
    assert of(other.radio, PRACTICE, "receipt").value == "does"
    assert of(other.radio, PRACTICE, "uniform").value == "does_not"
    assert of(other.radio, PRACTICE, "coordinated").value == ""
    assert OFFICE in html(other)
    of(other.radio, PRACTICE, "uniform").set_value("")
    of(other.text_input, PRACTICE, "signed").set_value(OFFICE)
    press(other, "practices.save")
    assert list(kept.kept(AREA, PRACTICE)) == ["receipt"]
    press(other, "kept.remove_yes")
    assert kept.kept(AREA, PRACTICE) == {}
    assert say("kept.removed", "da") in told(other)


def test_without_a_signature_or_a_change_nothing_is_saved_and_it_is_said(langeland):
    app = langeland(RECEPTION)
    press(app, "practices.save")
    assert say("kept.nothing", "da") in told(app)
    of(app.radio, PRACTICE, "receipt").set_value("does")
    press(app, "practices.save")
    assert say("kept.refused.signed", "da") in told(app)
    assert of(app.radio, PRACTICE, "receipt").value == "does"
    assert kept.kept(AREA, PRACTICE) == {}


def test_of_two_that_meet_both_are_shown_and_neither_is_lost_silently(langeland):
    first, second = langeland(OWN), langeland(OWN)
    for app, text in ((first, "Den første"), (second, "Den anden")):
        of(app.text_area, COMMENT, "text").set_value(text)
        of(app.text_input, COMMENT, "signed").set_value(OFFICE)
    press(first, "comment.save")
    press(second, "comment.save")
    assert say("kept.changed", "da") in told(second)
    assert "Den første" in html(second)
    assert "Den anden" in html(second)
    assert kept.kept(AREA, COMMENT)[ALONE].text == "Den første"
    assert of(second.text_area, COMMENT, "text").value == "Den anden"
    press(second, "comment.save")
    assert kept.kept(AREA, COMMENT)[ALONE].text == "Den anden"
    first.run()
    assert say("kept.newer", "da") in told(first)
    assert "Den anden" in html(first)
    press(first, "kept.fetch")
    assert of(first.text_area, COMMENT, "text").value == "Den anden"


def test_a_persons_number_is_refused_and_the_text_stays_in_the_form(langeland):
    app = langeland(OWN)
    text = "Barnet med 010190-1234 er talt med."
    of(app.text_area, COMMENT, "text").set_value(text)
    of(app.text_input, COMMENT, "signed").set_value(OFFICE)
    press(app, "comment.save")
    assert say("kept.refused.cpr", "da") in told(app)
    assert kept.kept(AREA, COMMENT) == {}
    assert of(app.text_area, COMMENT, "text").value == text


def test_a_workspace_that_cannot_be_written_is_told_in_words(
    langeland, workspace_file, monkeypatch
):
    app = langeland(OWN)
    of(app.text_area, COMMENT, "text").set_value("Godt")
    of(app.text_input, COMMENT, "signed").set_value(OFFICE)
    for file in workspace_file.parent.iterdir():
        file.unlink()
    workspace_file.mkdir()
    press(app, "comment.save")
    start = say("own.not_stored", "da", reason="@").partition("@")[0]
    assert any(text.startswith(start) for text in told(app)) or say("own.unreadable", "da") in told(
        app
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comment_stands_on_the_profile_as_the_municipality_s_and_escaped(langeland, language):
    assert say("comment.heading", language) not in [
        found.value for found in langeland(PROFILE, language=language).subheader
    ]
    keep(COMMENT, {ALONE: Said(text=f"Linje et\n{EVIL}")}, signed=EVIL)
    app = langeland(PROFILE, language=language)
    assert say("comment.heading", language) in [found.value for found in app.subheader]
    assert say("comment.whose", language, name="Langeland") in [c.value for c in app.caption]
    assert "Linje et<br>&lt;img src=x onerror=alert(1)&gt; **fed**" in html(app)
    assert "<img" not in html(app)
    everything = " ".join(str(found.value) for found in (*app.markdown, *app.caption))
    assert "onerror" not in everything


@pytest.mark.parametrize("state", ["full", "fetched", "demo"])
def test_a_reorganisation_is_a_mark_beside_means_that_nothing_judges(langeland, state):
    app = langeland(RECEPTION, state)
    of(app.date_input, REORGANISED, "day").set_value(date(2021, 9, 1))
    of(app.text_input, REORGANISED, "text").set_value(EVIL)
    of(app.text_input, REORGANISED, "signed").set_value(OFFICE)
    press(app, "reorganised.save")
    assert kept.kept(AREA, REORGANISED)[ALONE].value == "2021-09-01"
    assert "1. september 2021: &lt;img" in html(app)
    assert "<img" not in html(app)
    assert say("reorganised.cannot_cause", "da") in html(app)
    own = [found.value for found in (*app.markdown, *app.caption)]
    section = own[own.index(say("reorganised.lead", "da")) :]
    assert judging(" ".join(section), "da") == set()
    before_fetch = say("reorganised.before_fetch", "da") in own
    assert before_fetch == (state != "fetched")


def test_the_means_on_the_page_are_the_ones_worked_out_by_hand(langeland, full):
    keep(REORGANISED, {ALONE: Said("2021-09-01", "Ny enhed")})
    app = langeland(RECEPTION)
    head = say("reorganised.column_before", "da", years="2018, 2019 og 2020")
    (table,) = [found.value for found in app.table if head in found.value.columns]
    whole = measure(full, RATE, area=COUNTRY).usable().set_index("period")["value"]
    mean = sum(whole[year] for year in ("2018", "2019", "2020")) / 3
    assert table.loc[say("area.together", "da"), head] == f"{mean:.2f}".replace(".", ",")
    assert "Langeland" in table.index


def test_across_the_break_only_its_text_is_told(langeland):
    keep(REORGANISED, {ALONE: Said("2017-03-01", "Ny enhed")})
    app = langeland(RECEPTION)
    own = [found.value for found in (*app.markdown, *app.caption)]
    assert say("reorganised.why_across", "da") in own
    head = say("reorganised.column_before", "da", years="@").partition("@")[0]
    assert not any(head in str(column) for found in app.table for column in found.value.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_everyone_can_change_it(langeland, language):
    app = langeland(RECEPTION, language=language)
    assert say("kept.open", language) in html(app)
    for note in ("fremgår ikke af den læste side", "not in the page seen"):
        assert (note in html(app)) == (note.startswith("frem") == (language == "da"))
