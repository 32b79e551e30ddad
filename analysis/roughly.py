"""Counts with an interval said as roughly as they are known, never surer than they are."""

from dataclasses import dataclass
from math import ceil, floor

STEPS = ((20, 1), (100, 5), (1000, 10))
COARSEST = 100


@dataclass(frozen=True)
class Roughly:
    """A size without its sign: `about` so many, at least `least` and at most `most`.

    `least` is 0 where the nearer limit is below one whole.
    """

    about: int
    least: int
    most: int


def roughly(value: float, lower: float, upper: float) -> Roughly:
    """A difference whose limits are both on one side of 0, in whole steps that grow with it.

    The limits are rounded outwards, so that the interval said is never narrower than that found;
    one that a step would carry to 0 is rounded to a whole instead. Raises ValueError where 0 lies
    within the limits, since the difference then has no side.

    >>> roughly(-41.3, -56.1, -26.2)
    Roughly(about=40, least=25, most=60)
    >>> roughly(6.2, 0.4, 12.1)
    Roughly(about=6, least=0, most=13)
    """
    if lower <= 0 <= upper:
        raise ValueError(f"0 lies within the limits {lower} and {upper}")
    near, far = sorted((abs(lower), abs(upper)))
    step = _step(value)
    least = floor(near / step) * step or floor(near)
    return Roughly(max(1, around(value)), least, ceil(far / step) * step)


def around(value: float) -> int:
    """A size without its sign to the nearest step: 1 below 20, 5 below 100, 10 below 1,000, 100.

    >>> around(14.4), around(-41.3), around(276.0)
    (14, 40, 280)
    """
    step = _step(value)
    return floor(abs(value) / step + 0.5) * step


def _step(value: float) -> int:
    return next((wide for most, wide in STEPS if abs(value) < most), COARSEST)
