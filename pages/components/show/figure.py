"""A framed figure on the page: title, drawing, legend, its words, notes, source, and its files."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from catalog.model import Language
from catalog.words import say
from charts.frame import Framed, Legend
from charts.said import said
from pages.components.show.cited import source_line
from pages.components.taken import Taken, pictures

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "topojsonURL": "app/static/topo/",  # or plotly.js asks an outside host before it draws a map
    "showSendToCloud": False,
}


def show(
    figure: Framed,
    language: Language,
    *,
    key: str,
    on_select: Callable[[], None] | None = None,
    level: int = 3,
    told: bool = False,
    leaving: Callable[[], Framed] | None = None,
) -> Taken:
    """A figure with everything that belongs to it; nothing of it can be left out by a page.

    `told` where the page has said in words already what the figure shows; `leaving` draws what its
    pictures hold where they may not show all that the page does. What is returned has room
    for the files of its numbers, for `table` and others, which have the same `key`.
    """
    title = f"<h{level} class='atlas-title'>{escape(figure.title)}</h{level}>"
    subtitle = f"<p class='atlas-subtitle'>{escape(figure.subtitle)}</p>"
    st.html(title + subtitle + _legend(figure.legend, language))
    if isinstance(figure.drawing, str):
        st.markdown(figure.drawing, unsafe_allow_html=True)
    else:
        _plotly(figure.drawing, figure.alt, key, on_select)
    words = "" if told else _said(figure, language)
    notes = "".join(f"<p class='atlas-note'>{escape(note)}</p>" for note in figure.notes)
    st.html(words + notes + source_line(figure.snapshots, language))
    return pictures(figure, language, key=key, leaving=leaving)


def legend(lines: tuple[Legend, ...], language: Language) -> None:
    """A legend by itself, for figures that stand together and share it."""
    st.html(_legend(lines, language))


def _plotly(
    drawing: dict[str, Any], alt: str, key: str, on_select: Callable[[], None] | None
) -> None:
    st.plotly_chart(
        drawing,
        key=key,
        config=CONFIG,
        alt=alt,
        on_select=on_select or "ignore",
        selection_mode="points",
    )


def _said(figure: Framed, language: Language) -> str:
    """The words of the drawing, for everybody: a long list is opened by who wants it."""
    short, rest = said(figure, language)
    shown = f"<p class='atlas-said'>{escape(short)}</p>" if short else ""
    if not rest:
        return shown
    name = escape(say("access.rest", language))
    more = f"<summary>{name}</summary><p>{escape(rest)}</p>"
    return f"{shown}<details class='atlas-said'>{more}</details>"


def _legend(lines: tuple[Legend, ...], language: Language) -> str:
    if not lines:
        return ""
    parts = []
    for line in lines:
        count = f" <span>({line.count})</span>" if line.count is not None else ""
        swatch = f"<i class='atlas-{escape(line.mark)}' style='--c:{escape(line.color)}'></i>"
        parts.append(f"<li>{swatch}{escape(line.label)}{count}</li>")
    name = escape(say("show.legend", language))
    return f"<ul class='atlas-legend' aria-label='{name}'>{''.join(parts)}</ul>"
