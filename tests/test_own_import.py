"""A municipality's own file, whatever wrote it: read right, or refused with all its faults."""

import contextlib
import io
import time
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.words import LANGUAGES, words
from data.faults import TOLD_AT_MOST, RefusedError
from data.importers.own import KINDS, read_own
from data.importers.own.cells import CellError, month, number
from data.importers.own.grid import MAX_BYTES, MAX_ROWS
from data.importers.own.names import GROUPS, columns, group
from reports.own import heading, template_csv, template_workbook
from tests.own_files import HEADING, good, months, text

AREA = "360"


def read(raw, name="egne.csv"):
    return read_own(raw, name, municipality=AREA)


def faults(raw, name="egne.csv"):
    with pytest.raises(RefusedError) as refused:
        read(raw, name)
    for language in LANGUAGES:
        assert refused.value.told(language)
    return refused.value.faults


def rules(raw, name="egne.csv"):
    return {fault.rule for fault in faults(raw, name)}


def workbook(rows, *, heading=HEADING, title="Tal"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in [heading, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def survives(raw, name="egne.csv"):
    """Read, or refused with a reason; any other error is a stack trace to the reader."""
    with contextlib.suppress(RefusedError):
        read(raw, name)


GOOD = text(good())
ONE = ["2025-01", "Underretninger", "I alt", "", "12"]


def with_row(*row):
    return text([ONE, list(row)]).encode()


# --- what every program writes


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


# --- each fault


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


def next_month():
    now = datetime.now(UTC)
    return f"{now.year + now.month // 12}-{now.month % 12 + 1:02d}"


ROWS = {
    "own_month": ("hest", *ONE[1:]),
    "own_day": ("17-03-2025", *ONE[1:]),
    "own_future": (next_month(), *ONE[1:]),
    "own_year": ("1925-03", *ONE[1:]),
    "own_empty": ("2025-02", *ONE[1:4], ""),
    "own_measure": ("2025-02", "Underetninger", *ONE[2:]),
    "own_dimension": ("2025-02", "Underretninger", "Køn", "", "3"),
    "own_group": ("2025-01", "Underretninger", "Underretter", "Skolen", "3"),
    "own_group_elsewhere": ("2025-01", "Underretninger", "Underretter", "6-11 år", "3"),
    "own_group_of_total": ("2025-02", "Underretninger", "I alt", "Politi", "3"),
    "own_no_group": ("2025-01", "Underretninger", "Alder", "", "3"),
    "own_number": ("2025-02", *ONE[1:4], "mange"),
    "own_decimal": ("2025-02", *ONE[1:4], "12,5"),
    "own_negative": ("2025-02", *ONE[1:4], "-3"),
    "own_small": ("2025-02", *ONE[1:4], "1-4"),
    "own_too_many": ("2025-02", *ONE[1:4], "1234567"),
    "own_double": tuple(ONE),
    "own_cpr": ("2025-02", "Underretninger", "I alt", "Eva 010190-1234", "3"),
    "own_formula": ("2025-02", "Underretninger", "I alt", "", "=SUM(A1:A3)"),
    "own_width": ("2025-02", *ONE[1:], "9"),
    "own_part_beyond": ("2025-01", "Underretninger", "Årsag", "Utilstrækkelig omsorg", "13"),
    "own_in_time_beyond": ("2025-01", "Vurderet inden for 24 timer", "I alt", "", "13"),
    "own_outcome_beyond": ("2025-01", "Lukket uden videre", "I alt", "", "13"),
    "own_no_total": ("2025-02", "Underretninger", "Underretter", "Anonym", "3"),
    "own_no_notifications": ("2025-02", "Lukket uden videre", "I alt", "", "3"),
}


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


# --- whole files


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


DOCTYPE = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
FILES = {
    "empty": (b"", "a.csv", "own_no_rows"),
    "only a heading": (text([]).encode(), "a.csv", "own_no_rows"),
    "picture": (b"\x89PNG\r\n\0\0\0\0", "a.csv", "own_not_text"),
    "other ending": (GOOD.encode(), "a.docx", "own_kind"),
    "mixed": (GOOD.encode() + GOOD.encode("cp1252"), "a.csv", "own_mixed_encoding"),
    "no encoding": (b"m\x81ned;\x8d", "a.csv", "own_encoding"),
    "endless quote": (GOOD.encode() + b'"' + b"x" * 200_000, "a.csv", "own_broken_text"),
    "no workbook": (b"hello", "a.xlsx", "own_broken_workbook"),
    "half a workbook": (workbook(good())[:2000], "a.xlsx", "own_broken_workbook"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.xls", "own_old_workbook"),
    "other zip": (packed(a__txt="x"), "a.xlsx", "own_broken_workbook"),
    "macros": (packed(xl__workbook="x", xl__vbaProject="x"), "a.xlsx", "own_macros"),
    "bomb": (packed(xl__workbook="x", big=b"\0" * 80_000_000), "a.xlsx", "own_bomb"),
    "entities": (packed(**{"xl__workbook.xml": DOCTYPE}), "a.xlsx", "own_broken_workbook"),
    "too big": (b"x" * (MAX_BYTES + 1), "a.csv", "own_too_big"),
    "too many rows": (
        text([ONE] * (MAX_ROWS + 10)).encode(), "a.csv", "own_too_many_rows"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_for_one_reason(name):
    raw, file, rule = FILES[name]
    assert [fault.rule for fault in faults(raw, file)] == [rule]


def test_a_formula_in_a_workbook_is_refused_in_its_cell():
    (found,) = faults(workbook([[*ONE[:4], "=6+6"]]), "egne.xlsx")
    assert (found.rule, found.row, found.column) == ("own_formula", 2, "antal")


def test_a_broken_number_in_a_workbook_is_no_thousand():
    assert rules(workbook([[*ONE[:4], 1.234]]), "egne.xlsx") == {"own_decimal"}


def test_what_stands_far_away_in_a_workbook_costs_nothing():
    book = openpyxl.Workbook()
    book.active.append(HEADING)
    book.active.append([*ONE[:4], 12])
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    begun = time.perf_counter()
    survives(out.getvalue(), "egne.xlsx")
    assert time.perf_counter() - begun < 10


def spoiled():
    """10,000 rows with one of each fault that a row can have."""
    rows = good(months(80))[:10_000]
    by_rule = {
        rule: [*row] for rule, row in ROWS.items() if rule not in ("own_double", "own_no_total",
        "own_no_notifications", "own_in_time_beyond", "own_outcome_beyond", "own_part_beyond")
    }  # fmt: skip
    clean = [list(row) for row in rows]
    for place, row in enumerate(by_rule.values(), start=1):
        clean[place * 400] = row
    clean[9_500] = list(clean[9_400])
    clean[9_600] = ["", "", "", "", ""]
    clean[9_700][4] = "99999"
    return rows, clean


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_rows_with_twenty_kinds_of_fault_tell_all_and_the_mended_file_is_read(kind):
    rows, clean = spoiled()
    write = workbook if kind == "xlsx" else lambda found: text(found).encode()
    begun = time.perf_counter()
    found = faults(write(clean), f"egne.{kind}")
    assert time.perf_counter() - begun < 15
    told = {fault.rule for fault in found[:TOLD_AT_MOST]}
    assert len(told) >= 20
    assert told == {fault.rule for fault in found}
    assert len(read(write(rows), f"egne.{kind}").rows) == 10_000


# --- templates


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_cannot_be_uploaded_as_they_are(language):
    assert rules(template_workbook(language), "skabelon.xlsx") == {"own_no_rows"}
    assert rules(template_csv(language)) == {"own_example"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_template_is_a_good_file_but_for_its_mark(language):
    raw = template_csv(language)
    for mark in ("EKSEMPEL", "EXAMPLE"):
        raw = raw.replace(mark.encode(), b"Lolland")
    assert len(read(raw).rows) > 30
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    copied = [list(row) for row in book["Eksempel"].iter_rows(values_only=True)]
    assert rules(workbook(copied[1:], heading=copied[0]), "a.xlsx") == {"own_example"}
    mended = [["Lolland", *row[1:]] for row in copied[1:]]
    assert read(workbook(mended, heading=copied[0]), "a.xlsx").rows == read(raw).rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_explanation_is_read(language):
    assert all(word in columns() for word in heading(language))
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(language)))
    told = [(row[0], row[1]) for row in book["Forklaring"].iter_rows(values_only=True)]
    known = {group(name, str(text)) for name in GROUPS for _, text in told} - {None}
    assert len(known) >= 20


def test_every_fault_has_its_sentence_and_every_sentence_its_fault():
    told = {key.removeprefix("fault.") for key in words("da") if key.startswith("fault.own_")}
    seen = set(ROWS) | {rule for _, _, rule in FILES.values()}
    seen |= {"own_sum_beyond", "own_outcomes_beyond", "own_blank", "own_example", "own_heading"}
    seen |= {"own_municipality", "own_columns", "own_column_missing", "own_column_twice"}
    assert told == seen | {"own_column_unknown"}


# --- anything at all


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a", "a.txt"]))
def test_no_bytes_give_a_stack_trace(raw, name):
    survives(raw, name)


@given(st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=5), max_size=8))
def test_no_cells_give_a_stack_trace(rows):
    raw = text(rows).encode("utf-8", errors="replace")
    survives(raw)


@given(st.integers(0, 2000), st.integers(0, 255))
def test_no_changed_byte_of_a_workbook_gives_a_stack_trace(place, value):
    raw = bytearray(SMALL)
    raw[place % len(raw)] = value
    survives(bytes(raw), "a.xlsx")


SMALL = workbook([ONE])
