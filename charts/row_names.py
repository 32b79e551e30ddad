"""The names of rows and of their parts, written above each row from the left edge."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any


def row_names(
    rows: Iterable[tuple[str, int]], heads: Mapping[int, str], *, wrap: int
) -> list[dict[str, Any]]:
    """Annotations: the heads of parts by their places in bold, then each row's name at its place.

    `wrap` is the letters in a line of a name.
    """
    titles = [_name(f"<b>{text}</b>", place, size=13) for place, text in heads.items()]
    names = [_name("<br>".join(textwrap.wrap(name, wrap)), place, size=12) for name, place in rows]
    return [*titles, *names]


def _name(text: str, place: int, *, size: int) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place,
        "yanchor": "bottom",
        "showarrow": False,
        "align": "left",
        "font": {"size": size},
    }
