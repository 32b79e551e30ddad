"""Sammenligningskommuner: the municipalities most like one another in what shapes need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

import geo.municipalities as geo
from analysis.measure import measure, periods
from analysis.methods.neighbours import nearest
from analysis.position import through_another
from catalog.load import indicators
from data.facts import Facts
from data.schema import Snapshot

VARIABLES = (
    "population_total",
    "built_up_land_share",
    "disposable_income_median",
    "child_poverty_share",
    "neet_16_24",
    "youth_25_29_basic_school_only",
    "employment_rate",
    "overcrowded_residents",
    "gini",
)
"""What municipalities are compared by unless a reader says otherwise: conditions, no services."""

LOGGED = ("population_total",)
"""Taken by its logarithm: from 20,000 to 40,000 residents is as far as from 200,000 to 400,000."""

CAP = 3.0
"""Standard deviations beyond which a municipality counts as no further away in one variable."""

COUNT = 10
HEAVIEST = 5
"""The highest weight that a reader may give; 0 leaves a variable out."""

Weights = tuple[tuple[str, float], ...]
DEFAULT: Weights = tuple((name, 1.0) for name in VARIABLES)


@dataclass(frozen=True, eq=False)
class Similar:
    """The ten municipalities nearest to one that report themselves, and what that rests on.

    `distances` is by code, nearest first; `variables` has a row a municipality, the own one first,
    and a column a variable, in the variable's own unit; `periods` says of which year each is.
    """

    area: str
    weights: Weights
    distances: Mapping[str, float]
    variables: pd.DataFrame
    periods: Mapping[str, str]
    snapshots: tuple[Snapshot, ...]


def every_variable() -> Weights:
    """All mapped conditions with equal weight: the other choice that a comparison is tried by."""
    found = indicators().items()
    context = [name for name, declared in found if declared.map and declared.topic == "context"]
    return tuple((name, 1.0) for name in ("population_total", *context))


@lru_cache(maxsize=256)
def similar(facts: Facts, area: str, weights: Weights = DEFAULT) -> Similar | None:
    """The nearest municipalities by weighted variables; None where a variable has no figures.

    Distance is the root of the weighted sum of squared differences of z-scores (population standard
    deviation), each variable cut at three standard deviations before. Who reports through another
    municipality is among nobody's ten, since its figures would fall away again in the comparison;
    it is among the 98 that means and deviations are of.
    """
    used = tuple((name, weight) for name, weight in weights if weight > 0)
    found = _features(facts, tuple(name for name, _ in used))
    if found is None or not used:
        return None
    table, years, snapshots = found
    near = _neighbours(facts, used)
    own = near[near["municipality"] == area].dropna()
    distances = dict(zip(own["neighbour"], own["distance"].astype(float), strict=True))
    return Similar(area, used, distances, table.loc[[area, *distances]], years, snapshots)


def furthest(facts: Facts, weights: Weights = DEFAULT) -> "pd.Series[float]":
    """How far the tenth of each municipality is, by code; without those that have no ten."""
    used = tuple((name, weight) for name, weight in weights if weight > 0)
    if not used or _features(facts, tuple(name for name, _ in used)) is None:
        return pd.Series(dtype=float)
    return _neighbours(facts, used).groupby("municipality")["distance"].max().dropna()


@lru_cache(maxsize=16)
def _neighbours(facts: Facts, weights: Weights) -> pd.DataFrame:
    found = _features(facts, tuple(name for name, _ in weights))
    assert found is not None
    left_out = through_another(facts)
    every = nearest(_prepared(found[0]), k=COUNT + len(left_out), weights=dict(weights))
    kept = every[~every["neighbour"].isin(left_out)]
    return kept.groupby("municipality", sort=False).head(COUNT)


@lru_cache(maxsize=16)
def _features(
    facts: Facts, names: tuple[str, ...]
) -> tuple[pd.DataFrame, dict[str, str], tuple[Snapshot, ...]] | None:
    """The newest figures, a row a municipality, a column a variable; their years; their sources."""
    results = {name: measure(facts, name, area_kind="municipality") for name in names}
    if not all(periods(result) for result in results.values()):
        return None
    years = {name: periods(result)[-1] for name, result in results.items()}
    newest = {
        name: result.where(result.table["period"] == years[name])
        for name, result in results.items()
    }
    columns = {name: result.usable().set_index("area")["value"] for name, result in newest.items()}
    table = pd.DataFrame(columns, index=list(geo.municipalities())).astype(float)
    snapshots = dict.fromkeys(one for result in newest.values() for one in result.snapshots)
    return table, years, tuple(snapshots)


def _prepared(table: pd.DataFrame) -> pd.DataFrame:
    """Logarithms where they are due, and nothing further out than the cap."""
    scaled = table.assign(**{name: np.log(table[name]) for name in LOGGED if name in table})
    middle, spread = scaled.mean(), scaled.std(ddof=0)
    return scaled.clip(middle - CAP * spread, middle + CAP * spread, axis=1)
