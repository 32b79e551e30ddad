"""The lines of a funnel: how far from what was expected chance alone, or ordinary spread, goes."""

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, not_negative, number, positive, tail


def limits(expected: Numbers, *, confidence: float = 0.95, tau2: float = 0.0) -> pd.DataFrame:
    """A frame `lower, upper`: how far from 1 events over expected may lie and be nothing unusual.

    `expected` events, one area or point a row, above 0 and not only whole; limits are ratios, in
    input order. With `tau2` 0 they are exact Poisson: at so many events (a real number) the exact
    interval just touches `expected`; `lower` is 0 where not even no event is unusual. With `tau2`
    of `funnel` they are the square of 1 -/+ z sqrt(1 / (4 expected) + tau2), cut at 0. Missing in,
    missing out. Raises ValueError for `expected` not above 0, `tau2` below 0, and confidence
    outside 0 to 1. Source: Garwood 1936, Biometrika 28:437, solved for events; `tau2` as `funnel`.

    >>> limits([2, 100]).round(3).to_dict("list")
    {'lower': [0.0, 0.804], 'upper': [2.829, 1.206]}
    >>> limits([2, 100], tau2=0.01).round(3).to_dict("list")
    {'lower': [0.078, 0.61], 'upper': [2.959, 1.486]}
    """
    frame = aligned(expected=expected)
    positive("expected", frame["expected"])
    not_negative("tau2", number("tau2", tau2))
    ends = pd.DataFrame(np.nan, frame.index, ["lower", "upper"])
    known = frame["expected"].notna().to_numpy()
    given = frame["expected"].to_numpy()[known]
    beyond = tail(confidence)
    lower, upper = _poisson(given, beyond) if tau2 == 0 else _normal(given, beyond, tau2)
    ends.loc[known] = np.column_stack([np.minimum(lower, 1.0), np.maximum(upper, 1.0)])
    return ends


def _poisson(expected: Array, beyond: float) -> tuple[Array, Array]:
    """Exact limits, between ends that always enclose them, divided by what was expected.

    Above: at O = E more than half of the chance lies at O and above; at O = 2E + 40, by Bernstein's
    inequality, less than 1e-19. Below: O lies between no event and E.
    """
    from scipy.optimize.elementwise import find_root
    from scipy.special import gammainc, gammaincc

    def at_least(o: Array, e: Array) -> Array:
        found: Array = gammainc(o, e) - beyond
        return found

    def at_most(o: Array, e: Array) -> Array:
        found: Array = gammaincc(o + 1, e) - beyond
        return found

    upper = find_root(at_least, (expected, 2 * expected + 40), args=(expected,)).x
    lower = np.zeros_like(expected)
    some = np.exp(-expected) < beyond
    high = expected[some]
    lower[some] = find_root(at_most, (np.zeros_like(high), high), args=(high,)).x
    return lower / expected, upper / expected


def _normal(expected: Array, beyond: float, tau2: float) -> tuple[Array, Array]:
    from scipy.special import ndtri

    half = -ndtri(beyond) * np.sqrt(1 / (4 * expected) + tau2)
    return np.maximum(0.0, 1 - half) ** 2, (1 + half) ** 2
