"""One indicator of a municipality on its profile: figure, change, series, doubts, what explains."""

import streamlit as st

from analysis.measure import measure, periods
from analysis.notes import on_area
from analysis.result import Result
from catalog.words import say
from pages.components import beside as besides
from pages.components import changing, close_up, explained, holding, places, profile, show
from pages.components.beside import Beside
from pages.components.session import Run
from reports.beside import Compared


def section(
    run: Run, name: str, area: str, *, beside: Beside, base: str, first: bool = False
) -> None:
    """The newest figure beside the comparison, and how it came there; nothing without figures.

    What the `first` is known to be wrong for stands open; of the others what is wrong with this
    municipality's own figures, and what is true of every figure of theirs with the numbers.
    """
    lang = run.language
    result = measure(run.facts, name, area_kind="municipality")
    known = periods(result)
    if not known:
        return
    others = besides.compared(run, beside, result)
    with st.container(border=True):
        places.heading(run, result.indicator.name[lang], places.of(name))
        left, right = st.columns([2, 3], gap="large")
        with left:
            close_up.figure(run, result, period=known[-1], area=area, notes=False, beside=beside)
            if told := changing.told(run, result, area, base):
                places.within(say("short.change", lang), places.of(name, "aendring"))
                st.markdown(told)
        with right:
            show.show(close_up.development(run, result, others, area=area), lang, key=name, level=4)
        noted = show.noted(on_area(result, area), lang, dated=True)
        general = [text[lang] for text in result.indicator.caveats]
        show.cautions([*noted, *(general if first else ())], lang)
        holding.section(run, result, known[-1], beside)
        with st.expander(say("short.numbers_and_change", lang)):
            show.cautions([] if first else general, lang)
            _numbers(run, result, area, others)
        explained.section(run, result, area, known[-1], beside)


def _numbers(run: Run, result: Result, area: str, others: Compared) -> None:
    """The series as a table and a file, and its change from every base year."""
    lang = run.language
    table = profile.years(run, result, area, others)
    show.numbers(table, result, lang, compared=others)
    own_rows = result.where(result.table["area"] == area)
    show.download(own_rows, lang, key=result.indicator.id, part=area, compared=others)
    changing.details(run, result, area)
