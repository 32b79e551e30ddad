"""The barometer's results as a file, by edition and requirement, with source and standing in each row."""

from analysis.barometer import Barometer
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.barometer import edition_name, in_words
from reports.download import number, origin, written


def barometer_file(barometer: Barometer, language: Language) -> bytes:
    """Every result as CSV. There are no municipalities in it, and so nothing to rank."""
    keys = "edition requirement percent words law comparable note publisher source read_by edition_source standing title address"
    head = [say(f"download.{key}", language) for key in keys.split()]
    rows = [
        _cells(row, barometer, language)
        for code in dict.fromkeys(barometer.results["requirement"])
        for row in barometer.found(code).itertuples()
    ]
    return written([head, *rows], language)


def _cells(row: object, barometer: Barometer, language: Language) -> list[str]:
    r: dict[str, object] = row._asdict()  # type: ignore[attr-defined]
    share = r["kind"] == "percent"
    words = str(r[f"words_{language}"]) if r["kind"] == "reading" else in_words(row, language)
    found = [
        edition_name(barometer, str(r["edition"]), language),
        dimensions()["requirement"].codes[str(r["requirement"])][language],
        number(r["percent"], language) if share else "",
        "" if share else words,
        str(r[f"law_{language}"] or ""),
        str(r["same_as"] or ""),
        str(r[f"note_{language}"] or ""),
    ]
    return [*found, *origin(barometer.all_snapshots[int(r["snapshot"])], language)]  # type: ignore[call-overload]
