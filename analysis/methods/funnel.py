"""Areas against their common rate, allowing for the spread that is ordinary between areas."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.funnel_limits import limits
from analysis.methods.given import Array, Numbers, aligned, counted, number, positive

__all__ = ["FALSE_FLAGS", "Funnel", "funnel", "limits"]

FALSE_FLAGS = 0.05
"""The share of the raised flags that may be false, on average (Benjamini-Hochberg)."""


class Funnel(NamedTuple):
    """`areas` is a frame `z, z_adjusted, p, q, flag`; `phi` and `tau2` tell of overdispersion.

    `phi` is the mean squared winsorised z: 1 or less where areas differ by chance alone. `tau2` is
    the variance between areas that chance does not explain, of the root of a rate over the common
    one: such ratios have a standard deviation of about 2 sqrt(tau2).
    """

    areas: pd.DataFrame
    phi: float
    tau2: float


def funnel(events: Numbers, population: Numbers, *, winsorise: float = 0.1) -> Funnel:
    """Which areas differ from the areas' common rate by more than areas ordinarily do.

    One area a row: whole `events` from 0 up, `population` in people, above 0. The frame keeps input
    order and index; an area without one of its figures has an empty row and is left out of sums.
    With E the events expected at the common rate, z = (sqrt(O/E) - 1) / s, s = 1 / (2 sqrt E);
    `z_adjusted` has s^2 + tau2 for s^2; `p` is its two-sided normal tail, `q` that p after
    Benjamini-Hochberg over the areas; `flag` is "lower" or "higher" where q is at most 0.05, else
    "similar". For phi alone z is cut at its quantiles `winsorise` and 1 - `winsorise` (0: nothing).
    That keeps true outliers from hiding themselves, but understates tau2, and so flags more, where
    populations differ much: the largest z are then those of the largest areas.

    Raises ValueError for impossible counts, fewer than two areas with figures, no event at all, and
    `winsorise` outside 0 to 0.5. Source: Spiegelhalter 2005, Stat Med 24:1185 and Qual Saf Health
    Care 14:347; flags: Jones, Ohlssen & Spiegelhalter 2008, J Clin Epidemiol 61:232.

    >>> found = funnel([30, 38, 52, 44, 36, 120], [1000.0] * 6)
    >>> round(found.phi, 2), round(found.tau2, 4)
    (6.04, 0.0293)
    >>> found.areas["z_adjusted"].round(2).tolist()
    [-1.36, -0.85, -0.07, -0.5, -0.97, 2.71]
    """
    figures = aligned(events=events, population=population)
    counted("events", figures["events"])
    positive("population", figures["population"])
    known = figures.dropna()
    rate = _common(known)
    return against_expected(events, figures["population"] * rate, winsorise=winsorise)


def against_expected(events: Numbers, expected: Numbers, *, winsorise: float = 0.1) -> Funnel:
    """A funnel whose expected events are given, one for each area, instead of a common rate.

    For areas that are each held against others, such as the municipalities most like them: what
    those would have had. `expected` is above 0 and in events; all else as for `funnel`.

    >>> found = against_expected([30, 60, 50], [40.0, 50.0, 50.0])
    >>> found.areas["z"].round(2).tolist()
    [-1.69, 1.35, 0.0]
    """
    if not 0 <= number("winsorise", winsorise) < 0.5:
        raise ValueError(f"winsorise must be from 0 to below 0.5, found {winsorise}")
    figures = aligned(events=events, expected=expected)
    counted("events", figures["events"])
    positive("expected", figures["expected"])
    known = figures.notna().all(axis=1).to_numpy()
    root, s = _roots(figures[known])
    z = (root - 1) / s
    phi, tau2 = _overdispersion(z, s, winsorise)
    adjusted = (root - 1) / np.sqrt(s**2 + tau2)
    p, q = _tails(adjusted)
    areas = pd.DataFrame(np.nan, figures.index, ["z", "z_adjusted", "p", "q"])
    areas.loc[known] = np.column_stack([z, adjusted, p, q])
    return Funnel(areas.assign(flag=_flags(areas)), phi, tau2)


def _common(figures: pd.DataFrame) -> float:
    """The areas' common rate, refused where there is nothing to compare."""
    if len(figures) < 2:
        raise ValueError(f"a funnel needs at least two areas with figures, found {len(figures)}")
    if not figures["events"].any():
        raise ValueError("a funnel needs at least one event, found 0 in all areas")
    return float(figures["events"].sum() / figures["population"].sum())


def _roots(figures: pd.DataFrame) -> tuple[Array, Array]:
    """The root of observed over expected, and its standard error from chance alone."""
    if len(figures) < 2:
        raise ValueError(f"a funnel needs at least two areas with figures, found {len(figures)}")
    expected = figures["expected"].to_numpy()
    return np.sqrt(figures["events"].to_numpy() / expected), 1 / (2 * np.sqrt(expected))


def _overdispersion(z: Array, s: Array, winsorise: float) -> tuple[float, float]:
    """`phi` and `tau2`: by the method of moments, never below 0."""
    phi = float(np.mean(np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise])) ** 2))
    w = 1 / s**2
    surplus = len(z) * phi - (len(z) - 1)
    return phi, max(0.0, float(surplus / (w.sum() - (w**2).sum() / w.sum())))


def _tails(z: Array) -> tuple[Array, Array]:
    from scipy.special import erfc
    from scipy.stats import false_discovery_control

    p = erfc(np.abs(z) / np.sqrt(2))
    return p, false_discovery_control(p)


def _flags(areas: pd.DataFrame) -> "pd.Series[str]":
    side = np.where(areas["z_adjusted"] < 0, "lower", "higher")
    told = pd.Series(np.where(areas["q"] <= FALSE_FLAGS, side, "similar"), areas.index, dtype="str")
    return told.where(areas["q"].notna())
