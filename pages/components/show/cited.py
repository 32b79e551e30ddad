"""Where figures are from, as lines that lead to their sources."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.result import Result, cite
from catalog.model import Language
from catalog.words import say
from data.schema import Snapshot


def source(snapshots: tuple[Snapshot, ...], language: Language) -> None:
    """Where figures are from: each source with its edition, its standing and its address."""
    st.html(source_line(snapshots, language))


def source_line(snapshots: tuple[Snapshot, ...], language: Language) -> str:
    """The same as markup; that there is no source is said too."""
    if not snapshots:
        return f"<p class='atlas-source'>{escape(say('source.none', language))}</p>"
    cited = dict.fromkeys(linked(found, language) for found in snapshots)
    line = say("source.line", language, citations="; ".join(cited))
    return f"<p class='atlas-source'>{line}</p>"


def linked(snapshot: Snapshot, language: Language) -> str:
    """One snapshot as a citation that leads to its address; without one, with the reason."""
    text = escape(cite(snapshot, language))
    if snapshot.url is None:
        return f"{text} ({escape(snapshot.why_no_url(language) or '')})"
    return f"<a href='{escape(snapshot.url)}' target='_blank'>{text}</a>"


def snapshots_of(results: Sequence[Result]) -> tuple[Snapshot, ...]:
    """The snapshots behind several results, each once."""
    return tuple(dict.fromkeys(found for result in results for found in result.snapshots))


def further(also: Sequence[Result], shown: Sequence[Result]) -> tuple[Snapshot, ...]:
    """The snapshots that a text rests on besides those that its drawing has named."""
    there = snapshots_of(shown)
    return tuple(found for found in snapshots_of(also) if found not in there)
