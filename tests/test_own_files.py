"""A municipality's whole files: what cannot be read, what is spoiled, templates, anything."""

import contextlib
import io
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.words import LANGUAGES, words
from data.faults import TOLD_AT_MOST, RefusedError
from data.importers.own import KINDS
from data.importers.own.grid import MAX_BYTES, MAX_ROWS
from data.importers.own.names import GROUPS, columns, group
from reports.own import heading, template_csv, template_workbook
from tests.own_files import HEADING, good, months, text
from tests.uploads import GOOD, ONE, ROWS, faults, read, rules, workbook


def survives(raw, name="egne.csv"):
    """Read, or refused with a reason; any other error is a stack trace to the reader."""
    with contextlib.suppress(RefusedError):
        read(raw, name)


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
    begun = time.process_time()
    found = faults(write(clean), f"egne.{kind}")
    assert time.process_time() - begun < 15
    told = {fault.rule for fault in found[:TOLD_AT_MOST]}
    assert len(told) >= 20
    assert told == {fault.rule for fault in found}
    assert len(read(write(rows), f"egne.{kind}").rows) == 10_000


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
