"""Which municipalities differ from their comparison by more than municipalities ordinarily do."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.comparison import Kind, choose, pooling
from analysis.faults import faulty
from analysis.methods.compare import against
from analysis.methods.funnel import against_expected, limits
from analysis.position import in_period, irregular
from analysis.result import Result
from analysis.similar import DEFAULT, Weights
from data.facts import Facts

FEWEST = 10
"""Fewer municipalities than this say nothing of how much municipalities ordinarily differ."""

OUTSIDE = 0.05
"""The part that chance alone puts outside 95 per cent limits."""


@dataclass(frozen=True, eq=False)
class Unusual:
    """Every municipality of one period beside its benchmark, in the indicator's unit.

    `table` is by area: value, lower, upper (chance alone), benchmark, usual_lower and usual_upper
    (where 95 of 100 would lie if they differed from the benchmark by chance and as municipalities
    ordinarily do), interval (the benchmark beside value's own interval), outside (beyond the usual
    limits: lower, similar, higher), flag (the same after Benjamini-Hochberg over all of them);
    `outside` and `flag` are "not compared" where the figure is missing, its own or not, in doubt.
    `weights` are those of the variables behind the ten most alike.
    """

    kind: Kind
    period: str
    table: pd.DataFrame
    phi: float
    tau2: float
    weights: Weights = DEFAULT

    @property
    def compared(self) -> int:
        """How many municipalities were compared."""
        return int((self.table["flag"] != "not compared").sum())

    @property
    def by_chance(self) -> float:
        """How many of them chance alone would put outside the usual limits."""
        return OUTSIDE * self.compared


@lru_cache(maxsize=256)
def unusual(
    facts: Facts, result: Result, kind: Kind, *, period: str, weights: Weights = DEFAULT
) -> Unusual | None:
    """Each municipality against its own benchmark of that kind; None where counts are not known.

    Expected is the benchmark's rate times the municipality's population; overdispersion is taken
    from all of them together (Spiegelhalter 2005, square-root form), so that a flag says "more than
    municipalities ordinarily differ" and not "more than chance". Figures known to be wrong, and
    municipalities that report through another, are left out.
    """
    rows = in_period(result.table, period).set_index("area")
    if result.indicator.denominator is None or rows["denominator"].count() < FEWEST:
        return None
    benchmark = _benchmarks(facts, result, kind, period, list(rows.index), weights)
    left_out = faulty(result, period) | irregular(result)
    usable = (rows["status"] == "ok") & ~rows.index.isin(left_out) & benchmark.notna()
    per = result.indicator.per
    expected = (benchmark * rows["denominator"] / per).where(usable)
    events = rows["numerator"].where(usable)
    if usable.sum() < FEWEST or not (expected.dropna() > 0).all():
        return None
    found = against_expected(events, expected)
    ends = limits(expected, tau2=found.tau2).mul(benchmark, axis=0)
    value = rows["value"].where(usable)
    table = pd.DataFrame(
        {
            **{name: rows[name] for name in ("value", "lower", "upper", "status")},
            "benchmark": benchmark,
            "expected": expected,
            "usual_lower": ends["lower"],
            "usual_upper": ends["upper"],
            "interval": against(value, rows["lower"], rows["upper"], benchmark),
            "outside": against(value, value, value, benchmark).mask(
                value.between(ends["lower"], ends["upper"]), "similar"
            ),
            "flag": found.areas["flag"].fillna("not compared"),
        }
    )
    return Unusual(kind, period, table, found.phi, found.tau2, weights)


def _benchmarks(
    facts: Facts, result: Result, kind: Kind, period: str, areas: list[str], weights: Weights
) -> "pd.Series[float]":
    """The benchmark of each municipality: that of all, or of its own comparison."""
    rows = in_period(pooling(result, kind), period).set_index("area")
    counts = rows[["numerator", "denominator"]]
    sums = [
        counts.reindex(
            counts.index.intersection(choose(facts, area, kind, weights=weights).members)
        )
        for area in (areas if kind != "country" else ())
    ]
    pooled = pd.DataFrame([one.sum() for one in sums] or [counts.sum()] * len(areas), index=areas)
    return (
        result.indicator.per * pooled["numerator"] / pooled["denominator"].replace(0, float("nan"))
    )
