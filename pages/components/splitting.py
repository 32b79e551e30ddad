"""What a municipality's change in notifications is made up of, on its profile."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.measure import available, leading, measure, periods
from analysis.notifiers import group_name
from analysis.result import Result
from analysis.split import (
    GROUPS,
    LOCAL,
    MIX,
    NATIONAL,
    POPULATION,
    RATE,
    Split,
    by_group,
    of_area,
    of_country,
)
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.split import bars
from pages.components import places, show
from pages.components.changing import ends, named
from pages.components.session import Run
from reports.numbers import Numbers
from reports.split import split_csv

PLACE = "opdeling"
RATES, BY_GROUP = "notifications_rate_0_17", "notifications_by_notifier"


def section(run: Run, area: str, base: str) -> None:
    """The split by children, places and rates, and by notifier group; else why there is none."""
    lang = run.language
    rates = measure(run.facts, RATES, area_kind="municipality")
    if not periods(rates):
        if available(run.facts, leading(run.facts)):
            st.info(say("changed.before_fetch", lang))
        return
    counts = measure(run.facts, BY_GROUP, area_kind="municipality")
    with st.container(border=True):
        places.heading(run, say("changed.split_heading", lang), PLACE)
        st.markdown(say("changed.split_lead", lang))
        _by_rate(run, rates, area, base)
        _by_group(run, counts, area, base)


def _by_rate(run: Run, rates: Result, area: str, base: str) -> None:
    lang, name = run.language, geo.municipality(area).name
    own, country = of_area(rates, area, base), of_country(rates, base)
    named_splits: list[tuple[str, Split]] = []
    if isinstance(own, Split):
        named_splits.append((name, own))
    if isinstance(country, Split):
        every = say("changed.together", lang, count=country.areas)
        named_splits.append((every, country))
    if named_splits:
        _started(named_splits[0][1], base, lang)
        rows = {told: split.table.iloc[0] for told, split in named_splits}
        heads = _heads(named_splits[0][1], (POPULATION, MIX, RATE), lang)
        what = f"{say('changed.split_heading', lang)}, {fmt.listed(list(rows), lang)}"
        show.numbers(
            _numbers(_cells(rows, heads, lang), named_splits, what, lang), key="split-rate"
        )
        st.caption(say("changed.rate_note", lang))
    if isinstance(country, Split) and country.left_out:
        st.caption(say("changed.left_out", lang, names=_names(country.left_out, lang)))
    if isinstance(own, str):
        st.markdown(_why(own, rates, name, lang))
    show.source(show.snapshots_of([split.rows for _, split in named_splits]), lang)


def _by_group(run: Run, counts: Result, area: str, base: str) -> None:
    lang, name = run.language, geo.municipality(area).name
    st.markdown(f"**{say('changed.group_heading', lang)}**")
    found = by_group(counts, area, base)
    if isinstance(found, str):
        st.markdown(_why(found, counts, name, lang))
        return
    _started(found, base, lang)
    title = say("changed.group_title", lang, name=name, **ends(found.span, lang))
    taken = show.show(bars(found, lang, title=title), lang, key="split", level=4)
    st.caption(say("changed.group_note", lang, count=found.areas))
    numbers = _numbers(_group_cells(found, lang), [(name, found)], title, lang)
    show.folded(numbers, key="split", beside=taken, label=say("short.numbers", lang))


def _numbers(
    shown: pd.DataFrame, splits: list[tuple[str, Split]], what: str, lang: Language
) -> Numbers:
    """A table of parts; its file of rows says whose they are and who is behind them."""
    rows = [split.rows for _, split in splits]
    return show.of_results(shown, rows, lang, csv=lambda: split_csv(splits, lang), what=what)


def _group_cells(found: Split, lang: Language) -> pd.DataFrame:
    rows = {group_name(str(code), lang): row for code, row in found.table.iterrows()}
    rows[say("changed.sum", lang)] = found.table.sum()
    return _cells(rows, _heads(found, (NATIONAL, GROUPS, LOCAL), lang), lang)


def _started(split: Split, base: str, language: Language) -> None:
    """Say so where the counts begin later than the chosen base."""
    first = split.span.base
    if split.span.name not in (base, "means"):
        st.caption(say("changed.starts", language, first=first, base=named(base, language)))


def _why(reason: str, result: Result, name: str, language: Language) -> str:
    text = " ".join(found[language] for found in result.indicator.breaks[:1])
    told = say(f"changed.why_{reason}", language, name=name)
    return f"{told} {text}" if reason == "across" else told


def _heads(split: Split, parts: Iterable[str], language: Language) -> dict[str, str]:
    """The columns of a table of a split by their names in it."""
    base, end = (fmt.period(code, language) for code in (split.span.base, split.span.end))
    change = say("changed.change", language)
    return {
        "before": base,
        "after": end,
        "change": change,
        **{part: say(f"changed.part_{part}", language) for part in parts},
    }


def _cells(
    rows: "dict[str, pd.Series[float]]", heads: dict[str, str], language: Language
) -> pd.DataFrame:
    signed = [name for name in heads if name not in ("before", "after")]
    cells = {
        told: [
            fmt.signed(float(row.get(name, float("nan"))), language)
            if name in signed
            else fmt.number(float(row[name]), language)
            for name in heads
        ]
        for told, row in rows.items()
    }
    return pd.DataFrame.from_dict(cells, orient="index", columns=list(heads.values()))


def _names(areas: tuple[str, ...], language: Language) -> str:
    return fmt.listed(sorted((geo.municipality(a).name for a in areas), key=fmt.danish), language)
