"""The rate an area would have if its people were spread over age groups as elsewhere."""

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, counted, not_negative, positive
from analysis.methods.poisson import EXACT_BELOW, count_limits, limits_method, weighted_limits


def directly_standardised(
    events: Numbers,
    population: Numbers,
    standard: Numbers,
    *,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """A one-row frame `value, lower, upper, method`: one area's rate with the standard's people.

    One number for each stratum (age group): `events` whole from 0 up, `population` above 0,
    `standard` the weights, from 0 up with a sum above 0. The value is the weighted mean of the
    strata's own rates, per `per` persons; `method` is "dobson" (Dobson and others 1991, Statistics
    in Medicine 10:457), the lower limit cut at 0. All is missing below 10 events, where no event
    falls in a stratum with weight, and where anything is missing in any stratum. Raises ValueError
    for impossible input, with the found value.

    >>> directly_standardised([10, 30], [1000, 1000], [3, 1]).round(3).to_dict("records")
    [{'value': 15.0, 'lower': 10.052, 'upper': 21.266, 'method': 'dobson'}]
    """
    strata = aligned(events=events, population=population, standard=standard, per=per)
    counted("events", strata["events"])
    positive("population", strata["population"])
    not_negative("standard", strata["standard"])
    positive("per", strata["per"])
    _above_zero("standard", strata["standard"])
    share = strata["standard"] / strata["standard"].sum()
    weight = share / strata["population"]
    total, variance = strata["events"].sum(), (strata["events"] * weight**2).sum()
    told = strata.notna().all(axis=None) and total >= EXACT_BELOW and variance > 0
    value = np.array([(strata["events"] * weight).sum() if told else np.nan])
    limits = weighted_limits(value, np.array([variance]), np.array([total]), confidence)
    method = pd.Series(["dobson" if told else None], dtype="str")
    return _one_row(value, *limits, scale=strata["per"].iloc[0], method=method)


def indirectly_standardised(
    events: Numbers,
    population: Numbers,
    reference_events: Numbers,
    reference_population: Numbers,
    *,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """A one-row frame `value, lower, upper, method`: observed over expected, as a rate.

    One number for each stratum. Expected are the events the area's people would have had at the
    reference's rates; the value is observed over expected times the reference's crude rate, per
    `per` persons (Breslow & Day 1987). `method` is "exact" below 10 events, "byar" from 10.
    `events` are whole from 0 up, `population` and `reference_events` from 0 up and perhaps
    fractional, `reference_population` above 0. All is missing where anything is missing in any
    stratum. Raises ValueError for impossible input, with the found value: also where the reference
    has no events, or none are expected.

    >>> indirectly_standardised([4, 8], [100, 100], [20, 40], [1000, 1000]).round(3).to_dict("list")
    {'value': [60.0], 'lower': [30.968], 'upper': [104.814], 'method': ['byar']}
    """
    strata = aligned(
        events=events,
        population=population,
        reference_events=reference_events,
        reference_population=reference_population,
        per=per,
    )
    counted("events", strata["events"])
    for name in ("population", "reference_events"):
        not_negative(name, strata[name])
    for name in ("reference_population", "per"):
        positive(name, strata[name])
    _above_zero("reference_events", strata["reference_events"])
    reference_rate = strata["reference_events"] / strata["reference_population"]
    expected = strata["population"] * reference_rate
    _above_zero("expected events", expected)
    observed = np.array([strata["events"].sum() if strata.notna().all(axis=None) else np.nan])
    crude = strata["reference_events"].sum() / strata["reference_population"].sum(skipna=False)
    scale = strata["per"].iloc[0] * crude / expected.sum(skipna=False)
    limits = count_limits(observed, confidence)
    method = limits_method(observed, pd.RangeIndex(1))
    return _one_row(observed, *limits, scale=scale, method=method)


def _above_zero(name: str, parts: "pd.Series[float]") -> None:
    """Refuse parts that add up to nothing, of which no share can be taken."""
    total = parts.sum(skipna=False)
    if total <= 0:
        raise ValueError(f"{name} must add up to more than 0, found {total}")


def _one_row(
    value: Array, lower: Array, upper: Array, *, scale: float, method: "pd.Series[str]"
) -> pd.DataFrame:
    """Value and limits in the unit asked for; the same step for all keeps them in order."""
    columns = {"value": value, "lower": lower, "upper": upper}
    return (pd.DataFrame(columns) * scale).assign(method=method)
