"""Hide small counts, and so many others with them that nobody can work the small ones out.

What may leave a municipality's own view holds no count from 1 to SMALLEST - 1. Zero stays: it says
of nobody anything. A hidden count must not follow from sums and parts that are shown either, so
others are hidden with it, and all of them look the same: a reader who could tell which were small
would know more than the sums say.

Held against everything that is shown, a small count must still be able to be anything from 1 to
SMALLEST, and between the least and the most that any other hidden count can be there must be
SMALLEST - 1 or more. Hidden counts are known to be at least 1, unless zeros are hidden too.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.attacker import Attacker
from analysis.audit import Table
from analysis.crossed import crossed, framed, orders, sparse
from analysis.methods.given import Numbers, whole
from analysis.suppression import chosen

SMALLEST = 5
"""The smallest count above zero that is shown where figures leave the municipality's own view."""

Cell = Hashable


class Sum(NamedTuple):
    """A total and the parts it is made of; all are cells of one table.

    Where the parts do not add up to the total, a reader is taken to know by how much.
    """

    total: Cell
    parts: tuple[Cell, ...]


def hidden(counts: Mapping[Any, int], sums: Sequence[Sum]) -> frozenset[Cell]:
    """The cells that must not be shown; totals are cells like others and may be hidden too.

    Zeros are always shown. Where a small count could not be anything from 1 to SMALLEST even if all
    positive counts were hidden, it has as much room as that would give it.

    >>> table = {"a": 3, "b": 9, "c": 20, "d": 0, "all": 32}
    >>> sorted(hidden(table, [Sum("all", ("a", "b", "c", "d"))]))
    ['a', 'b']
    """
    order = sorted(counts, key=str)
    place = {cell: number for number, cell in enumerate(order)}
    lines = [line for line in sums if all(cell in place for cell in (*line.parts, line.total))]
    entries = [
        (number, place[cell], sign)
        for number, line in enumerate(sorted(lines, key=str))
        for cell, sign in (*((part, 1) for part in line.parts), (line.total, -1))
    ]
    values = np.array([counts[cell] for cell in order], dtype=float)
    table = Table(values, sparse(entries, len(lines), len(order)), SMALLEST, zeros=False)
    return frozenset(order[number] for number in np.flatnonzero(chosen(table, Attacker(table))))


def hide(counts: "pd.DataFrame | Numbers", *, threshold: int = SMALLEST) -> Any:
    """Which counts must be hidden where all totals are known: True where hidden.

    Takes whole counts from unpublished records, areas by groups in a frame, or one series (or list
    or array) of parts of one total; gives the same shape and labels in bool. An attacker is taken
    to know the total of every row and column and everything shown. A count from 1 to threshold - 1
    is hidden, with so many others that he must take it for anything from 1 to threshold; between
    the least and the most of every other hidden count there is threshold - 1 or more. Rates,
    intervals, differences and texts made from a hidden count must be hidden by the caller.

    A zero is shown unless a hidden count had too little room with every positive one hidden. He
    then knows that each hidden count is at least 1; where sums join it to a hidden zero, or all
    that they join to it is hidden, only that it is not negative.

    Some totals cannot be known without telling of their parts, whatever is hidden: with row total
    r, column total c and grand total N a part lies between r + c - N and the smaller of r and c. A
    count has then as much room as hiding everything would give it. Such a total must not be shown
    either: one below the threshold, and a row or column of hardly more than one count.

    What is promised is held against adding and subtracting. Somebody who tries this very rule on
    all tables that the totals allow can now and then tell which of them it was.

    A missing count is True; nobody knows its row's and its column's total. A row or a column of
    one cell has no total but that cell, which is not taken to be known.

    Raises ValueError for negative or fractional counts and for a threshold that is not a whole
    number of at least 2, with what was found. Method: cell suppression audited by linear
    programming (Fischetti and Salazar 2001; Hundepool and others 2012, Statistical Disclosure
    Control, chapter 4).

    >>> hide(pd.Series([3, 9, 20, 0], index=list("abcd"))).to_dict()
    {'a': True, 'b': True, 'c': False, 'd': False}
    """
    threshold = whole("threshold", threshold, least=2)
    frame = framed(counts)
    by_row, by_column = orders(frame)
    rows = frame.to_numpy()[np.ix_(by_row, by_column)]
    mask = np.isnan(rows)
    table = crossed(rows, threshold)
    mask[~mask] = chosen(table, Attacker(table))
    found = pd.DataFrame(False, index=frame.index, columns=frame.columns)
    found.iloc[by_row, by_column] = mask
    return found if isinstance(counts, pd.DataFrame) else found.iloc[:, 0].rename(frame.columns[0])
