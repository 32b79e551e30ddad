"""Each group's count beside that of another mix: shares, limits, and what may be said."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.categories import TOTAL
from analysis.methods.excess import excess
from catalog.load import dimensions

SILENT = 5.0
"""So many notifications expected make a group with none of them worth a question."""

Why = Literal["", "nobody", "doubtful", "not_own", "few", "unknown"]


def excess_table(
    own: "pd.Series[float]",
    sums: pd.DataFrame,
    total: float,
    effects: tuple[float, float],
    why: Why,
) -> pd.DataFrame:
    """The groups' counts, shares in percent, expected counts and limits of the difference.

    `sums` has the members' counts and totals by group, `total` is the municipality's own of all
    groups, `effects` are the two design effects. Where `why` says something there are no limits.
    """
    counts = own.drop(TOTAL)
    peers = sums.loc[counts.index]
    all_of_peers, all_of_own = peers["whole"].replace(0, np.nan), total or np.nan
    effect, peer_effect = (1.0, 1.0) if why else effects
    found = excess(
        counts,
        all_of_own,
        peers["numerator"],
        all_of_peers,
        design_effect=effect,
        peer_design_effect=peer_effect,
    )
    limits = found[["lower", "upper"]] * (np.nan if why else 1.0)
    expected = counts - found["value"]
    codes = dimensions()["notifier"].codes
    return pd.DataFrame(
        {
            "professional": [codes[code].professional for code in counts.index],
            "count": counts,
            "share": 100 * counts / all_of_own,
            "peer_share": 100 * peers["numerator"] / all_of_peers,
            "expected": expected,
            "difference": found["value"],
            "lower": limits["lower"],
            "upper": limits["upper"],
            "said": _said(limits),
            "silent": (counts == 0) & (expected >= SILENT) & (why not in ("doubtful", "not_own")),
        }
    )


def _said(limits: pd.DataFrame) -> "pd.Series[str]":
    """A word of judgement only where the whole interval lies on one side of 0."""
    found = pd.Series("alike", index=limits.index)
    found = found.mask(limits["lower"] > 0, "more").mask(limits["upper"] < 0, "fewer")
    return found.where(limits.notna().all(axis=1), "not compared")
