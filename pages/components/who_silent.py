"""Groups that did not notify, or much less than expected: for one municipality, and for all."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.measure import measure
from analysis.notifier_excess import SILENT
from analysis.notifier_mix import notifier_mix
from analysis.notifiers import COUNTS, group_name, years
from analysis.roughly import around
from analysis.silent import silent
from catalog import format as fmt
from catalog.load import dimensions
from catalog.words import say
from pages.components import beside, show, who_said
from pages.components.beside import Beside
from pages.components.session import Run
from reports.silent import silent_csv


def of_area(run: Run, area: str, chosen: Beside, period: str) -> None:
    """The groups of one municipality that are silent or rarer than chance allows."""
    lang, name = run.language, geo.municipality(area).name
    if period not in years(run.facts, area):
        return
    mix = notifier_mix(run.facts, chosen.comparison, period=period)
    few = mix.table[(mix.table["said"] == "fewer") | mix.table["silent"]]
    other, when = beside.name(chosen, lang), fmt.period(period, lang)
    if mix.why:
        st.markdown(who_said.certainty(mix, lang))
    elif few.empty:
        st.markdown(say("notifiers.silent_none_here", lang, name=name, period=when, other=other))
    if len(few):
        st.markdown(say("notifiers.silent_here", lang, name=name, period=when))
        said = who_said.sentences(replace(mix, table=few), other, lang)
        st.markdown("\n".join(f"- {text}" for text in said))
    if not mix.why:
        st.caption(who_said.certainty(mix, lang))


def of_all(run: Run, period: str) -> None:
    """Every municipality with a silent group that year, by region and name, as table and file."""
    lang = run.language
    result = measure(run.facts, COUNTS, area_kind="municipality")
    now = result.where(result.table["period"] == period)
    if now.table.empty:
        return
    found, when = silent(run.facts, period), fmt.period(period, lang)
    least = fmt.number(SILENT, lang)
    if found.empty:
        st.markdown(say("notifiers.silent_nobody", lang, period=when, least=least))
        show.source(now.snapshots, lang)
        return
    areas = fmt.number(found["area"].nunique(), lang)
    st.markdown(say("notifiers.silent_all", lang, period=when, least=least, count=areas))
    table = pd.DataFrame(
        {
            dimensions()["notifier"][lang]: [group_name(code, lang) for code in found["group"]],
            say("notifiers.column_expected", lang): [
                fmt.number(around(value), lang) for value in found["expected"]
            ],
        },
        index=pd.Index(
            [geo.municipality(code).name for code in found["area"]], name=say("pick.area", lang)
        ),
    )
    numbers = show.of_results(
        table,
        [now],
        lang,
        csv=lambda: silent_csv(found, now, lang),
        what=f"{say('notifiers.silent_heading', lang)}, {when}",
    )
    show.folded(numbers, key="silent")
    show.source(now.snapshots, lang)
