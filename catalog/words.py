"""Say a sentence by its key in either language; a missing key or value raises."""

from collections.abc import Mapping
from functools import cache

from catalog.load import FOLDER, CatalogError, read_toml
from catalog.model import Language

LANGUAGES: tuple[Language, ...] = ("da", "en")


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every sentence of one language by its dotted key, as in `map.heading`."""
    return dict(_flat(read_toml(FOLDER / "words" / f"{language}.toml"), ""))


def say(key: str, language: Language, **values: object) -> str:
    """The sentence called `key`, its placeholders filled from `values`.

    >>> say("language.name", "da")
    'Dansk'
    """
    try:
        return words(language)[key].format(**values)
    except KeyError as fault:
        raise CatalogError(f"words/{language}.toml: '{key}' lacks {fault}") from fault


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
