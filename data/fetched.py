"""The fetched and made-up tables that a build uses: the newest of each that is as declared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from catalog.load import tables
from data.cards import CARD, Release, card
from data.faults import RefusedError
from data.importers.statbank import Answer, read
from data.importers.whole import refuse_broken
from data.observed import figures, refuse_impossible


@dataclass(frozen=True)
class Held:
    """An edition that was held back, and why; the others go in without it."""

    name: str
    refusal: RefusedError


@dataclass(frozen=True)
class Chosen:
    """What a build takes from the folder of fetched tables, and what it leaves."""

    answers: tuple[Answer, ...] = ()
    figures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    held: tuple[Held, ...] = ()


def chosen(folder: Path) -> Chosen:
    """The newest edition of each table that can be used; real figures before made-up ones.

    An edition that cannot be used is held back with its faults, and the one before it stands in.
    """
    answers: list[Answer] = []
    held: list[Held] = []
    for table in tables().values():
        for release in _newest_first(folder / table.source, held):
            try:
                answer = read(release, table)
                refuse_broken(answer)
                answers.append(answer)
                break
            except RefusedError as refusal:
                held.append(Held(release.name, refusal))
    return Chosen(tuple(answers), _figures(answers, held), tuple(held))


def _figures(answers: list[Answer], held: list[Held]) -> Mapping[str, pd.DataFrame]:
    """The ready-made figures of all tables; a table whose own cannot be right is held back."""
    while True:
        try:
            found = figures(answers)
            refuse_impossible(found)
            return found
        except RefusedError as refusal:
            names = {fault.file for fault in refusal.faults}
            answers[:] = [answer for answer in answers if answer.release.name not in names]
            held += [
                Held(name, RefusedError([f for f in refusal.faults if f.file == name]))
                for name in sorted(names)
            ]


def cards(folder: Path) -> Iterator[Path]:
    """The cards of all fetched editions; one that is still being written is not among them."""
    for path in sorted(folder.glob(f"*/*/{CARD}")):
        if not path.parent.name.startswith("."):
            yield path


def _newest_first(folder: Path, held: list[Held]) -> list[Release]:
    found: list[Release] = []
    for path in cards(folder.parent):
        if path.parent.parent == folder:
            try:
                found.append(Release(path.parent, card(path)))
            except RefusedError as refusal:
                held.append(Held(f"{folder.name}/{path.parent.name}", refusal))
    return sorted(found, key=_standing_then_age, reverse=True)


def _standing_then_age(release: Release) -> tuple[bool, str]:
    return release.card.standing == "published", release.card.retrieved or ""
