"""Choose which counts to hide beside the small ones: few and small ones, and enough of them."""

import numpy as np

from analysis.attacker import Attacker
from analysis.audit import Mask, Table, parts

PATIENCE = 400
"""Linear programs that may be spent on showing again what need not be hidden."""


def chosen(table: Table, attacker: Attacker) -> Mask:
    """The counts to hide; earlier counts of the table go first where two are alike.

    As long as a hidden count has too little room, the smallest count is hidden that gives it more;
    a zero only where no other count does. Then what turned out not to be needed is shown again.
    """
    hidden = table.small.copy()
    while more := _by_sum(table, hidden) or _by_proof(table, attacker, hidden):
        hidden[more] = True
    return _shown_again(table, attacker, hidden)


def _by_sum(table: Table, hidden: Mask) -> list[int]:
    """For each sum that by itself gives a count away, the smallest positive count to hide."""
    more: list[int] = []
    for line, cell, fall, rise in table.tight(hidden):
        cells = table.lines.indices[table.lines.indptr[line] : table.lines.indptr[line + 1]]
        free = [int(other) for other in cells if not hidden[other] and table.values[other] > 0]
        if free and not set(free) & set(more):
            more.append(
                min(free, key=lambda other: (table.alone[other], table.values[other], other))
            )
        elif not free and not table.zeros:
            table.accept(cell, fall, rise)
    return more


def _by_proof(table: Table, attacker: Attacker, hidden: Mask) -> list[int]:
    """For each count given away by several sums together, the smallest one that undoes it.

    Where no positive count does, hiding all of them would not either: only then are zeros taken.
    """
    more: list[int] = []
    for cell, room in attacker.exposed(hidden).items():
        choices = _choices(table, hidden, room.helps, cell)
        choice = next((found for found in choices if found.any()), None)
        if choice is None:
            table.accept(cell, room.fall, room.rise)
        elif not choice[more].any():
            more.append(_smallest(table, choice, beside=cell))
    return more


def _choices(table: Table, hidden: Mask, helps: Mask, cell: int) -> list[Mask]:
    """Counts to hide for one that is given away, the best choice first.

    Any hidden zero that sums join to it helps, and so does hiding everything that they do: hidden
    counts may be zero then.
    """
    zero = table.values == 0
    positive = [helps & ~hidden & ~zero]
    if not table.zeros:
        return positive
    joined = next(cells for cells in parts(table.lines, hidden) if cell in cells)
    near = table.near(joined) & ~hidden
    return [*positive, helps & ~hidden & zero, near & zero, near, ~hidden & zero, ~hidden]


def _smallest(table: Table, choice: Mask, *, beside: int) -> int:
    """The smallest count of a choice; among alike one that shares a sum with the given count."""
    shares = abs(table.lines).T @ abs(table.lines[:, [beside]]).toarray().ravel()
    return min(
        (int(cell) for cell in np.flatnonzero(choice)),
        key=lambda cell: (table.alone[cell], table.values[cell], shares[cell] == 0, cell),
    )


def _shown_again(table: Table, attacker: Attacker, hidden: Mask) -> Mask:
    """Show what is not needed: zeros first, then the largest, while patience lasts."""
    extra = [int(cell) for cell in np.flatnonzero(hidden & ~table.small)]
    end = attacker.asked + PATIENCE
    for cell in sorted(extra, key=lambda cell: (table.values[cell] > 0, -table.values[cell], cell)):
        if attacker.asked > end:
            break
        hidden[cell] = False
        if table.tight(hidden) or attacker.exposed(hidden, first=True):
            hidden[cell] = True
    return hidden
