"""The advised municipalities known by name beside all others, year by year; no effect is told."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.prevention import Beside, beside, groups
from catalog import format as fmt
from catalog.words import say
from charts import theme, trend
from charts.trend import Line
from pages.components import once, show
from pages.components.session import Run
from reports.beside import Compared, rows
from reports.download import csv_of

BESIDE = ("support_share", "preventive_share_0_22", "placed_share_0_22")


def section(run: Run) -> None:
    """What the comparison is and is not, and a figure for each share there is."""
    lang = run.language
    st.header(say("prevention.beside_heading", lang), anchor=False)
    st.markdown(say("prevention.beside_lead", lang))
    for name in BESIDE:
        if found := beside(run.facts, name):
            with st.container(border=True):
                figure(run, found)


def figure(run: Run, found: Beside) -> None:
    """The named municipalities' middle figure beside the others', described and never judged."""
    lang, indicator = run.language, found.result.indicator
    name = indicator.name[lang]
    both = _compared(run, found)
    colors = (theme.MAIN, theme.QUIET)
    lines = [
        Line(one.name, one.level.values, color, weight)
        for one, color, weight in zip(both, colors, ("own", "beside"), strict=True)
    ]
    title = say("prevention.beside_title", lang, name=name)
    drawn = trend([found.result], lines, lang, title=title, events=law.marked(run.facts))
    drawn = replace(
        drawn,
        notes=(*drawn.notes, *(one.told for one in both)),
        minded=(
            say("prevention.beside_lead", lang),
            *(text[lang] for text in indicator.caveats),
        ),
    )
    taken = show.show(drawn, lang, key=f"beside.{indicator.id}")
    st.markdown(_described(run, found))
    once.cautions(run, (), [text[lang] for text in indicator.caveats])
    numbers = show.of_results(
        _years(run, found, both),
        [found.result],
        lang,
        csv=lambda: csv_of([], lang, [row for one in both for row in rows(one, lang)]),
    )
    show.folded(numbers, key=f"beside.{indicator.id}", beside=taken)


def _compared(run: Run, found: Beside) -> tuple[Compared, Compared]:
    lang = run.language
    advised = groups(run.facts)[0].named
    names = sorted((geo.municipality(code).name for code in advised), key=fmt.danish)
    return (
        Compared(
            say("prevention.named", lang, count=len(names)),
            say("prevention.named_told", lang, names=fmt.listed(names, lang)),
            found.named,
            found.result,
            "named",
        ),
        Compared(
            say("prevention.others", lang),
            say("prevention.others_told", lang),
            found.others,
            found.result,
            "others",
        ),
    )


def _described(run: Run, found: Beside) -> str:
    lang, indicator = run.language, found.result.indicator
    years = sorted(found.named.values.keys() & found.others.values.keys())
    figures = {
        f"{part}_{when}": fmt.number(level.values[year], lang, indicator.decimals)
        for part, level in (("named", found.named), ("others", found.others))
        for when, year in (("first", years[0]), ("last", years[-1]))
    }
    unit = indicator.unit[lang]
    return say("prevention.described", lang, first=years[0], last=years[-1], unit=unit, **figures)


def _years(run: Run, found: Beside, both: tuple[Compared, Compared]) -> pd.DataFrame:
    """A row a year: each middle figure and over how many municipalities it is taken."""
    lang, decimals = run.language, found.result.indicator.decimals
    years = sorted(found.named.values.keys() | found.others.values.keys())
    columns: dict[str, list[str]] = {}
    for one in both:
        values, members = one.level.values, one.level.members
        columns[one.name] = [fmt.number(values.get(year), lang, decimals) for year in years]
        over = say("prevention.over", lang, name=one.name)
        columns[over] = [fmt.number(members.get(year), lang) for year in years]
    return pd.DataFrame(columns, index=pd.Index(years))
