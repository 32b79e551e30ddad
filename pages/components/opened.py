"""One indicator of a municipality on its profile: figure, change, series, doubts, what explains."""

import streamlit as st

from analysis.measure import measure, periods
from analysis.notes import on_area
from pages.components import asked, changing, close_up, explained, holding, profile, show
from pages.components import beside as besides
from pages.components.beside import Beside
from pages.components.session import Run


def section(run: Run, name: str, area: str, *, beside: Beside, base: str) -> None:
    """The newest figure beside the comparison, and how it came there; nothing without figures."""
    lang = run.language
    result = measure(run.facts, name, area_kind="municipality")
    known = periods(result)
    if not known:
        return
    others = besides.compared(run, beside, result)
    with st.container(border=True):
        st.subheader(result.indicator.name[lang], anchor=False)
        left, right = st.columns([2, 3], gap="large")
        with left:
            close_up.figure(run, result, period=known[-1], area=area, notes=False, beside=beside)
            changing.section(run, result, area, base)
        with right:
            drawn = close_up.drawn(run, result, others, period=known[-1], area=area)
            taken = show.show(drawn, lang, key=name, level=4)
        holding.section(run, result, known[-1], beside)
        noted = show.noted(on_area(result, area), lang, dated=True)
        show.cautions([*noted, *(text[lang] for text in result.indicator.caveats)], lang)
        own_rows = result.where(result.table["area"] == area)
        table = profile.years(run, result, area, others)
        show.table(table, own_rows, lang, key=name, part=area, compared=others, beside=taken)
        explained.section(run, result, area, known[-1], beside)
        asked.section(run, name, level=4)
