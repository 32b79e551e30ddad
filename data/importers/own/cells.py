"""What stands in a cell as a month or a number; what it is not, is said by the key of a fault."""

import re
from datetime import UTC, datetime

from catalog.format import MONTHS
from data.importers.own.names import plain

FIRST_YEAR = 2010
MOST = 100_000
HIDDEN = ("skjult", "hidden")

_NAMES = {
    name[:length]: number
    for names in MONTHS.values()
    for number, name in enumerate(map(str.lower, names), start=1)
    for length in {3, 4, len(name)}
} | {"maj": 5, "okt": 10, "oct": 10}
_YEAR_FIRST = re.compile(r"(\d{4})(?:\s*[-/.m ]\s*)?(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]00:00(?::00)?)?")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 00:00(?::00)?)?")
_WORD = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?\s*[-. ]?\s*(\d{4}|\d{2})")
_WORD_LAST = re.compile(r"(\d{4})\s*[-. ]?\s*([^\W\d]+)\.?")
_SMALL = re.compile(r"[<≤>≥]\s*\d+|\d\s*(-|–|til|to)\s*\d+|(under|færre end|fewer than) \d+", re.I)
_NUMBER = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+")
_BROKEN = re.compile(r"(?P<whole>\d+|\d{1,3}(?:[.,]\d{3})+)[.,](?P<rest>\d+)")
FORMULA = re.compile(r"[=@]\S|[+]\D")


class CellError(Exception):
    """A cell that does not hold what it should; `rule` is the key of the sentence that says so."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def month(text: str) -> str:
    """A month as `2025-03`, from the ways in which people and programs write one.

    >>> [month(text) for text in ("2025-03", "3/2025", "marts 2025", "mar-25", "01-03-2025")]
    ['2025-03', '2025-03', '2025-03', '2025-03', '2025-03']
    """
    if not text:
        raise CellError("own_empty")
    year, number, day = _parts(plain(text))
    if not 1 <= number <= 12:
        raise CellError("own_month")
    if day != 1:
        raise CellError("own_day")
    today = datetime.now(UTC).date()
    if (year, number) > (today.year, today.month) and year <= today.year + 1:
        raise CellError("own_future")
    if not FIRST_YEAR <= year <= today.year:
        raise CellError("own_year")
    return f"{year}-{number:02d}"


def number(text: str) -> int | None:
    """A whole number as Danes, Britons and programs write it; None where it says it is hidden.

    >>> [number(text) for text in ("12", "12,0", "1.234", "1,234", "1.234,0", "skjult")]
    [12, 12, 1234, 1234, 1234, None]
    """
    word = plain(text)
    if not word:
        raise CellError("own_empty")
    if word in HIDDEN:
        return None
    if _SMALL.fullmatch(word):
        raise CellError("own_small")
    if re.fullmatch(r"[-−]\s*\d[\d.,]*", word):
        raise CellError("own_negative")
    whole = word if _NUMBER.fullmatch(word) else _whole(word)
    found = int(re.sub(r"\D", "", whole)[:12])
    if found > MOST:
        raise CellError("own_too_many")
    return found


def _whole(word: str) -> str:
    """The part before decimals that are all zero."""
    found = _BROKEN.fullmatch(word)
    if not found:
        raise CellError("own_number")
    if found["rest"].strip("0"):
        raise CellError("own_decimal")
    return found["whole"]


def _parts(word: str) -> tuple[int, int, int]:
    """Year, month and day; the day is 1 where only a month was written."""
    if found := _ISO_DAY.fullmatch(word):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY.fullmatch(word):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _YEAR_FIRST.fullmatch(word):
        return int(found[1]), int(found[2]), 1
    if found := _MONTH_FIRST.fullmatch(word):
        return int(found[2]), int(found[1]), 1
    if (found := _WORD_LAST.fullmatch(word)) and found[2] in _NAMES:
        return int(found[1]), _NAMES[found[2]], 1
    if (found := _WORD.fullmatch(word)) and found[2] in _NAMES:
        return (
            int(found[3]) + (2000 if len(found[3]) == 2 else 0),
            _NAMES[found[2]],
            int(found[1] or 1),
        )
    raise CellError("own_month")
