"""Choosers: what a reader picks is in the address, and a select box stands behind every click."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo.municipalities as geo
from analysis.measure import available, leading
from catalog import format as fmt
from catalog.load import former_ids, indicators
from catalog.model import Language
from catalog.words import say
from data.facts import Facts
from pages.components import address, announced

NONE = ""
COUNTED = (
    "children_notified_rate_0_17",
    "notifications_rate_0_17",
    "children_notified_repeatedly_share_0_17",
)
"""What is counted, never in one series: children, notifications, children with several."""

TOPICS = ("notifications", "outcomes", "context", "population")
"""Three signs that sort after z, in the order of the three letters."""


def indicator(facts: Facts, language: Language, place: DeltaGenerator) -> str:
    """One of the mapped indicators that there are figures of; an id renamed since still opens.

    Where there are several of COUNTED, a switch has them and a way to all others; only for these
    there is a box then, and it stands in `place`.
    """
    known, first = _mapped(facts), leading(facts)
    names = {name: indicators()[name].name[language] for name in known}
    value = address.read("indicator", known, default=first, shown=names.__getitem__)
    there = _counted(facts)
    others = [name for name in known if name not in there]
    if there:
        short = {name: say(f"difference.counted_{name}", language) for name in there}
        for other in [value] if value in others else others[:1]:
            short[other] = say("pick.other_figures", language)
        shown = short.__getitem__
        segments("indicator", list(short), language, value=value, shown=shown, of="counted")
    if value in others:
        with place:
            box("indicator", others, language, value=value, shown=names.__getitem__)
    address.write("indicator", value)
    return value


def switch(facts: Facts, language: Language) -> str | None:
    """The one of COUNTED that is shown; none where there are no counts.

    The same parameter as `indicator`, so the choice follows from page to page. Another indicator,
    chosen on another page, stays in the address until one of these is chosen.
    """
    offered = [name for name in COUNTED if available(facts, name)]
    if not offered:
        return None
    names = {name: found.short[language] for name, found in indicators().items()}
    known = list(dict.fromkeys([*offered, *_mapped(facts)]))
    asked = address.read("indicator", known, default=offered[0], shown=names.__getitem__)
    chosen = asked if asked in offered else offered[0]
    counted(facts, language, chosen)
    address.write("indicator", asked)
    return chosen


def _mapped(facts: Facts) -> list[str]:
    """The mapped indicators that there are figures of; an id renamed since is led to its new."""
    first = leading(facts)
    known = [name for name, found in indicators().items() if found.map and available(facts, name)]
    known = known or [first]
    known.sort(key=lambda name: (TOPICS.index(indicators()[name].topic), name != first))
    asked = st.query_params.get("indicator", "")
    if asked in former_ids():
        address.choose("indicator", former_ids()[asked])
    return known


def period(periods: Sequence[str], language: Language) -> str:
    """One of the periods there are figures for, the newest first."""
    newest_first = sorted(periods, reverse=True)
    names = {code: fmt.period(code, language) for code in newest_first}
    return one("period", newest_first, language, default=newest_first[0], shown=names.__getitem__)


def area(language: Language) -> str:
    """One of the 98 municipalities by code, or none, which is an empty text."""
    codes = sorted(geo.municipalities(), key=by_name)
    names = {NONE: say("pick.no_area", language)}
    names |= {code: geo.municipality(code).name for code in codes}
    return one("area", list(names), language, default=NONE, shown=names.__getitem__)


def one(
    name: str,
    options: Sequence[str],
    language: Language,
    *,
    default: str,
    shown: Callable[[str], str],
) -> str:
    """A select box whose answer is the parameter `name` of the address."""
    value = address.read(name, options, default=default, shown=shown)
    box(name, options, language, value=value, shown=shown)
    address.write(name, value)
    return value


def box(
    name: str,
    options: Sequence[str],
    language: Language,
    *,
    value: str,
    shown: Callable[[str], str],
) -> None:
    """A select box that sets the parameter `name`, `value` being the present one."""
    key = f"atlas.pick.{name}"
    st.session_state[key] = value
    announced.chose(name, shown(value) if value else "", language)
    st.selectbox(
        say(f"pick.{name}", language),
        options,
        key=key,
        format_func=shown,
        on_change=address.take,
        args=(name, key),
    )


def segments(
    name: str,
    options: Sequence[str],
    language: Language,
    *,
    value: str | None,
    shown: Callable[[str], str],
    of: str = "",
) -> None:
    """Few choices side by side that set the parameter `name`, `value` being the present one.

    Nothing happens where a reader presses the choice that is made already. `of` is the name of the
    label where the parameter has another chooser too.
    """
    key = f"atlas.segments.{name}"
    st.session_state[key] = value
    announced.chose(of or name, shown(value) if value else "", language)
    st.segmented_control(
        say(f"pick.{of or name}", language),
        options,
        key=key,
        format_func=shown,
        on_change=_take_segment,
        args=(name, key),
    )


def tabs(
    parts: Sequence[str], labels: Mapping[str, str], language: Language
) -> dict[str, DeltaGenerator]:
    """The parts of a page as tabs; which one is open is the parameter `part` of the address."""
    value = address.read("part", parts, default=parts[0], shown=labels.__getitem__)
    key = f"atlas.tabs.{language}"
    st.session_state[key] = labels[value]
    places = st.tabs(
        [labels[part] for part in parts],
        key=key,
        on_change=_take_tab,
        args=({label: part for part, label in labels.items()}, key),
    )
    address.write("part", value)
    announced.add(labels[value])
    return dict(zip(parts, places, strict=True))


def counted(facts: Facts, language: Language, chosen: str) -> None:
    """Children, notifications, or children with several: one switch for those there are."""
    there = _counted(facts)
    if not there:
        return
    names = {name: say(f"difference.counted_{name}", language) for name in there}
    value = chosen if chosen in there else None
    segments("indicator", there, language, value=value, shown=names.__getitem__, of="counted")


def _counted(facts: Facts) -> list[str]:
    """Those of COUNTED that there are, when there is something to choose between."""
    there = [name for name in COUNTED if available(facts, name)]
    return there if len(there) > 1 else []


def by_name(code: str) -> str:
    """A key that sorts codes by the names of their municipalities."""
    return fmt.danish(geo.municipality(code).name)


def _take_tab(parts: Mapping[str, str], key: str) -> None:
    address.choose("part", parts[str(st.session_state[key])])


def _take_segment(name: str, key: str) -> None:
    if st.session_state[key] is not None:
        address.take(name, key)
