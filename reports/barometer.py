"""The barometer's results as a file, each row with its edition, source and standing."""

from collections.abc import Sequence

from analysis.barometer import Barometer, Row
from analysis.barometer_law import Law
from analysis.few_cases import Example
from analysis.supervision import Named
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.barometer import edition_name, in_words
from data.schema import Snapshot
from reports.download import heading, number, origin, origins, told, written


def barometer_file(
    barometer: Barometer, language: Language, only: Sequence[str] | None = None
) -> bytes:
    """Every result as CSV, or those of some requirements. No municipality is in it to be ranked."""
    head = heading("edition requirement percent words law comparable note", language)
    rows = [
        _cells(row, barometer, language)
        for code in dict.fromkeys(barometer.results["requirement"])
        if only is None or code in only
        for row in barometer.found(code).to_dict("records")
    ]
    return written([head, *rows], language)


def laws_file(found: Sequence[Law], language: Language) -> bytes:
    """The law of each requirement before and after, with what of it is to be confirmed."""
    keys = ("requirement", "before", "before_seen", "after", "after_seen", "change", "seen")
    head = [say(f"casework.column_{key}", language) for key in keys]
    rows = [
        [
            dimensions()["requirement"].codes[law.requirement][language],
            law.before[language] if law.before else "",
            _verified(law.before_verified, language),
            law.after[language] if law.after else "",
            _verified(law.after_verified, language),
            law.change[language] if law.change else "",
            law.seen[language],
            *origin(law.snapshot, language),
        ]
        for law in found
    ]
    return written([head + heading("", language), *rows], language)


def supervision_file(found: Sequence[Named], language: Language) -> bytes:
    """The municipalities that the source names, each with its reservation; in no order of merit."""
    head = heading("code area period text note", language)
    rows = [
        [one.area, one.name, one.date, one.text, one.reservation, *origin(one.snapshot, language)]
        for one in found
    ]
    return written([head, *rows], language)


def chance_file(found: Example, behind: Sequence[Snapshot], language: Language) -> bytes:
    """The worked example; each row says that it is one, and has what its sizes rest on."""
    keys = ("example", "met", "share", "places")
    rows = [
        [
            say("casework.example", language),
            str(int(row["met"])),
            number(round(float(row["share"]), 2), language),
            number(round(float(row["expected"]), 4), language),
            *origins(behind, language),
        ]
        for row in found.table.to_dict("records")
    ]
    head = [say(f"casework.column_{key}", language) for key in keys]
    return written([head + heading("", language), *rows], language)


def _verified(found: bool, language: Language) -> str:
    return say(f"casework.{'verified' if found else 'to_confirm'}", language)


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
