"""The tables of a municipality's profile: its years, neighbors and conditions."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.faults import reasons
from analysis.measure import COUNTRY, available, measure, periods
from analysis.notes import on_area
from analysis.peers import group_median, series, together
from analysis.result import Result
from catalog import format as fmt
from catalog.load import indicators
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot
from pages.components import pick, verdict
from pages.components.close_up import country_name, stands_twice
from pages.components.session import Run
from reports.beside import Compared

LEADING = ("children_notified_rate", "support_share", "child_poverty_share")


def leading(run: Run) -> list[str]:
    """The indicators that open a profile; after a fetch the one that the reader chose is first.

    The rate of the intermediary is then the last: it is another series of the same children.
    """
    others = [name for name in LEADING if available(run.facts, name)]
    chosen = pick.switch(run.facts, run.language)
    if chosen is None:
        return others
    st.caption(say("verdict.switch_lead", run.language))
    return [chosen, *sorted(others, key=lambda name: name == LEADING[0])]


def years(run: Run, result: Result, area: str, others: Compared) -> pd.DataFrame:
    """The series as numbers: the municipality, its comparison and the country, a row a year."""
    lang = run.language
    whole = measure(run.facts, result.indicator.id, area=COUNTRY)
    own = geo.municipality(area)
    columns = {
        own.name: series(result, area),
        **({} if stands_twice(others, whole, lang) else {others.name: others.level.values}),
        country_name(whole, lang): series(whole, COUNTRY),
    }
    table = pd.DataFrame(columns, index=periods(result))
    shown = table.map(lambda value: fmt.number(value, lang, result.indicator.decimals))
    rows = result.table[result.table["area"] == area].set_index("period")
    for period, found in rows["status"].items():
        if found != "ok":
            shown.loc[period, own.name] = say(f"status.{found}", lang)
    return _with_doubts(shown, rows.loc[rows.index.intersection(shown.index)], result, lang)


def _with_doubts(
    shown: pd.DataFrame, rows: pd.DataFrame, result: Result, language: Language
) -> pd.DataFrame:
    """The municipality's limits after its figures, and a sign and the reason where in doubt."""
    own = str(shown.columns[0])
    if rows["lower"].notna().any():
        heading = say("verdict.range_heading", language, name=own)
        ranges = pd.Series(verdict.ranges(rows, result, language), index=rows.index)
        shown.insert(1, heading, ranges.reindex(shown.index, fill_value=fmt.number(None, language)))
    why = reasons(result, rows.reset_index(), language).set_axis(rows.index)
    return verdict.doubted(shown, own, list(why.reindex(shown.index, fill_value="")), language)


def neighbors(result: Result, area: str, period: str, language: Language) -> pd.DataFrame:
    """The municipality and its neighbors with their figure, and what makes them neighbors."""
    rows = result.table[result.table["period"] == period].set_index("area")
    found = {near.code: near for near in geo.neighbors(area, language=language)}
    others = sorted(found, key=pick.by_name)
    codes = [area, *others]
    figures = [_figure(rows.loc[code], result, language) for code in codes]
    borders = ["", *(_border(found[code], language) for code in others)]
    shown = pd.DataFrame(
        {result.indicator.short[language]: figures, say("profile.border", language): borders},
        index=pd.Index([geo.municipality(code).name for code in codes]),
    )
    why = list(reasons(result, rows.loc[codes].reset_index(), language))
    return verdict.doubted(shown, result.indicator.short[language], why, language)


def context(run: Run, area: str) -> pd.DataFrame:
    """Background conditions: the municipality, its group's median and the country, one row each."""
    lang = run.language
    rows = []
    for result in _context(run):
        last, decimals = periods(result)[-1], result.indicator.decimals
        whole = measure(run.facts, result.indicator.id, area=COUNTRY)
        parts = (series(result, area), group_median(result, area), series(whole, COUNTRY))
        values = [fmt.number(part.get(last), lang, decimals) for part in parts]
        if together(whole):
            values[-1] = say("profile.together", lang, value=values[-1])
        rows.append(
            [f"{result.indicator.name[lang]} ({result.indicator.unit[lang]}, {last})", *values]
        )
    heads = [
        geo.municipality(area).name,
        say("profile.group_median", lang, group=_group(area, lang)),
        say("area.country", lang),
    ]
    return pd.DataFrame(rows, columns=["", *heads]).set_index("")


def _group(area: str, language: Language) -> str:
    """The municipality's group as it stands within a sentence."""
    return say(f"group.{geo.municipality(area).group_code}", language).lower()


def context_notes(run: Run, area: str) -> list[str]:
    """What is known to be doubtful in the municipality's conditions, each with what it is about."""
    lang = run.language
    return [
        say("profile.about", lang, name=result.indicator.name[lang], text=text)
        for result in _context(run)
        for text in on_area(result, area)[f"text_{lang}"]
    ]


def context_snapshots(run: Run) -> tuple[Snapshot, ...]:
    """The snapshots behind the table of conditions."""
    return tuple(dict.fromkeys(found for result in _context(run) for found in result.snapshots))


def _context(run: Run) -> list[Result]:
    found = (
        measure(run.facts, name, area_kind="municipality")
        for name, declared in indicators().items()
        if declared.map and name not in (*LEADING, *pick.COUNTED)
    )
    return [result for result in found if periods(result)]


def _figure(row: "pd.Series[object]", result: Result, language: Language) -> str:
    if row["status"] != "ok":
        return say(f"status.{row['status']}", language)
    return fmt.number(float(row["value"]), language, result.indicator.decimals)


def _border(near: geo.Neighbor, language: Language) -> str:
    if near.kind == "link":
        return near.by
    return say("profile.doubtful" if near.doubtful else "profile.land", language)
