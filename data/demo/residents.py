"""Made-up residents aged 0-17: published sums kept, the rest by the size of each municipality."""

from dataclasses import dataclass
from math import exp

import numpy as np

import geo.municipalities as geo
from data.demo.known import YEARS, Known
from data.demo.parts import Real, Whole, shared
from data.importers.columns import REGIONS

CODES = tuple(geo.municipalities())
ISLETS = "411"
ISLETS_REGION, ISLETS_RESIDENTS = "084", 12
AGES = 18
BOYS = 0.513
RATE, SIZE, RESIDENTS = "children_notified_rate", "population_total", "population_0_17"
STEP, STEPS = 2e-6, 400


@dataclass(frozen=True)
class Residents:
    """`cells` by municipality (the 98 and last Christiansø), year, age and sex (boys, girls)."""

    cells: Whole

    @property
    def children(self) -> Whole:
        """Residents aged 0-17 of the 98 by year."""
        found: Whole = self.cells[:-1].sum(axis=(2, 3))
        return found


def rates(known: Known, year: str) -> Real:
    """The published rate of each municipality; not a number where there is none."""
    found = known.areas(RATE, year)
    return np.array([found.get(code, np.nan) for code in CODES])


def residents(known: Known, chance: np.random.Generator) -> Residents:
    """Residents by municipality, year, single year of age and sex."""
    by_size = known.areas(SIZE, max(p for p in _periods(known)))
    base = np.array([by_size[code] for code in CODES]) * np.exp(chance.normal(0, 0.04, len(CODES)))
    sums = np.array([_of_year(known, number, base) for number in range(len(YEARS))]).T
    slope = chance.normal(0, 0.004, len(CODES) + 1)
    every = np.vstack([sums, np.full((1, len(YEARS)), ISLETS_RESIDENTS)])
    cells = [
        [_by_age(int(total), int(year), tilt) for total, year in zip(row, YEARS, strict=True)]
        for row, tilt in zip(every, slope, strict=True)
    ]
    return Residents(np.array(cells))


def _periods(known: Known) -> list[str]:
    figures = known.figures
    return sorted(figures[figures["indicator"] == SIZE]["period"].unique())


def _of_year(known: Known, number: int, base: Real) -> Whole:
    """The 98 in one year, so that the published rate of them together comes out."""
    year = YEARS[number]
    found, regions = rates(known, year), _regions(known, year)
    wanted = known.value(RATE, year) or 0.0
    low, high = -0.05, 0.05
    for _ in range(40):
        tilt = (low + high) / 2
        above = _mean(_tilted(regions, found, base, tilt=tilt), found) > wanted
        low, high = (low, tilt) if above else (tilt, high)
    for step in range(STEPS):  # whole people and children: look around for the exact mean
        near = tilt + STEP * ((step + 1) // 2) * (-1) ** step
        people = _tilted(regions, found, base, tilt=near)
        if round(_mean(people, found), 2) == wanted:
            return people
    return _tilted(regions, found, base, tilt=tilt)


def _mean(people: Whole, found: Real) -> float:
    """The rate of the municipalities that have one, taken together."""
    there = ~np.isnan(found)
    children = np.rint(found[there] * people[there] / 1000)
    return float(1000 * children.sum() / people[there].sum())


@dataclass(frozen=True)
class Region:
    """What is known of a region: places and residents of some, places and sum of the others."""

    sizes: dict[int, int]
    others: list[int]
    left: int


def _regions(known: Known, year: str) -> list[Region]:
    found = []
    for region in REGIONS:
        inside = [n for n, code in enumerate(CODES) if geo.municipality(code).region_code == region]
        sizes = {n: size for n in inside if (size := published(known, CODES[n], year)) is not None}
        outside = ISLETS_RESIDENTS if region == ISLETS_REGION else 0
        left = (published(known, region, year) or 0) - outside - sum(sizes.values())
        found.append(Region(sizes, [n for n in inside if n not in sizes], left))
    return found


def _tilted(regions: list[Region], found: Real, base: Real, *, tilt: float) -> Whole:
    """Residents by municipality: the regions' sums, shared by size and a little by rate."""
    weights = base * np.exp(tilt * (np.nan_to_num(found, nan=50.0) - 70))
    people = np.zeros(len(CODES), dtype=np.int64)
    for region in regions:
        people[list(region.sizes)] = list(region.sizes.values())
        people[region.others] = shared(region.left, weights[region.others])
    return people


def published(known: Known, area: str, year: str) -> int | None:
    """Residents as published; after the last year carried on by the area's own mean change."""
    there = known.series(RESIDENTS, area)
    if year in there:
        return int(there[year])
    if not there:
        return None
    first, last = min(there), max(there)
    yearly = (there[last] / there[first]) ** (1 / (int(last) - int(first)))
    return round(float(there[last] * yearly ** (int(year) - int(last))))


def _by_age(total: int, year: int, slope: float) -> Whole:
    """Single years of age: larger and smaller birth years, and more or fewer small children."""
    born = np.array([year - age for age in range(AGES)])
    weights = [
        (1 + 0.06 * np.sin((when - 2007) / 5)) * exp(slope * (age - 8.5))
        for age, when in enumerate(born)
    ]
    both = np.outer(weights, [BOYS, 1 - BOYS])
    return shared(total, both.ravel()).reshape(AGES, 2)
