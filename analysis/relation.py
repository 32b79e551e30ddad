"""How two indicators go together across municipalities, by their order: association, not cause."""

from dataclasses import dataclass

import pandas as pd

from analysis.position import irregular, wide
from analysis.result import Result


@dataclass(frozen=True)
class Relation:
    """Spearman's rank correlation over `count` municipalities, and the pairs it rests on."""

    period: str
    rho: float
    count: int
    pairs: pd.DataFrame


def relation(first: Result, second: Result, *, period: str) -> Relation | None:
    """The rank correlation of two indicators in one period; None where fewer than ten pairs.

    Spearman 1904: Pearson's correlation of average ranks. Areas irregular in either are left out.
    `pairs` has the columns first and second, one row an area.
    """
    tables = wide(first), wide(second)
    if any(period not in table for table in tables):
        return None
    pairs = pd.concat([table[period] for table in tables], axis=1, keys=["first", "second"])
    pairs = pairs.dropna().drop(index=list(irregular(first) | irregular(second)), errors="ignore")
    if len(pairs) < 10:
        return None
    rho = pairs.corr(method="spearman").at["first", "second"]
    return Relation(period, float(rho), len(pairs), pairs)
