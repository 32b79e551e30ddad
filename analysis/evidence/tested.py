"""What can be tested: shares of the municipality beside those of its comparison, by interval."""

import pandas as pd

from analysis.comparison import Level, level, pooling
from analysis.evidence.case import Case, Finding, Value, as_float, row_of, side, verdict, word
from analysis.measure import measure
from analysis.methods.excess import excess
from analysis.methods.share import difference
from analysis.repeats import event_variance
from catalog.load import dimensions
from catalog.model import Text

REPEATED = "children_notified_repeatedly_share_0_17"
EVENTS = "notifications_rate_0_17"
NAN = float("nan")


def repeated_children(case: Case) -> tuple[Finding, ...]:
    """The share of children with several notifications, tested beside the comparison's.

    Where the figure counts children it cannot be lifted by one child's second notification.
    """
    found = measure(case.facts, REPEATED, area_kind="municipality")
    row = row_of(found, case.area, case.period)
    if row is None:
        return (Finding("unknown", "no_counts"),)
    others = level(case.facts, found, case.comparison)
    benchmark = others.values.get(case.period)
    judged = verdict(found, case, row["value"], *_share_limits(row, others, case), benchmark)
    counts_children = case.result.indicator.counts == "children"
    way = "neither" if counts_children else side(judged, case)
    told = Finding(
        way,
        f"repeated_{word(judged, benchmark)}",
        {"value": float(row["value"]), "benchmark": as_float(benchmark)},
        found.where(found.table["period"] == case.period).snapshots,
    )
    once = Finding("against" if case.direction == "higher" else "neither", "child_once")
    return (told, once) if counts_children else (told,)


def transfers(case: Case) -> tuple[Finding, ...]:
    """Notifications from other municipalities and departments, tested beside the comparison."""
    return _group(case, "municipality")


def police(case: Case) -> tuple[Finding, ...]:
    """Notifications from police or courts, tested beside the comparison."""
    return _group(case, "police_courts")


def _group(case: Case, group: str) -> tuple[Finding, ...]:
    """One group of notifiers: its count and share beside the share at the comparison.

    The difference from the comparison's pooled share by Newcombe's method 10, widened by how much
    notifications gather on the same children (a design effect: sum of f squared over sum of f).
    """
    found = measure(case.facts, "notifications_0_17_by_notifier", area_kind="municipality")
    found = found.where(found.table["period"] == case.period)
    own = _mix(found.usable(), group)
    if case.area not in own.index:
        return (Finding("unknown", "no_counts"),)
    others = _mix(pooling(found, case.comparison.kind), group)
    if case.comparison.kind != "country":
        others = others.loc[others.index.intersection(list(case.comparison.members))]
    count, total = (float(own.loc[case.area, name]) for name in (group, ""))
    if not total:
        return (Finding("unknown", "no_counts"),)
    benchmark = others[group].sum() / others[""].sum() if others[""].sum() else None
    limits = (
        (NAN, NAN)
        if benchmark is None
        else _mix_limits(case, count, total, others[group], others[""])
    )
    judged = verdict(found, case, count / total, *limits, benchmark)
    named = dimensions()["notifier"].codes[group]
    values: dict[str, Value] = {
        "group": Text(da=named.da, en=named.en),
        "count": int(count),
        "total": int(total),
        "value": 100 * count / total,
        "benchmark": as_float(benchmark, times=100),
        "expected": round(as_float(benchmark, times=total)) if benchmark is not None else 0,
    }
    sentence = f"share_{word(judged, benchmark)}"
    return (Finding(side(judged, case), sentence, values, found.snapshots),)


def _share_limits(row: "pd.Series[float]", others: Level, case: Case) -> tuple[float, float]:
    """The benchmark and how far from it the difference of the two shares reaches, in percent."""
    above, below = (part.get(case.period) for part in (others.numerator, others.denominator))
    if not below or pd.isna(row["lower"]):
        return NAN, NAN
    found = difference(above, below, row["numerator"], row["denominator"]).iloc[0]
    benchmark = others.values[case.period]
    return benchmark + 100 * found["lower"], benchmark + 100 * found["upper"]


def _mix_limits(
    case: Case, count: float, total: float, peers: "pd.Series[float]", all_of: "pd.Series[float]"
) -> tuple[float, float]:
    """The same for a group's share, as fractions; nothing where repeats are unknown."""
    gathering = _gathering(case)
    found = excess(
        count,
        total,
        peers.sum(),
        all_of.sum(),
        design_effect=gathering,
        peer_design_effect=gathering,
    ).iloc[0]
    benchmark = peers.sum() / all_of.sum()
    return benchmark + found["lower"] / total, benchmark + found["upper"] / total


def _mix(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    """A row an area with the group's count and the total; areas that lack either are left out."""
    rows = rows[rows["category"].isin([group, ""])]
    table = rows.pivot(index="area", columns="category", values="value")
    return table.reindex(columns=[group, ""]).dropna()


def _gathering(case: Case) -> float:
    """How many times the variance is that of notifications each about a child of its own."""
    found = measure(case.facts, EVENTS, area_kind="municipality")
    here = (found.table["area"] == case.area) & (found.table["period"] == case.period)
    rows = found.table[here]
    if not len(rows) or not float(rows["numerator"].iloc[0]) > 0:
        return float("nan")
    squares = event_variance(case.facts, found.indicator, rows)
    return float(squares.iloc[0] / rows["numerator"].iloc[0])
