"""Cells of a shown table in a file: numbers as numbers, a missing one as a word, no formulas."""

import math
import re

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say

NUMBER = {
    "da": re.compile(r"([+−-]?)(0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(,\d+)?"),
    "en": re.compile(r"([+−-]?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(\.\d+)?"),
}
"""A number as our pages write it. A code with a zero in front is none."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""


def parsed(cell: object, language: Language) -> tuple[float, str] | None:
    """A cell that shows a number as that number and how it is written; None for any other cell.

    >>> parsed("1.234,5", "da"), parsed("−2.5", "en"), parsed("2017", "da")
    ((1234.5, '#,##0.0'), (-2.5, '0.0'), (2017.0, '0'))
    >>> parsed("0101", "da"), parsed("1–2", "da")
    (None, None)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell):
        return float(cell), "General"
    match = NUMBER[language].fullmatch(str(cell))
    if match is None:
        return None
    sign, whole, part = match.group(1), match.group(2), match.group(3) or ""
    value = float(re.sub(r"\D", "", whole) + part.replace(",", "."))
    form = ("#,##0" if len(whole) > 3 and not whole.isdigit() else "0") + (
        "." + "0" * (len(part) - 1) if part else ""
    )
    if sign == "+":
        form = f"+{form};−{form};{form}"
    return (-value if sign in ("−", "-") else value), form


def words(cell: object, language: Language) -> str:
    """Any other cell as text; one that shows a dash for a missing figure says so."""
    missing = cell is None or cell == fmt.number(None, language) or cell != cell
    return say("status.missing", language) if missing else str(cell)
