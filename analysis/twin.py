"""Two calculations of the same rate held against each other: the embedded one and ours."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.measure import measure
from analysis.result import Result
from data.facts import Facts

EMBEDDED = "children_notified_rate"
RECOMPUTED = "children_notified_rate_recomputed"
CENT = Decimal("0.01")
CELL = ["area", "period"]


@dataclass(frozen=True, eq=False)
class Twin:
    """Every municipal figure of the embedded rate beside the one calculated again.

    `cells` counts those of the embedded rate, `compared` those that both have. `differing` has a
    row for each that is another when both are rounded to two decimals: area, period, embedded,
    recomputed, difference; ordered by period and area.
    """

    embedded: Result
    recomputed: Result
    cells: int
    compared: int
    differing: pd.DataFrame


def twin(facts: Facts) -> Twin | None:
    """The two calculations; None while the recomputed one has no figures but made-up ones."""
    embedded, recomputed = _real(facts, EMBEDDED), _real(facts, RECOMPUTED)
    if embedded.table.empty or recomputed.table.empty:
        return None
    left = embedded.table[[*CELL, "value"]].rename(columns={"value": "embedded"})
    right = recomputed.table[[*CELL, "value"]].rename(columns={"value": "recomputed"})
    both = left.merge(right, on=CELL, validate="one_to_one")
    for name in ("embedded", "recomputed"):
        both[name] = both[name].map(rounded).astype(object)
    both["difference"] = both["recomputed"] - both["embedded"]
    differing = both[both["difference"] != 0].sort_values([*CELL[::-1]], ignore_index=True)
    return Twin(embedded, recomputed, len(left), len(both), differing)


def rounded(value: float) -> Decimal:
    """To two decimals, halves up, as they are shown.

    >>> rounded(12.345), rounded(12.3449999)
    (Decimal('12.35'), Decimal('12.34'))
    """
    return Decimal(repr(round(float(value), 9))).quantize(CENT, ROUND_HALF_UP)


def _real(facts: Facts, name: str) -> Result:
    """The municipal figures of an indicator that somebody has counted; none made up."""
    found = measure(facts, name, area_kind="municipality")
    real = [key for key, one in found.all_snapshots.items() if one.standing != "synthetic"]
    keep = found.table["value"].notna() & found.table["snapshot"].isin(real)
    return found.where(keep)
