"""An example: how far chance alone reaches where a municipality's share rests on few cases."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.barometer import Barometer
from analysis.methods.same_share import ends, same_share
from analysis.methods.share import share

CASES, MET, PLACES = 26, 23, 95
"""What the example is made of: cases of one municipality, those in order, and municipalities."""


@dataclass(frozen=True, eq=False)
class Example:
    """What the numbers above come to; all shares in per cent.

    `lower` and `upper` are the limits of one municipality's share (Wilson). `table` has a row for
    each number of cases: met, share, chance, expected; `lowest` and `highest` are the ends that
    every other set of municipalities with the same true share would show by chance.
    """

    value: float
    lower: float
    upper: float
    lowest: float
    highest: float
    table: pd.DataFrame


@cache
def example() -> Example:
    """The example worked out."""
    limits = share(MET, CASES).iloc[0] * 100
    low, high = ends(MET, CASES, PLACES)
    table = same_share(MET, CASES, PLACES)
    return Example(
        float(limits["value"]),
        float(limits["lower"]),
        float(limits["upper"]),
        low * 100,
        high * 100,
        table.assign(share=table["share"] * 100),
    )


def grounds(barometer: Barometer) -> pd.DataFrame:
    """The editions that had about so many cases for each municipality, with both numbers known."""
    known = barometer.editions.dropna(subset=["cases", "municipalities"])
    each = known["cases"].astype(float) / known["municipalities"].astype(float)
    return known[each.round() == CASES]
