"""Who notifies over the years: a field for each group, and the counts behind."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.notifier_rates import Rates
from analysis.position import irregular
from catalog.model import Language
from catalog.words import say
from charts.notifier_years import notifier_years
from pages.components import beside, show
from pages.components.beside import Beside
from pages.components.who_table import named, year_cell


def all_years(rates: Rates, chosen: Beside, language: Language) -> None:
    """Each group over the years, drawn as rates where children are known, and always as a table."""
    own = chosen.comparison.area
    name, other = geo.municipality(own).name, beside.name(chosen, language)
    table = pd.DataFrame(
        {
            year: [year_cell(rates, code, year, language) for code in rates.counts.index]
            for year in rates.counts.columns
        },
        index=rates.counts.index,
    )
    taken = None
    with st.expander(say("short.who_years", language)):
        if own in irregular(rates.counted):
            st.caption(say("changed.not_own", language))
        elif rates.own.notna().any(axis=None):
            title = say("who.years_title", language, name=name)
            figure = notifier_years(rates, language, title=title, own=name, beside=other)
            taken = show.show(figure, language, key="who.years", level=4)
            st.caption(say("who.years_lead", language, name=other))
        st.caption(say("who.years_cells", language))
        behind = [rates.counted, *rates.behind]
        numbers = show.of_results(named(table, language), behind, language)
        show.numbers(numbers, key="who.years", beside=taken)
