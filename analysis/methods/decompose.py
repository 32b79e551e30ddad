"""What a change in a count is made up of: more people, other places, other rates."""

from math import fsum
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, not_negative
from analysis.methods.shift import Parts, shift_share

__all__ = ["Effects", "Parts", "das_gupta", "shift_share"]


class Effects(NamedTuple):
    """Parts of the change in a count, in counts: they add up to it.

    `population` is what more or fewer people would have given alone, `mix` their living in other
    places than before, `rate` the places' own rates.
    """

    population: float
    mix: float
    rate: float


def das_gupta(
    population_1: Numbers, rate_1: Numbers, population_2: Numbers, rate_2: Numbers
) -> Effects:
    """The change in a count from the first time to the second by population, mix and rate.

    Arrays of equal length, a row a municipality (or a municipality and an age); rates per person,
    so that the count is the sum of population times rate. The count is also P sum(s r), with P all
    people and s each row's share of them. Each effect is the mean, over all six orders in which P,
    s and r can be changed one after the other, of what its change adds: none of them is favoured,
    nothing is left over, and swapping the two times turns every sign. Anything missing makes all
    three missing; a row with nobody in it still needs a rate, such as 0. Raises ValueError for a
    population or rate below 0, and when there is nobody at all at one of the times.

    Das Gupta 1993, Standardization and Decomposition of Rates, US Bureau of the Census P23-186,
    three factors; with an unchanged number of people its mix and rate are Kitagawa's (1955).

    >>> effects = das_gupta([1000, 1000], [0.05, 0.10], [1500, 900], [0.06, 0.10])
    >>> [round(float(effect), 2) for effect in effects]
    [29.92, -12.33, 12.42]
    """
    rows = aligned(
        population_1=population_1, rate_1=rate_1, population_2=population_2, rate_2=rate_2
    )
    for name in rows:
        not_negative(str(name), rows[name])
    if rows.isna().any(axis=None):
        return Effects(float("nan"), float("nan"), float("nan"))
    people = [_people(name, rows[name]) for name in ("population_1", "population_2")]
    shares = [rows[f"population_{time}"].to_numpy(float) / people[time - 1] for time in (1, 2)]
    rates = [rows[f"rate_{time}"].to_numpy(float) for time in (1, 2)]
    return Effects(
        _effect(people, shares, rates),
        _effect(shares, rates, people),
        _effect(rates, people, shares),
    )


def _people(name: str, population: "pd.Series[float]") -> Array:
    """All people, in an array of one."""
    total = fsum(population)
    if not total > 0:
        raise ValueError(f"{name} must be above 0 in all, found {total}")
    return np.array([total])


def _effect(factor: list[Array], other: list[Array], third: list[Array]) -> float:
    """What one of three multiplied factors adds, mean over the orders; each is first and second."""
    same = (other[0] * third[0] + other[1] * third[1]) / 3
    crossed = (other[0] * third[1] + other[1] * third[0]) / 6
    return fsum((factor[1] - factor[0]) * (same + crossed))
