"""Modtagelse og visitation: checklist, reorganisation and comment, kept, read and escaped."""

import csv
import io
import statistics
import tomllib
from datetime import date

import pytest

from analysis import law
from analysis.explanations import quoted
from analysis.measure import COUNTRY, measure
from analysis.releases import totals, whole_years
from analysis.reorganised import around, means
from catalog.load import CatalogError, practices, practices_in
from catalog.words import LANGUAGES, say
from charts.frame import Marker
from charts.releases import releases
from charts.trend import Line, trend
from data import kept
from data.kept import ALONE, COMMENT, PRACTICE, REORGANISED, Said
from pages.components.around import _mark
from pages.components.start import ROOT
from reports.practices import practices_csv
from tests.opened import html
from tests.test_judging_words import judging

AREA, RATE = "482", "children_notified_rate"
EVIL = "<img src=x onerror=alert(1)> **fed** [x](javascript:alert(1)) $a$ {0}"
OFFICE = "Leder af familieafdelingen"


def keep(kind, wanted, *, signed=OFFICE):
    kept.keep(AREA, kind, wanted, read=kept.kept(AREA, kind), signed=signed)


# --- the checklist's file


def test_every_practice_rests_on_rows_that_are_there_or_is_a_suggestion(full):
    assert len(practices()) == 13
    for practice in practices().values():
        assert len(quoted(full, practice.sources)) == len(practice.sources)
    alone = [name for name, practice in practices().items() if not practice.sources]
    assert alone == ["own_figures", "one_entrance"]


def test_paragraphs_that_were_not_seen_are_to_be_confirmed(full):
    """Both, one or neither: each paragraph by itself, and "chapters seen" is not seen."""
    codes = ["notif_24h", "notif_reassessment", "notif_feedback_professionals", "bfu_made"]
    rows = law.requirements(full, [*codes, "notif_receipt_6_days"]).set_index("requirement")
    assert list(rows["before_seen"]) == [False, True, True, True, False]
    assert list(rows["after_seen"]) == [False, False, False, True, False]
    never = law.quoted(full, "notif_24h").text
    assert never.da.endswith(
        "Før 2024: serviceloven § 155 (skal bekræftes). "
        "Fra 2024: barnets lov § 136 (skal bekræftes)."
    )
    half = law.quoted(full, "notif_reassessment").text
    assert "Før 2024: serviceloven § 155 a. " in half.da
    assert half.da.endswith("barnets lov §§ 136-137 (skal bekræftes).")
    assert half.en.endswith("barnets lov §§ 136-137 (to be confirmed).")
    assert law.quoted(full, "no_such") is None


@pytest.mark.parametrize(
    "wrong",
    [
        '[a]\ntext = { da = "x" }',
        '[a]\ntext = { da = "x", en = "y" }\nsource = []',
        '[a]\ntext = { da = "x", en = "y" }\nsources = [{ statement = "b", event = "c" }]',
        '[a]\ntext = { da = "x", en = "y" }\nsources = [{ note = "b" }]',
    ],
)
def test_a_bad_practice_is_refused_by_name(tmp_path, wrong):
    assert tomllib.loads(wrong)
    file = tmp_path / "practices.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"practices\.toml: a\."):
        practices_in(file)


# --- the years before and after


def figures(facts):
    return measure(facts, RATE, area_kind="municipality")


@pytest.mark.parametrize(
    ("day", "before", "after", "left_out", "why"),
    [
        ("2021-09-01", ("2018", "2019", "2020"), ("2022", "2023", "2024"), "2021", None),
        ("2022-01-01", ("2019", "2020", "2021"), ("2022", "2023", "2024"), "", None),
        ("2021-12-31", ("2018", "2019", "2020"), ("2022", "2023", "2024"), "2021", None),
        ("2019-05-01", ("2017", "2018"), ("2020", "2021", "2022"), "2019", None),
        ("2018-05-01", ("2017",), ("2019", "2020", "2021"), "2018", "across"),
        ("2017-01-01", (), ("2017", "2018", "2019"), "", "across"),
        ("2017-05-01", (), ("2018", "2019", "2020"), "2017", "across"),
        ("2016-05-01", ("2015",), (), "2016", "few"),
        ("2024-05-01", ("2021", "2022", "2023"), ("2025",), "2024", "few"),
        ("2012-05-01", (), ("2015", "2016"), "2012", "few"),
    ],
)
def test_only_whole_years_on_the_same_side_of_the_break_stand_beside_each_other(
    full, day, before, after, left_out, why
):
    """The rate breaks at 2017; Langeland has a sound figure in each year from 2015 to 2025."""
    found = around(figures(full), AREA, date.fromisoformat(day))
    assert (found.before, found.after, found.left_out) == (before, after, left_out)
    assert found.why == why
    assert why != "across" or found.across.period == "2017"


def test_years_in_doubt_and_figures_of_others_are_not_described(full):
    """Gribskov was counted too low in 2018; Læsø reports through Frederikshavn."""
    assert "2018" not in around(figures(full), "270", date(2021, 5, 1)).before
    assert around(figures(full), "825", date(2021, 5, 1)).why == "not_own"


def test_means_are_of_the_same_years_for_all_and_lack_where_a_year_lacks(full):
    file = ROOT / "data/snapshots/98d-und2/378426df/observations.csv"
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
    own = {
        row["period"]: float(row["value"])
        for row in rows
        if (row["indicator"], row["area"]) == (RATE, AREA)
    }
    found = around(figures(full), AREA, date(2021, 9, 1))
    table = means(found, {"own": own, "short": {y: 1.0 for y in own if y != "2023"}})
    assert table.loc["own", "before"] == pytest.approx(
        (own["2018"] + own["2019"] + own["2020"]) / 3
    )
    assert table.loc["own", "after"] == pytest.approx(
        statistics.fmean(own[year] for year in ("2022", "2023", "2024"))
    )
    assert table.loc["short", "before"] == 1.0
    assert table.loc["short"].isna()["after"]


def test_the_mark_stands_at_its_day_and_parts_no_line(full):
    result = figures(full)
    line = Line("A", {str(year): 1.0 for year in range(2018, 2025)}, "#000", "own")
    (mark,) = _mark(date(2021, 7, 2), line, "da")
    assert mark.at == pytest.approx(2021 + 182 / 365)
    assert not mark.is_break
    drawn = trend([result], [line], "da", title="T", events=law.marked(full).head(0), also=[mark])
    shape = drawn.drawing["layout"]["shapes"][-1]
    assert shape["x0"] == pytest.approx(2020.5 + 182 / 365)
    assert [len(trace["x"]) for trace in drawn.drawing["data"]] == [7]
    assert mark.text in drawn.notes
    assert _mark(date(2012, 1, 1), line, "da") == []
    assert _mark(date(2026, 1, 1), line, "da") == []


def test_a_label_of_this_drawing_alone_stands_below_the_others(full):
    line = Line("A", {str(year): 1.0 for year in range(2018, 2026)}, "#000")
    also = [Marker(2023.9, "Omlægning", "t", is_break=False)]
    drawn = trend([figures(full)], [line], "da", title="T", events=law.marked(full), also=also)
    places = {note["text"]: note["y"] for note in drawn.drawing["layout"]["annotations"]}
    assert places == {"Barnets lov": 1, "Omlægning": 0}


# --- growth as printed


def test_each_release_is_a_point_of_its_own_and_nothing_joins_them(full):
    """2015 stands in two releases; nine months of 2014 and KL's own scope are not drawn."""
    printed = whole_years(totals(full)[0])
    drawn = releases(printed, "da", title="T", events=law.marked(full))
    (trace,) = drawn.drawing["data"]
    points = list(zip(trace["x"], trace["y"], trace["marker"]["symbol"], strict=True))
    assert trace["mode"] == "markers"
    assert points[:2] == [(2015, 96592.0, "circle"), (2015, 97288.0, "circle")]
    assert (2017, 117400.0, "circle-open") in points
    assert {value for year, value, _ in points if year == 2022} == {152700.0}
    assert min(trace["x"]) == 2015
    assert "97.288" in drawn.alt
    assert [shape["x0"] for shape in drawn.drawing["layout"]["shapes"]] == [2016.5]


# --- the file


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_has_every_practice_and_harmless_texts(workspace_file, language):
    keep(PRACTICE, {"receipt": Said("under_way")}, signed="=1+1")
    raw = practices_csv(kept.kept(AREA, PRACTICE), AREA, language).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw), delimiter=";" if language == "da" else ","))
    assert len(rows) == 1 + 13
    (row,) = [row for row in rows if practices()["receipt"].text[language] in row]
    assert row[0] == "Langeland"
    assert row[2] == say("practices.answer.under_way", language)
    assert row[4] == "'=1+1"
    others = [found for found in rows[1:] if found != row]
    assert {(found[2], found[3], found[4]) for found in others} == {
        (say("practices.answer.none", language), "", "")
    }


# --- the page


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
