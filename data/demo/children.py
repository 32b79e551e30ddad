"""Made-up children notified about: published rates, and the country's margins."""

import numpy as np

from data.demo.known import YEARS, Known
from data.demo.parts import Real, Whole, shared
from data.demo.residents import Residents, rates

CHILDREN, SHARE = "children_notified", "children_notified_share_0_17"
AGES = (*(str(age) for age in range(19)), "unborn", "unknown")
SEXES = ("boys", "girls", "unknown", "unknown_unborn")
TIMES = ("1", "2", "3", "4", "5", "6_or_more")
MINORS = slice(0, 18)
ADULT, UNBORN, UNSTATED = 18, 19, 20
ONCE_IN_THE_COUNTRY = 0.97
USUAL_SHARE = 0.92
OF_AGES = np.array(
    [1.9, 1.7, 1.9, 2.2, 2.4, 2.6, 3.0, 3.2, 3.3, 3.4, 3.5, 3.6, 3.9, 4.3, 4.7, 5.0, 5.1, 4.9]
)
OF_TIMES = np.array([0.662, 0.187, 0.072, 0.035, 0.018, 0.026])
OF_SEXES = np.array([0.521, 0.440, 0.010, 0.029])


def children(known: Known, people: Residents) -> Whole:
    """Children by municipality and year; minus one where the rate itself is missing."""
    found = np.array([rates(known, year) for year in YEARS]).T * people.children / 1000
    return np.where(np.isnan(found), -1, np.rint(np.nan_to_num(found))).astype(np.int64)


def by_age_and_sex() -> Real:
    """How children fall by age and sex; only the unborn have a sex that is so called."""
    found = np.zeros((len(AGES), len(SEXES)))
    for sex, weight in enumerate(OF_SEXES[:3]):
        found[MINORS, sex] = weight * (0.945 if sex < 2 else 0.9) * OF_AGES / OF_AGES.sum()
        found[UNSTATED, sex] = weight * (0.005 if sex < 2 else 0.1)
    found[ADULT, :2] = OF_SEXES[:2] * 0.05
    found[UNBORN, 3] = OF_SEXES[3]
    found /= found.sum()
    return found


def country(known: Known, together: Whole, people: Whole) -> Whole:
    """The country's own rows by year, times, age and sex; `together` is the sum of all areas."""
    return np.array(
        [
            _country(known, year, int(total), int(residents))
            for year, total, residents in zip(YEARS, together, people, strict=True)
        ]
    )


def total(known: Known, year: str, together: int) -> int:
    """Children in the country: as published, else a little less than the areas together."""
    low, high = known.range(CHILDREN, year)
    return round(ONCE_IN_THE_COUNTRY * together) if high == np.inf else round((low + high) / 2)


def _country(known: Known, year: str, together: int, residents: int) -> Whole:
    times = _times_by_sex(known, year, total(known, year, together))
    cells = np.zeros((len(TIMES), len(AGES), len(SEXES)), dtype=np.int64)
    cells[:, UNBORN, 3] = times[:, 3]
    minors = _minors(known, year, int(times.sum()), residents)
    unstated = shared(round(0.1 * times[:, 2].sum()), times[:, 2])
    older = shared(int(times[:, :3].sum() - unstated.sum()) - minors, times[:, :2].ravel())
    older = older.reshape(len(TIMES), 2)
    for number in range(len(TIMES)):
        cells[number, UNSTATED, 2] = unstated[number]
        cells[number, MINORS, 2] = shared(int(times[number, 2] - unstated[number]), OF_AGES)
        for sex in range(2):
            split = shared(int(older[number, sex]), [0.9, 0.1])
            cells[number, [ADULT, UNSTATED], sex] = split
            left = int(times[number, sex] - older[number, sex])
            cells[number, MINORS, sex] = shared(left, OF_AGES)
    return cells


def _times_by_sex(known: Known, year: str, total: int) -> Whole:
    """Children by number of notifications and sex: as printed where it is, else shared out."""
    found = np.zeros((len(TIMES), len(SEXES)), dtype=np.int64)
    if known.value(CHILDREN, year, category=TIMES[0]) is None:
        return shared(total, np.outer(OF_TIMES, OF_SEXES)).reshape(found.shape)
    for number, times in enumerate(TIMES):
        of_sexes = [known.value(CHILDREN, year, category=times, sex=sex) for sex in SEXES[:2]]
        found[number, :2] = [int(value or 0) for value in of_sexes]
        every = int(known.value(CHILDREN, year, category=times) or 0)
        found[number, 2:] = shared(every - int(found[number, :2].sum()), OF_SEXES[2:])
    return found


def _minors(known: Known, year: str, total: int, residents: int) -> int:
    """Children aged 0-17 in the country, by their published share of the residents."""
    low, high = known.range(SHARE, year)
    if high == np.inf:
        return round(USUAL_SHARE * total)
    return round((low + high) / 200 * residents)
