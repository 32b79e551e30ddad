"""The tables and texts of the barometer's page: readings, cautions, results in words, editions."""

import pandas as pd
import streamlit as st

from analysis.barometer import Barometer
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.barometer import edition_name, in_words
from pages.components import show

ALL = "all"


def readings(barometer: Barometer, language: Language) -> None:
    """The publisher's own reading, beside the numbers and marked as a quotation of its sense."""
    rows = barometer.readings()
    for row in rows.itertuples():
        words, note = getattr(row, f"words_{language}"), getattr(row, f"note_{language}")
        st.markdown(say("barometer.reading", language, edition=row.edition, with_=row.same_as, words=words, note=note or ""))
    if len(rows):
        show.source(barometer.snapshots(rows), language)


def caveats(barometer: Barometer, language: Language) -> list[str]:
    """Every caution of the sources, those on all editions first, the others with their edition."""
    rows = barometer.caveats.sort_values("applies_to", key=lambda to: to != ALL, kind="stable")
    return [_caveat(to, text, language) for to, text in zip(rows["applies_to"], rows[f"text_{language}"], strict=True)]


def _caveat(applies_to: str, text: str, language: Language) -> str:
    if applies_to == ALL:
        return text
    editions = [part.split(":")[0].replace("-", "–") for part in applies_to.split()]
    named = fmt.listed(list(dict.fromkeys(editions)), language)
    return say("barometer.caveat", language, editions=named.replace("pilot–", "pilot "), text=text)


def area_of(code: str, language: Language) -> str:
    """Which of the barometer's areas a requirement belongs to; unknown is said."""
    area = dimensions()["requirement"].codes[code].area
    if area is None:
        return say("barometer.no_area", language)
    return dimensions()["barometer_area"].codes[area][language]


def table(barometer: Barometer, code: str, language: Language) -> pd.DataFrame:
    """What each edition found for a requirement, with its law and its reservation."""
    rows = barometer.found(code)
    return pd.DataFrame(
        {
            say("barometer.column_found", language): [_found(row, language) for row in rows.itertuples()],
            say("barometer.column_law", language): rows[f"law_{language}"].fillna("–").tolist(),
            say("barometer.column_note", language): rows[f"note_{language}"].fillna("").tolist(),
        },
        index=pd.Index([edition_name(barometer, edition, language) for edition in rows["edition"]]),
    )


def without_share(barometer: Barometer, language: Language) -> pd.DataFrame:
    """Requirements for which no edition's share is known here, and what was printed instead."""
    rows = barometer.results
    rows = rows[~rows["requirement"].isin(barometer.requirements()) & (rows["kind"] != "reading")]
    names = dimensions()["requirement"].codes
    return pd.DataFrame(
        {
            say("barometer.column_edition", language): [
                edition_name(barometer, edition, language) for edition in rows["edition"]
            ],
            say("barometer.column_found", language): [in_words(row, language) for row in rows.itertuples()],
            say("barometer.column_note", language): rows[f"note_{language}"].fillna("").tolist(),
        },
        index=pd.Index([names[code][language] for code in rows["requirement"]]),
    )


def editions(barometer: Barometer, language: Language) -> pd.DataFrame:
    """Every edition with what is known of it; what is not known is a dash."""
    rows = barometer.editions
    columns = {
        "published": rows["published"],
        "cases": rows["cases"].map(lambda count: fmt.number(count, language)),
        "municipalities": rows["municipalities"].map(lambda count: fmt.number(count, language)),
        "case_types": rows[f"case_types_{language}"],
        "law": rows[f"law_{language}"],
        "participants": rows[f"participants_{language}"],
        "note": rows[f"note_{language}"],
    }
    shown = pd.DataFrame({say(f"barometer.editions_{key}", language): c for key, c in columns.items()})
    shown.index = pd.Index([edition_name(barometer, edition, language) for edition in rows["edition"]])
    return shown.fillna("–")


def _found(row: object, language: Language) -> str:
    if row.kind == "percent":  # type: ignore[attr-defined]
        percent = fmt.number(row.percent, language)  # type: ignore[attr-defined]
        return say("barometer.percent", language, percent=percent)
    return in_words(row, language)
