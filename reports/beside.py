"""A comparison's figures as rows of a file, with its members and how they are averaged."""

from collections.abc import Iterable
from dataclasses import dataclass

import geo.municipalities as geo
from analysis.comparison import Level
from analysis.result import Result
from analysis.similar import Similar
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from reports.download import ORIGIN, number, origins


@dataclass(frozen=True)
class Compared:
    """A comparison beside a municipality: its name, its members in words, and its figures.

    `behind` has the rows that the figures rest on; `short` stands in the names of files.
    """

    name: str
    told: str
    level: Level
    behind: Result
    short: str


def rows(compared: Compared, language: Language) -> list[list[str]]:
    """One row a period in the columns of `csv_of`, so that a file stands alone."""
    return [_row(compared, period, language) for period in compared.level.values]


def distances(found: Similar, told: str, language: Language) -> list[list[str]]:
    """The distance of each of those most alike in the same columns; `told` is by what."""
    name, unit = say("alike.distance", language), say("alike.distance_unit", language)
    return [
        [
            *[code, geo.municipality(code).name, "", name, "", "", ""],
            *[number(distance, language), *[""] * 5, unit, "", "", told],
            *[""] * len(ORIGIN),
        ]
        for code, distance in found.distances.items()
    ]


def listed(codes: Iterable[str], language: Language) -> str:
    """Municipalities by name in the order of the alphabet, as they stand in one cell."""
    names = (geo.municipality(code).name for code in codes)
    return fmt.listed(sorted(names, key=fmt.danish), language)


def _row(compared: Compared, period: str, language: Language) -> list[str]:
    found, indicator = compared.level, compared.behind.indicator
    snapshots = compared.behind.where(compared.behind.table["period"] == period).snapshots
    count = say("beside.members", language, count=found.members[period])
    if left_out := found.left_out.get(period):
        count = f"{count} {say('doubt.without', language, names=listed(left_out, language))}"
    return [
        *["", compared.name, period, indicator.name[language], "", "", ""],
        *[number(found.values[period], language), "", ""],
        number(found.numerator.get(period), language),
        number(found.denominator.get(period), language),
        *["", indicator.unit[language], say(f"counts.{indicator.counts}", language)],
        say("status.ok", language),
        compared.told if found.how == "printed" else f"{count} {compared.told}",
        *origins(snapshots, language),
    ]
