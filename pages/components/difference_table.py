"""The numbers of the difference map as a table and as files."""

from collections.abc import Mapping

import pandas as pd

import geo.municipalities as geo
from analysis.difference import members
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.difference_words import reason, span
from pages.components import beside, pick, show
from pages.components.session import Run
from pages.components.taken import Taken
from reports.difference import difference_file
from reports.numbers import Numbers


def table_of(
    run: Run, result: Result, found: Unusual, why: Mapping[str, str], taken: Taken
) -> Numbers:
    """The numbers of the map as a table and as files, given back; `result` has every period."""
    lang, inside = run.language, members(run.facts, result, found)
    now = result.where(result.table["period"] == found.period)
    rows = _rows(now, found, why, lang)
    numbers = show.of_results(
        rows,
        [now],
        lang,
        csv=lambda: difference_file(now, found, lang, reasons=why, members=inside),
        more=beside.weighed(found.kind, found.weights, lang),
    )
    show.folded(numbers, key="map", beside=taken)
    return numbers


def _rows(
    result: Result, found: Unusual, why: Mapping[str, str], language: Language
) -> pd.DataFrame:
    decimals = result.indicator.decimals
    table = found.table.loc[sorted(found.table.index, key=pick.by_name)]
    named = {
        result.indicator.short[language]: [
            fmt.number(value, language, decimals) for value in table["value"]
        ],
        say("difference.column_interval", language): _spans(table, "", decimals, language),
        say("difference.column_benchmark", language): [
            fmt.number(value, language, decimals) for value in table["benchmark"]
        ],
        say("difference.column_usual", language): _spans(table, "usual_", decimals, language),
        say("difference.column_outside", language): [
            reason(why[area], language) if area in why else say(f"difference.told_{side}", language)
            for area, side in table["outside"].items()
        ],
        say("difference.column_flag", language): [
            say("difference.flagged", language) if flag in ("lower", "higher") else ""
            for flag in table["flag"]
        ],
    }
    names = [geo.municipality(code).name for code in table.index]
    return pd.DataFrame(named, index=pd.Index(names, name=say("map.column_name", language)))


def _spans(table: pd.DataFrame, part: str, decimals: int, language: Language) -> list[str]:
    return [
        span(low, high, language, decimals=decimals)
        for low, high in zip(table[f"{part}lower"], table[f"{part}upper"], strict=True)
    ]
