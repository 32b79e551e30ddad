"""What an attacker can work out of a whole table with hidden counts, piece by piece."""

from analysis.audit import Array, Mask, Table, parts
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
