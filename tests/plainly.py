"""The figures of Kommuneprofil and Kommunekort worked out once more, from nothing but files.

No code of the atlas is used: answers of StatBank, its tables of municipalities, quality notes and
categories are read as the plain files that they are, and every formula stands here again.
"""

import csv
import math
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2, norm

ROOT = Path(__file__).parents[1]
Z = norm.ppf(0.975)
MEASURES = ("children", "notifications", "several")
PER = {"children": 1000, "notifications": 1000, "several": 100}
SETTLED = (
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
DECIMALS = dict(zip(SETTLED, (0, 1, 0, 1, 2, 2, 1, 2, 2), strict=True))
WRONG = {"not_approved", "undercounted", "not_reported", "doubtful", "missing"}
CHILDREN = [str(age) for age in range(18)]
BREAK = 2017


def shown(value, decimals=0):
    """A number as Danes write it: halves up, a comma, points between thousands."""
    if value is None or math.isnan(value):
        return "–"
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def signed(value, decimals=0):
    text = shown(abs(value), decimals)
    if not text.strip("0,."):
        return text
    return f"−{text}" if value < 0 else f"+{text}"


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def danish(name):
    return name.lower().translate(str.maketrans("æøå", "{|}"))


def listed(names):
    return " og ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def poisson(count):
    """Exact below ten, Byar from ten."""
    if count < 10:
        lower = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
        return lower, chi2.ppf(0.975, 2 * count + 2) / 2
    more = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    return lower, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3


def wilson(count, total, effect=1.0):
    x, n = count / effect, total / effect
    middle, half = x + Z**2 / 2, Z * math.sqrt(x * (n - x) / n + Z**2 / 4)
    return (middle - half) / (n + Z**2), (middle + half) / (n + Z**2)


def hamilton(parts, total):
    """Whole numbers that add up: all rounded down, then the largest remainders up."""
    found = [math.floor(round(part, 9)) for part in parts]
    rest = sorted(range(len(parts)), key=lambda at: found[at] - round(parts[at], 9))
    for at in rest[: total - sum(found)]:
        found[at] += 1
    return found


def touched(expected):
    """The counts at which an exact interval just touches what was expected, over that."""
    high = brentq(lambda o: chi2.ppf(0.025, 2 * o) / 2 - expected, expected, 2 * expected + 40)
    if math.exp(-expected) >= 0.025:
        return 0.0, high / expected
    low = brentq(lambda o: chi2.ppf(0.975, 2 * o + 2) / 2 - expected, 0, expected)
    return low / expected, high / expected


def step(size):
    return next((wide for most, wide in ((20, 1), (100, 5), (1000, 10)) if size < most), 100)


class Plainly:
    """Everything of one folder of answers; municipalities by code, years as numbers."""

    def __init__(self, folder):
        self.folder = folder
        self.places = {row["code"]: row for row in lines(ROOT / "geo" / "municipalities.csv")}
        self.codes = sorted(self.places)
        with (ROOT / "catalog" / "categories.toml").open("rb") as file:
            self.notifiers = tomllib.load(file)["dimension"]["notifier"]["codes"]
        self.groups = [n for n, found in self.notifiers.items() if "part_of" not in found]
        notes = [
            row
            for path in (ROOT / "data" / "snapshots").glob("*/*/quality_notes.csv")
            for row in lines(path)
            if row["area"] in self.places
            and (row["indicator"] == "children_notified_rate" or row["topic"] == "notifications")
        ]
        self.doubted = {(n["area"], int(n["period"])) for n in notes if n["kind"] in WRONG}
        withheld = {(n["area"], int(n["period"])) for n in notes if n["kind"] == "not_reported"}
        self.withheld = {(area, year) for area, year in withheld if year in self.years}
        self.through_another = {area for area, _ in self.withheld}

    def _read(self, table, kept):
        (path,) = (self.folder / table).glob("*/statbank.csv")
        rows = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False)
        for name, codes in kept.items():
            rows = rows[rows[name].isin(codes)]
        return rows.assign(year=rows["TID"].str[:4].astype(int), count=rows["INDHOLD"].astype(int))

    @cached_property
    def _notifications(self):
        return self._read("dst-und1", {"KON": ["0"], "ALDER1": ["00", *CHILDREN]})

    @cached_property
    def by_notifier(self):
        """Notifications about children aged 0-17 by area, year and StatBank's code."""
        rows = self._notifications
        rows = rows[rows["ALDER1"] != "00"]
        return rows.groupby(["ADMKOM", "year", "UNDERRETERE"])["count"].sum().to_dict()

    @cached_property
    def all_by_notifier(self):
        """The same of every age, and of the unborn."""
        rows = self._notifications
        rows = rows[rows["ALDER1"] == "00"]
        return rows.groupby(["ADMKOM", "year", "UNDERRETERE"])["count"].sum().to_dict()

    @cached_property
    def by_times(self):
        rows = self._read("dst-und2", {"KON": ["0"], "ALDER1": CHILDREN})
        return rows.groupby(["ADMKOM", "year", "UNDERRET"])["count"].sum().to_dict()

    @cached_property
    def residents(self):
        kept = {"KØN": ["TOT"], "ALDER": CHILDREN, "CIVILSTAND": ["TOT"]}
        rows = self._read("dst-folk1a", kept)
        return rows.groupby(["OMRÅDE", "year"])["count"].sum().to_dict()

    @cached_property
    def years(self):
        return sorted({year for _, year in self.residents})

    # --- One figure

    def above(self, measure, area, year):
        if measure == "notifications":
            return self.by_notifier[area, year, "0"]
        if measure == "children":
            return self.by_times[area, year, "00"]
        return sum(self.by_times.get((area, year, times), 0) for times in "23456")

    def below(self, measure, area, year):
        return (
            self.by_times[area, year, "00"] if measure == "several" else self.residents[area, year]
        )

    def value(self, measure, area, year):
        return PER[measure] * self.above(measure, area, year) / self.below(measure, area, year)

    def squares(self, area, year):
        """Squared notifications of each child added up; the open group's mean from UND1."""
        children = {n: self.by_times.get((area, year, str(n)), 0) for n in range(1, 7)}
        events = self.by_notifier[area, year, "0"]
        left = events - sum(n * children[n] for n in range(1, 6))
        if left < 6 * children[6] or (left and not children[6]):
            return math.nan
        closed = sum(n * n * children[n] for n in range(1, 6))
        return closed + (left**2 / children[6] if children[6] else 0)

    def interval(self, measure, area, year):
        """How far chance reaches; nowhere where another municipality's reporting has a part."""
        if area in self.through_another:
            return math.nan, math.nan
        count, whole = self.above(measure, area, year), self.below(measure, area, year)
        if measure == "several":
            return tuple(100 * end for end in wilson(count, whole))
        ends = poisson(count)
        if measure == "notifications":
            if count < 10:
                return math.nan, math.nan
            wider = math.sqrt(self.squares(area, year) / count)
            ends = tuple(max(0.0, count + wider * (end - count)) for end in ends)
        return tuple(PER[measure] * end / whole for end in ends)

    # --- Whom it is read beside

    @cached_property
    def variables(self):
        """The newest figures of the nine variables, a column each."""
        found = {name: {} for name in SETTLED}
        for path in (ROOT / "data" / "snapshots").glob("98d-*/*/observations.csv"):
            for row in lines(path):
                if row["indicator"] in found and row["area"] in self.places and row["value"]:
                    of_year = found[row["indicator"]].setdefault(row["period"], {})
                    of_year[row["area"]] = float(row["value"])
        newest = {name: years[max(years)] for name, years in found.items()}
        return pd.DataFrame(newest, index=self.codes)

    @cached_property
    def distances(self):
        table = self.variables.assign(population_total=np.log(self.variables["population_total"]))
        middle, spread = table.mean(), table.std(ddof=0)
        table = table.clip(middle - 3 * spread, middle + 3 * spread, axis=1).dropna()
        z = (table - table.mean()) / table.std(ddof=0)
        far = [[math.dist(a, b) for b in z.to_numpy()] for a in z.to_numpy()]
        return pd.DataFrame(far, index=z.index, columns=z.index)

    def nearest(self, area):
        """The ten most alike of those that report themselves, with distances, nearest first."""
        if area not in self.distances:
            return {}
        row = self.distances[area].drop(list({area} | self.through_another), errors="ignore")
        order = sorted(row.index, key=lambda code: (round(row[code], 10), code))[:10]
        return {code: row[code] for code in order}

    def members(self, kind, area):
        if kind == "country":
            return tuple(self.codes)
        if kind == "similar":
            return tuple(sorted(self.nearest(area)))
        part = f"{kind}_code"
        own = self.places[area][part]
        return tuple(c for c in self.codes if c != area and self.places[c][part] == own)

    def pooled(self, kind, area, year):
        """Those of a comparison whose counts may be added up in a year."""
        there = (code for code in self.members(kind, area) if (code, year) not in self.withheld)
        if kind == "country":
            return tuple(there)
        return tuple(
            c for c in there if c not in self.through_another and (c, year) not in self.doubted
        )

    def benchmark(self, measure, kind, area, year):
        among = self.pooled(kind, area, year)
        below = sum(self.below(measure, code, year) for code in among)
        above = sum(self.above(measure, code, year) for code in among)
        return PER[measure] * above / below if below else math.nan

    # --- What is unusual

    def unusual(self, measure, kind, year):
        """By municipality: benchmark, limits, side, flag; and how far they ordinarily lie."""
        compared = [
            code
            for code in self.codes
            if (code, year) not in self.doubted
            and code not in self.through_another
            and not math.isnan(self.benchmark(measure, kind, code, year))
        ]
        rates = np.array([self.benchmark(measure, kind, code, year) for code in compared])
        whole = np.array([self.below(measure, code, year) for code in compared])
        expected = rates * whole / PER[measure]
        root = np.sqrt([self.above(measure, code, year) for code in compared] / expected)
        s = 1 / (2 * np.sqrt(expected))
        z = (root - 1) / s
        phi = np.mean(np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9)) ** 2)
        w, n = 4 * expected, len(z)
        tau2 = max(0.0, (n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum()))
        p = 2 * norm.sf(np.abs(root - 1) / np.sqrt(s**2 + tau2))
        order = np.argsort(p)
        kept = [at + 1 for at in range(n) if p[order[at]] <= 0.05 * (at + 1) / n]
        flags = set(order[: max(kept, default=0)])
        found = {}
        for at, code in enumerate(compared):
            half = Z * math.sqrt(1 / (4 * expected[at]) + tau2)
            ends = (max(0.0, 1 - half) ** 2, (1 + half) ** 2) if tau2 else touched(expected[at])
            low, high = (rates[at] * end for end in ends)
            value = self.value(measure, code, year)
            side = "lower" if value < low else "higher" if value > high else "similar"
            flag = ("higher" if root[at] > 1 else "lower") if at in flags else ""
            found[code] = {"usual": (low, high), "side": side, "flag": flag}
        return found, math.sqrt(phi), 200 * math.sqrt(tau2)

    # --- Who notifies

    def groups_of(self, area, year, *, all_ages=False):
        """Counts by notifier, the group that was split joined."""
        counts = self.all_by_notifier if all_ages else self.by_notifier
        found = dict.fromkeys(self.groups, 0)
        for name, declared in self.notifiers.items():
            joined = declared.get("part_of", name)
            found[joined] += counts.get((area, year, declared["source"]), 0)
        return found

    def mix(self, area, year, kind="similar"):
        """Each group beside what the comparison's mix would give, with Newcombe's limits."""
        among = self.pooled(kind, area, year)
        own, total = self.groups_of(area, year), self.by_notifier[area, year, "0"]
        others = [self.groups_of(code, year) for code in among]
        of_others = sum(self.by_notifier[code, year, "0"] for code in among)
        effect = self.squares(area, year) / total
        known = [c for c in among if not math.isnan(self.squares(c, year))]
        other_effect = sum(self.squares(c, year) for c in known) / sum(
            self.by_notifier[c, year, "0"] for c in known
        )
        people = sum(self.residents[code, year] for code in among)
        found = {}
        for name, count in own.items():
            theirs = sum(each[name] for each in others)
            a, b = count / total, theirs / of_others
            (low, high), (least, most) = (
                wilson(count, total, effect),
                wilson(theirs, of_others, other_effect),
            )
            found[name] = {
                "count": count,
                "expected": total * b,
                "difference": total * (a - b),
                "lower": total * (a - b - math.hypot(a - low, most - b)),
                "upper": total * (a - b + math.hypot(high - a, b - least)),
                "rate": 1000 * count / self.residents[area, year],
                "peer_rate": 1000 * theirs / people,
                "share": 100 * a,
                "peer_share": 100 * b,
            }
        return found, total, of_others, len(among), effect

    # --- Change

    def spans(self):
        """From which years to which, a year or three at each end."""
        last = self.years[-1]
        single = [((base,), (last,)) for base in (2015, 2017, 2021)]
        return [*single, ((2017, 2018, 2019), (last - 2, last - 1, last))]

    def changed(self, measure, area, span):
        """Before, after, and the ratio's limits of a rate; the limits are None of a share."""
        before, after = (np.mean([self.value(measure, area, y) for y in part]) for part in span)
        if measure == "several" or area == "000":
            return before, after, None
        parts = []
        for years in span:
            counts = [self.above(measure, area, year) for year in years]
            spread = counts
            if measure == "notifications":
                spread = [self.squares(area, year) for year in years]
            people = [self.below(measure, area, year) for year in years]
            rate = np.mean([c / n for c, n in zip(counts, people, strict=True)])
            variance = sum(v / n**2 for v, n in zip(spread, people, strict=True)) / len(years) ** 2
            parts.append(variance / rate**2)
        half, ratio = Z * math.sqrt(sum(parts)), after / before
        return before, after, (ratio * math.exp(-half), ratio * math.exp(half))

    def sound(self, first, last):
        """The municipalities with own figures, not in doubt, at both ends."""
        return [
            code
            for code in self.codes
            if code not in self.through_another
            and not {(code, first), (code, last)} & (self.doubted | self.withheld)
        ]

    def split(self, codes, first, last):
        """Das Gupta: the mean, over every order of changing them, of what each factor adds."""
        ends = []
        for year in (first, last):
            people = np.array([self.residents[code, year] for code in codes], float)
            events = np.array([self.by_notifier[code, year, "0"] for code in codes], float)
            ends.append((people.sum(), people / people.sum(), events / people))
        parts = [0.0, 0.0, 0.0]
        for order in permutations(range(3)):
            now = list(ends[0])
            for factor in order:
                before = (now[0] * now[1] * now[2]).sum()
                now[factor] = ends[1][factor]
                parts[factor] += ((now[0] * now[1] * now[2]).sum() - before) / 6
        counts = [sum(self.by_notifier[c, year, "0"] for c in codes) for year in (first, last)]
        change = counts[1] - counts[0]
        if len(codes) == 1:
            whole = hamilton([parts[0], parts[2]], change)
            return [*counts, change, whole[0], None, whole[1]]
        return [*counts, change, *hamilton(parts, change)]

    def split_by_group(self, area, first, last):
        """Dunn: what follows the country, what the group, and the rest."""
        codes = self.sound(first, last)
        then, now = (
            {code: self.groups_of(code, year, all_ages=True) for code in codes}
            for year in (first, last)
        )
        growth = self._sum(now) / self._sum(then) - 1
        found = {}
        for name in self.groups:
            own = [then[area][name], now[area][name]]
            group = self._sum(now, name) / self._sum(then, name) - 1
            rest = own[1] - own[0] * (1 + group)
            parts = [own[0] * growth, own[0] * (group - growth), rest]
            change = own[1] - own[0]
            found[name] = [*own, change, *hamilton(parts, change)]
        return found

    @staticmethod
    def _sum(counts, name=None):
        return sum(sum(each.values()) if name is None else each[name] for each in counts.values())
