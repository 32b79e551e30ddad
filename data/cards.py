"""The card beside each snapshot: what it is, where it is from, and the checksum of every file."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from catalog.load import sources
from catalog.model import Standing, Text
from data.faults import Fault, RefusedError

CARD = "card.toml"
PART = ".part-"
"""How the name of a folder begins that is being filled; nothing in it is read."""


class File(BaseModel):
    """One file of a snapshot as it was when it was sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    rows: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Card(BaseModel):
    """What is written in card.toml; source and edition are the names of the folders.

    A fetched snapshot also has the table, StatBank's own stamp of its last update, when it was
    retrieved, and the request that was sent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    read_by: str | None = None
    standing: Standing
    url: str | None = Field(default=None, pattern=r"^https?://[^ ]+$")
    no_url: Text | None = None
    copied: bool = Field(default=False, alias="copy")
    table: str | None = None
    updated: str | None = None
    retrieved: str | None = None
    query: str | None = None
    files: dict[str, File] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _address_or_reason(self) -> "Card":
        if (self.url is None) == (self.no_url is None):
            raise ValueError("a card has either url, or no_url with the reason why there is none")
        return self


@dataclass(frozen=True)
class Release:
    """A snapshot on disk: its folder and its card."""

    folder: Path
    card: Card

    @property
    def source(self) -> str:
        return self.folder.parent.name

    @property
    def edition(self) -> str:
        return self.folder.name

    @property
    def name(self) -> str:
        return f"{self.source}/{self.edition}"

    @property
    def files(self) -> list[Path]:
        """Its files of figures, sealed or not."""
        return figures(self.folder.iterdir())

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.card.files.values())

    @property
    def checksum(self) -> str:
        """One checksum for the whole release, from the checksums of its files."""
        parts = "".join(f"{name}{self.card.files[name].sha256}" for name in sorted(self.card.files))
        return hashlib.sha256(parts.encode()).hexdigest()


def releases(folder: Path) -> Iterator[Release]:
    """Every snapshot under `folder`, in order of source and edition.

    Raises RefusedError, naming the card, when one is not as declared, or the files when they have
    none: figures are never left out in silence.
    """
    found = [path for path in figures(folder.rglob("*")) if not _is_part(path, folder)]
    if stray := [path for path in found if not _has_card(path, folder)]:
        raise RefusedError(
            [Fault(name_of(path), None, None, path.name, "card_missing") for path in stray]
        )
    for path in sorted(folder.glob(f"*/*/{CARD}")):
        if _is_part(path, folder):
            continue
        release = read_release(path.parent)
        if release.source not in sources():
            raise RefusedError([Fault(name_of(path), None, None, release.source, "source")])
        yield release


def read_release(folder: Path) -> Release:
    """The snapshot in one folder; raises RefusedError when its card is not as declared."""
    return Release(folder, card(folder / CARD))


def changed(release: Release) -> Iterator[Fault]:
    """A fault for every file that is not as it was when the card was sealed."""
    named = [release.folder / name for name in release.card.files]
    present = {file.name: file for file in [*release.files, *named] if file.is_file()}
    for name in sorted(present.keys() | release.card.files.keys()):
        sealed = release.card.files.get(name)
        if name not in present:
            yield Fault(f"{release.name}/{name}", None, None, name, "file_missing")
        elif sealed is None or sealed.sha256 != sha256(present[name]):
            yield Fault(f"{release.name}/{name}", None, None, sha256(present[name])[:12], "seal")


def card(path: Path) -> Card:
    """One card; raises RefusedError, naming it, when it is not as declared."""
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Card.model_validate(found)
    except ValidationError as fault:
        first = fault.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        raise RefusedError(
            [Fault(name_of(path), None, column, str(first["input"]), "card")]
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RefusedError([Fault(name_of(path), None, None, str(fault), "toml")]) from fault


def figures(paths: Iterable[Path]) -> list[Path]:
    """The files of figures: by their ending in small or capital letters, and only files."""
    return sorted(path for path in paths if path.suffix.lower() == ".csv" and path.is_file())


def _has_card(path: Path, folder: Path) -> bool:
    return len(path.relative_to(folder).parts) == 3 and (path.parent / CARD).is_file()


def _is_part(path: Path, folder: Path) -> bool:
    return any(part.startswith(PART) for part in path.relative_to(folder).parts)


def name_of(path: Path) -> str:
    """A file as its owner knows it: source, edition and name."""
    return "/".join(path.parts[-3:])


def sha256(file: Path) -> str:
    """The checksum of a file, read in pieces."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
