"""The workbook of a shown table: the numbers of the screen and the CSV, all text as text."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, strategies
from openpyxl import load_workbook

from analysis.measure import measure, periods
from catalog import format as fmt
from catalog.load import indicator
from catalog.words import say
from charts import dots
from pages.components import municipal
from reports.about import about, about_figure
from reports.cells import parsed
from reports.download import csv_file
from reports.workbook import View, workbook

LANGUAGES = ("da", "en")
VIEW = View(date(2026, 11, 22), "abc12345", "https://atlas.example/kommunekort?period=2025")
DANGEROUS = ("=1+1", "+45 12", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")')


def opened(content):
    return load_workbook(io.BytesIO(content))


def shown(facts, language, name="children_notified_rate", period=None):
    """The table beside the map, its result of one period, and the same as a workbook."""
    result = measure(facts, name, area_kind="municipality")
    period = period or periods(result)[-1]
    areas = pd.Series(sorted(set(result.table["area"])))
    rows = municipal.table(result, period, areas, language)
    table = rows.set_index(rows.columns[0])
    one = result.where(result.table["period"] == period)
    return table, one, opened(workbook({"": table}, about(one, language), language, VIEW))


def told(book, language):
    sheet = book[say("workbook.sheet", language)]
    return [(row[0].value, row[1].value) for row in sheet.iter_rows()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_is_what_the_screen_says(full, language):
    """Each number is formatted again as the page does it, and must give the very same text."""
    table, _, book = shown(full, language)
    sheet = book.worksheets[0]
    numbers = 0
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0][1:]] == list(table.columns)
    for cells, (name, screen) in zip(rows[1:], table.iterrows(), strict=True):
        assert cells[0].value == name
        for cell, text in zip(cells[1:], screen, strict=True):
            if isinstance(cell.value, (int, float)):
                decimals = len(cell.number_format.partition(".")[2])
                again = fmt.number(float(cell.value), language, decimals)
                assert text in (again, str(cell.value))
                numbers += 1
            elif text == fmt.number(None, language):
                assert cell.value == say("status.missing", language)
            else:
                assert (cell.value or "") == text
    assert numbers >= 98


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_of_the_csv(full, language):
    table, one, book = shown(full, language)
    delimiter = ";" if language == "da" else ","
    text = csv_file(one, language).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    value, area = say("download.value", language), say("download.area", language)
    exact = {row[area]: float(row[value].replace(",", ".")) for row in rows if row[value]}
    found = {
        cells[0].value: next(c.value for c in cells[1:] if isinstance(c.value, (int, float)))
        for cells in book.worksheets[0].iter_rows(min_row=2)
        if any(isinstance(c.value, (int, float)) for c in cells[1:])
    }
    decimals = indicator("children_notified_rate").decimals
    assert set(found) == set(exact)
    for name, number in found.items():
        assert number == pytest.approx(exact[name], abs=0.5 * 10**-decimals + 1e-9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_is_missing_is_a_word_and_never_a_zero(full, language):
    table = pd.DataFrame({"a": ["–", None, float("nan"), "0", ""]}, index=list("vwxyz"))
    result = measure(full, "children_notified_rate")
    book = opened(workbook({"": table}, about(result, language), language, VIEW))
    found = [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)]
    word = say("status.missing", language)
    assert found == [word, word, word, 0, None]


def test_texts_that_look_like_formulas_stay_texts(full):
    table = pd.DataFrame({"=A1": DANGEROUS}, index=pd.Index(DANGEROUS, name="@x"))
    figure = dots(measure(full, "children_notified_rate"), "da", period="2025")
    odd = about_figure(figure)
    content = workbook({"=x": table}, odd, "da", View(VIEW.made, "=1", "=cmd|' /C calc'!A0"))
    for sheet in opened(content).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
                if str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r")):
                    assert cell.quotePrefix
    first = opened(content).worksheets[0]
    kept = [row[0].value.replace("_x000D_", "\r") for row in first.iter_rows(min_row=2)]
    assert [text.strip() for text in kept] == [text.strip() for text in DANGEROUS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_sheet_has_sources_reservations_edition_date_and_address(full, language):
    _, one, book = shown(full, language)
    rows = told(book, language)
    values = [value for _, value in rows]
    assert (say("workbook.license", language), "CC BY 4.0") in rows
    assert (say("workbook.unit", language), one.indicator.unit[language]) in rows
    assert one.indicator.name[language] in values
    assert "abc12345" in values
    assert fmt.date("2026-11-22", language) in values
    assert VIEW.address in values
    for snapshot in one.snapshots:
        assert snapshot.edition in values
        assert say(f"standing.{snapshot.standing}", language) in values
        assert (snapshot.url or snapshot.why_no_url(language)) in values
    for text in one.indicator.breaks:
        assert text[language] in values


def test_made_up_figures_are_marked_on_both_sheets(tiny):
    _, _, book = shown(tiny, "da")
    assert book.worksheets[0]["A1"].value == say("paper.made_up", "da")
    assert say("paper.license_made_up", "da") in [value for _, value in told(book, "da")]


def test_real_figures_bear_no_such_mark(full):
    _, _, book = shown(full, "da")
    assert say("paper.made_up", "da") not in [cell.value for cell in book.worksheets[0]["A"]]


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    value=strategies.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False).map(float),
    decimals=strategies.integers(0, 2),
)
def test_a_number_is_read_back_as_it_was_written(language, value, decimals):
    text = fmt.number(value, language, decimals)
    found = parsed(text, language)
    assert found is not None
    assert fmt.number(found[0], language, decimals) == text
    assert found[0] == pytest.approx(value, abs=0.5 * 10**-decimals + 1e-9)


@pytest.mark.parametrize("text", ["0101", "1–2", "12*", "5 (3,2)", "", "1.23.4", "10. juni"])
def test_what_is_no_number_is_left_as_text(text):
    assert parsed(text, "da") is None
