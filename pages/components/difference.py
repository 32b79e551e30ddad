"""The map's other view: which municipalities lie outside what is usual, and how sure that is."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import geo.municipalities as geo
from analysis import comparison
from analysis.comparison import Kind, choose
from analysis.difference import KINDS, reasons
from analysis.result import Result
from analysis.similar import Weights
from analysis.unusual import Unusual, unusual
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts import difference as drawn_map
from charts import funnel
from charts.difference_words import against, reason, span
from pages.components import address, close_up, coverage, pick, show, start
from pages.components.beside import Beside, compared
from pages.components.difference_said import told_of
from pages.components.difference_table import table_of
from pages.components.session import Run

VIEWS = ("level", "difference")


def chosen(
    run: Run, result: Result, period: str, *, places: tuple[DeltaGenerator, DeltaGenerator]
) -> Kind | None:
    """The comparison to show differences from, None to show the figures; in the address.

    `places` are for the view and for the comparison. Without known counts there is only the level,
    and the reason why. The address keeps a difference that was asked for, so that it comes back
    with a figure that has counts.
    """
    lang = run.language
    names = {name: say(f"difference.view_{name}", lang) for name in VIEWS}
    asked = address.read("view", VIEWS, default=VIEWS[0], shown=names.__getitem__)
    offered = unusual(run.facts, result, "country", period=period) is not None
    if offered or asked != VIEWS[0]:
        address.write("view", asked)
    if not offered:
        st.caption(say(f"difference.why_{_why(run, result)}", lang))
        return None
    left, right = places
    with left:
        pick.segments("view", VIEWS, lang, value=asked, shown=names.__getitem__)
    with right:
        if asked == "difference":
            return _kind(lang)
    address.unused("compare", comparison.KINDS)
    return None


def difference(
    run: Run,
    result: Result,
    kind: Kind,
    *,
    period: str,
    area: str,
    weights: Weights,
    on_select: Callable[[], None],
) -> None:
    """The map with its table and file, and beside it in words and as a funnel what it comes to."""
    lang = run.language
    found = unusual(run.facts, result, kind, period=period, weights=weights)
    if found is None:
        st.info(say("difference.why_nobody", lang))
        return
    now = result.where(result.table["period"] == period)
    why = reasons(result, found)
    figure = drawn_map(
        now, found, lang, reasons=why, boundaries=start.boundaries(), chosen=area or None
    )
    shown, beside = st.columns([6, 5], gap="large")
    with shown:
        taken = show.show(figure, lang, key="map", on_select=on_select, level=2)
        st.caption(say("difference.boundaries", lang))
        numbers = table_of(run, result, found, why, taken)
    with beside:
        if area:
            _own(run, result, found, area, why)
        told_of(now, found, why, lang)
        if kind == "country":
            drawn = funnel(now, found, lang, chosen=area or None)
            show.files(numbers, key="funnel", beside=show.show(drawn, lang, key="funnel"))
            st.caption(say("difference.funnel_told", lang))


def _why(run: Run, result: Result) -> str:
    if result.indicator.denominator is not None:
        return "few"
    return "made_up" if coverage.made_up(run) else coverage.reach(run)


def _kind(language: Language) -> Kind:
    """The comparison of all with their own; one that the map lacks stays the reader's choice."""
    names: dict[str, str] = {kind: say(f"beside.{kind}", language) for kind in comparison.KINDS}
    asked = address.read("compare", comparison.KINDS, default=KINDS[0], shown=names.__getitem__)
    kind = next((kind for kind in KINDS if kind == asked), KINDS[0])
    pick.box("compare", KINDS, language, value=kind, shown=names.__getitem__)
    address.write("compare", asked)
    if kind != asked:
        told = say(f"doubt.instead_{asked}", language, used=names[kind])
        st.caption(told)
    return kind


def _own(run: Run, result: Result, found: Unusual, area: str, why: Mapping[str, str]) -> None:
    """The chosen municipality: its figure, what it is held against, and on which side it lies."""
    language = run.language
    st.subheader(geo.municipality(area).name, anchor=False)
    chosen = choose(run.facts, area, found.kind, weights=found.weights)
    beside = Beside(chosen, found.weights)
    close_up.figure(run, result, period=found.period, area=area, beside=beside)
    st.caption(compared(run, beside, result).told)
    close_up.small(result, area, language, chosen=(found.period,))
    if area in why:
        told = say("difference.own_left_out", language, reason=reason(why[area], language))
        st.markdown(told)
        return
    row, decimals = found.table.loc[area], result.indicator.decimals
    told = say(
        "difference.own",
        language,
        against=against(found, language),
        benchmark=fmt.number(float(row["benchmark"]), language, decimals),
        interval=span(row["lower"], row["upper"], language, decimals=decimals),
        usual=span(row["usual_lower"], row["usual_upper"], language, decimals=decimals),
    )
    side = row["outside"]
    st.markdown(f"{told} {say(f'difference.own_{side}', language)}")
