"""Write rows and checksum of each file into the card beside it, whole or not at all."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from data.cards import CARD, Card, card, figures, name_of, sha256
from data.faults import Fault, RefusedError
from geo.writing import write_whole


def seal(folder: Path) -> Card:
    """Write rows and checksum of every CSV in the folder into its card; the rest is kept."""
    path = folder / CARD
    if not path.is_file():
        raise RefusedError([Fault(name_of(path), None, None, CARD, "card_missing")])
    head = path.read_text(encoding="utf-8").split("\n[files")[0].rstrip("\n")
    files = [_sealed(file) for file in figures(folder.iterdir())]
    write_whole(path, "\n".join([head, "", *files]).encode())
    return card(path)


def write_card(folder: Path, *, others: Iterable[str] = (), **told: str) -> Card:
    """Write a card of plain texts and seal the folder's files: figures, and those in `others`."""
    head = [f"{key} = {_quoted(text)}" for key, text in told.items()]
    files = [*figures(folder.iterdir()), *(folder / name for name in others)]
    write_whole(folder / CARD, "\n".join([*head, "", *map(_sealed, files)]).encode())
    return card(folder / CARD)


def _sealed(file: Path) -> str:
    """The lines of a card about one file; what holds no figures has no rows."""
    rows = _rows(file) if figures([file]) else 0
    return f'[files."{file.name}"]\nrows = {rows}\nsha256 = {_quoted(sha256(file))}\n'


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for a sign that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _rows(file: Path) -> int:
    """Rows below the heading; a quoted line break counts as text, not as a row."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return max(sum(1 for _ in csv.reader(lines)) - 1, 0)
    except (csv.Error, UnicodeDecodeError) as fault:
        raise RefusedError([Fault(name_of(file), None, None, str(fault), "csv")]) from fault
