"""Hide small counts, and so many others with them that nobody can work the small ones out.

What may leave a municipality's own view holds no count from 1 to SMALLEST - 1. Zero stays: it says
of nobody anything. A hidden count must not follow from sums and parts that are shown either, so
others are hidden with it, and all of them look the same: a reader who could tell which were small
would know more than the sums say.

A count is taken to be safe when no adding and subtracting of what is shown gives it, in one row or
in several together, and when the sums leave it room: hidden counts are known to be at least 1, and
from there the least and the most that each can be must differ, the most being SMALLEST - 1 or more.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np

SMALLEST = 5
"""The smallest count above zero that is shown where figures leave the municipality's own view."""

Cell = Hashable
TOLERANCE = 1e-9
ROUNDS = 40
"""How often limits are drawn in; more rounds narrow no further in tables as ours."""


class Sum(NamedTuple):
    """A total and the parts it is made of; all are cells of one table.

    Where the parts do not add up to the total, a reader is taken to know by how much.
    """

    total: Cell
    parts: tuple[Cell, ...]


def hidden(counts: Mapping[Any, int], sums: Sequence[Sum]) -> frozenset[Cell]:
    """The cells that must not be shown.

    >>> table = {"a": 3, "b": 9, "c": 20, "d": 0, "all": 32}
    >>> sorted(hidden(table, [Sum("all", ("a", "b", "c", "d"))]))
    ['a', 'b']
    """
    found = {cell for cell, count in counts.items() if 0 < count < SMALLEST}
    lines = [line for line in map(_cells, sums) if all(cell in counts for cell in line)]
    while open_ := _in_danger(found, lines, counts):
        more = min(
            (cell for line in open_ for cell in line if cell not in found and counts[cell]),
            key=lambda cell: (counts[cell], str(cell)),
            default=None,
        )
        if more is None:
            break
        found.add(more)
    return frozenset(found)


def _cells(line: Sum) -> tuple[Cell, ...]:
    return (*line.parts, line.total)


def _in_danger(
    found: set[Cell], lines: Sequence[tuple[Cell, ...]], counts: Mapping[Cell, int]
) -> list[tuple[Cell, ...]]:
    """The sums through which some hidden cell can be worked out; none when all are safe."""
    given_away = _cramped(found, lines, counts) or _determined(found, lines)
    return [line for line in lines if given_away & set(line)]


def _cramped(
    found: set[Cell], lines: Sequence[tuple[Cell, ...]], counts: Mapping[Cell, int]
) -> set[Cell]:
    """The hidden cells that the sums leave too little room, narrowed line by line."""
    low = {cell: 1.0 if cell in found else float(count) for cell, count in counts.items()}
    high = {cell: inf if cell in found else float(count) for cell, count in counts.items()}
    touched = [line for line in lines if found & set(line)]
    for _ in range(ROUNDS):
        drawn_in = [_narrowed(line, found, counts, low, high) for line in touched]
        if not any(drawn_in):
            break
    joined = found & {cell for line in touched for cell in line}
    return {cell for cell in joined if high[cell] < max(low[cell] + 1, SMALLEST - 1)}


def _narrowed(
    line: tuple[Cell, ...],
    found: set[Cell],
    counts: Mapping[Cell, int],
    low: dict[Cell, float],
    high: dict[Cell, float],
) -> bool:
    """Draw in the limits of one sum's hidden cells; whether any was drawn in."""
    *parts, total = line
    rest = counts[total] - sum(counts[part] for part in parts)
    before = [(low[cell], high[cell]) for cell in line]
    if total in found:
        low[total] = max(low[total], rest + sum(low[part] for part in parts))
        high[total] = min(high[total], rest + sum(high[part] for part in parts))
    for part in parts:
        if part in found:
            others = [other for other in parts if other != part]
            low[part] = max(low[part], low[total] - rest - sum(high[x] for x in others))
            high[part] = min(high[part], high[total] - rest - sum(low[x] for x in others))
    return before != [(low[cell], high[cell]) for cell in line]


def _determined(found: set[Cell], lines: Sequence[tuple[Cell, ...]]) -> set[Cell]:
    """The hidden cells that follow from all sums together, as unknowns of linear equations."""
    order = {cell: place for place, cell in enumerate(sorted(found, key=str))}
    touched = [line for line in lines if any(cell in order for cell in line)]
    if not touched:
        return set()
    matrix = np.zeros((len(touched), len(order)))
    for row, line in zip(matrix, touched, strict=True):
        for cell in line[:-1]:
            if cell in order:
                row[order[cell]] += 1
        if line[-1] in order:
            row[order[line[-1]]] -= 1
    _, sizes, directions = np.linalg.svd(matrix)
    rank = int((sizes > TOLERANCE).sum())
    free = np.abs(directions[rank:]).max(axis=0, initial=0) > TOLERANCE
    return {cell for cell, place in order.items() if not free[place]}
