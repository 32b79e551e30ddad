"""One run of a page: its language, its facts, its heading, and what stands on every page."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.result import weakest
from catalog.model import Language
from catalog.words import LANGUAGES, say
from data.facts import Facts
from pages.components import address, announced, link, start, taken

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Run:
    """What a page needs before it can choose and show.

    `places` are its sections so far, `minded` the cautions it has said in full.
    """

    language: Language
    facts: Facts
    notices: DeltaGenerator
    places: dict[str, str] = field(default_factory=dict, compare=False)
    minded: set[str] = field(default_factory=set, compare=False)
    page: str = ""


def language() -> Language:
    """The language of this run: `?lang=en`, else as last chosen, else Danish."""
    chosen = address.read("lang", LANGUAGES, default="da", shown=_name)
    address.write("lang", "en" if chosen == "en" else "")
    return "en" if chosen == "en" else "da"


def begin(page: str) -> Run:
    """The heading of a page and its facts; stops the run with the reason when there are none."""
    lang = language()
    sideways = f":root {{ --atlas-sideways: '{say('short.sideways', lang)}'; }}"
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}{sideways}</style>")
    announced.speak(lang)
    beside = _heading(page, lang)
    with st.container():  # what comes and goes here must not move the page, or its tab is lost
        found = start.facts(lang)
        if found is None:
            st.stop()
        if weakest(snapshot.standing for snapshot in found.snapshots.values()) == "synthetic":
            st.error(say("standing.banner", lang))
    taken.edition(found.fingerprint)
    with beside:
        link.button(found, lang)
    return Run(lang, found, st.container(), page=page)


def end(run: Run) -> None:
    """What closes every page: unknown values in the address, the facts' edition, the license."""
    address.flush()
    announced.tell(run.page, run.language)
    taken.whole()
    if stamped := link.notice(run.facts, run.language):
        run.notices.info(stamped, icon=":material/link:")
    for name, found, used in address.unknown():
        label = say(f"address.name.{name}", run.language)
        told = say("doubt.unknown", run.language, name=label, found=found)
        if used:
            told = say("address.unknown", run.language, name=label, found=found, used=used)
        run.notices.warning(told, icon=":material/info:")
    st.divider()
    st.page_link("pages/access.py", label=say("access.menu", run.language))
    st.caption(
        say("footer.text", run.language, version=_version(), edition=run.facts.fingerprint[:8])
    )


def stop(run: Run, reason: str) -> NoReturn:
    """Close a page that has nothing to show, and say why."""
    st.info(reason)
    end(run)
    st.stop()


def _heading(page: str, lang: Language) -> DeltaGenerator:
    """The page's title and lead; what is given back is the place beside it."""
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        st.title(say(f"{page}.heading", lang), anchor=False)
    with right:
        other: Language = "da" if lang == "en" else "en"
        st.button(
            say("language.name", other),
            key="atlas.language",
            type="tertiary",
            icon=":material/language:",
            on_click=_switch,
            args=(other,),
        )
    st.markdown(say(f"{page}.lead", lang))
    return right


def _name(code: str) -> str:
    return say("language.name", "en" if code == "en" else "da")


def _switch(to: Language) -> None:
    address.choose("lang", "en" if to == "en" else "")


@cache
def _version() -> str:
    project = tomllib.loads((start.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
