"""What chance alone gives: values shuffled over the map, from a seed of its own."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from analysis.methods.adjoining import Adjoining
from analysis.methods.given import Array, whole

Kind = TypeVar("Kind", bound=np.generic)
FEWEST = 99
"""With fewer shufflings the least p possible would say nothing."""
ROUNDING = 1e-10
"""Statistics as near as this are equal: what is left is the computer's rounding."""


def shuffled(z: npt.NDArray[Kind], permutations: int, seed: int) -> npt.NDArray[Kind]:
    """The values in `permutations` random orders, one a row."""
    rows = np.tile(z, (whole("permutations", permutations, least=FEWEST), 1))
    return np.random.default_rng(whole("seed", seed, least=0)).permuted(rows, axis=1)


def shuffled_lags(known: Adjoining, permutations: int, seed: int) -> Iterator[Array]:
    """For each area in turn the mean of its neighbours, drawn from all the others.

    One set of draws serves all areas: each reads it off the others' list that leaves itself out.
    """
    degree = (known.weights > 0).sum(axis=1)
    others = np.arange(len(known.z) - 1)
    places = shuffled(others, permutations, seed)[:, : degree.max()]
    for area, number in enumerate(degree):
        without = np.delete(known.z, area)
        yield without[places[:, :number]].mean(axis=1)


def two_sided(found: float, chance: Array) -> float:
    """The two-sided p of a statistic among those that chance gave: twice its smaller tail.

    The statistic itself counts among them, so that p is never 0 (Phipson and Smyth 2010,
    "Permutation p-values should never be zero", Statistical Applications in Genetics 9).

    >>> two_sided(2.5, np.array([1.0, 2.0, 2.2, 3.0]))
    0.8
    """
    near = ROUNDING * max(1.0, abs(found))
    tail = min((chance >= found - near).sum(), (chance <= found + near).sum())
    return min(1.0, 2 * float(tail + 1) / (chance.size + 1))
