"""Show a framed figure: title, drawing, legend, notes, source, its numbers as table and file."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.result import Result, cite
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.frame import Framed, Legend
from charts.said import said
from data.schema import Snapshot
from pages.components.taken import Taken, pictures, place, sheets
from pages.components.taken import file as file
from reports.beside import Compared, rows
from reports.download import csv_file, file_name
from reports.workbook import about

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "topojsonURL": "app/static/topo/",  # or plotly.js asks an outside host before it draws a map
    "showSendToCloud": False,
}
TABLE_HEIGHT = 420
LONG = 60
"""A cell with more signs makes a table wide: it is moved sideways where there is no room."""
LISTED = {r"^(\d+)\.(?= )": r"\1\."}
"""How a cell that opens with `10. ` is written, so that Markdown does not take it for a list."""


def show(
    figure: Framed,
    language: Language,
    *,
    key: str,
    on_select: Callable[[], None] | None = None,
    level: int = 3,
    told: bool = False,
) -> Taken:
    """A figure with everything that belongs to it; nothing of it can be left out by a page.

    `told` where the page has said in words already what the figure shows. What is returned has room
    for the files of its numbers, for `table` and others.
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
    st.html(words + notes + _source(figure.snapshots, language))
    return pictures(figure, language, key=key)


def legend(lines: tuple[Legend, ...], language: Language) -> None:
    """A legend by itself, for figures that stand together and share it."""
    st.html(_legend(lines, language))


def snapshots_of(results: Sequence[Result]) -> tuple[Snapshot, ...]:
    """The snapshots behind several results, each once."""
    return tuple(dict.fromkeys(found for result in results for found in result.snapshots))


def further(also: Sequence[Result], shown: Sequence[Result]) -> tuple[Snapshot, ...]:
    """The snapshots that a text rests on besides those that its drawing has named."""
    there = snapshots_of(shown)
    return tuple(found for found in snapshots_of(also) if found not in there)


def source(snapshots: tuple[Snapshot, ...], language: Language) -> None:
    """Where figures are from: each source with its edition, its standing and its address."""
    st.html(_source(snapshots, language))


def table(
    frame: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    key: str,
    part: str = "",
    compared: Compared | None = None,
    beside: Taken | None = None,
) -> None:
    """The same numbers as a table and as files, with source, edition and standing.

    The files stand with those of the figure they are `beside`. Where a comparison stands in the
    table, all say who is in it and how they are averaged.
    """
    with st.expander(say("show.table", language)):
        numbers(frame, result, language, key=key, compared=compared)
    files(frame, result, language, key=key, part=part, compared=compared, beside=beside)


def numbers(
    frame: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    key: str,
    compared: Compared | None = None,
) -> None:
    """A table of figures, marked where they are made up, with who is in its comparison."""
    mark(result, language)
    with st.container(height=TABLE_HEIGHT if len(frame) > 12 else "content"):
        if frame.map(lambda cell: len(str(cell)) > LONG).any(axis=None):
            wide(frame, key=key)
        else:
            plain(frame)
        if compared is not None:
            st.caption(compared.told)


def files(
    frame: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    key: str,
    part: str = "",
    compared: Compared | None = None,
    beside: Taken | None = None,
) -> None:
    """A table's numbers as files, with those of the figure that it stands beside."""
    told = [compared.told] if compared is not None else []
    found = about(result, language, figure=beside.figure if beside else None, told=told)
    with beside.box if beside else place(language):
        download(result, language, key=key, part=part, compared=compared)
        name = file_name(result, part).replace(".csv", ".xlsx")
        sheets({"": frame}, found, language, beside, key=key, name=name)


def download(
    result: Result,
    language: Language,
    *,
    key: str,
    part: str = "",
    named: bool = False,
    compared: Compared | None = None,
) -> None:
    """A button that makes the file when it is pressed; `named` where several stand together.

    The figures of a comparison come after those of the result.
    """
    name = result.indicator.name[language]
    label = say(f"show.download_{whose(result)}", language, name=name) if named else ""
    file(
        label or say("show.download", language),
        lambda: csv_file(result, language, rows(compared, language) if compared else ()),
        name=file_name(result, part, compared.short if compared else ""),
        key=f"{key}.download",
    )


def whose(result: Result) -> str:
    """National figures are told from those of municipalities under the same name."""
    return "country" if set(result.table["area_kind"]) == {"country"} else "named"


def downloads(results: Sequence[Result], language: Language, *, key: str) -> None:
    """One button for one result; for several a list of them by name."""
    if len(results) == 1:
        download(results[0], language, key=key)
        return
    with st.popover(say("show.download", language), icon=":material/download:"):
        for number, result in enumerate(results):
            download(result, language, key=f"{key}.{number}", named=True)


def mark(result: Result, language: Language) -> None:
    """Say of figures outside a drawing that they are made up, where they are."""
    if result.standing == "synthetic":
        st.html(f"<p class='atlas-made-up'>{escape(say('frame.mark', language))}</p>")


def plain(table: pd.DataFrame) -> None:
    """A table whose cells say what they hold: `10. juni` is a date, not the tenth of a list."""
    st.table(table.replace(LISTED, regex=True))


def wide(table: pd.DataFrame, *, key: str) -> None:
    """A table with long texts: on a phone it is read by moving it sideways, not squeezed."""
    with st.container(key=f"wide-{key}"):
        plain(table)


def noted(notes: pd.DataFrame, language: Language, *, dated: bool = False) -> list[str]:
    """Quality notes as texts; `dated` puts the periods in front, once for the same text."""
    if not dated:
        return list(notes[f"text_{language}"])
    told: dict[str, list[str]] = {}
    for period, text in zip(notes["period"], notes[f"text_{language}"], strict=True):
        told.setdefault(text, []).extend([period] if isinstance(period, str) else [])
    return [
        say("show.note", language, period=_periods(periods, language), text=text)
        if periods
        else text
        for text, periods in sorted(told.items(), key=lambda found: found[1])
    ]


def _periods(periods: list[str], language: Language) -> str:
    return fmt.listed([fmt.period(period, language) for period in sorted(set(periods))], language)


def cautions(texts: list[str], language: Language) -> None:
    """What must be minded, in plain sight and not behind a click."""
    items = "".join(f"<li>{escape(text)}</li>" for text in dict.fromkeys(texts))
    if items:
        head = escape(say("show.cautions", language))
        st.html(f"<div class='atlas-cautions'><strong>{head}</strong><ul>{items}</ul></div>")


def big(number: str, words: str) -> None:
    """One number, large, with what it is."""
    st.html(f"<p class='atlas-big'><span>{escape(number)}</span> {escape(words)}</p>")


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


def _source(snapshots: tuple[Snapshot, ...], language: Language) -> str:
    if not snapshots:
        return f"<p class='atlas-source'>{escape(say('source.none', language))}</p>"
    cited = dict.fromkeys(linked(found, language) for found in snapshots)
    line = say("source.line", language, citations="; ".join(cited))
    return f"<p class='atlas-source'>{line}</p>"


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


def linked(snapshot: Snapshot, language: Language) -> str:
    """One snapshot as a citation that leads to its address; without one, with the reason."""
    text = escape(cite(snapshot, language))
    if snapshot.url is None:
        return f"{text} ({escape(snapshot.why_no_url(language) or '')})"
    return f"<a href='{escape(snapshot.url)}' target='_blank'>{text}</a>"
