"""What an attacker can work out of a table with hidden counts, found by linear programming.

He knows the sums and every count that is shown; what he does not know can move together as long as
every sum holds and nothing falls below its floor. Counts are told here by how far they may move
from what they are, so that large ones cost no precision.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

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

    def of(self, cells: npt.NDArray[np.intp]) -> "Needs":
        """The needs of some of the counts."""
        return Needs(self.fall[cells], self.rise[cells], self.span[cells])


class Exposed(NamedTuple):
    """How far a hidden count with too little room can move, and which counts are in its way.

    Unless one of those is hidden too, it gets no more room, whatever else is hidden.
    """

    fall: float
    rise: float
    helps: Mask


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
        self.far = 2.0 * threshold * (len(values) + 1)
        """Counts are followed no further than this; nothing is asked beyond the threshold."""

    def accept(self, cell: int, room: Exposed) -> None:
        """Ask no more for one count than the room it has: nothing gives it more."""
        for need, most in zip(
            self.needs, (room.fall, room.rise, room.fall + room.rise), strict=True
        ):
            need[cell] = min(need[cell], most)

    def bottom(self, hidden: Mask) -> Array:
        """How far each count can fall at most; the floor is 1 while every zero is shown."""
        bare = self.zeros and bool(hidden.all() or (hidden & (self.values == 0)).any())
        return np.minimum(self.values - (0.0 if bare else 1.0), self.far)

    def tight(self, hidden: Mask) -> list[int]:
        """Sums that by themselves leave a hidden count too little room: quick, and never wrong."""
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
        return sorted({int(found) for found in line[self.needs.of(cell).unmet(fall, rise)]})


class Attacker:
    """Asks how far hidden counts can move, and remembers every way that was found possible."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.asked = 0
        self._moves: list[Array] = []
        self._safe: set[tuple[bytes, bytes]] = set()

    def exposed(self, hidden: Mask, *, first: bool = False) -> dict[int, Exposed]:
        """Hidden counts with too little room; with `first` no more than one of them."""
        found: dict[int, Exposed] = {}
        bottom = self.table.bottom(hidden)
        for cells in parts(self.table.lines, hidden):
            known = (cells.tobytes(), bottom[cells].tobytes())
            if known in self._safe:
                continue
            part = Part(self.table, cells, bottom[cells], self._moves)
            here = part.exposed(first=first)
            self.asked += part.asked
            if not here:
                self._safe.add(known)
            found |= here
            if found and first:
                break
        return found


class Part:
    """Hidden counts that hang together through sums, and the room found for them so far."""

    def __init__(
        self, table: Table, cells: npt.NDArray[np.intp], bottom: Array, moves: list[Array]
    ) -> None:
        from scipy.sparse import hstack

        self.table, self.cells, self.bottom, self.moves = table, cells, bottom, moves
        columns = table.lines[:, cells]
        self.touched = np.flatnonzero(np.diff(columns.indptr))
        self.columns = columns[self.touched]
        self.twice = hstack([self.columns, self.columns], format="csr")
        self.needs = table.needs.of(cells)
        self.fall, self.rise = np.zeros(len(cells)), np.zeros(len(cells))
        self.asked = 0
        self._recall()

    def exposed(self, *, first: bool = False) -> dict[int, Exposed]:
        """As `Attacker.exposed`, of this part: many counts are pushed at once, then one by one."""
        self._push_together()
        found: dict[int, Exposed] = {}
        for place in np.flatnonzero(self._unmet()):
            if not self._unmet()[place]:
                continue
            alone = np.arange(len(self.cells)) == place
            helps = np.zeros(len(self.table.values), dtype=bool)
            for up in (True, False):
                if self._lacking(up=up)[place]:
                    helps |= self._push(alone, up=up)
            if self._unmet()[place]:
                found[int(self.cells[place])] = Exposed(self.fall[place], self.rise[place], helps)
                if first:
                    break
        return found

    def _unmet(self) -> Mask:
        return self.needs.unmet(self.fall, self.rise)

    def _push_together(self) -> None:
        """Push all counts whose room is not seen yet, then ever fewer of them at once."""
        share = 1
        while share <= (unmet := self._unmet()).sum():
            for up in (True, False):
                lacking = self._lacking(up=up)
                some = lacking & (np.cumsum(lacking) % share == 0)
                if some.any():
                    self._push(some, up=up)
            if self._unmet().sum() == unmet.sum():
                share *= 2

    def _lacking(self, *, up: bool) -> Mask:
        """Which counts that lack room have it not in one direction."""
        room, need = (self.rise, self.needs.rise) if up else (self.fall, self.needs.fall)
        lacking: Mask = room < np.maximum(need, self.needs.span) - CLOSE
        return lacking & self._unmet()

    def _recall(self) -> None:
        """Take up the moves found before that are still possible here."""
        if self.moves:
            moves = np.array([move[self.cells] for move in self.moves])
            held = (np.abs(self.columns @ moves.T) < CLOSE).all(axis=0)
            held &= (moves >= -self.bottom - CLOSE).all(axis=1)
            self._take(moves[held])

    def _take(self, moves: Array) -> None:
        self.fall = np.maximum(self.fall, np.max(-moves, axis=0, initial=0))
        self.rise = np.maximum(self.rise, np.max(moves, axis=0, initial=0))

    def _push(self, which: Mask, *, up: bool) -> Mask:
        """Move some counts as far as needed; which counts of the table stood in their way.

        Each move is the sum of what is needed, which counts, and what is beyond, which does not.
        """
        from scipy.optimize import linprog

        far = np.full(len(self.cells), self.table.far)
        if up:
            wanted = np.maximum(self.needs.rise, self.needs.span)
            needed, beyond = np.c_[-self.bottom, wanted], np.c_[0 * far, far]
        else:
            wanted = np.minimum(np.maximum(self.needs.fall, self.needs.span), self.bottom)
            needed, beyond = np.c_[-wanted, far], np.c_[wanted - self.bottom, 0 * far]
        answer = linprog(
            np.concatenate([np.where(which, -1.0 if up else 1.0, 0.0), 0 * far]),
            A_eq=self.twice,
            b_eq=np.zeros(len(self.touched)),
            bounds=np.r_[needed, beyond],
            method="highs",
        )
        if answer.status:
            raise RuntimeError(f"hidden counts could not be checked: {answer.message}")
        self.asked += 1
        move = answer.x[: len(far)] + answer.x[len(far) :]
        whole = np.zeros(len(self.table.values))
        whole[self.cells] = np.maximum(move, -self.bottom)
        self.moves.append(whole)
        self._take(whole[None, self.cells])
        pull = self.table.lines[self.touched].T @ answer.eqlin.marginals
        helps: Mask = np.where(self.table.values > 0, np.abs(pull), pull) > CLOSE
        return helps


def parts(lines: Any, hidden: Mask) -> list[npt.NDArray[np.intp]]:
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
