"""Reasons as StatBank counts them, once fetched: one area and year, old and new reasons apart."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.measure import COUNTRY
from analysis.notes import on_area, on_whole
from analysis.position import irregular
from analysis.reasons import NEW_FROM, Reasons, reason_years, reasons_of
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.points import Point, points
from pages.components import once, pick, show
from pages.components.session import Run
from reports.download import area_name


def section(run: Run) -> None:
    """The reader's municipality or the country: drawing of a year, table of all, what to mind."""
    lang = run.language
    left, right = st.columns(2, gap="large")
    with left:
        area = pick.area(lang) or COUNTRY
    years = reason_years(run.facts, area)
    if not years:
        st.info(say("reasons.none_here", lang, name=area_name(area, lang)))
        return
    with right:
        period = pick.period(years, lang)
    found, name, when = reasons_of(run.facts, area), area_name(area, lang), fmt.period(period, lang)
    st.header(say("reasons.counted_heading", lang, name=name, period=when), anchor=False)
    st.markdown(_several(found, name, period, lang))
    if area in irregular(found.result) | irregular(found.notifications):
        st.markdown(say("close_up.through_another", lang))
    if found.lacking:
        st.markdown(_lacking(found, lang))
    blocks = _blocks(found, period, lang)
    title = say("reasons.counted_title", lang, name=name, period=when)
    told = [
        say("reasons.counted_alt", lang, reason=point.name, count=point.text)
        for part in blocks.values()
        for point in part
    ]
    drawn = points(
        blocks, found.result, lang, title=title, period=when, alt=" ".join([f"{title}.", *told])
    )
    notes = pd.concat([on_area(found.result, area), on_whole(found.result)]).drop_duplicates()
    notes = notes[notes["period"].isna() | notes["period"].isin(found.counts.columns)]
    breaks = [
        say("show.note", lang, period=found_at.period, text=found_at[lang])
        for found_at in found.result.indicator.breaks
    ]
    caveats = [text[lang] for text in found.result.indicator.caveats]
    unverified = say("reasons.unverified", lang)
    own = [*breaks, *show.noted(notes, lang, dated=True), unverified]
    taken = show.show(replace(drawn, minded=(*caveats, *own)), lang, key="reasons")
    _apart(found, lang)
    table = _table(found, lang)
    show.table(table, found.result, lang, key="reasons", beside=taken)
    once.cautions(run, own, caveats)


def _lacking(found: Reasons, language: Language) -> str:
    """The years within the series that have no counts, by why they have none."""
    years: dict[str, list[str]] = {}
    for year, status in found.lacking.items():
        years.setdefault(status, []).append(fmt.period(year, language))
    told = [
        say(
            "reasons.lacking",
            language,
            periods=fmt.listed(listed, language),
            status=say(f"status.{status}", language),
        )
        for status, listed in years.items()
    ]
    return " ".join(told)


def _several(found: Reasons, name: str, period: str, language: Language) -> str:
    """How many reasons a notification has, where the two tables can both be true."""
    when = fmt.period(period, language)
    if period not in found.each:
        return say("reasons.each_unknown", language, period=when)
    each = fmt.number(found.each[period], language, 2)
    return say("reasons.each", language, name=name, period=when, each=each)


def _blocks(found: Reasons, period: str, language: Language) -> dict[str, list[Point]]:
    """The reasons used that year in the order of the catalog, those added later by themselves."""
    names, used = dimensions()["reason"].codes, found.counts[period].dropna()
    parts = {False: list[Point](), True: list[Point]()}
    for code, value in used.items():
        text = fmt.number(float(value), language)
        point = Point(names[str(code)][language], float(value), float(value), text)
        parts[code in found.new].append(point)
    return {
        say("reasons.new" if new else "reasons.old", language, period=NEW_FROM): parts[new]
        for new in parts
        if parts[new]
    }


def _apart(found: Reasons, language: Language) -> None:
    """Which reasons are new and which have ended, or that none is told apart yet."""
    names = dimensions()["reason"].codes
    for key, codes in (("new", found.new), ("ended", found.ended)):
        told = fmt.listed([names[code][language] for code in codes], language)
        if codes:
            st.markdown(say(f"reasons.told_{key}", language, period=NEW_FROM, names=told))
    if not found.new:
        st.markdown(say("reasons.told_none", language, period=NEW_FROM))


def _table(found: Reasons, language: Language) -> pd.DataFrame:
    """The counts by reason and year; a year without counts says why in each of its cells."""
    names = dimensions()["reason"].codes
    order = sorted(found.counts.index, key=lambda code: code in found.new)
    table = found.counts.loc[order]
    columns = {
        year: [fmt.number(value, language) for value in table[year]] for year in table.columns
    }
    columns |= {
        year: [say(f"status.{status}", language)] * len(order)
        for year, status in found.lacking.items()
    }
    return pd.DataFrame(
        {year: columns[year] for year in sorted(columns)},
        index=pd.Index(
            [names[str(code)][language] for code in order], name=dimensions()["reason"][language]
        ),
    )
