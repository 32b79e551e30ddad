"""Refuse what paper cannot draw, by name, so that no part of a chart is lost in silence."""

from collections.abc import Iterable, Mapping
from typing import Any

Part = Mapping[str, Any]

HOVER = " hovertemplate hoverinfo hoverongaps customdata "
"""What a trace says to a pointer; paper has none."""


class CannotDrawError(ValueError):
    """A part of a chart that paper does not know; the message names it."""


def only(part: Part, known: str, where: str) -> None:
    """Raise CannotDrawError, naming them, where `part` has keys besides the words in `known`.

    >>> only({"x": 1, "z": 2}, "x y", "scatter")
    Traceback (most recent call last):
    charts.paper.vocabulary.CannotDrawError: scatter: z
    """
    if left := sorted(set(part) - set(known.split())):
        raise CannotDrawError(f"{where}: {', '.join(left)}")


def one_of(value: object, known: Iterable[object], where: str) -> None:
    """Raise CannotDrawError, naming it, where a value is none of those known."""
    if value not in tuple(known):
        raise CannotDrawError(f"{where}: {value!r}")
