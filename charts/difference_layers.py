"""The layers of a difference map: each side, those not compared, those that stand out."""

from collections.abc import Mapping

import pandas as pd

from analysis.difference import SIDES, flagged
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import layers, theme
from charts.difference_words import (
    OWN,
    hover,
    reason,
    words,
)
from geo.hatching import inside


def sides(
    table: pd.DataFrame, result: Result, found: Unusual, language: Language, *, boundaries: str
) -> list[layers.Trace]:
    template = hover(result, found, language)
    return [
        layers.flat(part, boundaries, where, theme.SIDES[side])
        | {"customdata": words(part, result, language), "hovertemplate": template}
        for side in sorted(SIDES, key=lambda side: theme.SIDES[side] not in theme.DEEP)
        for where, part in layers.parts(table[table["outside"] == side])
    ]


def without(
    table: pd.DataFrame,
    reasons: Mapping[str, str],
    result: Result,
    language: Language,
    *,
    boundaries: str,
) -> list[layers.Trace]:
    """Those that were not compared, as on the other map: in the color of the reason, hatched."""
    rows = table[table["area"].isin(reasons)]
    rows = rows.assign(status=rows["area"].map(reasons))
    hatched = rows.assign(status="missing", few=False, class_number=pd.NA)
    traces: list[layers.Trace] = []
    for code, alike in rows.groupby("status"):
        color = layers.WITHOUT.get(str(code), theme.NO_FIGURE)
        for where, part in layers.parts(alike):
            told = [
                [name, _with_figure(value, str(code), result, language)]
                for name, value in zip(part["name"], part["value"], strict=True)
            ]
            shapes = layers.flat(part, boundaries, where, color)
            template = say("map.hover_none", language)
            traces.append(shapes | {"customdata": told, "hovertemplate": template})
    return [*traces, *layers.hatched(hatched[rows["status"] != "not_reported"])]


def _with_figure(value: float, code: str, result: Result, language: Language) -> str:
    """The reason, and the figure where there is one: it is shown, with what is known of it."""
    why = reason(code, language)
    if code not in OWN:
        return why
    told = fmt.number(value, language, result.indicator.decimals)
    return say("difference.not_compared", language, value=told, reason=why)


def flags_over(found: Unusual) -> list[layers.Trace]:
    """A dot on each whose difference is left when all are compared at once."""
    codes = [code for side in flagged(found).values() for code in side]
    edge = {"color": theme.FLAG_EDGE, "width": 1.5}
    dot = {"size": 10, "color": theme.FLAG, "line": edge}
    return [
        layers.over(inside(part["area"]), where, "markers", marker=dot)
        for where, part in layers.parts(pd.DataFrame({"area": codes}, dtype="str"))
    ]
