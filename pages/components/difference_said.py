"""The difference map in words: how many lie outside, how many by chance, who is left out."""

from collections.abc import Mapping

import streamlit as st

import geo.municipalities as geo
from analysis.difference import flagged, outside, spread, times_chance
from analysis.result import Result
from analysis.unusual import Unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.difference_words import against, reason
from pages.components import pick, show


def told_of(result: Result, found: Unusual, why: Mapping[str, str], language: Language) -> None:
    """How many lie outside, how many chance alone would put there, and how many flags are left."""
    counts = outside(found)
    st.markdown(
        say(
            "difference.outside",
            language,
            compared=found.compared,
            outside=counts["lower"] + counts["higher"],
            lower=counts["lower"],
            higher=counts["higher"],
            by_chance=fmt.number(found.by_chance, language),
        )
    )
    st.markdown(_flags(found, language))
    st.markdown(_spread(found, language))
    texts = [say("difference.neutral", language)]
    if result.indicator.repeats and found.kind == "country":
        texts.append(say("difference.repeats", language))
    if result.indicator.method == "share":
        texts.append(say("difference.share", language))
    if why:
        texts.append(_left_out(why, language))
    show.cautions(texts, language)


def _flags(found: Unusual, language: Language) -> str:
    sides = {side: codes for side, codes in flagged(found).items() if codes}
    if not sides:
        return say("difference.flags_none", language, compared=found.compared)
    told = [
        say(f"difference.flags_{side}", language, names=_names(codes, language))
        for side, codes in sides.items()
    ]
    count = sum(len(codes) for codes in sides.values())
    return say(
        "difference.flags", language, compared=found.compared, count=count, told=" ".join(told)
    )


def _spread(found: Unusual, language: Language) -> str:
    if not found.tau2:
        return say("difference.spread_none", language, against=against(found, language))
    return say(
        "difference.spread",
        language,
        against=against(found, language),
        percent=fmt.number(spread(found), language, 1 if spread(found) < 10 else 0),
        times=fmt.number(times_chance(found), language, 1),
    )


def _left_out(why: Mapping[str, str], language: Language) -> str:
    told = [
        say(
            "difference.left_out_by",
            language,
            names=_names([code for code in why if why[code] == one], language),
            reason=reason(one, language),
        )
        for one in dict.fromkeys(why.values())
    ]
    return say("difference.left_out", language, count=len(why), told="; ".join(told))


def _names(codes: "tuple[str, ...] | list[str]", language: Language) -> str:
    return fmt.listed([geo.municipality(c).name for c in sorted(codes, key=pick.by_name)], language)
