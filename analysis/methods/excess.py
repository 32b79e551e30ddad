"""How many more of a kind there are than another group's mix would give, with an interval."""

import numpy as np
import pandas as pd

from analysis.methods.given import Numbers, aligned
from analysis.methods.share import share


def excess(
    count: Numbers,
    total: Numbers,
    peer_count: Numbers,
    peer_total: Numbers,
    *,
    confidence: float = 0.95,
    design_effect: Numbers = 1.0,
    peer_design_effect: Numbers = 1.0,
) -> pd.DataFrame:
    """A frame `value, lower, upper` as counts: `count` less what the peers' mix would give.

    What it would give is `total * peer_count / peer_total`. Limits are `total` times those of the
    difference of the two shares by method 10 of Newcombe (1998, Statistics in Medicine 17:873),
    which squares and adds the distances of the two Wilson limits, each widened by its design
    effect as in `share`. `total` is taken as given: of a municipality with so many notifications,
    how many are of this kind. The two groups are independent; where the first is a part of the
    second, limits are a little too wide.

    Counts and totals as for `share`. A row with anything missing is missing; rows stand in input
    order with a series' index. Raises ValueError for impossible input, with the found value.

    >>> excess([48, 30], 80, 140, 700).round(1).to_dict("list")
    {'value': [32.0, 14.0], 'lower': [22.9, 5.8], 'upper': [40.3, 23.0]}
    """
    given = aligned(
        count=count,
        total=total,
        peer_count=peer_count,
        peer_total=peer_total,
        design_effect=design_effect,
        peer_design_effect=peer_design_effect,
    )
    present = given.where(given.notna().all(axis=1))
    whole = present["total"]
    own = share(
        given["count"], given["total"], confidence=confidence, design_effect=given["design_effect"]
    )
    peer = share(
        given["peer_count"],
        given["peer_total"],
        confidence=confidence,
        design_effect=given["peer_design_effect"],
    )
    value = own["value"] - peer["value"]
    down = np.hypot(own["value"] - own["lower"], peer["upper"] - peer["value"])
    up = np.hypot(own["upper"] - own["value"], peer["value"] - peer["lower"])
    limits = {"value": value, "lower": value - down, "upper": value + up}
    return pd.DataFrame(limits).clip(-1.0, 1.0).mul(whole, axis=0)
