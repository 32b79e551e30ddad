"""One indicator of a municipality on its profile: figure, change, series, doubts, what explains."""

from collections.abc import Sequence

import streamlit as st

from analysis.faults import faulty
from analysis.measure import measure, periods
from analysis.notes import on_area
from analysis.result import Result
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import (
    asked,
    changing,
    close_up,
    explained,
    holding,
    municipal,
    places,
    profile,
    show,
    verdict,
)
from pages.components import beside as besides
from pages.components.beside import Beside
from pages.components.session import Run


def section(run: Run, name: str, area: str, *, beside: Beside, base: str) -> None:
    """The newest figure beside the comparison, and how it came there; nothing without figures."""
    result = measure(run.facts, name, area_kind="municipality")
    if not periods(result):
        return
    with st.container(border=True):
        places.heading(run, result.indicator.name[run.language], places.of(name))
        _whole(run, result, area, beside=beside, base=base)


def others(run: Run, names: Sequence[str], area: str, *, beside: Beside, base: str) -> None:
    """The same of other indicators, each behind a line that tells its newest figure."""
    lang = run.language
    found = [measure(run.facts, name, area_kind="municipality") for name in names]
    found = [result for result in found if periods(result)]
    if not found:
        return
    with st.container(border=True):
        places.heading(run, say("short.others", lang), "andre-tal")
        st.markdown(say("short.others_lead", lang))
        for result in found:
            with st.expander(_line(result, area, lang)):
                _whole(run, result, area, beside=beside, base=base)


def _whole(run: Run, result: Result, area: str, *, beside: Beside, base: str) -> None:
    """Figure, change, series and what is in doubt in sight; the numbers behind a click."""
    lang, name, last = run.language, result.indicator.id, periods(result)[-1]
    compared = besides.compared(run, beside, result)
    left, right = st.columns([2, 3], gap="large")
    with left:
        close_up.figure(run, result, period=last, area=area, notes=False, beside=beside)
        if told := changing.told(run, result, area, base):
            places.within(say("short.change", lang), places.of(name, "aendring"))
            st.markdown(told)
    with right:
        drawn = close_up.drawn(run, result, compared, period=last, area=area)
        taken = show.show(drawn, lang, key=name, level=4)
    noted = show.noted(on_area(result, area), lang, dated=True)
    show.cautions([*noted, *(text[lang] for text in result.indicator.caveats)], lang)
    holding.section(run, result, last, beside)
    own_rows = result.where(result.table["area"] == area)
    table = profile.years(run, result, area, compared)
    show.folded(
        show.of_results(table, [own_rows], lang, compared=compared),
        key=name,
        beside=taken,
        label=say("short.numbers_and_change", lang),
        below=lambda: changing.details(run, result, area, base),
    )
    explained.section(run, result, area, last, beside)
    asked.section(run, name, level=4)


def _line(result: Result, area: str, language: Language) -> str:
    """An indicator with the municipality's newest figure, or why there is none."""
    period = periods(result)[-1]
    at = (result.table["area"] == area) & (result.table["period"] == period)
    figures = municipal.figures(result.table[at], result, language)
    if area in faulty(result, period):
        figures = [verdict.marked(figure, language) for figure in figures]
    made_up = result.standing == "synthetic"
    return say(
        "short.other",
        language,
        name=result.indicator.name[language],
        value=figures[0] if figures else say("status.missing", language),
        period=fmt.period(period, language),
        mark=say("frame.mark", language) if made_up else "",
    ).strip()
