"""A fault in what was handed in, told so that its owner finds it: by file, row and column."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.model import Language
from catalog.words import say

TOLD_AT_MOST = 50
"""Faults written out; the rest are counted, and are often the same one."""


@dataclass(frozen=True)
class Fault:
    """One fault; `rule` is the key of the sentence that says what should have been there."""

    file: str
    row: int | None
    column: str | None
    found: str
    rule: str

    def told(self, language: Language = "da") -> str:
        """The fault as one line of text."""
        place = [self.file]
        if self.row is not None:
            place.append(say("fault.row", language, row=self.row))
        if self.column is not None:
            place.append(say("fault.column", language, column=self.column))
        rule = say(f"fault.{self.rule}", language)
        return say("fault.line", language, place=", ".join(place), found=self.found, rule=rule)


class RefusedError(Exception):
    """What was handed in cannot be used; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.told())

    def told(self, language: Language = "da") -> str:
        """The faults, a line each; of very many only the first."""
        return "\n".join(fault.told(language) for fault in self.faults[:TOLD_AT_MOST])
