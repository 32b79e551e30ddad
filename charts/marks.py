"""What a point carries besides its value: how far chance reaches, and that it is in doubt."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say

WIDE = 60
"""Signs in one line of a hover text."""

Limits = Mapping[str, tuple[float, float]]
"""The lower and upper limit of a value, by year or by municipality."""


def symbols(keys: Sequence[str], doubts: Mapping[str, str]) -> list[str]:
    """An open circle where the figure is in doubt, a full one elsewhere.

    >>> symbols(["2017", "2018"], {"2018": "..."})
    ['circle', 'circle-open']
    """
    return ["circle-open" if key in doubts else "circle" for key in keys]


def bars(
    keys: Sequence[str], values: Mapping[str, float], limits: Limits, color: str
) -> dict[str, Any]:
    """Lines from limit to limit as Plotly draws them; empty where no value has limits.

    >>> found = bars(["2017"], {"2017": 5.0}, {"2017": (4.0, 7.0)}, "#000")["error_y"]
    >>> found["arrayminus"], found["array"]
    ([1.0], [2.0])
    """
    if not any(key in limits for key in keys):
        return {}
    ends = [(values[key], *limits.get(key, (values[key],) * 2)) for key in keys]
    drawn = {"type": "data", "symmetric": False, "thickness": 1.5, "width": 4, "color": color}
    above, below = ([h - v for v, _, h in ends], [v - low for v, low, _ in ends])
    return {"error_y": drawn | {"array": above, "arrayminus": below}}


def hovers(
    keys: Sequence[str],
    limits: Limits,
    doubts: Mapping[str, str],
    language: Language,
    *,
    decimals: int,
) -> list[str]:
    """What a hover says of each point after its value; empty texts where there is nothing more."""
    return [
        "".join(f"<br>{line}" for line in [*_range(limits.get(key), language, decimals), *told])
        for key in keys
        for told in [wrap(doubts.get(key, ""), WIDE)]
    ]


def _range(found: tuple[float, float] | None, language: Language, decimals: int) -> list[str]:
    if found is None:
        return []
    lower, upper = (fmt.number(end, language, decimals) for end in found)
    return wrap(say("verdict.interval", language, lower=lower, upper=upper), WIDE)
