"""Set up the page, read the language, and run the chosen page."""

import gc

import streamlit as st

from catalog.words import say
from pages import MENU
from pages.components import address, session, waiting


@st.cache_resource(show_spinner=False)
def _settle() -> None:
    """Keep what was imported out of later collections: Streamlit collects after every run."""
    gc.collect()
    gc.freeze()


address.arrive()
language = session.language()
st.set_page_config(page_title=say("app.name", language), page_icon="static/icon.png", layout="wide")
menu: dict[str, list[st.Page]] = {}
for entry in MENU:
    part = say(f"menu.{entry.part}", language) if entry.part else ""
    menu.setdefault(part, []).append(
        st.Page(
            entry.file,
            title=say(f"{entry.id}.menu", language),
            url_path=entry.address or None,
            default=not entry.address,
        )
    )
chosen = st.navigation(menu, position="top")
_settle()
with waiting.told(language):
    chosen.run()
