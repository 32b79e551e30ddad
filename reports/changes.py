"""What a build left to look at, as CSV: its remarks, the figures it changed, and the twin rates."""

from collections.abc import Sequence

import pandas as pd

from analysis.result import edition_name, source_line
from analysis.revised import Release, Revised
from analysis.twin import Twin
from catalog import format as fmt
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


def released_told(found: Revised, language: Language) -> str:
    """A total of one year as two releases have it; an implied one with its sum."""
    return say(
        "since.released",
        language,
        name=found.indicator.name[language],
        period=fmt.period(found.before.period, language),
        before=_release(found.before, language),
        after=_release(found.after, language),
    )


def released_csv(found: Sequence[Revised], language: Language) -> bytes:
    """Every total that a later release has otherwise, with the origin of the later one."""
    head = heading("name period before after unit note", language)
    rows = [
        [
            one.indicator.name[language],
            one.before.period,
            number(one.before.value, language),
            number(one.after.value, language),
            one.indicator.unit[language],
            released_told(one, language),
            *origin(one.after.snapshot, language),
        ]
        for one in found
    ]
    return written([head, *rows], language)


def _release(found: Release, language: Language) -> str:
    values = {"value": found.value, "level": found.level, "less": found.less}
    told = {name: fmt.number(value, language) for name, value in values.items()}
    kind = "printed" if found.less is None else "implied"
    edition = edition_name(found.snapshot.edition, language)
    return say(f"since.{kind}", language, edition=edition, **told)


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
