"""What every method takes: numbers of equal length, the impossible refused with the found value."""

from collections.abc import Sequence
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Array: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = "float | Sequence[float | None] | npt.NDArray[Any] | pd.Series[float]"
"""One number, or one-dimensional numbers; None, pd.NA and nan are missing."""


def aligned(**given: Numbers) -> pd.DataFrame:
    """The given numbers as the float columns of one frame, in input order.

    Its index is that of the first series given, else 0, 1, 2, ... A single number stands in every
    row. Raises ValueError for what is not a number, for infinity, for more than one dimension, and
    for arrays of unequal length or series whose rows are not the same, naming what was found.

    >>> aligned(events=[3, None], population=1000).to_dict("list")
    {'events': [3.0, nan], 'population': [1000.0, 1000.0]}
    """
    columns = {name: _floats(name, values) for name, values in given.items()}
    lengths = {name: len(column) for name, column in columns.items() if column.ndim}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"arrays must be of equal length, found {_told(lengths)}")
    rows = next(iter(lengths.values()), 1)
    spread = {name: np.broadcast_to(column, rows) for name, column in columns.items()}
    return pd.DataFrame(spread, index=_index(given, rows))


def counted(name: str, values: Numbers) -> None:
    """Refuse what cannot be a count of events or of people: below zero, or not whole.

    >>> counted("events", [2, 2.5])
    Traceback (most recent call last):
    ValueError: events must be whole numbers from 0 up, found 2.5
    """
    found = np.atleast_1d(np.asarray(values, dtype=float))
    wrong = found[(found < 0) | (found % 1 > 0)]
    _refuse(wrong, f"{name} must be whole numbers from 0 up")


def positive(name: str, values: Numbers) -> None:
    """Refuse what must be above zero and is not, such as a population of nobody.

    >>> positive("population", 0)
    Traceback (most recent call last):
    ValueError: population must be above 0, found 0.0
    """
    found = np.atleast_1d(np.asarray(values, dtype=float))
    _refuse(found[found <= 0], f"{name} must be above 0")


def not_negative(name: str, values: Numbers) -> None:
    """Refuse numbers below zero."""
    found = np.atleast_1d(np.asarray(values, dtype=float))
    _refuse(found[found < 0], f"{name} must not be below 0")


def at_most(name: str, values: Numbers, *, limit: Numbers, of: str) -> None:
    """Refuse numbers above their limit, row by row; `of` is the limit's name.

    >>> at_most("count", [3, 7], limit=[5, 5], of="total")
    Traceback (most recent call last):
    ValueError: count must not be above total, found 7.0 above 5.0
    """
    found, most = np.broadcast_arrays(np.atleast_1d(values), np.atleast_1d(limit))  # type: ignore[arg-type]
    over = found > most
    if over.any():
        pair = f"{float(found[over][0])} above {float(most[over][0])}"
        raise ValueError(f"{name} must not be above {of}, found {pair}")


def number(name: str, value: object) -> float:
    """One number as it is, nan included; all else refused.

    >>> number("confidence", "0.95")
    Traceback (most recent call last):
    ValueError: confidence must be a number, found '0.95'
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name} must be a number, found {value!r}")
    return float(value)


def whole(name: str, value: object, *, least: int) -> int:
    """One whole number from `least` up; all else refused.

    >>> whole("k", 2.5, least=1)
    Traceback (most recent call last):
    ValueError: k must be a whole number from 1 up, found 2.5
    """
    found = number(name, value)
    if not (np.isfinite(found) and found >= least and found == np.floor(found)):
        raise ValueError(f"{name} must be a whole number from {least} up, found {value}")
    return int(found)


def tail(confidence: float) -> float:
    """The part beyond each limit of a two-sided interval: 0.025 for a confidence of 0.95.

    Raises ValueError unless confidence lies between 0 and 1, with the found value.
    """
    if not 0 < number("confidence", confidence) < 1:
        raise ValueError(f"confidence must lie between 0 and 1, such as 0.95; found {confidence}")
    return (1 - confidence) / 2


def _floats(name: str, values: Any) -> Array:
    """The values as floats: without dimensions when a single number was given."""
    single = pd.api.types.is_scalar(values)
    dimensions = np.ndim(values)
    if dimensions > 1:
        raise ValueError(f"{name} must be one-dimensional, found {dimensions} dimensions")
    try:
        column = pd.array([values] if single else np.atleast_1d(values), dtype="Float64")
    except (TypeError, ValueError, OverflowError) as wrong:
        raise ValueError(f"{name} must be numbers, found {values!r}") from wrong
    _numeric(name, values if dimensions else np.atleast_1d(values))
    floats: Array = column.to_numpy(float, na_value=np.nan)
    _refuse(floats[np.isinf(floats)], f"{name} must be finite")
    return floats[0] if single or not dimensions else floats


def _numeric(name: str, values: Any) -> None:
    """Refuse texts that look like numbers, and truth values."""
    kind = pd.api.types.infer_dtype(values, skipna=True)
    if kind in ("string", "bytes", "boolean", "mixed", "mixed-integer"):
        raise ValueError(f"numbers are wanted for {name}, found {values!r}")


def _index(given: dict[str, Numbers], rows: int) -> pd.Index:
    """The rows' names: those of the series, which must all be the same."""
    named = {name: values.index for name, values in given.items() if isinstance(values, pd.Series)}
    if not named:
        return pd.RangeIndex(rows)
    first, *others = named
    for other in others:
        if not named[first].equals(named[other]):
            raise ValueError(f"{first} and {other} must be series of the same rows in one order")
    return named[first]


def _refuse(wrong: Array, rule: str) -> None:
    if wrong.size:
        raise ValueError(f"{rule}, found {wrong[0]}")


def _told(lengths: dict[str, int]) -> str:
    return ", ".join(f"{length} {name}" for name, length in lengths.items())
