"""The municipalities' figures of one period as a table, with the counts behind them."""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

import geo.municipalities as geo
from analysis.faults import reasons
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import pick, verdict
from reports.numbers import Numbers, of_results


def table(result: Result, period: str, areas: Iterable[str], language: Language) -> pd.DataFrame:
    """A row a municipality, in the order of `areas`: name, figure, and its counts if known."""
    rows = result.table[result.table["period"] == period].set_index("area").loc[list(areas)]
    columns = {
        say("map.column_name", language): [geo.municipality(code).name for code in rows.index],
        result.indicator.short[language]: figures(rows, result, language),
    }
    if result.indicator.denominator is not None:
        heading = say("verdict.range_heading", language, name=result.indicator.short[language])
        columns[heading] = verdict.ranges(rows, result, language)
        for part in ("numerator", "denominator"):
            name = say(f"counted.{getattr(result.indicator, part)}", language)
            columns[name] = [fmt.number(count, language) for count in rows[part]]
    why = list(reasons(result, rows.reset_index(), language))
    return verdict.doubted(pd.DataFrame(columns), result.indicator.short[language], why, language)


@lru_cache(maxsize=64)
def numbers(result: Result, period: str, language: Language) -> Numbers:
    """The same of all 98 in the order of the alphabet, ready to be shown and taken."""
    rows = table(result, period, sorted(geo.municipalities(), key=pick.by_name), language)
    now = result.where(result.table["period"] == period)
    return of_results(rows.set_index(rows.columns[0]), [now], language)


def figures(rows: pd.DataFrame, result: Result, language: Language) -> list[str]:
    """Each figure as text, or why there is none."""
    return [
        fmt.number(value, language, result.indicator.decimals)
        if status == "ok"
        else say(f"status.{status}", language)
        for value, status in zip(rows["value"], rows["status"], strict=True)
    ]


def behind(row: "pd.Series[object]", result: Result, language: Language) -> str:
    """The counts behind one figure as words; empty where the source printed the figure alone."""
    if result.indicator.denominator is None:
        return ""
    counts = {
        part: fmt.number(float(str(row[part])), language) for part in ("numerator", "denominator")
    }
    names = {
        f"{part}_name": say(f"counted.{getattr(result.indicator, part)}", language)
        for part in ("numerator", "denominator")
    }
    return say("counted.behind", language, **counts, **names)
