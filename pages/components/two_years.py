"""The map of two years side by side, in the same classes, and the chosen municipality in both."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.changed import of_area
from analysis.classes import classed
from analysis.measure import periods
from analysis.position import irregular, positions
from analysis.result import Result
from analysis.two_years import breaks_between, kept
from catalog import format as fmt
from catalog.words import say
from charts import choropleth
from charts.frame import Framed
from charts.two_years import shared
from pages.components import address, changing, close_up, municipal, panel, pick, show, start
from pages.components.session import Run


def chosen(run: Run, result: Result, period: str) -> str:
    """Let the reader choose another year, or none, which is an empty text; it is in the address.

    A year that is shown already is none.
    """
    lang, known = run.language, sorted(periods(result), reverse=True)
    names = {year: fmt.period(year, lang) for year in known}
    names[pick.NONE] = say("two_years.none", lang)
    asked = address.read("other", list(names), default=pick.NONE, shown=names.__getitem__)
    value = pick.NONE if asked == period else asked
    offered = [pick.NONE, *(year for year in known if year != period)]
    pick.box("other", offered, lang, value=value, shown=names.__getitem__)
    address.write("other", value)
    return value


def two_years(
    run: Run,
    result: Result,
    *,
    period: str,
    other: str,
    area: str,
    on_select: Callable[[str], None],
) -> None:
    """Both maps in order of time, what lies between, the numbers, and one municipality close up.

    `on_select` is given the key of the map that was clicked.
    """
    lang = run.language
    base, end = sorted((period, other))
    told, off = st.columns([4, 1], vertical_alignment="center")
    with told:
        st.markdown(_between(run, result, base, end))
    with off:
        label = say("two_years.off", lang, period=fmt.period(period, lang))
        st.button(label, key="atlas.other.off", on_click=address.choose, args=("other", pick.NONE))
    show.cautions([found[lang] for found in breaks_between(result, base, end)], lang)
    maps = {year: _map(run, result, year, area) for year in (base, end)}
    show.legend(shared(maps, lang), lang)
    with st.container(key="two-years"):
        for year, place in zip(maps, st.columns(2, gap="medium"), strict=True):
            key = "map" if year == period else "map.other"
            with place:
                figure = replace(maps[year], legend=())
                show.show(figure, lang, key=key, on_select=partial(on_select, key))
    st.caption(say("map.boundaries", lang))
    both = result.where(result.table["period"].isin((base, end)))
    rows = _rows(run, result, base, end)
    show.table(rows, both, lang, key="map")
    if area:
        _own(run, result, base, end, area)
    else:
        st.markdown(say("two_years.choose", lang))


def _map(run: Run, result: Result, year: str, area: str) -> Framed:
    return choropleth(
        result,
        classed(run.facts, result, year),
        run.language,
        period=year,
        boundaries=start.boundaries(),
        positions=positions(result, year),
        chosen=area or None,
    )


def _between(run: Run, result: Result, base: str, end: str) -> str:
    """How many keep their class, whichever way the others moved; across a break only that."""
    lang = run.language
    years = {"base": fmt.period(base, lang), "end": fmt.period(end, lang)}
    first, last = (classed(run.facts, result, year) for year in (base, end))
    found = kept(result, first, last, base, end)
    if found is None:
        return say("two_years.across", lang, **years)
    counts = {"both": found.both, "same": found.same, "moved": found.moved}
    return say("two_years.kept", lang, **years, **counts)


def _rows(run: Run, result: Result, base: str, end: str) -> pd.DataFrame:
    """A row a municipality: its figure and its limits in each of the years, and what is wrong."""
    lang = run.language
    areas = sorted(geo.municipalities(), key=pick.by_name)
    names = [geo.municipality(area).name for area in areas]
    counts = {say(f"counted.{part}", lang) for part in _parts(result)}
    columns = {
        say("two_years.column", lang, name=name, period=fmt.period(year, lang)): list(cells)
        for year in (base, end)
        for name, cells in municipal.table(result, year, areas, lang).iloc[:, 1:].items()
        if name not in counts
    }
    return pd.DataFrame(columns, index=pd.Index(names, name=say("map.column_name", lang)))


def _parts(result: Result) -> list[str]:
    """What the figure is made of, whose counts would make the table too wide; the file has them."""
    found = result.indicator
    return [part for part in (found.numerator, found.denominator) if part]


def _own(run: Run, result: Result, base: str, end: str, area: str) -> None:
    """The chosen municipality in both years, and what may be said of the change."""
    lang = run.language
    st.subheader(geo.municipality(area).name, anchor=False)
    for year, place in zip((base, end), st.columns(2, gap="medium"), strict=True):
        with place:
            close_up.figure(run, result, period=year, area=area)
    found = of_area(run.facts, result, area, base, end)
    if found is not None:
        st.markdown(changing.sentence(found, result, lang))
        if found.across:
            st.caption(say("changed.break_text", lang, text=found.across[lang]))
    elif area in irregular(result):
        st.caption(say("changed.not_own", lang))
    else:
        st.markdown(say("two_years.lacking", lang))
    close_up.small(result, area, lang, chosen=(base, end))
    panel.leads_on(area, lang)
