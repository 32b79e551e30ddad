"""The figures of a result as a file that keeps its source, edition and standing in every row."""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

import geo.municipalities as geo
from analysis.measure import COUNTRY
from analysis.notifiers import group_name
from analysis.result import Result, license_of
from catalog.load import dimensions, sources
from catalog.model import Language
from catalog.words import say
from data.importers.columns import REGIONS
from data.schema import Snapshot
from reports.cells import FORMULA

SEPARATOR = {"da": ";", "en": ","}
KEYS = ("area", "period")
FIGURES = ("value", "lower", "upper")
ORIGIN = (
    *("publisher", "source", "read_by", "edition_source", "standing"),
    *("license", "title", "address"),
)


def csv_file(result: Result, language: Language, more: Iterable[list[str]] = ()) -> bytes:
    """All rows of a result as CSV: for Danish with semicolon and decimal comma, as Excel expects.

    Texts that a spreadsheet would take for a formula get an apostrophe in front. `more` are rows
    of the same columns that come after, as those of a comparison.
    """
    return csv_of([result], language, more)


def csv_of(results: Iterable[Result], language: Language, more: Iterable[list[str]] = ()) -> bytes:
    """The rows of several results one after the other, as `csv_file` writes those of one."""
    head = heading(
        "code area period name category sex scope value lower upper numerator denominator precision"
        " unit counts status note",
        language,
    )
    rows = [cells for result in results for cells in _rows(result, language)]
    return written([head, *rows, *more], language)


def _rows(result: Result, language: Language) -> list[list[str]]:
    remarks = _remarks(result, language)
    return [_cells(row, result, language, remarks) for row in result.table.to_dict("records")]


def heading(keys: str, language: Language) -> list[str]:
    """The names of a file's columns: its own, and after them those of `origin`."""
    return [say(f"download.{key}", language) for key in (*keys.split(), *ORIGIN)]


def written(rows: Iterable[list[str]], language: Language) -> bytes:
    """Rows of text as a CSV file that spreadsheets set to the language open as they should."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR[language], lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_back(content: bytes, language: Language) -> pd.DataFrame:
    """A file of ours as a table of texts, its first column as the names of the rows."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    head, *rows = csv.reader(text, delimiter=SEPARATOR[language])
    index = pd.Index([row[0] for row in rows], name=head[0])
    return pd.DataFrame([row[1:] for row in rows], columns=head[1:], index=index, dtype=str)


def area_name(code: str, language: Language) -> str:
    """A municipality, a region or the country by name; the 98 together are said to be that."""
    if code == COUNTRY:
        return say("area.country", language)
    return REGIONS[code] if code in REGIONS else geo.municipality(code).name


def _remarks(result: Result, language: Language) -> dict[tuple[object, object], list[str]]:
    """What is known to be wrong, by area and period; None stands for all of them."""
    found: dict[tuple[object, object], list[str]] = {}
    for note in result.notes.to_dict("records"):
        key = tuple(note[name] if isinstance(note[name], str) else None for name in KEYS)
        found.setdefault((key[0], key[1]), []).append(note[f"text_{language}"])
    return found


def _cells(
    row: Mapping[str, Any],
    result: Result,
    language: Language,
    remarks: Mapping[tuple[object, object], list[str]],
) -> list[str]:
    indicator, status = result.indicator, row["status"]
    area, period = row["area"], row["period"]
    own = [told(row[f"note_{language}"])] if status == "ok" else []
    keys = ((area, period), (area, None), (None, period))
    notes = dict.fromkeys(filter(None, [*own, *(n for key in keys for n in remarks.get(key, []))]))
    figure = [
        row["area"],
        area_name(row["area"], language),
        row["period"],
        indicator.name[language],
        _category(indicator.dimension, row["category"], language),
        _category("sex", row["sex"], language),
        _category("scope", row["scope"], language),
        *(number(row[part], language) if status == "ok" else "" for part in FIGURES),
        number(row["numerator"], language),
        number(row["denominator"], language),
        _category("precision", told(row["precision"]), language),
        indicator.unit[language],
        say(f"counts.{indicator.counts}", language),
        say(f"status.{status}", language),
        " ".join(notes),
    ]
    if status == "missing":
        return [*figure, *[""] * len(ORIGIN)]
    return [*figure, *origins_of(row, result, language)]


def origins_of(row: Mapping[str, Any], result: Result, language: Language) -> list[str]:
    """Where a row of a result is from; of one count over another both are named."""
    parts = (row[name] for name in ("snapshot", "denominator_snapshot"))
    return origins((result.all_snapshots[int(part)] for part in parts if _known(part)), language)


def origins(behind: Iterable[Snapshot], language: Language) -> list[str]:
    """Where a row that rests on several snapshots is from, part by part, what is the same once."""
    found = [origin(snapshot, language) for snapshot in behind]
    return ["; ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*found, strict=True)]


def origin(found: Snapshot, language: Language) -> list[str]:
    """Where a row is from: publisher, source, reader, edition, license and so on."""
    return [
        found.publisher,
        sources()[found.source].name[language],
        found.read_by or "",
        found.edition,
        say(f"standing.{found.standing}", language),
        license_of(found, language),
        found.title,
        found.url or found.why_no_url(language) or "",
    ]


def _category(dimension: str | None, code: str, language: Language) -> str:
    if not (dimension and code):
        return ""
    codes = dimensions()[dimension].codes
    if any(found.part_of == code for found in codes.values()):
        return say("doubt.joined", language, name=group_name(code, language))
    return codes[code][language]


def told(found: object) -> str:
    """A text as it is; a missing one is empty, never a word for nothing."""
    return found if isinstance(found, str) else ""


def number(value: float | None, language: Language) -> str:
    """The figure as the source printed it, to its last digit; a missing one is empty."""
    if not _known(value):
        return ""
    text = repr(value).removesuffix(".0")
    return text.replace(".", ",") if language == "da" else text


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _safe(cell: str) -> str:
    numeric = cell.replace(",", "").replace(".", "").lstrip("-").isdigit()
    return f"'{cell}" if cell.startswith(FORMULA) and not numeric else cell
