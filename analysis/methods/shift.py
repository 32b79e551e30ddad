"""A municipality's change against the country's and its groups'."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.methods.given import Array, aligned, not_negative

Table: TypeAlias = "pd.DataFrame | npt.NDArray[Any] | Sequence[Sequence[float | None]]"
"""Numbers in two dimensions, areas x groups; None, pd.NA and nan are missing."""


class Parts(NamedTuple):
    """Parts of the change of each count, in counts, areas x groups: the three add up to it.

    `national` is the change had it followed all counts together, `mix` what its group's own growth
    in the whole country adds, `local` the rest, which is the area's own.
    """

    national: Array
    mix: Array
    local: Array


def shift_share(counts_1: Table, counts_2: Table) -> Parts:
    """The change of each area's count in each group by national growth, the group's, and its own.

    Tables areas x groups of counts at the first and at the second time, such as municipalities x
    notifier groups; two frames must have the same labels in one order. With O the counts, G the
    growth of all counts together (0.1 for ten per cent more) and G_g that of group g over all
    areas, the parts are O_1 G, O_1 (G_g - G) and O_2 - O_1 (1 + G_g). A group without anything the
    first time has no growth: its counts are all local. A single missing count makes every part
    missing, since no growth is then known: hidden counts cannot be taken apart. Raises ValueError
    for counts below 0, tables of unlike shape or labels, and nothing at all the first time.

    Dunn 1960, "A statistical and analytical technique for regional analysis", Papers of the
    Regional Science Association 6. It describes; it has no significance.

    >>> parts = shift_share([[10, 20], [30, 40]], [[15, 20], [35, 50]])
    >>> [part.round(2).tolist() for part in parts]
    [[[2.0, 4.0], [6.0, 8.0]], [[0.5, -0.67], [1.5, -1.33]], [[2.5, -3.33], [-2.5, 3.33]]]
    """
    first, second = _pair(counts_1, counts_2)
    if np.isnan(first).any() or np.isnan(second).any():
        missing = np.full_like(first, np.nan)
        return Parts(missing, missing.copy(), missing.copy())
    if not first.sum() > 0:
        raise ValueError(f"counts_1 must be above 0 in all, found {first.sum()}")
    growth = second.sum() / first.sum() - 1
    before, after = first.sum(axis=0), second.sum(axis=0)
    # Of a group that was not there any growth will do: it multiplies nothing.
    of_group = np.divide(after, before, out=np.ones_like(before), where=before > 0) - 1
    return Parts(first * growth, first * (of_group - growth), second - first * (1 + of_group))


def _pair(counts_1: Table, counts_2: Table) -> tuple[Array, Array]:
    """Both tables as floats, checked against each other."""
    first, second = _floats("counts_1", counts_1), _floats("counts_2", counts_2)
    if first.shape != second.shape:
        raise ValueError(
            f"counts_1 and counts_2 must have one shape, found {first.shape} and {second.shape}"
        )
    if isinstance(counts_1, pd.DataFrame) and isinstance(counts_2, pd.DataFrame):
        for axis, (one, two) in enumerate(zip(counts_1.axes, counts_2.axes, strict=True)):
            if not one.equals(two):
                where = "columns" if axis else "rows"
                raise ValueError(f"counts_1 and counts_2 must have the same {where} in one order")
    return first, second


def _floats(name: str, counts: Table) -> Array:
    """A table as floats, refused unless it has two dimensions and nothing below zero."""
    table = np.asarray(counts, dtype=object)
    if table.ndim != 2:
        raise ValueError(f"{name} must be areas x groups, found {table.ndim} dimensions")
    flat: Array = aligned(**{name: table.ravel()})[name].to_numpy(float)
    not_negative(name, flat)
    return flat.reshape(table.shape)
