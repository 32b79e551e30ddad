"""How far hidden counts that hang together can move, asked by linear programming."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.audit import CLOSE, Array, Mask, Table


class Exposed(NamedTuple):
    """How far a hidden count with too little room can move, and which counts are in its way.

    Unless one of those is hidden too, it gets no more room, whatever else is hidden.
    """

    fall: float
    rise: float
    helps: Mask


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
