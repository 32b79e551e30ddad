"""Who lies outside what is usual, held against a calculation of its own, and in a file."""

from math import erfc, sqrt
from statistics import NormalDist, pstdev

import pandas as pd
import pytest

import geo.municipalities as geo
from analysis.difference import flagged, outside, spread
from analysis.unusual import Unusual
from tests.compared import NOTIFICATIONS, compared, usual


def by_hand(counts, benchmarks, per):
    """Spiegelhalter 2005 with Benjamini and Hochberg, in plain arithmetic over {area: (O, n)}."""
    expected = {a: benchmarks[a] * n / per for a, (_, n) in counts.items()}
    s = {a: 1 / (2 * sqrt(e)) for a, e in expected.items()}
    root = {a: sqrt(o / expected[a]) for a, (o, _) in counts.items()}
    z = sorted((root[a] - 1) / s[a] for a in counts)

    def quantile(q):
        at = q * (len(z) - 1)
        low = int(at)
        return z[low] + (at - low) * (z[min(low + 1, len(z) - 1)] - z[low])

    ends = quantile(0.1), quantile(0.9)
    phi = sum(min(max(one, ends[0]), ends[1]) ** 2 for one in z) / len(z)
    w = [1 / s[a] ** 2 for a in counts]
    surplus = len(z) * phi - (len(z) - 1)
    tau2 = max(0.0, surplus / (sum(w) - sum(x * x for x in w) / sum(w)))
    p = {a: erfc(abs(root[a] - 1) / sqrt(s[a] ** 2 + tau2) / sqrt(2)) for a in counts}
    order = sorted(p, key=p.__getitem__)
    last = max((i for i, a in enumerate(order, 1) if p[a] <= 0.05 * i / len(order)), default=0)
    return expected, tau2, {a: root[a] > 1 for a in order[:last]}


@pytest.mark.parametrize("kind", ["country", "group", "region"])
def test_every_municipality_is_where_plain_arithmetic_puts_it(fetched, kind):
    now, found = compared(fetched, NOTIFICATIONS, kind)
    rows = now.table.set_index("area")
    counts = {a: (rows["numerator"][a], rows["denominator"][a]) for a in rows.index}
    own = {a: getattr(geo.municipality(a), "region_code", "") for a in counts}
    if kind == "group":
        own = {a: geo.municipality(a).group_code for a in counts}
    benchmarks = {}
    for area in counts:
        others = [a for a in counts if kind == "country" or (own[a] == own[area] and a != area)]
        above, below = (sum(counts[a][part] for a in others) for part in (0, 1))
        benchmarks[area] = 1000 * above / below
    expected, tau2, flags = by_hand(counts, benchmarks, 1000)
    assert tau2 > 0
    assert found.tau2 == pytest.approx(tau2, rel=1e-9)
    for area, (events, people) in counts.items():
        low, high = (benchmarks[area] * end for end in usual(expected[area], tau2))
        row, value = found.table.loc[area], 1000 * events / people
        assert row["benchmark"] == pytest.approx(benchmarks[area], rel=1e-12)
        assert (row["usual_lower"], row["usual_upper"]) == pytest.approx((low, high), rel=1e-9)
        side = "lower" if value < low else "higher" if value > high else "similar"
        assert row["outside"] == side
    told = {a: side == "higher" for side, codes in flagged(found).items() for a in codes}
    assert told == flags
    assert sum(outside(found).values()) == found.compared == 98


def test_the_ordinary_spread_is_that_of_the_ratio_in_per_cent():
    """Ratios whose roots have the variance tau2 lie 2 sqrt(tau2) from 1; here made, not drawn."""
    tau2 = 0.0225
    quantiles = [(i + 0.5) / 10_000 for i in range(10_000)]
    ratios = [NormalDist(1, sqrt(tau2)).inv_cdf(q) ** 2 for q in quantiles]
    found = Unusual("country", "2025", pd.DataFrame(), 1.0, tau2)
    assert spread(found) == pytest.approx(30.0)
    assert spread(found) == pytest.approx(100 * pstdev(ratios), rel=0.02)
