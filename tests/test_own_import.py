"""A municipality's file: whatever wrote it is read, and each fault in it is named."""

from datetime import datetime

import pytest

from data.importers.own.cells import CellError, month, number
from data.importers.own.names import group
from tests.own_files import HEADING, good, text
from tests.uploads import GOOD, ONE, ROWS, faults, read, rules, workbook


def with_row(*row):
    return text([ONE, list(row)]).encode()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_separators_give_the_same_rows(encoding, delimiter):
    raw = text(good(), delimiter=delimiter).encode(encoding)
    assert read(raw).rows == read(GOOD.encode()).rows


def test_lines_end_as_any_system_ends_them_and_excel_may_name_the_separator():
    rows = read(GOOD.encode()).rows
    assert read(GOOD.replace("\r\n", "\n").encode()).rows == rows
    assert read(b"sep=;\r\n" + GOOD.encode()).rows == rows
    assert read((GOOD + ";;;;\r\n\r\n").encode()).rows == rows


def test_a_workbook_gives_the_same_rows_as_text():
    rows = [[*row[:4], int(row[4])] for row in good()]
    assert read(workbook(rows), "egne.xlsx").rows == read(GOOD.encode()).rows
    assert read(workbook(rows, title="Ark1"), "egne.xlsx").rows == read(GOOD.encode()).rows


def test_a_month_may_be_a_date_in_a_workbook():
    rows = [[datetime(2025, 1, 1), *ONE[1:4], 12]]
    assert read(workbook(rows), "egne.xlsx").rows[0].period == "2025-01"
    rows[0][0] = datetime(2025, 1, 17)
    assert rules(workbook(rows), "egne.xlsx") == {"own_day"}


def test_the_heading_is_found_despite_case_spaces_and_order():
    head = [" ANTAL ", "Gruppe", "fordeling ", "Opgørelse", "MÅNED"]
    raw = text([list(reversed(row)) for row in good()], heading=head).encode()
    assert read(raw).rows == read(GOOD.encode()).rows


def test_groups_are_known_by_text_by_id_and_by_code():
    for word in ("Skole eller andet uddannelsessted", "school", "2", "02", "2 Skole eller andet "
                 "uddannelsessted", "SCHOOL OR OTHER EDUCATIONAL INSTITUTION"):  # fmt: skip
        assert group("notifier", word) == "school"
    assert group("notifier", "Familie eller bekendtskabskreds") == "family_acquaintances"
    assert group("age", "6–11 år") == "6_11"
    assert group("notifier", "Skolen") is None


@pytest.mark.parametrize(
    "written",
    ["2025-03", "2025-3", "202503", "2025M03", "03-2025", "3/2025", "marts 2025", "Marts 2025",
     "mar 2025", "mar-25", "mar. 2025", "March 2025", "2025 marts", "01-03-2025", "1.3.2025",
     "2025-03-01", "2025-03-01 00:00:00", "1. marts 2025"],
)  # fmt: skip
def test_months_are_read_as_people_and_programs_write_them(written):
    assert month(written) == "2025-03"


@pytest.mark.parametrize(
    ("written", "count"),
    [("0", 0), ("12", 12), ("12,0", 12), ("12.0", 12), ("12,00", 12), ("1.234", 1234),
     ("1,234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1.234,0", 1234), ("1,234.0", 1234),
     ("skjult", None), ("Hidden", None)],
)  # fmt: skip
def test_numbers_are_read_as_danes_and_britons_write_them(written, count):
    assert number(written) == count


def wrong(written):
    with pytest.raises(CellError) as found:
        number(written)
    return found.value.rule


def test_what_is_no_count_is_told_apart():
    assert wrong("12,5") == wrong("12.5") == wrong("1.234,5") == "own_decimal"
    assert wrong("<5") == wrong("1-4") == wrong("1–4") == wrong("under 5") == "own_small"
    assert wrong("-3") == wrong("−3") == wrong("-1.234") == "own_negative"
    assert wrong("mange") == wrong("12 stk.") == wrong("1.23.4") == wrong("²") == "own_number"
    assert wrong("") == "own_empty"
    assert wrong("9999999") == "own_too_many"


@pytest.mark.parametrize("rule", ROWS)
def test_a_fault_in_a_row_is_named_by_row_and_found_value(rule):
    raw = with_row(*ROWS[rule])
    (found,) = [fault for fault in faults(raw) if fault.rule == rule]
    assert (found.file, found.row) == ("egne.csv", 3)
    assert "1234" not in found.found or rule == "own_too_many"


def test_rows_are_held_against_each_other():
    sums = text([ONE, *(["2025-01", "Underretninger", "Alder", g, "5"]
                        for g in ("Ufødt", "0-5 år", "6-11 år"))]).encode()  # fmt: skip
    assert [(f.rule, f.row, f.found) for f in faults(sums)] == [("own_sum_beyond", 2, "12 < 15")]
    outcomes = ("Lukket uden videre", "Undersøgt uden støtte", "Støtte sat i gang")
    told = text([ONE, *(["2025-01", name, "I alt", "", "5"] for name in outcomes)]).encode()
    assert [(f.rule, f.row) for f in faults(told)] == [("own_outcomes_beyond", 2)]


def test_an_empty_row_in_the_middle_and_an_example_are_refused():
    assert rules(text([ONE, ["", "", "", "", ""], [*ROWS["own_no_total"]]]).encode()) >= {
        "own_blank"
    }
    head = ["kommune", *HEADING]
    assert rules(text([["EKSEMPEL", *ONE]], heading=head).encode()) == {"own_example"}
    assert rules(text([["Odense", *ONE]], heading=head).encode()) == {"own_municipality"}
    for name in ("Lolland", "LOLLAND KOMMUNE", "360", "0360", ""):
        assert read(text([[name, *ONE]], heading=head).encode()).rows


def test_faults_of_the_heading():
    raw = text([[*ONE, "x", "y"]], heading=[*HEADING, "antal", "farve"]).encode()
    assert rules(raw) == {"own_column_twice", "own_column_unknown"}
    assert rules(text([ONE[:4]], heading=HEADING[:4]).encode()) == {"own_column_missing"}
    assert rules(text([ONE], heading=["a", "b", "c", "d", "e"]).encode()) == {"own_heading"}
    many = [*HEADING, *(f"k{n}" for n in range(30))]
    assert "own_columns" in rules(text([ONE], heading=many).encode())
    assert "own_columns" in rules(workbook([ONE], heading=many), "egne.xlsx")


def test_a_cpr_number_is_never_repeated():
    raw = with_row("2025-02", "Underretninger", "I alt", "0101901234 Eva", "x")
    (found,) = faults(raw)
    assert "1234" not in found.told()
    assert rules(GOOD.encode(), "010190-1234.csv") == {"own_cpr"}
