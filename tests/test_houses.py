"""Børnehuse: the figures of the snapshot files, units and codings apart, levels with questions."""

import csv
import io

import pytest

from analysis.printed import Asked, in_order, newest, printed
from catalog.load import questions
from catalog.words import LANGUAGES, say
from charts.printed import Bar
from charts.printed import printed as drawn
from data.settings import SNAPSHOTS
from reports.download import csv_of
from reports.printed import in_words, table
from tests.opened import drawings, html

CASES = {"childrens_house_cases", "childrens_house_cases_started", "childrens_house_cases_closed"}
COURSES = {"childrens_house_courses_started", "childrens_house_courses_closed"}


def in_files(*indicators):
    """The rows of some indicators as the snapshot files have them, read without our code."""
    found = []
    for file in sorted(SNAPSHOTS.glob("*/*/observations.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            found += [row for row in csv.DictReader(lines) if row["indicator"] in indicators]
    return found


def values(drawing):
    return sorted(value for trace in drawing["data"] for value in trace["x"])


@pytest.mark.parametrize(
    ("key", "indicators", "keep"),
    [
        ("cases", CASES, lambda row: row["area"] == "000"),
        ("started", {"childrens_house_courses_started"}, lambda row: row["area"] == "000"),
        ("closed", {"childrens_house_courses_closed"}, lambda row: True),
        ("consultations", {"childrens_house_consultations"}, lambda row: True),
        ("rate_cases", {"childrens_house_cases_rate"}, lambda row: row["area"] < "100"),
        ("rate_closed", {"childrens_house_closed_cases_rate"}, lambda row: row["area"] < "100"),
        ("rate_courses", {"childrens_house_courses_rate"}, lambda row: row["area"] < "100"),
        ("single", {"abuse_types_single"}, lambda row: not row["sex"]),
        ("several", {"abuse_types_multiple"}, lambda row: not row["sex"]),
        ("single_sex", {"abuse_types_single"}, lambda row: row["sex"]),
        ("several_sex", {"abuse_types_multiple"}, lambda row: row["sex"]),
        ("age", {"childrens_house_age_share"}, lambda row: True),
        ("sex", {"childrens_house_sex_share"}, lambda row: True),
        ("meetings", {"childrens_house_meeting_share"}, lambda row: True),
    ],
)
def test_a_figure_holds_exactly_what_the_files_hold(read, key, indicators, keep):
    rows = [row for row in in_files(*indicators) if keep(row)]
    assert rows
    assert values(drawings(read("full", "houses"))[key]) == sorted(
        float(row["value"]) for row in rows
    )


def test_every_figure_is_of_bars_and_no_line_joins_two_of_them(read):
    found = drawings(read("full", "houses"))
    assert len(found) == 14
    for drawing in found.values():
        assert {trace["type"] for trace in drawing["data"]} == {"bar"}


def test_cases_and_courses_share_no_figure(full, read):
    """Known by hand: 1,637 cases of 2018 in the edition 2018, 1,638 courses in that of 2019."""
    found = drawings(read("full", "houses"))
    assert 1637 in values(found["cases"])
    assert 1638 not in values(found["cases"])
    assert 1638 in values(found["started"])
    assert 1637 not in values(found["started"])
    for name in CASES | COURSES:
        (result,) = printed(full, Asked((name,)))
        assert result.indicator.counts == ("cases" if name in CASES else "courses")


def test_the_two_codings_of_abuse_share_no_figure(read):
    """One type for each case adds up to about 100, several for each course to more."""
    found = drawings(read("full", "houses"))
    sums = {
        key: sum(
            x
            for trace in found[key]["data"]
            for y, x in zip(trace["y"], trace["x"], strict=True)
            if y.startswith(year)
        )
        for key, year in (("single", "2018"), ("several", "2022"))
    }
    assert sums == {"single": 72 + 23 + 5, "several": 74 + 28 + 24 + 2}
    years = {
        key: {y[:4] for t in found[key]["data"] for y in t["y"]} for key in ("single", "several")
    }
    assert not years["single"] & years["several"]
    assert years["several"] == {"2020", "2022"}


def test_two_editions_of_a_year_stand_beside_each_other(full):
    rows = in_words(printed(full, Asked(("childrens_house_consultations",))), "da")
    found = rows[rows["code"] == "2017"][["edition", "number", "note"]].values.tolist()
    assert found == [["udgave 2017", "2.179", ""], ["udgave 2018", "2.178", "Rettet tal."]]


def test_a_rounded_rate_is_said_to_be_about_that(full):
    rows = in_words(printed(full, Asked(("childrens_house_cases_rate",), ("region",))), "da")
    told = dict(zip(zip(rows["code"], rows["area"], strict=True), rows["number"], strict=True))
    assert told[("2016", "Region Nordjylland")] == "1,8"
    assert told[("2017", "Region Nordjylland")] == "ca. 2"


def test_regions_keep_their_order_whatever_their_figures(full):
    rows = in_order(printed(full, Asked(("childrens_house_closed_cases_rate",), ("region",))))
    assert list(rows["area"]) == ["081", "082", "083", "084", "085"]


def test_a_figure_has_the_notes_that_concern_it_and_no_others(read):
    """By hand: the six municipalities stand by themselves, and are not told of by the country's."""
    page = read("full", "houses")
    assert "Seks kommuner er nævnt" not in html(page)
    assert "Satsen for en enkelt kommune" not in html(page)
    labels = [found.label for found in page.expander]
    assert labels[-1] == say("houses.named_table", "da")
    assert labels[:-1] == [say("show.table", "da")] * 14


def test_what_was_not_printed_is_no_bar(full):
    """Of 2020 two regions were printed; the other three are lacking and not zero."""
    rows = in_order(printed(full, Asked(("childrens_house_courses_rate",), ("region",))))
    assert list(rows[rows["period"] == "2020"]["area"]) == ["083", "084"]
    assert (rows["value"] > 0).all()


def test_a_break_is_a_line_between_the_rows_and_its_text_stands_below(full):
    results = printed(full, Asked(("support_recipients",)))
    bars = [Bar(year, "x", year, 1.0, "1") for year in ("2018", "2019", "2020")]
    figure = drawn(results, bars, "da", title="T")
    (rule,) = figure.drawing["layout"]["shapes"]
    assert rule["y0"] == rule["y1"] == 0.5
    assert figure.notes == (results[0].indicator.breaks[0]["da"],)
    assert drawn(results, bars[1:], "da", title="T").drawing["layout"]["shapes"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_has_the_last_figure_of_the_files(read, full, language):
    rows = [r for r in in_files("childrens_house_courses_started") if r["area"] == "000"]
    last = max(rows, key=lambda row: row["period"])
    assert (last["period"], float(last["value"])) == ("2022", 1934)
    assert newest(printed(full, Asked(("childrens_house_courses_started",)))) == ("2022", 1934.0)
    assert newest(()) is None
    started = {"da": "1.934", "en": "1,934"}[language]
    told = say("houses.answer", language, period="2022", started=started)
    assert told in [found.value for found in read("full", "houses", lang=language).markdown]


def test_each_level_has_its_marks_and_two_or_three_questions(read):
    shown = html(read("full", "houses"))
    for level, fact in (("close", "05"), ("less_close", "06"), ("deficient", "07")):
        asked = [q for q in questions().values() if f"houses_{level}" in q.about]
        assert 2 <= len(asked) <= 3
        assert all(question.text["da"] in shown for question in asked)
        assert {one.statement for q in asked for one in q.sources} == {f"boernehuse-{fact}"}
        assert shown.count(f"data-fact='boernehuse-{fact}'") == 1


def test_the_study_is_said_to_be_too_small_for_all_municipalities(read):
    lead = say("houses.study_lead", "da", courses="18", municipalities="12")
    assert lead in [found.value for found in read("full", "houses").markdown]
    assert "for få til at sige noget om alle kommuner" in lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_where_each_number_stands(full, language):
    found = table(printed(full, Asked(("abuse_types_single",))), language)
    assert len(found) == 12
    assert say("printed.source", language) in found.columns
    assert say("printed.area", language) not in found.columns
    assert say("printed.indicator", language) not in found.columns


def test_the_file_holds_the_shown_figures_and_no_other(full, read):
    results = printed(full, Asked(("abuse_types_multiple",), by_sex=True))
    text = csv_of(results, "da").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    wanted = [row for row in in_files("abuse_types_multiple") if row["sex"]]
    assert sorted(row["Værdi"] for row in rows) == sorted(row["value"] for row in wanted)
    assert {row["Køn"] for row in rows} == {"Drenge", "Piger"}
    assert (
        len(read("full", "houses").get("download_button")) == 58
    )  # four of each figure, two of the list
