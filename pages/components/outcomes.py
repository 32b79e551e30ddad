"""Support and placements over years: a municipality beside its comparison, or the country alone."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law, own
from analysis.measure import COUNTRY, measure, periods
from analysis.notes import on_area
from analysis.peers import series
from catalog import format as fmt
from catalog.load import dimensions
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import beside as besides
from pages.components import close_up, once, own_shelf, own_view, profile, show
from pages.components.beside import Beside
from pages.components.session import Run

TOTAL = ""


def answer(run: Run, name: str) -> None:
    """The country's newest figure in a sentence; nothing without any."""
    lang, whole = run.language, measure(run.facts, name, area=COUNTRY)
    values = series(whole, COUNTRY)
    if not values:
        return
    last = max(values)
    value = fmt.number(values[last], lang, whole.indicator.decimals)
    show.mark(whole, lang)
    st.markdown(say("support.answer", lang, period=fmt.period(last, lang), value=value))


def over_years(run: Run, name: str, area: str, beside: Beside | None) -> None:
    """One indicator as a figure of its own, with its cautions, table and file.

    The municipality beside its comparison and the country; without a municipality the country.
    Nothing where there are no figures.
    """
    lang = run.language
    if beside is None:
        _country(run, name)
        return
    result = measure(run.facts, name, area_kind="municipality")
    if not periods(result):
        return
    others = besides.compared(run, beside, result)
    drawn = close_up.development(run, result, others, area=area)
    noted = show.noted(on_area(result, area), lang, dated=True)
    caveats = [text[lang] for text in result.indicator.caveats]
    taken = show.show(replace(drawn, minded=(*noted, *caveats)), lang, key=name)
    once.cautions(run, noted, caveats)
    rows = result.where(result.table["area"] == area)
    table = profile.years(run, result, area, others)
    show.table(table, rows, lang, key=name, compared=others, beside=taken)


def _country(run: Run, name: str) -> None:
    lang, whole = run.language, measure(run.facts, name, area=COUNTRY)
    values = series(whole, COUNTRY)
    if not values:
        return
    called, declared = close_up.country_name(whole, lang), whole.indicator
    title = say("support.country_title", lang, what=declared.name[lang], name=called)
    line = Line(called, values, theme.MAIN, "own")
    drawn = trend([whole], [line], lang, title=title, events=law.marked(run.facts))
    minded = [text[lang] for text in declared.caveats]
    taken = show.show(replace(drawn, minded=tuple(minded)), lang, key=name)
    once.cautions(run, (), minded)
    table = pd.DataFrame({called: values}).map(lambda v: fmt.number(v, lang, declared.decimals))
    show.table(table, whole, lang, key=name, beside=taken)


def by_category(run: Run, name: str, area: str) -> None:
    """A count by category in each year, of the municipality or the country; nothing without any."""
    lang = run.language
    result = measure(run.facts, name, area=area or COUNTRY)
    rows = result.usable()
    if not len(rows):
        return
    declared = result.indicator
    codes = dimensions()[str(declared.dimension)].codes
    counts = rows.pivot(index="category", columns="period", values="value")
    order = [code for code in (TOTAL, *codes) if code in counts.index]
    names = {TOTAL: say("support.total", lang), **{code: codes[code][lang] for code in codes}}
    table = counts.loc[order].rename(index=names).map(lambda value: fmt.number(value, lang))
    table.index.name = table.columns.name = None
    called = geo.municipality(area).name if area else say("area.country", lang)
    with st.expander(f"{declared.name[lang]}: {called}"):
        st.caption(declared.unit[lang])
        show.numbers(show.of_results(table, [result], lang), key=name)
        noted = show.noted(on_area(result, area), lang, dated=True) if area else []
        once.cautions(run, noted, [text[lang] for text in declared.caveats])
        show.source(result.snapshots, lang)


def by_notifier(run: Run, area: str) -> None:
    """What followed, by notifier, as the municipality uploaded it; else how it may be had."""
    lang = run.language
    st.markdown(say("support.no_link", lang))
    if not area or not own_shelf.readable(lang):
        return
    found = own.figures(area, outside=True)
    if found is None or not own_view.outcomes(found, lang):
        st.markdown(say("support.no_upload", lang, name=geo.municipality(area).name))
    else:
        show.cautions([say("own.hidden_note", lang), say("own.not_published", lang)], lang)
        show.source(tuple(found.snapshots.values()), lang)
    own_view.link(area, lang)
