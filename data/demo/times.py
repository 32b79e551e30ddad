"""Made-up children of one area and year by number of notifications, to fit its notifications."""

import numpy as np

from data.demo.children import OF_TIMES, TIMES, by_age_and_sex
from data.demo.parts import Real, Whole, with_mean

NUMBERS = np.arange(1.0, len(TIMES) + 1)
MOST = len(TIMES) - 1
BELOW = 0.93
"""How much of the repeated notifications children with one to six have; more than six the rest."""


def by_times(children: Whole, notifications: Whole, chance: np.random.Generator) -> Whole:
    """Children by area, times and cell of age and sex, with as many notifications or fewer.

    Where there are notifications left over, somebody has six or more and so can have them.
    """
    cells = by_age_and_sex().ravel()
    shares = _shares(children, notifications)
    found = [
        chance.multinomial(max(int(number), 0), np.outer(share, cells).ravel())
        for number, share in zip(children, shares, strict=True)
    ]
    counts = np.array(found).reshape(len(children), len(TIMES), len(cells))
    for area, most in zip(counts, notifications, strict=True):
        _fit(area, int(most), chance)
    return counts


def least(counts: Whole) -> Whole:
    """The notifications that children by times must at least have, by area and cell."""
    found: Whole = np.einsum("t,atc->ac", NUMBERS.astype(np.int64), counts)
    return found


def notifications_of(counts: Whole, total: Whole, chance: np.random.Generator) -> Whole:
    """Notifications by area and cell: what the children have at least, and the rest to the many."""
    found = least(counts)
    for number, area in enumerate(found):
        left = int(total[number] - area.sum())
        often = counts[number, MOST]
        if left > 0:
            area += chance.multinomial(left, often / often.sum())
    return found


def _shares(children: Whole, notifications: Whole) -> Real:
    some = np.maximum(children, 1)
    mean = 1 + BELOW * np.clip((notifications - children) / some, 0, 4.5)
    return with_mean(OF_TIMES, NUMBERS, np.asarray(mean, dtype=float))


def _fit(area: Whole, most: int, chance: np.random.Generator) -> None:
    """Move single children up or down a step until the area's notifications can be theirs."""
    while (left := most - int(NUMBERS @ area.sum(axis=1))) and (left < 0 or not area[MOST].sum()):
        step = 1 if left > 0 else -1
        rows = area[:-1] if step > 0 else area[1:]
        if not rows.sum():
            return
        place = chance.choice(rows.size, p=rows.ravel() / rows.sum())
        times, cell = np.unravel_index(place, rows.shape)
        start = int(times) + (step < 0)
        area[start, cell] -= 1
        area[start + step, cell] += 1
