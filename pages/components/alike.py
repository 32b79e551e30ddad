"""The ten municipalities most alike: their distances, the variables side by side, the weights."""

import pandas as pd
import streamlit as st

import geo.municipalities as geo
from analysis.measure import measure
from analysis.notes import on_area
from analysis.position import through_another
from analysis.result import Result
from analysis.similar import Similar, furthest, similar
from catalog import format as fmt
from catalog.load import indicators
from catalog.model import Language
from catalog.words import say
from charts.weights import reweighed
from pages.components import likeness, places, show
from pages.components.beside import Beside
from pages.components.session import Run
from reports.beside import distances
from reports.download import csv_of
from reports.numbers import Numbers

DISTANCE = 2


def section(run: Run, area: str, beside: Beside) -> None:
    """Who the ten are, what likeness means, the variables behind it, and the reader's weights."""
    lang = run.language
    found = similar(run.facts, area, beside.weights)
    with st.container(border=True):
        places.heading(run, say("alike.heading", lang), "ligner-mest")
        if found is None or not found.distances:
            st.markdown(say("alike.none", lang))
        else:
            _who(run, found, beside)
        with st.expander(say("alike.weights", lang)):
            st.markdown(say("alike.weights_lead", lang))
            likeness.form(run, beside.weights)


def side_by_side(found: Similar, language: Language) -> pd.DataFrame:
    """The municipality first, then the ten: distance and every variable in its unit and year."""
    head = {code: fmt.number(far, language, DISTANCE) for code, far in found.distances.items()}
    columns = {say("alike.distance", language): [head.get(code, "–") for code in _codes(found)]}
    for name, _ in found.weights:
        declared = indicators()[name]
        column = say(
            "alike.variable",
            language,
            name=declared.short[language],
            unit=declared.unit[language],
            year=fmt.period(found.periods[name], language),
        )
        columns[column] = [
            fmt.number(value, language, declared.decimals) for value in found.variables[name]
        ]
    return pd.DataFrame(columns, index=[geo.municipality(code).name for code in _codes(found)])


def _who(run: Run, found: Similar, beside: Beside) -> None:
    lang, own = run.language, geo.municipality(found.area).name
    names = [geo.municipality(code).name for code in found.distances]
    st.markdown(say("alike.who", lang, name=own, members=fmt.listed(names, lang)))
    if other := reweighed(beside.weights, lang):
        st.markdown(other)
    results = _behind(run, found)
    with st.expander(say("alike.table", lang)):
        st.markdown(_far(run, found))
        st.caption(say("alike.means", lang))
        if left := sorted(through_another(run.facts) - {found.area}):
            left_out = fmt.listed([geo.municipality(code).name for code in left], lang)
            st.caption(say("alike.left_out", lang, names=left_out))
        show.numbers(_numbers(found, results, beside, lang), key="alike")
        show.cautions(_doubts(results, lang), lang)
        show.source(found.snapshots, lang)


def _far(run: Run, found: Similar) -> str:
    """The distance of the tenth beside those of all, and how many of the ten list it too."""
    lang, every = run.language, furthest(run.facts, found.weights)
    last = list(found.distances)[-1]
    numbers = {
        "distance": found.distances[last],
        "low": float(every.quantile(0.25)),
        "high": float(every.quantile(0.75)),
        "most": float(every.max()),
    }
    return say(
        "alike.far",
        lang,
        name=geo.municipality(found.area).name,
        tenth=geo.municipality(last).name,
        mutual=_mutual(run, found),
        count=len(found.distances),
        **{name: fmt.number(value, lang, DISTANCE) for name, value in numbers.items()},
    )


def _mutual(run: Run, found: Similar) -> int:
    """How many of those most alike have the municipality among their own."""
    theirs = (similar(run.facts, code, found.weights) for code in found.distances)
    return sum(found.area in other.distances for other in theirs if other)


def _behind(run: Run, found: Similar) -> list[Result]:
    """The variables of these municipalities in the years that were used."""
    every = {name: measure(run.facts, name, area_kind="municipality") for name in found.periods}
    return [
        result.where(
            (result.table["period"] == found.periods[name])
            & result.table["area"].isin(_codes(found))
        )
        for name, result in every.items()
    ]


def _doubts(results: list[Result], language: Language) -> list[str]:
    """What is known to be doubtful in a variable of one of these municipalities."""
    return [
        say("profile.about", language, name=result.indicator.name[language], text=text)
        for result in results
        for area in dict.fromkeys(result.table["area"])
        for text in on_area(result, area, result.table["period"].iloc[0])[f"text_{language}"]
    ]


def _numbers(found: Similar, results: list[Result], beside: Beside, language: Language) -> Numbers:
    """The table, and a file that says by what the ten were found."""
    told = reweighed(beside.weights, language) or say("alike.by_usual", language)
    name = geo.municipality(found.area).name
    return show.of_results(
        side_by_side(found, language),
        results,
        language,
        csv=lambda: csv_of(results, language, distances(found, told, language)),
        notes=[told],
        what=f"{say('alike.heading', language)}, {name}",
    )


def _codes(found: Similar) -> list[str]:
    return [found.area, *found.distances]
