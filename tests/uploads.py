"""A municipality's own file as rows, workbook and bytes, for tests."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from catalog.words import LANGUAGES
from data.faults import RefusedError
from data.importers.own import read_own
from tests.own_files import HEADING, good, text

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


GOOD = text(good())
ONE = ["2025-01", "Underretninger", "I alt", "", "12"]


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
