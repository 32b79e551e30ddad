"""What the drawing of a finding shows, as a table."""

from collections.abc import Mapping

import pandas as pd

import geo.municipalities as geo
from analysis.finding import Finding
from catalog import format as fmt
from catalog.model import Indicator, Language
from catalog.words import say
from charts.findings import period_words


def shown(finding: Finding, language: Language) -> pd.DataFrame:
    """A row a year for a series; else a row a municipality, in the order of the alphabet."""
    drawn, own = finding.drawn, finding.results[0].indicator
    if "series" in drawn:
        values = [_told(value, own, language) for value in drawn["series"].values()]
        return pd.DataFrame({own.name[language]: values}, index=_years(drawn["series"], language))
    when = period_words(finding, language)
    if "change" in drawn:
        span = say("changed.span", language, **{"base": when["base"], "end": when["last"]})
        return _areas({span: drawn["change"]}, [own], language, signed=True)
    if "now" in drawn:
        both = {when["base"]: drawn["then"], when["last"]: drawn["now"]}
        return _areas(both, [own, own], language)
    pair = [result.indicator for result in finding.results[:2]]
    parts = (drawn["pairs"][name] for name in ("first", "second"))
    return _areas(
        dict(zip((one.name[language] for one in pair), parts, strict=True)), pair, language
    )


def _areas(
    columns: "Mapping[str, pd.Series[float]]",
    declared: list[Indicator],
    language: Language,
    *,
    signed: bool = False,
) -> pd.DataFrame:
    codes = {code for values in columns.values() for code in values.index}
    order = sorted(codes, key=lambda code: fmt.danish(geo.municipality(code).name))
    cells = {
        name: [_told(values.get(code), one, language, signed=signed) for code in order]
        for (name, values), one in zip(columns.items(), declared, strict=True)
    }
    names = [geo.municipality(code).name for code in order]
    return pd.DataFrame(cells, index=pd.Index(names, name=say("map.column_name", language)))


def _told(
    value: float | None, declared: Indicator, language: Language, *, signed: bool = False
) -> str:
    if signed and value is not None:
        return fmt.signed(float(value), language, declared.decimals)
    return fmt.number(None if value is None else float(value), language, declared.decimals)


def _years(values: Mapping[str, float], language: Language) -> pd.Index:
    years = [fmt.period(year, language) for year in values]
    return pd.Index(years, name=say("pick.period", language))
