"""The words of a drawing as they stand under it: what it shows, short, and the rest of it."""

import re
from typing import NamedTuple

from catalog.model import Language
from catalog.words import say
from charts.frame import Framed

LONG, SHORT = 400, 220
"""Signs: words longer than the first are parted, where a sentence ends, within the second."""

_PARTS = re.compile(r"(?<=;) |(?<=\.) (?=[A-ZÆØÅ])")


class Said(NamedTuple):
    """What stands under a drawing, and what is left of it where it is a long list."""

    short: str
    rest: str


def said(figure: Framed, language: Language) -> Said:
    """The alternative text of a figure without the title, which stands above it already.

    Of made-up figures it says so, since a sentence is easily copied alone.
    """
    text = figure.alt.removeprefix(figure.title).lstrip(". ")
    text = text[:1].upper() + text[1:]
    short, rest = parted(text)
    if short and figure.standing == "synthetic":
        short = say("frame.synthetic", language, title=short)
    return Said(short, rest)


def parted(text: str) -> Said:
    """A text in two where it is long: whole sentences or entries, never a part of one.

    >>> parted("Lolland: 55,7 i 2015, 70,6 i 2026.")
    Said(short='Lolland: 55,7 i 2015, 70,6 i 2026.', rest='')
    """
    if len(text) <= LONG:
        return Said(text, "")
    parts = _PARTS.split(text)
    count = 1
    while count < len(parts) and len(" ".join(parts[: count + 1])) <= SHORT:
        count += 1
    return Said(ended(" ".join(parts[:count])), " ".join(parts[count:]))


def ended(text: str) -> str:
    """A text with one full stop at its end, also after an abbreviation.

    >>> ended("2024: 65 pct.")
    '2024: 65 pct.'
    >>> ended("2022: 1.934;")
    '2022: 1.934.'
    """
    bare = text.rstrip("; ")
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."
