"""Numbers, shares and periods as Danes and Britons write them."""

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import get_month_names
from babel.numbers import format_decimal

from catalog.model import Language

LOCALES = {"da": "da_DK", "en": "en_GB"}
AFTER_Z = str.maketrans("æøå", "{|}")
MONTHS = {
    language: tuple(get_month_names("wide", locale=locale)[month] for month in range(1, 13))
    for language, locale in LOCALES.items()
}


@lru_cache(maxsize=8192)
def number(value: float | None, language: Language, decimals: int = 0) -> str:
    """A number with the language's separators, halves rounded up; a missing one is an en dash.

    >>> number(1234.5, "da", 1), number(1234.5, "en", 1), number(None, "da")
    ('1.234,5', '1,234.5', '–')
    >>> number(76.45, "da", 1)
    '76,5'
    """
    if value is None or math.isnan(value):
        return "–"
    zeros = "0" * decimals
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format_decimal(exact, f"#,##0.{zeros}" if decimals else "#,##0", LOCALES[language])


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """A change with its sign, the minus a real one; what rounds to nothing has no sign.

    >>> signed(2.5, "da", 1), signed(-2.5, "en", 1), signed(-0.04, "da", 1)
    ('+2,5', '−2.5', '0,0')
    """
    text = number(abs(value), language, decimals)
    if math.isnan(value) or not float(f"{value:.{decimals}f}"):
        return text
    return f"−{text}" if value < 0 else f"+{text}"


def period(code: str, language: Language) -> str:
    """A period in words: a year, several years, or months from and to.

    >>> period("2019", "da"), period("2019/2021", "en"), period("2014-04/2014-12", "da")
    ('2019', '2019–2021', 'april 2014–december 2014')
    """
    return "–".join(_point(part, language) for part in code.split("/"))


def date(code: str, language: Language) -> str:
    """A date as printed, to the day, the month or the year that is known.

    >>> date("2024-01-01", "da"), date("2021-05", "en"), date("2019", "da")
    ('1. januar 2024', 'May 2021', '2019')
    """
    month, _, day = code.rpartition("-") if code.count("-") == 2 else (code, "", "")
    if not day:
        return _point(month, language)
    return f"{int(day)}{'.' if language == 'da' else ''} {_point(month, language)}"


def danish(name: str) -> str:
    """A key that sorts as a Dane does: æ, ø, å after z.

    >>> sorted(["Ærø", "Odense", "Åbo", "Aalborg", "Øster"], key=danish)
    ['Aalborg', 'Odense', 'Ærø', 'Øster', 'Åbo']
    """
    return name.lower().translate(AFTER_Z)


def _point(code: str, language: Language) -> str:
    year, _, month = code.partition("-")
    return f"{MONTHS[language][int(month) - 1]} {year}" if month else year


def listed(parts: list[str], language: Language) -> str:
    """Parts joined as in running text.

    >>> listed(["A", "B", "C"], "da"), listed(["A"], "en")
    ('A, B og C', 'A')
    """
    joint = " og " if language == "da" else " and "
    return joint.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
