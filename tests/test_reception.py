"""Reception: the checklist's file, the years before and after, growth as printed."""

import csv
import io
import statistics
import tomllib
from datetime import date

import pytest

from analysis import law
from analysis.explanations import quoted
from analysis.measure import measure
from analysis.releases import totals, whole_years
from analysis.reorganised import around, means
from catalog.load import CatalogError, practices, practices_in
from catalog.words import LANGUAGES, say
from charts.frame import Marker
from charts.releases import releases
from charts.trend import Line, trend
from data import kept
from data.kept import PRACTICE, Said
from pages.components.around import _mark
from pages.components.start import ROOT
from reports.practices import practices_csv
from tests.office import AREA, RATE, keep


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
