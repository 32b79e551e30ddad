"""The stand-in's figures: seeded, dense, and true to their own totals.

Children and residents come from one small population, so that no table has more children notified
about than there are children, and UND1's notifications are those of UND2's children.
"""

import re
import zlib
from functools import lru_cache

import numpy as np

import geo.municipalities as geo

MISSING = -1
NATIONAL = {"000"}
REGIONS = {"081", "082", "083", "084", "085"}
TIMES = np.array([0.62, 0.2, 0.09, 0.04, 0.025, 0.025])
"""How the children notified about fall on 1, 2 ... 6 notifications: 1.7 each on average."""
RATE = 0.055
COUNTED_TWICE = 0.97
"""UND2's national row is this much of the municipalities' sum: a child counts there once."""
VALID = re.compile(r"\((\d{4})?-(\d{4})?\)")
AGES = 126


def is_total(text):
    plain = text.strip().casefold()
    return plain in ("i alt", "ialt", "total", "hele landet", "alle") or plain.endswith(" i alt")


def figures(info, *, seed=1, revised=(), missing=()):
    """The table's whole cube, an axis for each variable; MISSING (or NaN) where there is none."""
    made = _counts(info, seed, revised) if _is_count(info) else _decimals(info, seed)
    for place, value in revised:
        if _has_total(info, place) or made.dtype == float:
            made[_where(info, place)] = value
    for place in missing:
        made[_where(info, place)] = np.nan if made.dtype == float else MISSING
    return made


def _is_count(info):
    """Whether the table counts; where its unit is »-«, the texts of a variable tell."""
    texts = [value["text"] for variable in info["variables"] for value in variable["values"]]
    return info["unit"].startswith(("Antal", "Mio")) or any("(antal)" in text for text in texts)


def _where(info, place):
    """The cells at `place`, codes by variable; all of a variable that is not named."""
    unknown = set(place) - {variable["id"] for variable in info["variables"]}
    assert not unknown, f"{info['id']} has no {unknown}"
    return np.ix_(*(
        [_codes(variable).index(place[variable["id"]])]
        if variable["id"] in place
        else range(len(variable["values"]))
        for variable in info["variables"]
    ))  # fmt: skip


def _has_total(info, place):
    return any(
        total_of(variable) == place.get(variable["id"], total_of(variable))
        for variable in info["variables"]
        if total_of(variable) is not None
    )


def _codes(variable):
    return [value["id"] for value in variable["values"]]


def total_of(variable):
    """The code of the variable's total; None if it has none, or nothing that it could be of."""
    if len(variable["values"]) == 1:
        return None
    exact = [v["id"] for v in variable["values"] if v["text"].strip().casefold() == "i alt"]
    found = exact or [v["id"] for v in variable["values"] if is_total(v["text"])]
    return found[0] if found else None


def area_axis(info):
    """Which axis holds municipalities; None for a table of the whole country only."""
    for axis, variable in enumerate(info["variables"]):
        if len(set(_codes(variable)) & geo.municipalities().keys()) > 50:
            return axis
    return None


# --- the population


@lru_cache(maxsize=4096)
def residents(seed, area, year):
    """Residents of one area by single year of age and sex; few where no municipality is."""
    fixed = np.random.default_rng([seed, zlib.crc32(area.encode())])
    size = fixed.lognormal(5.45, 0.75) if area in geo.municipalities() else 0.6
    fade = np.clip((105 - np.arange(AGES)) / 25, 0, 1)
    yearly = np.random.default_rng([seed, zlib.crc32(area.encode()), year])
    return yearly.poisson(size * fade[:, None], (AGES, 2))


def _notified(seed, area, year):
    """Children notified about by age (0-18, unborn, unknown), sex (D, P, 9, U) and times (1-6)."""
    rng = np.random.default_rng([seed, zlib.crc32(area.encode()), year, 2])
    people = np.zeros((21, 4), dtype=int)
    people[:19, :2] = residents(seed, area, year)[:19]
    people[18] //= 20
    people[19, 3] = people[0].sum() // 3
    people[20, 2] = people[0].sum() // 10
    growth = 1 + 0.03 * (year - 2015)
    children = rng.binomial(people, min(RATE * growth, 0.3))
    return rng.multinomial(children, TIMES)


AGE_ROWS = {**{str(age): age for age in range(19)}, "U0": 19, "999": 20}
SEX_COLUMNS = {"D": 0, "P": 1, "9": 2, "U": 3}


# --- cubes of counts


def _counts(info, seed, revised):
    axes = [_codes(variable) for variable in info["variables"]]
    made = np.zeros([len(codes) for codes in axes], dtype=np.int32)
    model = MODELS.get(info["id"], _any)
    area = area_axis(info)
    for number, code in enumerate(axes[area] if area is not None else ["whole"]):
        if code not in NATIONAL | REGIONS:
            model(
                np.moveaxis(made, area, 0)[number] if area is not None else made, info, seed, code
            )
    for place, value in revised:
        if not _has_total(info, place):
            made[_where(info, place)] = value
    _add_up(made, info, area)
    return made


def _add_up(made, info, area):
    """Fill in every total: first the areas', from the leaves, then those of the other axes."""
    if area is not None:
        codes = _codes(info["variables"][area])
        by_area = np.moveaxis(made, area, 0)
        for region in REGIONS & set(codes):
            inside = [i for i, c in enumerate(codes) if _region(c) == region]
            by_area[codes.index(region)] = by_area[inside].sum(axis=0)
        leaves = [i for i, code in enumerate(codes) if code not in NATIONAL | REGIONS]
        for whole in NATIONAL & set(codes):
            share = COUNTED_TWICE if info["id"] == "UND2" else 1
            by_area[codes.index(whole)] = np.rint(by_area[leaves].sum(axis=0) * share)
    for axis, variable in enumerate(info["variables"]):
        total = total_of(variable)
        parts = len(variable["values"]) > 1
        if axis != area and total is not None and parts and not variable.get("time"):
            along = np.moveaxis(made, axis, 0)
            place = _codes(variable).index(total)
            along[place] = 0
            along[place] = along.sum(axis=0)


def _region(code):
    found = geo.municipalities().get(code)
    return found.region_code if found else None


def _any(cells, info, seed, code):
    """A table without a model of its own: rare events among the children, fewer in later codes."""
    area = area_axis(info)
    variables = [v for axis, v in enumerate(info["variables"]) if axis != area]
    shares = np.ones(cells.shape) if cells.ndim else np.ones(())
    for axis, variable in enumerate(variables):
        if not variable.get("time"):
            weights = np.array([0 if c == total_of(variable) else 1 / (i + 1) for i, c in
                                enumerate(_codes(variable))])  # fmt: skip
            whole = weights.sum() or 1.0  # a table may list nothing but the total
            shares *= _along(weights / whole if weights.any() else weights + 1, axis, cells.ndim)
    shares *= _valid(variables, cells.ndim)
    children = 1_150_000 if area is None else residents(seed, code, 2020)[:18].sum()
    rng = np.random.default_rng([seed, zlib.crc32(code.encode()), zlib.crc32(info["id"].encode())])
    cells[...] = rng.poisson(shares * children * 0.05)


def _along(values, axis, dimensions):
    shape = [1] * dimensions
    shape[axis] = len(values)
    return np.asarray(values).reshape(shape)


def _valid(variables, dimensions):
    """1 where a code is in use in the period, 0 where its text says »(-2023)« or »(2024-)«."""
    time = next(axis for axis, variable in enumerate(variables) if variable.get("time"))
    years = np.array([int(code[:4]) for code in _codes(variables[time])])
    found = np.ones([1] * dimensions)
    for axis, variable in enumerate(variables):
        if axis != time:
            rows = [in_use(value["text"], years) for value in variable["values"]]
            found = found * _two(np.array(rows), axis, time, dimensions)
    return found


def _two(values, axis, time, dimensions):
    shape = [1] * dimensions
    shape[axis], shape[time] = values.shape
    return (values if axis < time else values.T).reshape(shape)


def in_use(text, years):
    """Whether a code is in use in each year, as its text tells."""
    span = VALID.search(text)
    first, last = (int(span[1] or 0), int(span[2] or 9999)) if span else (0, 9999)
    return (years >= first) & (years <= last)


def _residents(cells, info, seed, code):
    """FOLK1A: sex, age, civil status, quarter; children are unmarried."""
    sexes, ages, statuses, periods = (
        _codes(v) for axis, v in enumerate(info["variables"]) if axis != area_axis(info)
    )
    rows = [row for row, age in enumerate(ages) if age.isdecimal()]
    single = [int(ages[row]) for row in rows]
    for when, period in enumerate(periods):
        people = residents(seed, code, int(period[:4]))[single]
        grown = people * (np.array(single) > 17)[:, None]
        parts = {"G": grown // 2, "E": grown // 20, "F": grown // 10}
        parts["U"] = people - sum(parts.values())
        for status, part in parts.items():
            for column, sex in enumerate("12"):
                cells[sexes.index(sex), rows, statuses.index(status), when] = part[:, column]


def _und(cells, info, seed, code, fill):
    """UND1 and UND2: what is counted, age, sex, year."""
    what, ages, sexes, years = (
        v for axis, v in enumerate(info["variables"]) if axis != area_axis(info)
    )
    rows = [(i, AGE_ROWS[c]) for i, c in enumerate(_codes(ages)) if c in AGE_ROWS]
    columns = [(i, SEX_COLUMNS[c]) for i, c in enumerate(_codes(sexes)) if c in SEX_COLUMNS]
    for when, year in enumerate(_codes(years)):
        made = fill(_notified(seed, code, int(year)), what, int(year), code)
        for age, row in rows:
            for sex, column in columns:
                cells[:, age, sex, when] = made[row, column]


def _children(cells, info, seed, code):
    def fill(notified, what, year, area):
        made = np.zeros((*notified.shape[:2], len(what["values"])), dtype=int)
        for place, value in enumerate(what["values"]):
            if value["id"] in list("123456"):
                made[..., place] = notified[..., int(value["id"]) - 1]
        return made

    _und(cells, info, seed, code, fill)


def _notifications(cells, info, seed, code):
    def fill(notified, what, year, area):
        shares = np.array([
            0 if value["id"] == total_of(what) or not in_use(value["text"], np.array([year]))[0]
            else 1 / (2 + place) for place, value in enumerate(what["values"])
        ])  # fmt: skip
        rng = np.random.default_rng([seed, zlib.crc32(area.encode()), year, 1])
        counted = notified @ np.arange(1, len(TIMES) + 1)
        return rng.multinomial(counted, shares / shares.sum())

    _und(cells, info, seed, code, fill)


MODELS = {"FOLK1A": _residents, "UND1": _notifications, "UND2": _children}


# --- cubes of percent and quotients


def _decimals(info, seed):
    """One decimal; a level for each area, another for each code, and a slow change over time."""
    rng = np.random.default_rng([seed, zlib.crc32(info["id"].encode())])
    made = np.ones([len(v["values"]) for v in info["variables"]])
    for axis, variable in enumerate(info["variables"]):
        spread = 0.02 if variable.get("time") else 0.3
        weights = rng.lognormal(0, spread, len(variable["values"]))
        made = made * _along(weights, axis, made.ndim)
    return np.clip(np.round(made * 6, 1), 0.1, 99.9)
