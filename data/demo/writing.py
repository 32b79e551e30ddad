"""Made-up tables as snapshots beside the fetched ones: written whole, and gone after a fetch."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from catalog.load import tables
from catalog.words import LANGUAGES, say
from data.cards import CARD, Release, card
from data.demo.form import STAMP, Form, answer, forms, info, query
from data.demo.known import read
from data.demo.model import model
from data.fetched import cards
from data.importers.statbank import ANSWER, INFO

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
    return any(found.card.standing != "synthetic" for found in _editions(folder, name))


def forget(folder: Path, name: str) -> None:
    """Remove the made-up editions of a table: its real figures are here, or others are made."""
    for found in list(_editions(folder, name)):
        if found.card.standing == "synthetic":
            leaving = found.folder.with_name(f".part-{os.getpid()}-{found.edition}")
            os.replace(found.folder, leaving)
            shutil.rmtree(leaving, ignore_errors=True)


def write(form: Form, folder: Path, *, seed: int) -> Release:
    """One table as a snapshot, whole or not at all; it takes the place of others made up."""
    place = folder / form.table.source
    draft = place / f".part-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        files = {ANSWER: answer(form), INFO: info(form)}
        for name, content in files.items():
            (draft / name).write_bytes(content)
        (draft / CARD).write_text(_card(form, files), encoding="utf-8", newline="\n")
        forget(folder, form.table.id)
        os.replace(draft, place / f"{PREFIX}{seed}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    found = place / f"{PREFIX}{seed}"
    return Release(found, card(found / CARD))


def _editions(folder: Path, name: str) -> Iterator[Release]:
    source = tables()[name].source
    for path in cards(folder):
        if path.parent.parent.name == source:
            yield Release(path.parent, card(path))


def _card(form: Form, files: dict[str, bytes]) -> str:
    lines = {
        "title": form.title,
        "publisher": PUBLISHER,
        "standing": "synthetic",
        "table": form.table.id,
        "updated": STAMP,
        "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
        "query": query(form),
    }
    head = [f"{name} = {_quoted(value)}" for name, value in lines.items()]
    why = ", ".join(f"{lang} = {_quoted(say('demo.no_url', lang))}" for lang in LANGUAGES)
    return "\n".join([*head, f"no_url = {{ {why} }}", *_sealed(files)]) + "\n"


def _sealed(files: dict[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        rows = max(content.count(b"\n") - 1, 0) if name == ANSWER else 0
        checksum = hashlib.sha256(content).hexdigest()
        yield f'\n[files."{name}"]\nrows = {rows}\nsha256 = "{checksum}"'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
