"""What may stand in the columns of words: official texts, our ids, and StatBank's codes."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

import geo.municipalities as geo
from catalog.load import dimensions, own_measures
from data.schema.workspace import DIVISIONS

MEASURES = ("notifications", "in_time", "closed", "assessed", "support")
"""What is counted; shares are computed from them and never uploaded."""

OUTCOMES = ("closed", "assessed", "support")
"""What followed: of one notification the one that reaches furthest, so they never overlap."""

GROUPS: Mapping[str, str] = {"notifier": "notifier", "reason": "reason", "age": "own_age"}
"""The dimension of the catalog behind each division."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "municipality": ("kommune", "municipality"),
    "period": ("måned", "maaned", "month", "periode", "period"),
    "measure": ("opgørelse", "opgoerelse", "measure"),
    "dimension": ("fordeling", "breakdown"),
    "category": ("gruppe", "group"),
    "count": ("antal", "count", "number"),
}
"""Our columns by the words that a heading may use; the first is the one in the template."""

OPTIONAL = ("municipality",)
SUFFIX = re.compile(r"\s*\((-\d{4}|\d{4}-)\)$")
NUMBERED = re.compile(r"^\d+[ .:-]+(?=[^\W\d])")


def plain(text: str) -> str:
    """A text as it is compared: small letters, one kind of space and dash, composed letters.

    >>> plain("  Måned ") == plain("MÅNED")
    True
    """
    found = unicodedata.normalize("NFC", text).casefold().replace("–", "-").replace("\u2011", "-")
    return " ".join(found.split())


@cache
def columns() -> Mapping[str, str]:
    """Our column by every word that a heading may use for it."""
    return {plain(word): name for name, words in COLUMNS.items() for word in words}


@cache
def measures() -> Mapping[str, str]:
    """What is counted, by everything it may be called."""
    found = {name: own_measures()[name] for name in MEASURES}
    named = {plain(word): m.id for m in found.values() for word in (m.id, m.short.da, m.short.en)}
    return {**named, "underretninger i alt": "notifications"}


@cache
def divisions() -> Mapping[str, str]:
    """The ways to divide, by everything they may be called."""
    codes = dimensions()["own_division"].codes
    return {plain(w): name for name in DIVISIONS for w in (name, codes[name].da, codes[name].en)}


@cache
def groups(division: str) -> Mapping[str, str]:
    """The groups of one division, by official text in both languages, by id and by code."""
    found: dict[str, str] = {}
    for code in dimensions()[GROUPS[division]].codes.values():
        for word in (code.id, code.da, code.en, code.source or code.id):
            found |= {plain(word): code.id, plain(SUFFIX.sub("", word)): code.id}
    return found


def group(division: str, text: str) -> str | None:
    """The group that a text names; StatBank's code may stand before the text or have zeros.

    >>> group("notifier", "2 Skole eller andet uddannelsessted"), group("notifier", "02")
    ('school', 'school')
    """
    known, word = groups(division), plain(text)
    for candidate in (word, NUMBERED.sub("", word), word.lstrip("0")):
        if candidate in known:
            return known[candidate]
    return None


def municipality(text: str) -> str | None:
    """A municipality's code, from its code or its name with or without the word for it."""
    word = plain(text).removesuffix(" kommune")
    known = {plain(found.name): code for code, found in geo.municipalities().items()}
    return word.zfill(3)[-3:] if _is_code(word) else known.get(word)


def _is_code(word: str) -> bool:
    return word.isdigit() and len(word) <= 4 and word.zfill(3)[-3:] in geo.municipalities()
