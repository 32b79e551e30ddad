"""A municipality's own figures as tables, and the files of them that may leave its own view."""

from collections.abc import Callable, Iterable
from typing import TypedDict

import pandas as pd

import geo.municipalities as geo
from analysis import own
from analysis.own import MEASURES, SHARE, TOTAL, Own
from analysis.own_cells import Cell
from analysis.result import Result
from catalog import format as fmt
from catalog.load import dimensions, own_measures
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot
from pages.components import show
from reports.download import csv_of
from reports.numbers import Numbers

Part = Callable[[Own], Iterable[Result]]
"""Which of the figures that may leave are in a file."""


class Whose(TypedDict):
    """Whose figures they are and what must be minded with them."""

    snapshots: Iterable[Snapshot]
    place: str
    notes: Iterable[str]


def shown(
    table: pd.DataFrame, found: Own, language: Language, *, what: str, part: Part = own.results
) -> Numbers:
    """A table of figures that may leave, with a file of their rows."""
    whose = _whose(found, language)
    return show.of_words(
        table, language, what=what, csv=lambda: csv_of(part(found), language), **whose
    )


def kept_in(found: Own, language: Language, *, what: str, part: Part = own.results) -> Numbers:
    """What a view shows and may not leave it: the files have the same with small counts hidden.

    They are worked out when a file is asked for: hiding takes a second for ten years.
    """

    def made() -> bytes:
        return csv_of(part(own.leaving(found)), language)

    return show.of_list(made, language, what=what, **_whose(found, language))


def by_month(measure: str) -> Part:
    """One measure in total, month by month."""
    return lambda found: [found.result(measure, years=False)]


def by_group(division: str) -> Part:
    """Every measure by the groups of a division, year by year."""
    return lambda found: [found.result(one, years=True, division=division) for one in MEASURES]


def months(found: Own, language: Language) -> pd.DataFrame:
    """The totals, a row a month."""
    rows = {
        fmt.period(month, language): _cells(found, month, TOTAL, "", language)
        for month in found.periods(years=False)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def years(found: Own, language: Language) -> pd.DataFrame:
    """The totals and the share assessed in time, a row a year."""
    rows = {}
    for year in found.periods(years=True):
        cells = _cells(found, year, TOTAL, "", language)
        value, status = found.share(Cell(year, SHARE, TOTAL, ""))
        name = own_measures()[SHARE].short[language]
        cells[f"{name}, {say('own.percent', language)}"] = _text(
            value, status, language, decimals=1
        )
        rows[year_told(found, year, TOTAL, language)] = cells
    return pd.DataFrame.from_dict(rows, orient="index")


def groups(found: Own, division: str, period: str, language: Language) -> pd.DataFrame:
    """Every measure by the groups of a division in one month or year, and in total."""
    codes = dimensions()[own.GROUPS[division]].codes
    rows = {
        codes[group][language]: _cells(found, period, division, group, language)
        for group in found.groups(division)
    }
    rows[say("own.total", language)] = _cells(found, period, TOTAL, "", language)
    return pd.DataFrame.from_dict(rows, orient="index")


def _whose(found: Own, language: Language) -> Whose:
    notes = [say(f"own.{key}", language) for key in ("hidden_note", "not_published")]
    place = geo.municipality(found.area).name
    return {"snapshots": found.snapshots.values(), "place": place, "notes": notes}


def _cells(
    found: Own, period: str, division: str, group: str, language: Language
) -> dict[str, str]:
    """Every measure of one group, by the measure's short name."""
    return {
        own_measures()[name].short[language]: _text(
            *found.cell(Cell(period, name, division, group)), language
        )
        for name in MEASURES
    }


def _text(value: float, status: str, language: Language, *, decimals: int = 0) -> str:
    if status == "suppressed":
        return say("own.hidden", language)
    return fmt.number(value, language, decimals)


def year_told(found: Own, period: str, division: str, language: Language) -> str:
    """A period; of a year with fewer than twelve months, how many it holds."""
    told = fmt.period(period, language)
    count = len(found.months_of(period, division))
    if len(period) > 4 or count in (0, 12):
        return told
    return say("own.part_year", language, year=told, count=count)
