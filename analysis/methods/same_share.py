"""What chance alone makes of places that all have the same share of cases in order."""

import numpy as np
import pandas as pd

from analysis.methods.given import at_most, counted, positive


def same_share(met: int, cases: int, places: int) -> pd.DataFrame:
    """How many of `places` would show each number of cases met, all of them having one share.

    A frame with a row for each number from 0 to `cases`: `met`, its `share` as a fraction, the
    `chance` of it by the binomial distribution with `met` of `cases` as the true share, and the
    number of `places` to be `expected` there. Cases are taken as independent. Raises ValueError for
    impossible input, with the found value.

    >>> same_share(1, 2, 8).to_dict("list")
    {'met': [0, 1, 2], 'share': [0.0, 0.5, 1.0], 'chance': [0.25, 0.5, 0.25], 'expected': [2.0, 4.0, 2.0]}
    """  # noqa: E501
    from scipy.stats import binom

    _checked(met, cases, places)
    found = np.arange(cases + 1)
    chance = np.round(binom.pmf(found, cases, met / cases), 15)
    columns = {"met": found, "share": found / cases, "chance": chance, "expected": places * chance}
    return pd.DataFrame(columns)


def ends(met: int, cases: int, places: int) -> tuple[float, float]:
    """The lowest and the highest share that at least every other such set of places would show.

    As fractions: in half of all sets or more some place lies at the first or below it, and in half
    or more some place lies at the second or above it. Input and errors as for `same_share`.

    >>> ends(1, 2, 8)
    (0.0, 1.0)
    """
    chance = same_share(met, cases, places)["chance"].to_numpy()
    below, above = np.cumsum(chance), np.cumsum(chance[::-1])
    low = int(np.argmax(1 - (1 - below) ** places >= 0.5))
    high = cases - int(np.argmax(1 - (1 - above) ** places >= 0.5))
    return low / cases, high / cases


def _checked(met: int, cases: int, places: int) -> None:
    for name, value in (("met", met), ("cases", cases), ("places", places)):
        counted(name, value)
    positive("cases", cases)
    positive("places", places)
    at_most("met", met, limit=cases, of="cases")
