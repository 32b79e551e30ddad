"""The national shares by notifier as they were printed, edition by edition."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis import law
from analysis.notifiers import group_name
from analysis.printed_shares import BOUNDS, printed_shares
from analysis.result import cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.words import say
from charts import theme
from charts.trend import Line, trend
from pages.components import show
from pages.components.session import Run
from reports.printed import number

WHOLE = "rounded_1"
"""The precision of shares that were printed without decimals, which needs no word before each."""


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
    rows = found.usable()
    limits = [
        say(
            "printed.not_drawn",
            lang,
            name=group_name(row["category"], lang),
            period=fmt.period(row["period"], lang),
            number=number(row["value"], row["precision"], 1, lang),
        )
        for row in rows[rows["precision"].isin(BOUNDS)].to_dict("records")
    ]
    drawn = replace(drawn, notes=(*drawn.notes, *limits))
    taken = show.show(drawn, lang, key="printed")
    precision = dimensions()["precision"].codes
    table = pd.DataFrame(
        {
            say("overview.totals_period", lang): [fmt.period(p, lang) for p in rows["period"]],
            say("notifiers.column_share", lang): [
                fmt.number(v, lang) if code == WHOLE else number(v, code, 1, lang)
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
