"""What a build left to look at, as CSV: its remarks, the figures it changed, and the twin rates."""

import pandas as pd

from analysis.result import source_line
from analysis.twin import Twin
from catalog.load import indicators, sources
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot
from reports.download import area_name, heading, number, origin, told, written


def remarks_csv(remarks: pd.DataFrame, language: Language) -> bytes:
    """Every remark with its kind, source and period."""
    head = [say(f"download.{key}", language) for key in ("kind", "source", "period", "text")]
    rows = [
        [
            remark_kind(row["kind"], language),
            sources()[row["source"]].name[language],
            told(row["period"]),
            row[f"text_{language}"],
        ]
        for row in remarks.to_dict("records")
    ]
    return written([head, *rows], language)


def remark_kind(kind: str, language: Language) -> str:
    """What a remark is about; all sums are one kind to a reader."""
    return say(f"changes.remark.{kind.split('_')[0] if kind.startswith('sum') else kind}", language)


def revisions_csv(
    revisions: pd.DataFrame, snapshots: dict[int, Snapshot], language: Language
) -> bytes:
    """Every changed figure, before and after, with the origin of the new one."""
    rows = [
        [
            row["area"],
            area_name(row["area"], language),
            row["period"],
            indicators()[row["indicator"]].name[language],
            number(row["before"], language),
            number(row["after"], language),
            indicators()[row["indicator"]].unit[language],
            *origin(snapshots[row["snapshot"]], language),
        ]
        for row in revisions.to_dict("records")
    ]
    return written([heading("code area period name before after unit", language), *rows], language)


def twin_csv(found: Twin, language: Language) -> bytes:
    """Every figure that differs, with the origin of the embedded one and of the other's counts."""
    table = found.embedded.table.set_index(["area", "period"])["snapshot"]
    counts = source_line(found.recomputed.snapshots, language)
    columns = "code area period name embedded recomputed difference unit recomputed_of"
    rows = [
        [
            row["area"],
            area_name(row["area"], language),
            row["period"],
            found.embedded.indicator.name[language],
            *(number(float(row[key]), language) for key in ("embedded", "recomputed")),
            number(float(row["difference"]), language),
            found.embedded.indicator.unit[language],
            counts,
            *origin(found.embedded.all_snapshots[int(table[row["area"], row["period"]])], language),
        ]
        for row in found.differing.to_dict("records")
    ]
    return written([heading(columns, language), *rows], language)
