"""Made-up tables as snapshots beside the fetched ones: each whole, none beside a real one."""

import os
from datetime import UTC, datetime
from pathlib import Path

from catalog.load import tables
from catalog.words import LANGUAGES, say
from data.cards import Release, read_release
from data.demo.form import STAMP, Form, answer, forms, info, query
from data.demo.known import read
from data.demo.model import model
from data.editions import editions, forget_made_up, part
from data.importers.statbank import ANSWER, INFO
from data.seal import write_card

PREFIX = "fiktiv-"
PUBLISHER = "Underretningsatlas"
NAMES = ("UND1", "UND2", "UND3", "FOLK1A")


def demo(snapshots: Path, folder: Path, *, seed: int = 1) -> tuple[list[Release], list[str]]:
    """Write the made-up tables into `folder`; those that are fetched already are left and named.

    `snapshots` are the embedded ones, whose published margins are kept.
    """
    fetched = [name for name in NAMES if is_fetched(folder, name)]
    if len(fetched) == len(NAMES):
        return [], fetched
    found = [form for form in forms(model(read(snapshots), seed)) if form.table.id not in fetched]
    return [write(form, folder, seed=seed) for form in found], fetched


def is_fetched(folder: Path, name: str) -> bool:
    """Whether there is an edition of a table that was not made up."""
    found = editions(folder / tables()[name].source)
    return any(edition.card.standing != "synthetic" for edition in found)


def forget(folder: Path, name: str) -> None:
    """Remove the made-up editions of a table."""
    forget_made_up(folder / tables()[name].source)


def write(form: Form, folder: Path, *, seed: int) -> Release:
    """One table as a snapshot, whole or not at all; it takes the place of others made up."""
    place = folder / form.table.source
    with part(place) as draft:
        (draft / ANSWER).write_bytes(answer(form))
        (draft / INFO).write_bytes(info(form))
        _write_card(draft, form)
        forget_made_up(place)
        os.replace(draft, place / f"{PREFIX}{seed}")
    return read_release(place / f"{PREFIX}{seed}")


def _write_card(draft: Path, form: Form) -> None:
    """The card; `retrieved` alone is not the same each time."""
    why = {f"no_url.{language}": say("demo.no_url", language) for language in LANGUAGES}
    write_card(
        draft,
        others=[INFO],
        title=form.title,
        publisher=PUBLISHER,
        standing="synthetic",
        table=form.table.id,
        updated=STAMP,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        query=query(form),
        **why,
    )
