"""A chart of single values that tells signals from the ordinary variation of a process."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, whole

Marks = npt.NDArray[np.bool_]

LIMIT = 2.66
"""Three standard deviations in mean moving ranges: 3 / 1.128."""
SCREEN = 3.267
"""The upper control limit of moving ranges, in mean moving ranges."""
RUN = 7
"""Points in a row that make a trend, or a shift to one side."""
SAME = 1e-12
"""Differences below this part of the largest value are rounding in floating point."""


def xmr(values: Numbers, *, baseline: int | None = None) -> pd.DataFrame:
    """A frame `value, mean, lower, upper, signal`, one successive month or quarter a row.

    `values` in any one unit, oldest first. The first `baseline` points (all, if None) fix the mean
    and the limits, mean -/+ 2.66 mean moving ranges; that mean is taken once more without ranges of
    3.267 times itself and above. Limits may lie below 0, also where values cannot. `signal` is the
    first that applies: "outside limits"; "trend", 7 points in a row, each above (or each below) the
    one before; "two of three" points in a row beyond two thirds of the way to a limit (beyond the
    limit too), all three on that side of the mean: only the points beyond are marked; "one side",
    7 points in a row on one side of the mean; else "". A point on the mean is on no side.

    A missing value has value missing and signal "" and ends every run; ranges across it do not
    count. Limits are missing where no range is left, as in a constant series; signals of limits are
    not given then. Raises ValueError for a baseline below 2 or beyond the number of points. Not for
    a few years with a trend: nearly all of them would be flagged.

    Source: Nelson 1982, J Qual Technol 14:172; Provost & Murray 2011, The Health Care Data Guide.

    >>> chart = xmr([20, 21, 19, 20, 22, 18, 20, 31], baseline=7)
    >>> chart.loc[7].to_dict()
    {'value': 31.0, 'mean': 20.0, 'lower': 14.68, 'upper': 25.32, 'signal': 'outside limits'}
    """
    frame = aligned(values=values)
    if baseline is not None and whole("baseline", baseline, least=2) > len(frame):
        raise ValueError(f"baseline must be from 2 to the {len(frame)} points, found {baseline}")
    value = frame["values"].to_numpy()
    mean, distance = _process(value[:baseline])
    chart = pd.DataFrame({"value": value, "mean": mean}, index=frame.index)
    chart = chart.assign(lower=mean - distance, upper=mean + distance)
    return chart.assign(signal=pd.Series(_signals(value, mean, distance), frame.index, dtype="str"))


def _process(value: Array) -> tuple[float, float]:
    """The mean, and how far from it the limits are: missing where there is nothing to take."""
    known = value[~np.isnan(value)]
    ranges = np.abs(np.diff(value))
    ranges = ranges[~np.isnan(ranges)]
    kept = ranges[ranges < SCREEN * ranges.mean()] if len(ranges) else ranges
    mean = float(known.mean()) if len(known) else np.nan
    return mean, LIMIT * float(kept.mean()) if len(kept) else np.nan


def _signals(value: Array, mean: float, distance: float) -> npt.NDArray[np.str_]:
    """The first signal that applies to each point, or none."""
    same = SAME * np.max(np.abs(value), initial=0.0, where=~np.isnan(value))
    off = value - mean
    off[np.isnan(off)] = 0.0
    side = np.sign(off) * (np.abs(off) > same)
    near = np.abs(off) > 2 / 3 * distance + same
    steps = np.sign(np.diff(value))
    steps[np.isnan(steps)] = 0.0
    told = {
        "outside limits": np.abs(off) > distance + same,
        "trend": _marked(_all(steps, RUN - 1), RUN, len(value)),
        "two of three": near & _marked(_all(side, 3) & (_sums(near, 3) >= 2), 3, len(value)),
        "one side": _marked(_all(side, RUN), RUN, len(value)),
    }
    return np.select(list(told.values()), list(told), default="")


def _sums(numbers: Array | Marks, length: int) -> Array:
    """The sum of every `length` successive numbers, told by the first; none if there are fewer."""
    if len(numbers) < length:
        return np.zeros(0)
    sums: Array = np.convolve(numbers.astype(float), np.ones(length), "valid")
    return sums


def _all(signs: Array, length: int) -> Marks:
    """Whether `length` successive signs, told by the first, are all +1 or all -1."""
    same: Marks = np.abs(_sums(signs, length)) == length
    return same


def _marked(starts: Marks, length: int, points: int) -> Marks:
    """Which of the points lie within `length` points from some start."""
    if not len(starts):
        return np.zeros(points, dtype=bool)
    return np.convolve(starts.astype(int), np.ones(length, dtype=int)) > 0
