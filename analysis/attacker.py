"""What an attacker can work out of a whole table with hidden counts, piece by piece."""

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.audit import Array, Mask, Table
from analysis.room import Exposed, Part


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
