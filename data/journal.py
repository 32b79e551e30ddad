"""What a refresh writes of itself beside the facts, so that any visitor can follow it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from catalog.model import Language

Event = Literal["begun", "table", "table_done", "step", "held", "ended"]
End = Literal["went_well", "needless", "refused", "failed", "unreachable", "busy"]
Told = Callable[[Language], str]
"""A sentence, in a language."""


class Line(BaseModel):
    """One thing that happened; `about` is a table or a step, `outcome` what became of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: datetime
    event: Event
    about: str = ""
    outcome: str = ""
    pid: int = 0
    da: str
    en: str

    def told(self, language: Language) -> str:
        return self.da if language == "da" else self.en


@dataclass(frozen=True)
class Journal:
    """The files of one database's refreshes: the newest run's lines, the same as text, the lock."""

    facts: Path

    @property
    def lines(self) -> Path:
        return self.facts.with_name(f"{self.facts.stem}.refresh.jsonl")

    @property
    def text(self) -> Path:
        return self.facts.with_name(f"{self.facts.stem}.refresh.log")

    @property
    def lock(self) -> Path:
        return self.facts.with_name(f"{self.facts.stem}.refresh.lock")

    def begin(self) -> None:
        """Empty both files: they tell of one run."""
        self.lines.write_bytes(b"")
        self.text.write_bytes(b"")

    def write(
        self, event: Event, told: Told, *, language: Language, about: str = "", outcome: str = ""
    ) -> None:
        """Add one line, whole, to both files; the text is in the language of who started it."""
        line = Line(
            at=datetime.now(UTC),
            event=event,
            about=about,
            outcome=outcome,
            pid=os.getpid(),
            da=told("da"),
            en=told("en"),
        )
        clock = line.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        _append(self.lines, line.model_dump_json())
        _append(self.text, f"{clock}  {line.told(language)}")

    def read(self) -> tuple[Line, ...]:
        """The lines of the newest run; one that is still being written is not among them."""
        try:
            text = self.lines.read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return ()
        found = (_line(line) for line in text.splitlines(keepends=True) if line.endswith("\n"))
        return tuple(line for line in found if line is not None)


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as lines:
        lines.write(f"{text}\n")


def _line(text: str) -> Line | None:
    try:
        return Line.model_validate_json(text)
    except ValidationError:
        return None
