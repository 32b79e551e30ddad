"""Recognise municipalities in official boundary files, and refuse what is not all of them."""

from collections.abc import Collection, Iterable
from typing import Any

from geo.municipalities import municipalities

CODE_COLUMNS = ("kommunekode", "lau_id", "kode")  # DAGI, Eurostat's GISCO LAU, our own file
CHRISTIANSOE = "411"


class BoundaryError(ValueError):
    """A boundary file that cannot be used; the message says what was found and what to do."""


def code_column(columns: Iterable[str], *, chosen: str | None) -> str:
    """The column that holds the municipality code: the chosen one, or one known by name.

    Raises BoundaryError listing the columns if there is none.
    """
    there = list(columns)
    wanted = CODE_COLUMNS if chosen is None else (chosen.lower(),)
    found = [column for column in there if column.lower() in wanted]
    if not found:
        raise BoundaryError(f"no column {' or '.join(wanted)} among {there}; name it with --code")
    return found[0]


def bare_code(value: Any) -> str:
    """The three digits in "0101" (DAGI), "101", "DK101", "DK_101", 101 or 101.0.

    Anything else comes back as text, for `check_codes` to name.
    """
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    text = str(number).removeprefix("DK").removeprefix("_")
    return f"{int(text):03d}" if text.isdecimal() else str(value)


def check_codes(found: Collection[str], *, expected: Collection[str]) -> None:
    """Pass if each expected code was found, and no other.

    Raises BoundaryError naming those that are missing, and those that are too many.
    """
    surplus = sorted(set(found) - set(expected))
    missing = [
        f"{code} {municipalities()[code].name}" for code in sorted(set(expected) - set(found))
    ]
    faults = [
        f"the file lacks {', '.join(missing)}" if missing else "",
        f"it has codes that are none of the {len(expected)} expected: {surplus}" if surplus else "",
    ]
    if any(faults):
        advice = "is it the whole country, after the reform of 2007, and the right --code column?"
        raise BoundaryError("; ".join(fault for fault in faults if fault) + f"; {advice}")
