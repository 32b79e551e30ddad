"""The figures of a result as a file that keeps its source, edition and standing in every row."""

import csv
import io
from collections.abc import Iterable

import geo.municipalities as geo
from analysis.result import Result
from catalog.load import dimensions, sources
from catalog.model import Language
from catalog.words import say
from data.importers.columns import REGIONS
from data.schema import Snapshot

COUNTRY = "000"
ORIGIN = 7
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(result: Result, language: Language) -> bytes:
    """All rows of a result as CSV: for Danish with semicolon and decimal comma, as Excel expects.

    Texts that a spreadsheet would take for a formula get an apostrophe in front.
    """
    keys = (
        "code area period name category scope value unit counts status note publisher source "
        "read_by edition_source standing title address"
    )
    head = [say(f"download.{key}", language) for key in keys.split()]
    rows = [_cells(row, result, language) for row in result.table.itertuples(index=False)]
    return written([head, *rows], language)


def written(rows: Iterable[list[str]], language: Language) -> bytes:
    """Rows of text as the bytes of a CSV file that the language's spreadsheets open as they should."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "da" else ",", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def file_name(result: Result, *parts: str) -> str:
    """A name that says what is in the file and whether it counts children or notifications."""
    words = ["underretningsatlas", result.indicator.id, *parts, result.indicator.counts]
    return "-".join(word.replace("/", "_") for word in words if word) + ".csv"


def area_name(code: str, language: Language) -> str:
    """A municipality, a region or the country by name; the 98 together are said to be that."""
    if code == COUNTRY:
        return say("area.country", language)
    return REGIONS[code] if code in REGIONS else geo.municipality(code).name


def _cells(row: object, result: Result, language: Language) -> list[str]:
    r: dict[str, object] = row._asdict()  # type: ignore[attr-defined]
    indicator = result.indicator
    figure = [
        str(r["area"]),
        area_name(str(r["area"]), language),
        str(r["period"]),
        indicator.name[language],
        _category(indicator.dimension, r["category"], language),
        _category("scope", r["scope"], language),
        number(r["value"], language),
        indicator.unit[language],
        say(f"counts.{indicator.counts}", language),
        say(f"status.{r['status']}", language),
        str(r[f"note_{language}"] or "") if r["status"] == "ok" else "",
    ]
    if r["status"] == "missing":
        return [*figure, *[""] * ORIGIN]
    return [*figure, *origin(result.all_snapshots[int(r["snapshot"])], language)]  # type: ignore[call-overload]


def origin(found: Snapshot, language: Language) -> list[str]:
    """Where a row is from: publisher, source, reader, edition, standing, title and address."""
    return [
        found.publisher,
        sources()[found.source].name[language],
        found.read_by or "",
        found.edition,
        say(f"standing.{found.standing}", language),
        found.title,
        found.url or (found.no_url_da if language == "da" else found.no_url_en) or "",
    ]


def _category(dimension: str | None, code: object, language: Language) -> str:
    return dimensions()[dimension].codes[str(code)][language] if dimension and code else ""


def number(value: object, language: Language) -> str:
    """The figure as the source printed it, to its last digit; a missing one is empty."""
    if value != value:
        return ""
    text = repr(value)
    text = text.removesuffix(".0")
    return text.replace(".", ",") if language == "da" else text


def _safe(cell: str) -> str:
    numeric = cell.replace(",", "").replace(".", "").lstrip("-").isdigit()
    return f"'{cell}" if cell.startswith(FORMULA) and not numeric else cell

