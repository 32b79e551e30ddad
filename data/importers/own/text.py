"""A CSV file as rows of text, whatever program wrote it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from data.importers.own.grid import Line, refuse, trimmed

SEPARATORS = ";,\t"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_DANISH = re.compile(rb"\xc3[\xa6\xb8\xa5\x86\x98\x85\xa9]")
"""Danish letters in UTF-8; beside a byte that is no UTF-8 they tell of two encodings."""


def lines_of_text(raw: bytes, file: str) -> list[Line]:
    """The rows of a CSV file; raises RefusedError when it cannot be read as one."""
    text = _decoded(raw, file)
    first, _, rest = text.partition("\n")
    start = 1
    if first.strip().lower().replace('"', "") in {f"sep={sign}" for sign in SEPARATORS}:
        text, start = rest, 2
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    return trimmed(_lines(reader, file, start), file)


def _lines(reader: Any, file: str, start: int) -> Iterator[Line]:
    number = start
    try:
        for cells in reader:
            yield Line(number, tuple(" ".join(cell.split()) for cell in cells))
            number = reader.line_num + start
    except csv.Error as fault:
        raise refuse(file, "own_broken_text", found=str(fault), row=number) from fault


def _separator(text: str) -> str:
    """The sign that the heading, the first row with words in it, is divided by."""
    head = next((line for line in text.splitlines() if line.strip(" ;,\t")), "")
    return max(SEPARATORS, key=head.count)


def _decoded(raw: bytes, file: str) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, file)
    if b"\0" in raw:
        return _strictly(raw, _sixteen(raw, file), file)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        if UTF8_DANISH.search(raw):
            raise _unreadable(raw, fault, file, "own_mixed_encoding") from fault
        return _strictly(raw, "cp1252", file)


def _sixteen(raw: bytes, file: str) -> str:
    """UTF-16 without a mark has a zero in every second byte of plain letters."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if max(even, odd) < len(raw) // 4 or min(even, odd) > 0:
        raise refuse(file, "own_not_text")
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(raw: bytes, encoding: str, file: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _unreadable(raw, fault, file, "own_encoding") from fault
    if "\0" in text:
        raise refuse(file, "own_not_text")
    return text


def _unreadable(raw: bytes, fault: UnicodeDecodeError, file: str, rule: str) -> Exception:
    near = raw[max(fault.start - 12, 0) : fault.start + 12].decode("latin-1")
    return refuse(file, rule, found=near, row=raw[: fault.start].count(b"\n") + 1)
