"""A file as rows of text: what every kind of file is turned into, and the limits of all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.faults import Fault, RefusedError

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 20
MAX_SIGNS = 200
SHOWN_SIGNS = 60

CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d\d)([ -]?)(\d{4})(?!\d)")
"""What looks like a person's number: a date of birth and four digits."""


@dataclass(frozen=True)
class Line:
    """One row of a file: its number as an editor counts, and its cells without outer spaces."""

    number: int
    cells: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not any(self.cells)


def shown(text: str) -> str:
    """What was found, fit to be shown: no person's number, no odd signs, not too long.

    >>> shown("Eva 010190-1234")
    'Eva 010190••••'
    """
    masked = CPR.sub(r"\1\2\3••••", text)
    clean = "".join(sign if sign.isprintable() else "·" for sign in masked)
    return clean if len(clean) <= SHOWN_SIGNS else f"{clean[: SHOWN_SIGNS - 1]}…"


def refuse(file: str, rule: str, *, found: str = "", row: int | None = None) -> RefusedError:
    """The refusal of a whole file for one reason."""
    return RefusedError([Fault(shown(file), row, None, shown(found or file), rule)])


def trimmed(lines: Iterator[Line], file: str) -> list[Line]:
    """The rows within the limits, without the empty ones at the end."""
    kept: list[Line] = []
    for line in lines:
        kept.append(line)
        if len(kept) > MAX_ROWS + 2:
            raise refuse(file, "own_too_many_rows", found=str(line.number), row=line.number)
    while kept and kept[-1].empty:
        kept.pop()
    return kept
