"""The files beside what a page shows: the very numbers, named alike, with their sources."""

import csv
import io
import re
from datetime import date

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis import own
from analysis.barometer import barometer
from analysis.few_cases import example, grounds
from analysis.findings import findings
from analysis.measure import measure
from catalog import format as fmt
from catalog.load import indicators
from catalog.words import LANGUAGES, say
from charts import dots, drawing
from data import workspace
from data.importers.own import read_own
from pages.components import municipal, own_tables
from reports.barometer import chance_file
from reports.download import csv_file
from reports.findings import shown
from reports.named import called, ended, kept, named
from reports.numbers import of_list, of_results, of_words
from reports.workbook import View
from tests.own_files import good, text

RATE, OWN_RATE = "children_notified_rate", "notifications_rate_0_17"
LAESOE, LOLLAND = "825", "360"
VIEW = View(date(2026, 11, 22), "abc12345", "https://atlas.example/kommunekort")
FORMULAS = ("=1+1", "+45", "-2+3", "@SUM(A1)")


def rows_of(content, language):
    text_of = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text_of, delimiter=";" if language == "da" else ","))


def sheet(numbers):
    """The first sheet of a workbook as texts, numbers as they are written in it."""
    found = load_workbook(io.BytesIO(numbers.book(VIEW)))
    return [[cell.value for cell in row] for row in found.worksheets[0].iter_rows()]


def as_shown(value, text_of, language):
    """Whether a cell holds what stands on the page."""
    if not isinstance(value, (int, float)):
        missing = fmt.number(None, language)
        return (value or "") == (say("status.missing", language) if text_of == missing else text_of)
    decimals = len(re.search(r"[,.]?(\d*)$", text_of)[1]) if not text_of.isdigit() else 0
    return text_of in {
        fmt.number(float(value), language, places) for places in {0, 1, 2, decimals}
    } | {fmt.signed(float(value), language, places) for places in (0, 1, 2)} | {str(value)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_results_is_the_same_on_screen_and_in_both_files(full, language):
    found = municipal.numbers(measure(full, RATE, area_kind="municipality"), "2025", language)
    table = found.tables[""]
    head, *cells = sheet(found)
    assert head[1:] == list(table.columns)
    assert len(cells) == len(table) == 98
    for row, (name, texts) in zip(cells, table.iterrows(), strict=True):
        assert row[0] == name
        for value, text_of in zip(row[1:], texts, strict=True):
            assert as_shown(value, text_of, language), (value, text_of)
    rows = rows_of(found.csv(), language)
    assert [row[say("download.area", language)] for row in rows] != []
    assert {row[say("download.period", language)] for row in rows} == {"2025"}
    lolland = next(row for row in rows if row[say("download.code", language)] == LOLLAND)
    assert lolland[say("download.value", language)].replace(",", ".") == "148.72"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_finding_draws_is_its_table(full, language):
    """As many as are drawn, and as the snapshots have them."""
    for finding in findings(full):
        table = shown(finding, language)
        drawn = finding.drawn
        values = drawn.get("series", drawn.get("change", drawn.get("now", drawn.get("pairs"))))
        assert len(table) >= len(values) > 0
        numbers = of_results(table, finding.results, language).beside(
            drawing(finding, language, events=pd.DataFrame(columns=["date", "affects"]))
        )
        for row, texts in zip(sheet(numbers)[1:], table.to_numpy(), strict=True):
            for value, text_of in zip(row[1:], texts, strict=True):
                assert as_shown(value, text_of, language), (finding.id, value, text_of)
    change = shown(next(one for one in findings(full) if one.id == "each"), language)
    rates = measure(full, RATE, area=LOLLAND).table.set_index("period")["value"]
    exact = float(rates["2025"] - rates["2017"])
    assert change.loc["Lolland"].item() == fmt.signed(exact, language, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_words_has_its_sources_in_every_row_and_no_formula(full, language):
    snapshot = measure(full, RATE).snapshots[0]
    big = "1.234,5" if language == "da" else "1,234.5"
    table = pd.DataFrame({"a": [*FORMULAS, big, "–"], "b": list("uvwxyz")}, index=list("klmnop"))
    found = of_words(table, language, what="=Ord", snapshots=[snapshot])
    rows = rows_of(found.csv(), language)
    assert [row["a"] for row in rows[:4]] == [f"'{one}" for one in FORMULAS[:1]] + [
        "45" if one == "+45" else f"'{one}" for one in FORMULAS[1:]
    ]
    assert rows[4]["a"].replace(",", ".") == "1234.5"
    assert rows[5]["a"] == say("status.missing", language)
    assert {row[say("download.publisher", language)] for row in rows} == {snapshot.publisher}
    book = load_workbook(io.BytesIO(found.book(VIEW)))
    assert all(cell.data_type != "f" for one in book for row in one.iter_rows() for cell in row)
    assert book.worksheets[0]["B6"].value == 1234.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_of_a_list_has_the_rows_of_its_csv(full, language):
    result = measure(full, RATE, area=LOLLAND)
    content = csv_file(result, language)
    found = of_list(lambda: content, language, what="Liste", snapshots=result.snapshots)
    rows = [list(row.values()) for row in rows_of(content, language)]
    for cells, texts in zip(sheet(found)[1:], rows, strict=True):
        for value, text_of in zip(cells, texts, strict=True):
            same = str(value if value is not None else "")
            assert same == text_of or float(text_of.replace(",", ".")) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_files_of_a_figure_have_one_name_and_the_day_last(full, language):
    result = measure(full, RATE, area_kind="municipality")
    figure = dots(result, language, period="2025")
    found = municipal.numbers(result, "2025", language).beside(figure)
    assert found.name == called(figure, language)
    assert ended(found.name, "csv", VIEW.made).endswith("-2025-2026-11-22.csv")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("da", "underretningsatlas-boern-med-underretning-pr-1000-0-17-aarige-lolland-2015-2025"),
        (
            "en",
            "underretningsatlas-children-notified-about-per-1000-residents-aged-0-17-lolland-2015-2025",
        ),
    ],
)
def test_a_name_says_what_of_whom_and_when_in_one_language(full, language, name):
    result = measure(full, RATE, area=LOLLAND)
    assert named([result], language) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_safe_and_says_whether_children_or_notifications_are_counted(tiny, language):
    for name in indicators():
        result = measure(tiny, name)
        found = named([result], language)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
        assert len(found) < 180
        assert kept(say(f"counts.{result.indicator.counts}", language)) in found
        if result.standing:
            assert found.startswith({"da": "fiktive-tal", "en": "made-up-figures"}[language])


def test_who_reports_through_another_has_no_limits_in_any_table_or_file(long):
    """Læsø's children stand in Frederikshavn's figures: an interval would be that of nothing."""
    result = measure(long, OWN_RATE, area_kind="municipality")
    limits = result.table.set_index(["area", "period"])[["lower", "upper"]]
    assert limits.loc[LAESOE].isna().all(axis=None)
    assert limits.loc[LOLLAND].notna().any(axis=None)
    rows = rows_of(csv_file(result, "da"), "da")
    ends = [say(f"download.{end}", "da") for end in ("lower", "upper")]
    assert all(not row[end] for row in rows for end in ends if row["Kode"] == LAESOE)
    period = max(result.usable()["period"])
    table = municipal.numbers(result, period, "da").tables[""]
    heading = say("verdict.range_heading", "da", name=result.indicator.short["da"])
    assert table.loc["Læsø", heading] == fmt.number(None, "da") != table.loc["Lolland", heading]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_says_what_its_sizes_rest_on(full, language):
    known = barometer(full)
    behind = known.snapshots(grounds(known))
    rows = rows_of(chance_file(example(), behind, language), language)
    assert len(rows) > 5
    for row in rows:
        assert row[say("casework.column_example", language)] == say("casework.example", language)
        for one in behind:
            assert one.publisher in row[say("download.publisher", language)]


def test_no_file_of_the_own_view_has_a_small_count(workspace_file):
    """The view itself shows them; what is taken away of it does not."""
    rows = good(["2025-01"], size=20)
    for row in rows:
        if row[3].startswith("Anonym"):
            row[4] = "0" if row[1] in ("Undersøgt uden støtte", "Støtte sat i gang") else "1"
    found = read_own(text(rows).encode(), "tal.csv", municipality=LOLLAND)
    workspace.store(found.rows, LOLLAND, file="tal.csv", sha256=found.sha256)
    inside = own.figures(LOLLAND, outside=False)
    part = own_tables.by_group("notifier")
    numbers = own_tables.kept_in(inside, "da", what="Underretter", part=part)
    head, *cells = sheet(numbers)
    column = head.index(say("download.value", "da"))
    values = [row[column] for row in cells]
    assert not [value for value in values if isinstance(value, (int, float)) and 0 < value < 5]
    assert sum(value is None for value in values) >= 2
    assert sum(isinstance(value, (int, float)) for value in values) >= 5
