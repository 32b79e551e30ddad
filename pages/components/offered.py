"""Help that municipalities could ask for: what is known of each offer, and when it was seen."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.offers import Offered
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from pages.components import show

SHOWN = ("what", "who", "provider", "price", "start", "use", "seen")


def offers(found: Sequence[Offered], language: Language) -> None:
    """Every offer with all that is known of it; what is not known is said to be so."""
    st.html("".join(_offer(each, language) for each in found))


def _offer(each: Offered, language: Language) -> str:
    parts = {
        "what": each.what,
        "who": each.who,
        "provider": _provider(each, language),
        "price": each.price,
        "start": fmt.date(each.start, language) if each.start else "",
        "use": each.use,
        "seen": seen(each, language),
    }
    unknown = say("offers.unknown", language)
    lines = "".join(
        f"<dt>{escape(say(f'offers.{key}', language))}</dt><dd>{escape(parts[key] or unknown)}</dd>"
        for key in SHOWN
    )
    address = escape(say("offers.address", language))
    source = say("source.line", language, citations=show.linked(each.snapshot, language))
    link = (
        f"<a href='{escape(each.url)}' target='_blank'>{address}</a> · "
        if each.url and each.url != each.snapshot.url
        else ""
    )
    return (
        f"<section class='atlas-offer' id='{escape(each.id)}'><h3 class='atlas-title'>"
        f"{escape(each.name)}</h3><dl>{lines}</dl>"
        f"<p class='atlas-source'>{link}{source}</p></section>"
    )


def _provider(each: Offered, language: Language) -> str:
    """Who has it now and, where that was another, who had it when it was written of."""
    if not each.then or each.then == each.now:
        return each.now
    now = each.now or say("offers.unknown", language)
    return say("offers.provider_then", language, now=now, then=each.then)


def seen(each: Offered, language: Language) -> str:
    """When it was last seen, and as what; without a date that is said."""
    if not each.seen:
        return say("offers.seen_undated", language, status=each.status)
    return say("offers.seen_on", language, date=fmt.date(each.seen, language), status=each.status)
