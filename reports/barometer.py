"""The barometer's results as a file, each row with its edition, source and standing."""

from analysis.barometer import Barometer, Row
from analysis.result import weakest
from catalog.load import dimensions
from catalog.model import Language
from charts.barometer import edition_name, in_words
from reports.download import heading, marked_name, number, origin, told, written


def barometer_file(barometer: Barometer, language: Language) -> bytes:
    """Every result as CSV. There are no municipalities in it, and so nothing to rank."""
    head = heading("edition requirement percent words law comparable note", language)
    rows = [
        _cells(row, barometer, language)
        for code in dict.fromkeys(barometer.results["requirement"])
        for row in barometer.found(code).to_dict("records")
    ]
    return written([head, *rows], language)


def file_name(barometer: Barometer) -> str:
    """The name of that file; it says so when results are made up."""
    found = weakest(row.standing for row in barometer.snapshots(barometer.results))
    return marked_name("underretningsatlas-boernesagsbarometret.csv", found)


def _cells(row: Row, barometer: Barometer, language: Language) -> list[str]:
    share = row["kind"] == "percent"
    words = row[f"words_{language}"] if row["kind"] == "reading" else in_words(row, language)
    return [
        edition_name(barometer, row["edition"], language),
        dimensions()["requirement"].codes[row["requirement"]][language],
        number(row["percent"], language) if share else "",
        "" if share else words,
        told(row[f"law_{language}"]),
        told(row["same_as"]),
        told(row[f"note_{language}"]),
        *origin(barometer.all_snapshots[row["snapshot"]], language),
    ]
