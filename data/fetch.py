"""Fetch tables of StatBank as snapshots: each whole or not at all, and none stops the others."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from catalog.format import number
from catalog.load import tables
from catalog.model import Language, Table
from catalog.words import say
from data.cards import Release, changed
from data.editions import (
    clear_abandoned,
    damaged,
    editions,
    forget_made_up,
    part,
    place,
    remove,
    remove_old,
)
from data.faults import RefusedError
from data.fetch_lock import only_one
from data.query import Query, query
from data.seal import write_card
from data.statbank import StatBank
from data.statbank_error import StatBankError
from data.tableinfo import TableInfo

ANSWER = "statbank.csv"
INFO = "tableinfo.json"
PAGE = "https://www.statistikbanken.dk/"


@dataclass(frozen=True)
class Fetched:
    """What became of one table; one that was held back has a fault, all others an edition."""

    table: str
    outcome: Literal["fetched", "unchanged", "held_back"]
    edition: str = ""
    rows: int = 0
    fault: StatBankError | RefusedError | None = None

    def told(self, language: Language = "da") -> str:
        """The outcome as a line of text."""
        if self.fault is not None:
            reason = self.fault.told(language)
            return say("fetch.held_back", language, table=self.table, reason=reason)
        return say(
            f"fetch.{self.outcome}",
            language,
            table=self.table,
            edition=self.edition,
            rows=number(self.rows, language),
        )


Progress = Callable[[str, int], None]
"""Told a table and how many bytes of its answer have come: 0 when it begins."""


def fetch(
    names: Sequence[str],
    *,
    folder: Path,
    bank: StatBank,
    since: int | None = None,
    progress: Progress = lambda table, count: None,
    done: Callable[[Fetched], None] = lambda outcome: None,
    waiting: Callable[[], None] = lambda: None,
) -> list[Fetched]:
    """Fetch the tables called `names`, or all, from the year `since` on, into `folder`.

    `done` is told each outcome as it comes, `waiting` that another fetch is at work. Raises
    AlreadyFetchingError when that one does not end soon; nothing was changed then.
    """
    found: list[Fetched] = []
    with only_one(folder, waiting=waiting):
        clear_abandoned(folder)
        for name in names or tables():
            found.append(_outcome(name, folder, bank=bank, since=since, progress=progress))
            done(found[-1])
    return found


def _outcome(
    name: str, folder: Path, *, bank: StatBank, since: int | None, progress: Progress
) -> Fetched:
    progress(name, 0)
    try:
        table = tables().get(name.upper())
        if table is None:
            raise StatBankError("unknown", table=name, known=", ".join(tables()))
        return _fetched(table, folder / table.source, bank=bank, since=since, progress=progress)
    except (StatBankError, RefusedError) as fault:
        return Fetched(name, "held_back", fault=fault)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Fetched(name, "held_back", fault=StatBankError("disk", table=name, reason=reason))


def _fetched(
    table: Table, folder: Path, *, bank: StatBank, since: int | None, progress: Progress
) -> Fetched:
    info, raw = bank.tableinfo(table.id)
    if info.id.upper() != table.id or not info.updated_on:
        raise StatBankError("not_statbank", table=table.id, found=f"{info.id} {info.updated}")
    asked = query(table, info, since=since)
    there = editions(folder)
    if there and _same(there[-1], info, asked):
        sound = there[-1]
        return Fetched(table.id, "unchanged", sound.edition, sound.rows)
    with part(folder) as draft:
        bank.data(asked, draft / ANSWER, progress=partial(progress, table.id))
        (draft / INFO).write_bytes(raw)
        _write_card(draft, table, info=info, asked=asked)
        for number, edition in enumerate(damaged(folder)):  # it would stop a build
            remove(edition, f"damaged-{number}")
        placed = place(draft, info.updated_on)
    forget_made_up(folder)
    remove_old(folder)
    return Fetched(table.id, "fetched", placed.edition, placed.rows)


def _same(newest: Release, info: TableInfo, asked: Query) -> bool:
    """Whether the newest edition is what would be fetched, its files as they were received."""
    card = newest.card
    same = (card.updated, card.query) == (info.updated, _text(asked))
    return same and not list(changed(newest))


def _write_card(draft: Path, table: Table, *, info: TableInfo, asked: Query) -> None:
    write_card(
        draft,
        others=[INFO],
        title=info.text,
        publisher="Danmarks Statistik",
        standing="published",
        url=f"{PAGE}{table.id}",
        table=table.id,
        updated=info.updated,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        query=_text(asked),
    )


def _text(asked: Query) -> str:
    return json.dumps(asked.body, ensure_ascii=False, separators=(",", ":"))
