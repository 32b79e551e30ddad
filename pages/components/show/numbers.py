"""Numbers on the page: tables as they are read, in sight or behind a line, each with its files."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.result import Result
from catalog.model import Language
from catalog.words import say
from pages.components.show.minded import made_up
from pages.components.taken import Taken, files
from reports.beside import Compared
from reports.numbers import Numbers, of_results

TABLE_HEIGHT = 420
ROWS, IN_SIGHT, COLUMNS = 12, 30, 5
"""More rows than these are scrolled, behind a line and in sight; more columns make a table wide."""
LONG = 60
"""A cell with more signs makes a table wide too: moved sideways where there is no room."""
LISTED = {r"^(\d+)\.(?= )": r"\1\."}
"""How a cell that opens with `10. ` is written, so that Markdown does not take it for a list."""


def table(
    frame: pd.DataFrame,
    result: Result,
    language: Language,
    *,
    key: str,
    compared: Compared | None = None,
    beside: Taken | None = None,
) -> None:
    """The numbers of a result as `folded` shows them, with whom they are compared."""
    folded(of_results(frame, [result], language, compared=compared), key=key, beside=beside)


def folded(
    found: Numbers,
    *,
    key: str,
    beside: Taken | None = None,
    label: str = "",
    below: Callable[[], None] | None = None,
) -> None:
    """Tables behind a line that opens them, and what belongs `below` them; the files in sight."""
    with st.expander(label or say("show.table", found.language)):
        tables(found, key=key, most=ROWS)
        if below is not None:
            below()
    files(found, key=key, beside=beside)


def numbers(found: Numbers, *, key: str, beside: Taken | None = None) -> None:
    """Tables in plain sight, and their files with those of the figure that they stand beside."""
    tables(found, key=key)
    files(found, key=key, beside=beside)


def tables(found: Numbers, *, key: str, most: int = IN_SIGHT) -> None:
    """Each table with its name, marked where it is made up, and who is in its comparison."""
    if found.about.made_up:
        made_up(found.language)
    with st.container(key=f"table-{key}"):
        for number, (name, frame) in enumerate(found.tables.items()):
            if name:
                st.caption(name)
            with st.container(height=TABLE_HEIGHT if len(frame) > most else "content"):
                _table(frame, f"{key}-{number}" if number else key)
        if found.told:
            st.caption(found.told)


def plain(table: pd.DataFrame) -> None:
    """A table whose cells say what they hold: `10. juni` is a date, not the tenth of a list."""
    st.table(table.replace(LISTED, regex=True))


def wide(table: pd.DataFrame, *, key: str) -> None:
    """A table with long texts: on a phone it is read by moving it sideways, not squeezed."""
    with st.container(key=f"wide-{key}"):
        plain(table)


def _table(frame: pd.DataFrame, key: str) -> None:
    long = frame.map(lambda cell: len(str(cell)) > LONG).any(axis=None)
    if long or len(frame.columns) > COLUMNS:
        wide(frame, key=key)
    else:
        plain(frame)
