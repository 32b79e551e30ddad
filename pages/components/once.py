"""What must be minded, in full at the first figure of a page and folded where it holds again."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from catalog.words import say
from pages.components.session import Run


def cautions(run: Run, own: Iterable[str], general: Iterable[str] = ()) -> None:
    """What is known of these very figures, always in full, and what holds of their kind.

    Of the `general` ones those that the page has said in full above are folded, to be opened.
    """
    lang = run.language
    fresh = dict.fromkeys(own)
    again = [text for text in dict.fromkeys(general) if text in run.minded and text not in fresh]
    fresh |= dict.fromkeys(text for text in general if text not in run.minded)
    run.minded.update(fresh)
    if not fresh and not again:
        return
    head = f"<strong>{escape(say('show.cautions', lang))}</strong>" if fresh else ""
    folded = escape(say("once.again", lang, count=len(again)))
    more = f"<details><summary>{folded}</summary>{_list(again)}</details>" if again else ""
    st.html(f"<div class='atlas-cautions'>{head}{_list(fresh)}{more}</div>")


def _list(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""
