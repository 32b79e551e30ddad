"""The law behind each requirement of the barometer, and what of it is still to be confirmed."""

import pandas as pd
import streamlit as st

from analysis.barometer import Barometer
from analysis.barometer_law import Law, laws
from analysis.result import cite
from catalog.load import dimensions
from catalog.model import Language, Text
from catalog.words import say
from charts.barometer import edition_name
from pages.components import show
from pages.components.session import Run
from reports.barometer import laws_file

OLD = "serviceloven"


def section(run: Run, barometer: Barometer) -> None:
    """Every requirement with its paragraph before and after 1 January 2024."""
    lang, found = run.language, laws(run.facts)
    if not found:
        return
    st.header(say("casework.law_heading", lang), anchor=False)
    st.markdown(say("casework.law_lead", lang))
    shown = barometer.editions[barometer.editions["law_da"].notna()]
    if shown["law_da"].str.startswith(OLD).all():
        st.markdown(say("casework.law_all_old", lang))
    numbers = show.of_words(
        _table(found, lang),
        lang,
        what=say("casework.law_heading", lang),
        snapshots=[one.snapshot for one in found],
        csv=lambda: laws_file(found, lang),
    )
    show.numbers(numbers, key="law")


def beside(barometer: Barometer, code: str, law: Law | None, language: Language) -> str:
    """The law before and after in one sentence; without a mapping, what an edition names."""
    if law is not None:
        return say(
            "casework.law_beside",
            language,
            before=paragraph(law.before, law.before_verified, language),
            after=paragraph(law.after, law.after_verified, language),
        )
    rows = barometer.found(code)
    named = rows[rows[f"law_{language}"].notna()].head(1).to_dict("records")
    if not named:
        return say("casework.law_unknown", language)
    (row,) = named
    return say(
        "casework.law_named",
        language,
        edition=edition_name(barometer, row["edition"], language),
        law=say("casework.confirm", language, text=row[f"law_{language}"]),
    )


def paragraph(text: Text | None, verified: bool, language: Language) -> str:
    """A paragraph as it is written, with the words that it is to be confirmed where it is."""
    if text is None:
        return "–"
    return text[language] if verified else say("casework.confirm", language, text=text[language])


def _table(found: list[Law], language: Language) -> pd.DataFrame:
    columns = {
        "before": [paragraph(law.before, law.before_verified, language) for law in found],
        "after": [paragraph(law.after, law.after_verified, language) for law in found],
        "change": [law.change[language] if law.change else "–" for law in found],
        "seen": [law.seen[language] for law in found],
        "source": [cite(law.snapshot, language) for law in found],
    }
    names = dimensions()["requirement"].codes
    index = pd.Index([names[law.requirement][language] for law in found])
    titled = {say(f"casework.column_{key}", language): column for key, column in columns.items()}
    return pd.DataFrame(titled, index=index)
