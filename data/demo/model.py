"""All made-up counts of one seed, each array with its totals, in the order of StatBank's codes."""

from dataclasses import dataclass

import numpy as np

from data.demo import notifications as told
from data.demo.children import AGES, SEXES, children, country
from data.demo.known import YEARS, Known
from data.demo.parts import Whole, with_totals
from data.demo.reasons import reasons
from data.demo.residents import AGES as YEARS_OF_AGE
from data.demo.residents import CODES, ISLETS_REGION, residents
from data.demo.times import by_times, notifications_of
from data.importers.columns import REGIONS
from geo.municipalities import municipality

AGE_OF = np.repeat(np.array([*range(19), 0.0, 9.0]), len(SEXES))
"""The age at which a cell of age and sex lies for those who notify: the unborn at none."""


@dataclass(frozen=True)
class Model:
    """Counts by area, then the table's own variables, then year; index 0 of each is the total.

    Areas of `residents` are the country, the regions, the 98 and Christiansø; of the others the
    country, the 98 and the unknown municipality. `absent` has the areas and years without a figure.
    """

    residents: Whole
    notifications: Whole
    children: Whole
    reasons: Whole
    absent: Whole


def model(known: Known, seed: int) -> Model:
    """Everything made up, from what is known and a seed; the same seed gives the same."""
    chance = np.random.default_rng(seed)
    people = residents(known, chance)
    own = children(known, people)
    elsewhere = chance.integers(5, 30, (1, len(YEARS)))
    every = np.vstack([own, elsewhere])
    together = np.maximum(every, 0).sum(axis=0)
    national = country(known, together, people.cells.sum(axis=(0, 2, 3)))
    total = told.totals(known, national.sum(axis=(1, 2, 3)), together)
    counts = told.by_area(known, every, total, chance)
    counts = told.pinned(known, counts, every, people.children)
    many, made = _years(known, every, counts, chance)
    return Model(
        _with_regions(people.cells),
        _notifications(made),
        _children(many, national),
        _reasons(made, chance),
        np.argwhere(own < 0),
    )


def _years(
    known: Known, every: Whole, counts: Whole, chance: np.random.Generator
) -> tuple[Whole, Whole]:
    """Children by times and notifications by notifier, year by year; the year is the first axis."""
    children_by, notifications_by = [], []
    for number, year in enumerate(YEARS):
        many = by_times(every[:, number], counts[:, number], chance)
        cells = notifications_of(many, counts[:, number], chance)
        notifiers = told.by_notifier(known, year, int(cells.sum()))
        children_by.append(many)
        notifications_by.append(told.assigned(cells, notifiers, AGE_OF, chance))
    return np.array(children_by), np.array(notifications_by)


def _with_regions(cells: Whole) -> Whole:
    """Country, regions, municipalities, Christiansø; then sex and age with totals; then year."""
    sums = [cells[[r == region for r in _regions()]].sum(axis=0) for region in REGIONS]
    every = np.concatenate([[cells.sum(axis=0)], sums, cells])
    found: Whole = with_totals(every.transpose(0, 3, 2, 1), (1, 2))
    return found


def _regions() -> list[str]:
    return [*(municipality(code).region_code for code in CODES), ISLETS_REGION]


def _notifications(made: Whole) -> Whole:
    """Area, notifier, age, sex, year; the country is the sum of all areas."""
    shape = (*made.shape[:2], len(AGES), len(SEXES), made.shape[-1])
    found: Whole = with_totals(made.reshape(shape).transpose(1, 4, 2, 3, 0), (0, 1, 2, 3))
    return found


def _children(many: Whole, national: Whole) -> Whole:
    """Area, times, age, sex, year; the country is no sum, since a child counts once in it."""
    shape = (*many.shape[:3], len(AGES), len(SEXES))
    areas = many.reshape(shape).transpose(1, 2, 3, 4, 0)
    every = np.concatenate([[national.transpose(1, 2, 3, 0)], areas])
    found: Whole = with_totals(every, (1, 2, 3))
    return found


def _reasons(made: Whole, chance: np.random.Generator) -> Whole:
    """Area, reason, notifier, all ages, both sexes, year."""
    by_notifier = made.sum(axis=2)
    found = reasons(by_notifier, chance).transpose(1, 3, 2, 0)
    return with_totals(found, (0, 1, 2))[:, :, :, None, None, :]


__all__ = ["YEARS_OF_AGE", "Model", "model"]
