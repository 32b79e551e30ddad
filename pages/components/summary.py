"""Kort fortalt: a profile's answer in a few sentences, each leading to what it rests on."""

import streamlit as st

from analysis.explanations import explain
from analysis.measure import COUNTRY, measure, periods
from analysis.result import Result
from analysis.robust import holds
from catalog import format as fmt
from catalog.words import say
from pages.components import (
    changing,
    close_up,
    holding,
    places,
    show,
    verdict,
    who_notifies,
    who_said,
)
from pages.components.beside import Beside
from pages.components.session import Run


def box(run: Run, name: str, area: str, *, beside: Beside, base: str, year: str) -> None:
    """What the sections say, said first; `year` is that of who notifies, empty without counts.

    Every sentence is made where its section is made, so the two cannot differ.
    """
    lang = run.language
    result = measure(run.facts, name, area_kind="municipality")
    known = periods(result)
    if not known:
        return
    told = [
        (result.indicator.name[lang], places.of(name), _figure(run, result, known[-1], beside)),
        (say("short.holds", lang), places.of(name), _holds(run, result, known[-1], beside)),
        (
            say("short.change", lang),
            places.of(name, "aendring"),
            changing.told(run, result, area, base),
        ),
        (_who(run, year), who_notifies.PLACE, who_said.short(run, beside, year)),
        (
            say("why.heading", lang),
            places.of(name, "forklaring"),
            _explain(run, result, known[-1], beside),
        ),
    ]
    with st.container(border=True):
        st.subheader(say("short.heading", lang), anchor=False)
        show.mark(result, lang)
        lines = [f"- **{places.link(head, at)}:** {text}" for head, at, text in told if text]
        st.markdown("\n".join(lines))


def _figure(run: Run, result: Result, period: str, beside: Beside) -> str:
    """The figure beside the comparison as the verdict allows; without one the figure, or why."""
    lang, area = run.language, beside.comparison.area
    country = close_up.country_name(measure(run.facts, result.indicator.id, area=COUNTRY), lang)
    said = verdict.compared(run, result, period=period, area=area, country=country, against=beside)
    if said:
        return said
    row = result.table[(result.table["area"] == area) & (result.table["period"] == period)]
    if len(row) and row["status"].iloc[0] == "ok":
        value = fmt.number(float(row["value"].iloc[0]), lang, result.indicator.decimals)
        return say("short.figure", lang, value=value, period=fmt.period(period, lang))
    status = say(f"status.{row['status'].iloc[0] if len(row) else 'missing'}", lang)
    return say("close_up.none", lang, status=status, period=fmt.period(period, lang))


def _holds(run: Run, result: Result, period: str, beside: Beside) -> str:
    area = beside.comparison.area
    held = holds(run.facts, result, area, period, beside.weights)
    return "" if held[0].why == "counts" else holding.sentence(run, result, held, area, period)


def _who(run: Run, year: str) -> str:
    when = fmt.period(year, run.language) if year else ""
    return say("short.who", run.language, period=when)


def _explain(run: Run, result: Result, period: str, beside: Beside) -> str:
    """That the list is to be gone through; only where the figure is unusual."""
    if result.indicator.topic != "notifications":
        return ""
    chosen, area = beside.comparison, beside.comparison.area
    found = explain(run.facts, result, area, period, chosen, beside.weights)
    return say("why.lead", run.language) if found.verdict == "unusual" else ""
