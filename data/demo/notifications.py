"""Made-up notifications: the country's published totals by notifier, spread over areas and ages."""

import numpy as np

from catalog.load import dimensions
from data.demo.children import CHILDREN
from data.demo.known import ANY, YEARS, Known, Range, narrowed
from data.demo.parts import Real, Whole, shared
from data.demo.residents import CODES

NOTIFICATIONS, SHARE, MEAN, PER_100 = (
    "notifications", "notifier_share", "notifications_per_child", "notifications_per_100"
)  # fmt: skip
USUAL = 1.8
SPLIT = "2024"
NOTIFIERS = tuple(dimensions()["notifier"].codes)
MODEL: dict[str, tuple[float, float, float]] = {
    "municipality": (15.0, 9.0, 7.0), "school": (20.0, 11.5, 3.0),
    "day_care_clubs": (5.5, 4.0, 2.0),
    "health_service": (18.0, 8.0, 8.0), "health_visitor_dentist": (2.5, 1.0, 2.5),
    "police_courts": (12.5, 14.0, 4.0), "family_child_acquaintances": (10.0, 9.0, 5.0),
    "anonymous": (7.5, 6.0, 4.0), "placement": (1.5, 13.0, 3.0),
    "associations_centres": (3.0, 9.0, 5.0), "child_itself": (2.0, 14.0, 2.5),
    "family_acquaintances": (8.0, 8.5, 5.0), "others": (3.5, 9.0, 6.0), "unknown": (1.0, 9.0, 6.0),
}  # fmt: skip
"""Each notifier's share in percent, and about what age of child it notifies: middle and spread."""


def totals(known: Known, children: Whole, together: Whole) -> Whole:
    """Notifications in the country by year, from all that is printed of them."""
    ranges = [_range(known, year, int(n)) for year, n in zip(YEARS, children, strict=True)]
    for span, highest, found in known.extremes(NOTIFICATIONS):
        years = [n for n, year in enumerate(YEARS) if span[:4] <= year <= span[-4:]]
        pick = max if highest else min
        most = pick(years, key=lambda n: sum(ranges[n]))
        ranges[most] = narrowed(ranges[most], [found])
    usual = np.rint(USUAL * together)
    return np.array(
        [round(sum(r) / 2) if r != ANY else n for r, n in zip(ranges, usual, strict=True)],
        dtype=np.int64,
    )


def _range(known: Known, year: str, children: int) -> Range:
    """The printed totals, then what notifiers' counts and shares and the mean per child leave."""
    implied = []
    for notifier in NOTIFIERS:
        count = known.range(NOTIFICATIONS, year, category=notifier)
        share = known.range(SHARE, year, category=notifier)
        if ANY not in (count, share):
            implied.append((100 * count[0] / share[1], 100 * count[1] / share[0]))
    mean = known.range(MEAN, year)
    if mean != ANY and known.range(CHILDREN, year) != ANY:
        implied.append((mean[0] * children, mean[1] * children))
    return narrowed(known.range(NOTIFICATIONS, year), implied)


def by_area(known: Known, children: Whole, total: Whole, chance: np.random.Generator) -> Whole:
    """Notifications by area (the 98 and the unknown) and year; never fewer than children."""
    habit = np.exp(chance.normal(0, 0.25, (len(children), 1)))
    weights = np.maximum(children, 0) * habit * np.exp(chance.normal(0, 0.1, children.shape))
    found = np.maximum(children, 0)
    for number in range(len(YEARS)):
        repeated = int(total[number] - found[:, number].sum())
        found[:, number] += shared(repeated, weights[:, number])
    return found


def pinned(known: Known, found: Whole, children: Whole, residents: Whole) -> Whole:
    """The same with the few municipalities whose notifications are published."""
    result = found.copy()
    for number, year in enumerate(YEARS):
        fixed = _printed(known, year, residents[:, number])
        places = list(fixed)
        result[places, number] = np.maximum(list(fixed.values()), children[places, number])
        free = np.setdiff1d(np.arange(len(found)), places)
        floor = np.maximum(children[free, number], 0)
        left = int(found[:, number].sum() - result[places, number].sum() - floor.sum())
        result[free, number] = floor + shared(left, found[free, number] - floor)
    return result


def _printed(known: Known, year: str, residents: Whole) -> dict[int, int]:
    counts, shares = (known.areas(name, year) for name in (NOTIFICATIONS, PER_100))
    found = {n: int(counts[code]) for n, code in enumerate(CODES) if code in counts}
    return found | {
        n: round(shares[code] * int(residents[n]) / 100)
        for n, code in enumerate(CODES) if code in shares
    }  # fmt: skip


def by_notifier(known: Known, year: str, total: int) -> Whole:
    """Notifications in the country by notifier, the printed ones within their rounding."""
    fixed = {n: target for n, name in enumerate(NOTIFIERS)
             if (target := _target(known, year, name, total=total)) is not None}  # fmt: skip
    found = np.zeros(len(NOTIFIERS), dtype=np.int64)
    found[list(fixed)] = list(fixed.values())
    free = [n for n, name in enumerate(NOTIFIERS) if n not in fixed and _used(name, year)]
    weights = [MODEL[NOTIFIERS[n]][0] for n in free]
    found[free] = shared(total - int(found.sum()), weights)
    return found


def _target(known: Known, year: str, name: str, *, total: int) -> int | None:
    share = known.range(SHARE, year, category=name)
    implied = [] if share == ANY else [(share[0] * total / 100, share[1] * total / 100)]
    found = narrowed(known.range(NOTIFICATIONS, year, category=name), implied)
    return None if found == ANY else round(sum(found) / 2)


def _used(name: str, year: str) -> bool:
    """Whether a notifier was in use: some were split in two, whose parts are used since."""
    codes = dimensions()["notifier"].codes
    wholes = {code.part_of for code in codes.values()}
    if name in wholes:
        return year < SPLIT
    return year >= SPLIT or not codes[name].part_of


def assigned(counts: Whole, notifiers: Whole, ages: Real, chance: np.random.Generator) -> Whole:
    """Notifications by area, cell and notifier, all sums kept.

    Every notification gets an age and every notifier about as many ages as it has notifications;
    both are put in order and joined, so that schools notify of schoolchildren. Areas lean a little
    to one side or the other.
    """
    lean = chance.normal(0, 2.0, (len(counts), 1))
    owners = np.repeat(np.arange(counts.size), counts.ravel())
    keys = (lean + ages).ravel()[owners] + chance.normal(0, 3.0, len(owners))
    labels = np.repeat(np.arange(len(notifiers)), notifiers)
    middles, spreads = np.array([MODEL[name][1:] for name in NOTIFIERS])[labels].T
    order = labels[np.argsort(chance.normal(middles, spreads), kind="stable")]
    places = owners[np.argsort(keys, kind="stable")] * len(notifiers) + order
    size = counts.size * len(notifiers)
    return np.bincount(places, minlength=size).reshape(*counts.shape, len(notifiers))
