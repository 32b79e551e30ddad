"""Who notifies, on the profile: each group beside the comparison's mix, per 1,000, over years."""

import streamlit as st

import geo.municipalities as geo
from analysis import notifiers
from analysis.notes import on_area
from analysis.notifier_mix import Mix, notifier_mix
from analysis.notifier_rates import Rates, notifier_rates
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.notifier_mix import notifier_mix as drawn
from pages.components import beside, pick, places, show
from pages.components.beside import Beside
from pages.components.session import Run
from pages.components.who_said import certainty, sentences
from pages.components.who_table import tables_of
from pages.components.who_years import all_years
from reports.notifier_mix import mix_csv

PLACE = "hvem-underretter"


def section(run: Run, area: str, chosen: Beside) -> str:
    """Everything of who notifies in the year that the reader chose, which is given back.

    Before there are counts one sentence says what a fetch gives, and there is no year.
    """
    lang, own = run.language, geo.municipality(area)
    years = notifiers.years(run.facts, area)
    with st.container(border=True):
        places.heading(run, say("who.heading", lang), PLACE)
        if not years:
            st.markdown(say("who.before", lang, name=own.name))
            return ""
        left, right = st.columns([1, 4], gap="medium")
        with left:
            period = pick.period(years, lang)
        mix = notifier_mix(run.facts, chosen.comparison, period=period)
        rates = notifier_rates(run.facts, chosen.comparison)
        with right:
            st.markdown(say("who.lead", lang, name=own.name, period=fmt.period(period, lang)))
        _one_year(mix, rates, chosen, lang)
        all_years(rates, chosen, lang)
        show.cautions(show.noted(on_area(rates.counted, area), lang, dated=True), lang)
    return period


def _one_year(mix: Mix, rates: Rates, chosen: Beside, language: Language) -> None:
    """The groups of one year: drawing, sentences, table and file, with who they are beside."""
    name, compared = beside.name(chosen, language), _compared(mix, rates, chosen, language)
    title = say(
        "who.title",
        language,
        name=geo.municipality(mix.chosen.area).name,
        period=fmt.period(mix.period, language),
    )
    if not mix.peer_total:
        st.info(say("who.why_nobody", language))
    else:
        st.caption(compared)
    left, right = st.columns([5, 3], gap="large")
    with left:
        figure = drawn(mix, language, title=title, beside=name)
        taken = show.show(figure, language, key="who", level=4)
    with right:
        st.markdown("\n".join(f"- {text}" for text in sentences(mix, name, language)))
        st.caption(certainty(mix, language))
    note = " ".join([*on_area(mix.result, mix.chosen.area, mix.period)[f"text_{language}"]])
    told = [found for found in (certainty(mix, language), note) if found]
    year = [found.where(found.table["period"] == mix.period) for found in rates.behind]
    behind = [mix.result, *year]
    numbers = show.of_results(
        tables_of(mix, rates, language),
        behind,
        language,
        csv=lambda: mix_csv(
            mix, rates, language, name=name, compared=compared, note=" ".join(told)
        ),
        notes=[compared, *told],
        more=beside.short(chosen, language),
    )

    def below() -> None:
        show.source(show.snapshots_of(behind), language)
        show.cautions([text[language] for text in rates.counted.indicator.caveats], language)

    label = say("short.numbers", language)
    show.folded(numbers, key="who", beside=taken, label=label, below=below)


def _compared(mix: Mix, rates: Rates, chosen: Beside, language: Language) -> str:
    """Who is in the comparison, how it is averaged, and what its mix is made of."""
    if not mix.peer_total:
        return say("who.why_nobody", language)
    made = say(
        "who.compared_with_own" if mix.chosen.kind == "country" else "who.compared",
        language,
        count=fmt.number(mix.peer_total, language),
        members=fmt.number(mix.members, language),
        period=fmt.period(mix.period, language),
        total=fmt.number(mix.total, language),
    )
    return f"{beside.told(chosen, rates.level, language)} {made}"
