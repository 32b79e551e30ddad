"""What a reader may take away of a figure: its picture, and its numbers for spreadsheets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from catalog.model import Language
from catalog.words import say
from charts.frame import Framed
from reports.named import called, ended
from reports.numbers import Numbers
from reports.workbook import View

if TYPE_CHECKING:
    from charts.paper import Kind

SEEN = "atlas.seen"
PNG, SVG = "image/png", "image/svg+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Taken:
    """A figure on the page and the place beside it where its files are."""

    figure: Framed
    box: DeltaGenerator


def file(
    label: str, made: Callable[[], bytes], *, name: str, key: str, mime: str = "text/csv"
) -> None:
    """A button for a file that is `made` when it is pressed.

    The page does not run again for it: a run at that moment would withdraw the very file that
    was asked for, and on a busy server the reader's click would come to nothing.
    """
    st.download_button(
        label,
        data=made,
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def place(language: Language) -> DeltaGenerator:
    """A button that opens onto files."""
    return st.popover(say("taken.open", language), icon=":material/download:")


def pictures(
    figure: Framed, language: Language, *, key: str, leaving: Callable[[], Framed] | None = None
) -> Taken:
    """The figure as PNG and as SVG, below it; what is returned has room for its numbers.

    Where less may leave the page than it shows, `leaving` draws that.
    """
    box, seen = place(language), _seen()

    kinds: tuple[tuple[Kind, str], ...] = (("png", PNG), ("svg", SVG))

    def made(kind: "Kind") -> Callable[[], bytes]:
        return lambda: _picture(leaving() if leaving else figure, language, kind, seen)

    with box:
        for kind, mime in kinds:
            file(
                say(f"taken.{kind}", language),
                made(kind),
                name=ended(called(figure, language), kind, date.today()),
                key=f"{key}.{kind}",
                mime=mime,
            )
    return Taken(figure, box)


def files(found: Numbers, *, key: str, beside: Taken | None = None) -> None:
    """Numbers as CSV and as they are shown, with the files of the figure that they stand beside."""
    found = found.beside(beside.figure) if beside else found
    seen, language, day = _seen(), found.language, date.today()
    with beside.box if beside else place(language):
        file(
            say("show.download", language),
            found.csv,
            name=ended(found.name, "csv", day),
            key=f"{key}.csv",
        )
        file(
            say("taken.xlsx", language),
            lambda: found.book(_view(seen)),
            name=ended(found.name, "xlsx", day),
            key=f"{key}.xlsx",
            mime=XLSX,
        )


def edition(fingerprint: str) -> None:
    """Remember, for the files, which edition of the facts the page shows."""
    _seen()["edition"] = fingerprint


def whole() -> None:
    """Remember where the page is seen, when all choices are in its address."""
    if st.context.url:
        choices = urlencode(st.query_params.to_dict())
        _seen()["address"] = "?".join(filter(None, [st.context.url.partition("?")[0], choices]))


def _seen() -> dict[str, str]:
    """What is known of this view; a file that is made later reads it as it is then."""
    seen: dict[str, str] = st.session_state.setdefault(SEEN, {})
    return seen


def _view(seen: Mapping[str, str]) -> View:
    return View(date.today(), seen.get("edition", ""), seen.get("address", ""))


def _picture(figure: Framed, language: Language, kind: "Kind", seen: Mapping[str, str]) -> bytes:
    """Drawn when it is asked for; the library is not loaded before the first one is."""
    from charts.paper import picture

    return picture(figure, language, kind, made=date.today(), address=seen.get("address", ""))
