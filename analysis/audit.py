"""A table as an attacker sees it: its sums, and the room that each hidden count must have.

He knows the sums and every count that is shown; what he does not know can move together as long as
every sum holds and nothing falls below its floor. Counts are told here by how far they may move
from what they are, so that large ones cost no precision.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

CLOSE = 1e-6
"""Counts are whole; what differs by less than this is rounding in the arithmetic."""


class Needs(NamedTuple):
    """How far each count must be able to move when it is hidden: down, up, least to most."""

    fall: Array
    rise: Array
    span: Array

    def unmet(self, fall: Array, rise: Array) -> Mask:
        """Where there is less room than needed."""
        wrong: Mask = fall < self.fall - CLOSE
        return wrong | (rise < self.rise - CLOSE) | (fall + rise < self.span - CLOSE)

    def within(self, fall: Array, rise: Array) -> "Needs":
        """The same, cut at the room there can be at most."""
        return Needs(
            np.minimum(self.fall, fall),
            np.minimum(self.rise, rise),
            np.minimum(self.span, fall + rise),
        )

    def of(self, cells: Places) -> "Needs":
        """The needs of some of the counts."""
        return Needs(self.fall[cells], self.rise[cells], self.span[cells])


class Tight(NamedTuple):
    """A sum that leaves a hidden count too little room, and how far that can move at most."""

    line: int
    cell: int
    fall: float
    rise: float


class Table:
    """Counts and the sums they stand in: a sparse row of 1 and -1 for each sum."""

    def __init__(self, values: Array, lines: Any, threshold: int, *, zeros: bool) -> None:
        """`zeros` says that zeros may be hidden too, as a last resort."""
        self.values, self.lines, self.zeros = values, lines, zeros
        self.small: Mask = (values > 0) & (values < threshold)
        self.needs = Needs(
            np.where(self.small, values - 1, 0.0),
            np.where(self.small, threshold - values, 0.0),
            np.where(self.small, 0.0, threshold - 1.0),
        )
        sums = abs(lines)
        self.alone: Mask = (sums.T @ ((sums @ (values > 0)) == 1)) > 0
        """In a sum of nothing else but zeros: hidden, it would need a zero hidden with it."""
        self.far = 2.0 * threshold * (len(values) + 1)
        """Counts are followed no further than this; nothing is asked beyond the threshold."""

    def accept(self, cell: int, fall: float, rise: float) -> None:
        """Ask no more for one count than this room: nothing gives it more."""
        for need, most in zip(self.needs, (fall, rise, fall + rise), strict=True):
            need[cell] = min(need[cell], most)

    def bottom(self, hidden: Mask) -> Array:
        """How far each count can fall at most; the floor is 1 while every zero near it is shown."""
        floor = np.ones(len(self.values))
        for cells in parts(self.lines, hidden) if self.zeros else ():
            near = self.near(cells)
            if hidden[near].all() or (self.values[cells] == 0).any():
                floor[cells] = 0
        return np.minimum(self.values - floor, self.far)

    def near(self, cells: Places) -> Mask:
        """The counts that stand in a sum with any of these."""
        sums = abs(self.lines)
        together: Mask = (sums.T @ (sums[:, cells].sum(axis=1) > 0)) > 0
        return together

    def tight(self, hidden: Mask) -> list[Tight]:
        """Hidden counts that one sum by itself leaves too little room: quick, and never wrong."""
        entries = self.lines.tocoo()
        kept = hidden[entries.col]
        line, cell, sign = entries.row[kept], entries.col[kept], entries.data[kept]
        bottom = self.bottom(hidden)[cell]
        up, down = np.where(sign > 0, self.far, bottom), np.where(sign > 0, bottom, self.far)
        others_up, others_down = (
            np.bincount(line, weights=size, minlength=self.lines.shape[0])[line] - size
            for size in (up, down)
        )
        fall = np.minimum(bottom, np.where(sign > 0, others_up, others_down))
        rise = np.minimum(self.far, np.where(sign > 0, others_down, others_up))
        unmet = np.flatnonzero(self.needs.of(cell).unmet(fall, rise))
        found = (
            Tight(int(line[at]), int(cell[at]), float(fall[at]), float(rise[at])) for at in unmet
        )
        return sorted(found)


def parts(lines: Any, hidden: Mask) -> list[Places]:
    """The hidden counts that stand in any sum, in groups that no sum joins."""
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    cells = np.flatnonzero(hidden)
    columns = lines[:, cells]
    joins = block_array([[None, columns], [columns.T, None]]) if columns.nnz else columns
    group = connected_components(joins, directed=False)[1][-len(cells) :] if columns.nnz else cells
    joined = np.flatnonzero(np.bincount(columns.indices, minlength=len(cells)))
    order = joined[np.argsort(group[joined], kind="stable")]
    splits = np.flatnonzero(np.diff(group[order])) + 1
    return [cells[found] for found in np.split(order, splits) if len(found)]
