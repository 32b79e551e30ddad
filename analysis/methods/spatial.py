"""Whether neighbouring municipalities have figures alike, and where."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.adjoining import Adjoining, adjoining
from analysis.methods.given import Array
from analysis.methods.shuffled import ROUNDING, shuffled, shuffled_lags, two_sided


class Moran(NamedTuple):
    """Moran's I, what it would be on average by chance, the two-sided p, and the areas used."""

    i: float
    expected: float
    p: float
    areas: int


def moran(
    values: "pd.Series[float]",
    neighbours: pd.DataFrame,
    *,
    permutations: int = 9999,
    seed: int = 1,
) -> Moran:
    """Moran's I: above its expected value where neighbours are alike, below where they are unlike.

    `values` is a series by municipality in any unit; `neighbours` a frame `municipality, neighbour`
    with both directions of every pair. Municipalities without a value are left out, then those
    without a neighbour left (islands); `areas` says how many remain. Every municipality's
    neighbours count alike and together 1 (row-standardised).

    I = sum(z lag(z))/sum(z^2), z the values less their mean; expected is -1/(areas - 1): Moran
    1950, "Notes on continuous stochastic phenomena", Biometrika 37; Cliff and Ord 1981, Spatial
    Processes. p doubles the smaller tail of I among `permutations` shufflings of the values, I
    itself counted in (Phipson and Smyth 2010), so it is never 0; the same `seed` gives the same p,
    whatever the order of the rows. Raises ValueError for a municipality that comes twice, one
    unknown or its own neighbour, a pair that comes twice or in one direction only, fewer than three
    areas left, equal values everywhere, and fewer than 99 permutations.

    >>> ring = pd.DataFrame({"municipality": [*"abcdef"] * 2, "neighbour": [*"bcdefafabcde"]})
    >>> found = moran(pd.Series([1, 2, 3, 9, 8, 7], index=[*"abcdef"]), ring)
    >>> round(found.i, 4), found.expected, round(found.p, 1), found.areas
    (0.3448, -0.2, 0.2, 6)
    """
    known = adjoining(values, neighbours)
    total = (known.z**2).sum()
    found = (known.z * (known.weights @ known.z)).sum() / total
    drawn = shuffled(known.z, permutations, seed)
    p = two_sided(found, (drawn * (drawn @ known.weights.T)).sum(axis=1) / total)
    areas = len(known.z)
    return Moran(float(found), -1 / (areas - 1), p, areas)


def local_moran(
    values: "pd.Series[float]",
    neighbours: pd.DataFrame,
    *,
    permutations: int = 9999,
    seed: int = 1,
) -> pd.DataFrame:
    """A frame `i, p, q, cluster` by municipality, in input order: who is like its neighbours.

    Takes, leaves out and refuses the same as `moran`; the row of who is left out is missing.
    `i` is above 0 where the municipality and its neighbours lie on the same side of the mean. `p`
    is two-sided, from `permutations` draws of neighbours among all the others, the municipality's
    own value kept. `q` is Benjamini and Hochberg's (1995) over all rows with p. `cluster` says
    where the municipality and then its neighbours lie: "high-high", "low-low", "high-low" or
    "low-high", high being above the mean; it stands in every row with `i`, and only those with q of
    0.05 or less are clusters worth a look.

    i = z lag(z)/(sum(z^2)/(areas - 1)), so that the sum of i is (areas - 1) times Moran's I:
    Anselin 1995, "Local indicators of spatial association", Geographical Analysis 27, with the
    variance over areas - 1.

    >>> ring = pd.DataFrame({"municipality": [*"abcdef"] * 2, "neighbour": [*"bcdefafabcde"]})
    >>> found = local_moran(pd.Series([1, 2, 3, 9, 8, 7], index=[*"abcdef"]), ring)
    >>> found["i"].round(3).tolist(), found["cluster"].tolist()[:2]
    ([0.172, 0.776, -0.086, 0.172, 0.776, -0.086], ['low-low', 'low-low'])
    """
    from scipy.stats import false_discovery_control

    known = adjoining(values, neighbours)
    lag = known.weights @ known.z
    scale = known.z / ((known.z**2).sum() / (len(known.z) - 1))
    chance = shuffled_lags(known, permutations, seed)
    p = np.array(
        [
            two_sided(own * seen, own * drawn)
            for own, seen, drawn in zip(scale, lag, chance, strict=True)
        ]
    )
    found = pd.DataFrame({"i": scale * lag, "p": p, "q": false_discovery_control(p)}, known.areas)
    found["cluster"] = _cluster(known, lag)
    return found.reindex(values.index)


def _cluster(known: Adjoining, lag: Array) -> list[str]:
    """On which side of the mean each area lies, and then its neighbours; the mean itself is low."""
    own, around = (np.where(side > ROUNDING, "high", "low") for side in (known.z, lag))
    return [f"{one}-{other}" for one, other in zip(own, around, strict=True)]
