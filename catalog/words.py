"""Say a sentence by its key in either language; a missing key or value raises."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal

from catalog.format import LOCALES
from catalog.load import FOLDER, CatalogError, read_toml
from catalog.model import Language

LANGUAGES: tuple[Language, ...] = ("da", "en")
BAR = "|"
"""Between the word for one and the word for other numbers, as in `{count:child|children}`."""


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every sentence of one language by its dotted key, as in `map.heading`."""
    return dict(_flat(read_toml(FOLDER / "words" / f"{language}.toml"), ""))


def say(key: str, language: Language, **values: object) -> str:
    """The sentence called `key`, its placeholders filled from `values`.

    `{count:child|children}` is not the number but the word that goes with it.

    >>> say("language.name", "da")
    'Dansk'
    >>> [say("own.saved", "en", rows=rows) for rows in (1, 21)]
    ['The figures are kept: 1 row.', 'The figures are kept: 21 rows.']
    """
    try:
        text = words(language)[key]
        # Python's own way is three times as quick, and most sentences count nothing.
        return _FILLED[language].vformat(text, (), values) if BAR in text else text.format(**values)
    except KeyError as fault:
        raise CatalogError(f"words/{language}.toml: '{key}' lacks {fault}") from fault


class _Filled(Formatter):
    """Python's own formatting, and besides the word that goes with a number."""

    def __init__(self, language: Language) -> None:
        self.locale = Locale.parse(LOCALES[language])

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, other = format_spec.partition(BAR)
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if self.locale.plural_form(self._number(value)) == "one" else other

    def _number(self, value: object) -> Decimal:
        """The number as it is printed: 1 case, but in English 1.0 cases; a word counts as many."""
        if isinstance(value, int | float):
            return Decimal(str(value))
        try:
            return parse_decimal(str(value), self.locale)
        except NumberFormatError:
            return Decimal(0)


_FILLED = {language: _Filled(language) for language in LANGUAGES}


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
