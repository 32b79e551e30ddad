"""The words of a difference map: title, comparison, why not compared, what a pointer tells."""

import pandas as pd

import geo.municipalities as geo
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import layers
from charts.weights import reweighed

OWN = frozenset({"in_doubt", "through_another", "nobody"})
"""Reasons that are no status of a figure and have words of their own."""


def titled(part: str, result: Result, found: Unusual, language: Language) -> str:
    """A title that names what is counted, the period and the comparison."""
    return say(
        f"difference.{part}",
        language,
        name=result.indicator.name[language],
        period=fmt.period(found.period, language),
        against=against(found, language),
    )


def against(found: Unusual, language: Language) -> str:
    """The comparison in a few words, as it stands in a sentence."""
    return say(f"difference.against_{found.kind}", language)


def averaged(found: Unusual, language: Language) -> str:
    """Who each municipality is held against, and how their figures became one."""
    told = say(f"difference.averaged_{found.kind}", language)
    other = reweighed(found.weights, language) if found.kind == "similar" else ""
    return f"{told} {other}" if other else told


def reason(code: str, language: Language) -> str:
    """Why a municipality was not compared, in words."""
    return say(f"difference.{code}" if code in OWN else f"status.{code}", language)


def named(found: Unusual) -> pd.DataFrame:
    """The municipalities with their codes and names, as the layers of a map take them."""
    table = found.table.rename_axis("area").reset_index()
    return table.assign(name=[geo.municipality(code).name for code in table["area"]])


def span(low: float, high: float, language: Language, *, decimals: int) -> str:
    """A range as text; a dash where it is not known."""
    if pd.isna(low) or pd.isna(high):
        return fmt.number(None, language)
    ends = (fmt.number(float(end), language, decimals) for end in (low, high))
    return "–".join(ends)


def words(rows: pd.DataFrame, result: Result, language: Language) -> list[list[str]]:
    """What a pointer is told of each: name, figure, interval, benchmark, usual limits, side."""
    decimals = result.indicator.decimals
    return [
        [
            row.name,
            fmt.number(row.value, language, decimals),
            span(row.lower, row.upper, language, decimals=decimals),
            fmt.number(row.benchmark, language, decimals),
            span(row.usual_lower, row.usual_upper, language, decimals=decimals),
            say(f"difference.side_{row.outside}", language),
            say("difference.hover_flag", language) if row.flag in ("lower", "higher") else "",
        ]
        for row in rows.itertuples(index=False)
    ]


def hover(result: Result, found: Unusual, language: Language) -> str:
    """The template that `words` fill."""
    return say(
        "difference.hover",
        language,
        unit=result.indicator.unit[language],
        against=against(found, language),
        source=layers.cited(result, language),
    )
