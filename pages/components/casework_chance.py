"""The example on the barometer's page: what chance alone shows where few cases are behind."""

import pandas as pd
import streamlit as st

from analysis.barometer import Barometer
from analysis.few_cases import CASES, MET, PLACES, Example, example, grounds
from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from charts.few_cases import SEEN, few_cases
from pages.components import show
from pages.components.session import Run
from reports.barometer import chance_file


def section(run: Run, barometer: Barometer) -> None:
    """An example, said to be one: one municipality's limits, and how equal ones would spread."""
    lang, found, behind = run.language, example(), grounds(barometer)
    st.header(say("casework.chance_heading", lang), anchor=False)
    st.markdown(say("casework.chance_lead", lang))
    shares = ("value", "lower", "upper", "lowest", "highest")
    values = {name: fmt.number(getattr(found, name), lang) for name in shares}
    values["value"] = fmt.number(found.value, lang, 1)
    sizes = {"cases": CASES, "met": MET, "places": PLACES}
    for part in ("one", "many"):
        st.markdown(say(f"casework.chance_{part}", lang, **values, **sizes))
    for row in behind.to_dict("records"):
        cases, municipalities = (fmt.number(row[key], lang) for key in ("cases", "municipalities"))
        words = {"edition": row["edition"], "cases": cases, "municipalities": municipalities}
        st.markdown(say("casework.chance_grounds", lang, each=CASES, **words))
    snapshots = barometer.snapshots(behind)
    taken = show.show(few_cases(found, snapshots, lang), lang, key="few_cases")
    numbers = show.of_words(
        _table(found, lang),
        lang,
        what=say("casework.example", lang),
        snapshots=snapshots,
        csv=lambda: chance_file(found, snapshots, lang),
    )
    show.folded(numbers, key="few_cases", beside=taken)


def _table(found: Example, language: Language) -> pd.DataFrame:
    rows = found.table[found.table["expected"] >= SEEN]
    columns = {
        say("casework.axis_share", language): [fmt.number(s, language) for s in rows["share"]],
        say("casework.axis_places", language): [
            fmt.number(expected, language, 1) for expected in rows["expected"]
        ],
    }
    index = pd.Index([str(met) for met in rows["met"]], name=say("casework.column_met", language))
    return pd.DataFrame(columns, index=index)
