"""What a reader sees while a page takes more than a second, whatever it is that takes the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from catalog.model import Language
from catalog.words import say


@contextmanager
def told(language: Language) -> Iterator[None]:
    """Say that figures are on their way until the page is whole; style.css lets a second pass."""
    with st.container(key="atlas-waiting"):
        place = st.empty()
    place.html(f"<p role='status'>{escape(say('status_line.waiting', language))}</p>")
    try:
        yield
    finally:
        place.empty()
