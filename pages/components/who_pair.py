"""School against day care: the two groups over the years, and what may be said of the newest."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis import law
from analysis.notifier_mix import notifier_mix
from analysis.notifiers import group_name, years
from analysis.two_groups import DAY_CARE, SCHOOL, Group, two_groups
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.two_groups import two_groups as drawn
from pages.components import beside, show, who_said
from pages.components.beside import Beside
from pages.components.session import Run
from reports.two_groups import pair_csv


def section(run: Run, area: str, chosen: Beside, period: str) -> None:
    """Both groups of one municipality beside its comparison and the country."""
    lang, name, other = run.language, geo.municipality(area).name, beside.name(chosen, run.language)
    groups = two_groups(run.facts, chosen.comparison)
    if not any(group.own for group in groups):
        st.info(say("notifiers.pair_none", lang, name=name))
        return
    events = law.marked(run.facts)
    figures = drawn(groups, lang, name=name, beside=other, events=events)
    for column, group, figure in zip(st.columns(2, gap="large"), groups, figures, strict=True):
        with column:
            key = f"pair.{group.code}"
            numbers = show.of_results(
                _table(group, name, other, lang),
                [group.result.where(group.result.table["area"] == area)],
                lang,
                csv=partial(pair_csv, (group,), area, other, lang),
            )
            show.folded(numbers, key=key, beside=show.show(figure, lang, key=key))
    said = [_sentence(group, period, name, other, lang) for group in groups]
    st.markdown("\n".join(f"- {text}" for text in filter(None, said)))
    _mix(run, area, chosen, period)


def _sentence(group: Group, period: str, name: str, other: str, language: Language) -> str:
    """The rate of one year and how far chance reaches, with the other two beside; no judgement."""
    if period not in group.own:
        return ""
    values = (group.own, group.peers, group.country)
    own, peers, country = (_number(found.get(period), language) for found in values)
    low, high = group.limits.get(period, (None, None))
    told = say(
        "notifiers.pair_range" if low is not None else "notifiers.pair_plain",
        language,
        group=group_name(group.code, language),
        period=fmt.period(period, language),
        name=name,
        own=own,
        **({"low": _number(low, language), "high": _number(high, language)} if low else {}),
    )
    beside_it = say("notifiers.pair_beside", language, other=other, peers=peers, country=country)
    return f"{told} {beside_it}"


def _mix(run: Run, area: str, chosen: Beside, period: str) -> None:
    """What the mix of notifications allows to be said of the two groups, with its certainty."""
    if period not in years(run.facts, area):
        return
    mix = notifier_mix(run.facts, chosen.comparison, period=period)
    pair = replace(mix, table=mix.table.loc[[SCHOOL, DAY_CARE]])
    said = who_said.sentences(pair, beside.name(chosen, run.language), run.language)
    if said:
        st.markdown(
            say("notifiers.pair_mix", run.language, period=fmt.period(period, run.language))
        )
        st.markdown("\n".join(f"- {text}" for text in said))
    st.caption(who_said.certainty(mix, run.language))


def _table(group: Group, name: str, other: str, language: Language) -> pd.DataFrame:
    """A row a year: the municipality with its limits, its comparison and the country."""
    found = sorted(group.own)
    whole = say("beside.line_country", language)
    columns = {name: [_cell(group, year, language) for year in found]}
    for line, values in ((other, group.peers), (whole, group.country)):
        columns[line] = [_number(values.get(year), language) for year in found]
    return pd.DataFrame(columns, index=pd.Index(found, name=say("pick.period", language)))


def _cell(group: Group, year: str, language: Language) -> str:
    own = _number(group.own.get(year), language)
    if year not in group.limits:
        return own
    low, high = (_number(end, language) for end in group.limits[year])
    return say("who.interval", language, difference=own, lower=low, upper=high)


def _number(value: float | None, language: Language) -> str:
    return fmt.number(value, language, 1)
