"""Who borders on whom among municipalities with a value, as weights."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.methods.given import Array, aligned

Border: TypeAlias = npt.NDArray[np.bool]
"""Areas x areas."""
PAIR = ["municipality", "neighbour"]
FEWEST = 3
"""With fewer areas there is no pattern to speak of."""


class Adjoining(NamedTuple):
    """Areas in the order of their codes, their values less the mean, and rows of weights.

    `z` is in parts of the largest distance to the mean; each row of `weights` adds up to 1.
    """

    areas: pd.Index
    z: Array
    weights: Array


def adjoining(values: "pd.Series[float]", neighbours: pd.DataFrame) -> Adjoining:
    """The municipalities that have a value and a neighbour with one, and their weights.

    Raises ValueError for municipalities that come twice, for pairs that do not fit (unknown, twice,
    with itself, in one direction only), for fewer than three areas left and for equal values.
    """
    _once(values.index)
    border = _border(values.index, neighbours)
    known = aligned(values=values)["values"].to_numpy(float)
    border &= np.outer(~np.isnan(known), ~np.isnan(known))
    kept = np.flatnonzero(border.any(axis=1))
    if kept.size < FEWEST:
        raise ValueError(
            f"there must be {FEWEST} areas with a value and a neighbour, found {kept.size}"
        )
    # In the order of codes, so that a seed gives the same whatever the order of the rows.
    kept = kept[np.argsort(values.index[kept])]
    touching = border[np.ix_(kept, kept)]
    weights = touching / touching.sum(axis=1, keepdims=True)
    return Adjoining(values.index[kept], _centred(known[kept]), weights)


def _centred(known: Array) -> Array:
    """Values less their mean, the largest of them 1 or -1."""
    if known.min() == known.max():
        raise ValueError(f"values must not be equal everywhere, found {known[0]} in all")
    # Halved or doubled until near 1, which no digit is lost by, and then taken near zero.
    z = np.ldexp(known, -np.frexp(np.abs(known).max())[1])
    z = z - z.min()
    z = z - z.mean()
    centred: Array = z / np.abs(z).max()
    return centred


def _border(areas: pd.Index, neighbours: pd.DataFrame) -> Border:
    """True where two areas are neighbours; pairs that do not fit are refused."""
    if not set(PAIR) <= set(neighbours.columns):
        raise ValueError(f"neighbours must have {PAIR}, found {list(neighbours.columns)}")
    pairs = neighbours[PAIR]
    border = np.zeros((len(areas), len(areas)), dtype=np.bool)
    border[*(_places(areas, pairs[column]) for column in PAIR)] = True
    if border.diagonal().any():
        raise ValueError(f"nobody is their own neighbour, found {areas[border.diagonal()][0]!r}")
    if pairs.duplicated().any():
        again = pairs[pairs.duplicated()].iloc[0].tolist()
        raise ValueError(f"a pair must come once each way, found {again} again")
    single = np.argwhere(border & ~border.T)
    if single.size:
        found = areas.take(single[0]).tolist()
        raise ValueError(f"pairs must be given both ways, found {found} without its reverse")
    return border


def _places(areas: pd.Index, codes: "pd.Series[str]") -> npt.NDArray[np.intp]:
    """Where the codes stand among the areas."""
    place: npt.NDArray[np.intp] = areas.get_indexer(codes)
    if (place < 0).any():
        unknown = codes[place < 0].iloc[0]
        raise ValueError(f"neighbours must be among the values, found {unknown!r}")
    return place


def _once(areas: pd.Index) -> None:
    """Refuse a municipality that comes twice or has no code."""
    if areas.hasnans:
        raise ValueError("every value must have a municipality, found one missing")
    if not areas.is_unique:
        again = areas[areas.duplicated()][0]
        raise ValueError(f"a municipality must come once, found {again!r} again")
