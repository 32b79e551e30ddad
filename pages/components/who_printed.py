"""The national shares by notifier as they were printed, edition by edition."""

import pandas as pd
import streamlit as st

from analysis import law
from analysis.notifier_mix import group_name
from analysis.printed_shares import printed_shares
from analysis.result import cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.words import say
from charts import theme
from charts.trend import Line, trend
from pages.components import show
from pages.components.session import Run

WHOLE = {"rounded_1": 0}
"""Decimals of shares that were printed without any."""


def section(run: Run) -> None:
    """What has been printed, drawn where years are whole; every edition is in the table."""
    lang = run.language
    found, series = printed_shares(run.facts)
    if found.usable().empty:
        return
    st.header(say("notifiers.printed_heading", lang), anchor=False)
    st.markdown(say("notifiers.printed_lead", lang))
    codes = [code for code in dimensions()["notifier"].codes if code in series]
    lines = [
        Line(group_name(code, lang), series[code], color, "own")
        for code, color in zip(codes, theme.OTHERS, strict=False)
    ]
    title = say("notifiers.printed_title", lang)
    drawn = trend([found], lines, lang, title=title, events=law.marked(run.facts))
    taken = show.show(drawn, lang, key="printed")
    rows = found.usable()
    precision = dimensions()["precision"].codes
    table = pd.DataFrame(
        {
            say("overview.totals_period", lang): [fmt.period(p, lang) for p in rows["period"]],
            say("notifiers.column_share", lang): [
                fmt.number(v, lang, WHOLE.get(code, 1))
                for v, code in zip(rows["value"], rows["precision"], strict=True)
            ],
            say("notifiers.column_precision", lang): [
                precision[code][lang] if code in precision else "" for code in rows["precision"]
            ],
            say("notifiers.column_note", lang): [
                note if isinstance(note, str) else "" for note in rows[f"note_{lang}"]
            ],
            say("overview.totals_source", lang): [
                cite(found.all_snapshots[int(key)], lang) for key in rows["snapshot"]
            ],
        },
        index=pd.Index(
            [group_name(code, lang) for code in rows["category"]],
            name=dimensions()["notifier"][lang],
        ),
    )
    show.table(table, found, lang, key="printed", beside=taken)
    show.cautions([text[lang] for text in found.indicator.caveats], lang)
