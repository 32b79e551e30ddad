"""A frame of areas by groups, or a series, as counts whose totals are known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit import Array, Table
from analysis.methods.given import Numbers, aligned, counted

Places = npt.NDArray[np.intp]


def framed(counts: "pd.DataFrame | Numbers") -> pd.DataFrame:
    """The counts as a frame of floats, a series as one column; missing ones are nan.

    Raises ValueError for what cannot be a count, with the found value.
    """
    if not isinstance(counts, pd.DataFrame):
        column = aligned(counts=counts)
        counts = column.set_axis([counts.name if isinstance(counts, pd.Series) else None], axis=1)
    values = np.empty(counts.shape)
    for place in range(counts.shape[1]):
        values[:, place] = aligned(counts=counts.iloc[:, place])["counts"]
    counted("counts", values.ravel())
    return pd.DataFrame(values, index=counts.index, columns=counts.columns)


def orders(frame: pd.DataFrame) -> tuple[Places, Places]:
    """The places of rows and columns by their labels, so that no result hangs on their order."""
    values = frame.fillna(-1).to_numpy()
    by_column = _by(frame.columns, [sorted(column) for column in values.T])
    by_row = _by(frame.index, [list(row) for row in values[:, by_column]])
    return by_row, by_column


def crossed(rows: Array, threshold: int) -> Table:
    """The counts that are not missing, row by row, with all rows and columns of known total.

    What a count needs is cut at what it can be when everything is hidden: with row total r, column
    total c and grand total N from max(0, r + c - N) to min(r, c).
    """
    known = ~np.isnan(rows)
    numbers = np.where(known, np.cumsum(known.ravel()).reshape(rows.shape) - 1, -1)
    table = Table(rows[known], _lines(numbers), threshold, zeros=True)
    totals = [_totals(rows, axis) for axis in (1, 0)]
    low = np.maximum(0, totals[0] + totals[1] - rows.sum())
    low = np.where(np.isfinite(low), low, 0)[known]
    high = np.minimum(*np.broadcast_arrays(*totals))[known]
    table.needs = table.needs.within(table.values - low, high - table.values)
    return table


def sparse(entries: Sequence[tuple[int, int, int]], lines: int, cells: int) -> Any:
    """Sums as sparse rows over the cells, from triples of line, cell and sign."""
    from scipy.sparse import csr_array

    line, cell, sign = np.array(entries, dtype=int).reshape(-1, 3).T
    return csr_array((sign.astype(float), (line, cell)), shape=(lines, cells))


def _lines(numbers: npt.NDArray[np.int_]) -> Any:
    """Rows and columns of at least two cells, none of them missing (-1)."""
    found = [line for line in (*numbers, *numbers.T) if len(line) > 1 and (line >= 0).all()]
    entries = [(place, int(cell), 1) for place, line in enumerate(found) for cell in line]
    return sparse(entries, len(found), int(numbers.max(initial=-1)) + 1)


def _totals(rows: Array, axis: int) -> Array:
    """The totals along an axis, infinite where there is none to know."""
    found = rows.sum(axis=axis, keepdims=True)
    none = np.isnan(found) | (rows.shape[axis] < 2)
    totals: Array = np.where(none, np.inf, found)
    return totals


def _by(labels: pd.Index, values: Sequence[Sequence[float]]) -> Places:
    names = [(str(label), type(label).__name__) for label in labels]
    return np.array(sorted(range(len(names)), key=lambda at: (names[at], values[at])), dtype=int)
