"""The fetched and made-up tables that a build uses: the newest of each that is as declared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from catalog.load import tables
from catalog.model import Table
from data.cards import CARD, Release, card
from data.faults import RefusedError
from data.importers.statbank import Answer, read
from data.importers.whole import refuse_broken
from data.observed import figures, residents_of, tells_residents


@dataclass(frozen=True)
class Held:
    """An edition that was held back, and why; the others go in without it.

    `instead` is the edition of the same table that stands in, empty where none does.
    """

    name: str
    refusal: RefusedError
    instead: str = ""


@dataclass(frozen=True)
class Chosen:
    """What a build takes from the folder of fetched tables, and what it leaves.

    Of tables that hold no counts only the figures are kept, by the name of their release.
    """

    answers: tuple[Answer, ...] = ()
    figures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    held: tuple[Held, ...] = ()


def chosen(folder: Path) -> Chosen:
    """The newest edition of each table that can be used; real figures before made-up ones.

    An edition that cannot be used is held back with its faults, and the one before it stands in.
    """
    answers: dict[str, Answer] = {}
    frames: dict[str, pd.DataFrame] = {}
    held: list[Held] = []
    residents = None
    for table in sorted(tables().values(), key=tells_residents, reverse=True):
        found, refused = _usable(folder / table.source, table, residents)
        instead = found[0].release.edition if found else ""
        held += [Held(name, refusal, instead) for name, refusal in refused]
        if found:
            answers[table.id], frames[found[0].release.name] = found
            residents = residents_of(found[1]) if tells_residents(table) else residents
    ordered = tuple(answers[name] for name in tables() if name in answers)
    return Chosen(ordered, frames, tuple(held))


def _usable(
    folder: Path, table: Table, residents: pd.DataFrame | None
) -> tuple[tuple[Answer, pd.DataFrame] | None, list[tuple[str, RefusedError]]]:
    """The newest edition that is as declared, with its figures; and those that were not."""
    releases, refused = _newest_first(folder)
    for release in releases:
        try:
            answer = read(release, table)
            refuse_broken(answer)
            frame = figures(answer, residents)
        except RefusedError as refusal:
            refused.append((release.name, refusal))
            continue
        if table.grain == "observations":
            answer = replace(answer, rows=answer.rows.iloc[:0])
        return (answer, frame), refused
    return None, refused


def cards(folder: Path) -> Iterator[Path]:
    """The cards of all fetched editions; one that is still being written is not among them."""
    for path in sorted(folder.glob(f"*/*/{CARD}")):
        if not path.parent.name.startswith("."):
            yield path


def _newest_first(folder: Path) -> tuple[list[Release], list[tuple[str, RefusedError]]]:
    found: list[Release] = []
    refused: list[tuple[str, RefusedError]] = []
    for path in cards(folder.parent):
        if path.parent.parent == folder:
            try:
                found.append(Release(path.parent, card(path)))
            except RefusedError as refusal:
                refused.append((f"{folder.name}/{path.parent.name}", refusal))
    return sorted(found, key=_standing_then_age, reverse=True), refused


def _standing_then_age(release: Release) -> tuple[bool, str]:
    return release.card.standing == "published", release.card.retrieved or ""
