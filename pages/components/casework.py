"""The tables and texts of the barometer's page: readings, cautions, results in words, editions."""

import pandas as pd
import streamlit as st

from analysis.barometer import Barometer
from analysis.barometer_law import Law
from analysis.result import cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.barometer import edition_name, in_words
from pages.components import show

ALL = "all"
ABOUT = ("barometer-07", "barometer-08", "barometer-09")
"""The facts of the first report that say what the barometer is."""
PILOT = {
    "bfu_made": ("barometer-01",),
    "child_talk_before_decision": ("barometer-02",),
    "handleplan": ("barometer-03",),
    "followup_3_months": ("barometer-04",),
    "notif_24h": ("barometer-05",),
    "acute_action": ("barometer-06",),
}
"""The fact of the first report beside each requirement that it is about."""


def pairs(barometer: Barometer, language: Language) -> None:
    """Every change between two editions that may be compared, as a sentence."""
    names = dimensions()["requirement"].codes
    for code in barometer.requirements():
        for pair in barometer.pairs(code):
            text = say(
                "barometer.pair",
                language,
                name=names[code][language],
                first=pair.before,
                last=pair.after,
                before=fmt.number(pair.percent_before, language),
                after=fmt.number(pair.percent_after, language),
                points=fmt.signed(pair.points, language),
            )
            st.markdown(text)
    show.source(barometer.snapshots(barometer.paired()), language)


def readings(barometer: Barometer, language: Language) -> None:
    """The publisher's own reading, beside the numbers and marked as a quotation of its sense."""
    rows = barometer.readings()
    for row in rows.to_dict("records"):
        text = say(
            "barometer.reading",
            language,
            edition=row["edition"],
            with_=row["same_as"],
            words=row[f"words_{language}"],
            note=row[f"note_{language}"] or "",
        )
        st.markdown(text)
    if len(rows):
        show.source(barometer.snapshots(rows), language)


def caveats(barometer: Barometer, language: Language) -> list[str]:
    """Every caution of the sources, those on all editions first, the others with their edition."""
    rows = barometer.caveats.sort_values("applies_to", key=lambda to: to != ALL, kind="stable")
    return [
        _caveat(to, text, language)
        for to, text in zip(rows["applies_to"], rows[f"text_{language}"], strict=True)
    ]


def _caveat(applies_to: str, text: str, language: Language) -> str:
    if applies_to == ALL:
        return text
    editions = [part.split(":")[0].replace("-", "–") for part in applies_to.split()]
    named = fmt.listed(list(dict.fromkeys(editions)), language)
    return say("barometer.caveat", language, editions=named.replace("pilot–", "Pilot "), text=text)


def area_of(code: str, language: Language) -> str:
    """Which of the barometer's areas a requirement belongs to; unknown is said."""
    area = dimensions()["requirement"].codes[code].area
    if area is None:
        return say("barometer.no_area", language)
    return dimensions()["barometer_area"].codes[area][language]


def table(
    barometer: Barometer, code: str, language: Language, law: Law | None = None
) -> pd.DataFrame:
    """What each edition found for a requirement, with its law and its reservation.

    All editions are about cases before 2024. A paragraph that was not read in the law itself is to
    be confirmed.
    """
    rows = barometer.found(code)
    columns = {
        "found": _in_words(rows, language),
        "law": [_law(found, law, language) for found in rows[f"law_{language}"]],
        "note": rows[f"note_{language}"].fillna("").tolist(),
        "source": _sources(barometer, rows, language),
    }
    return _titled("column", columns, _names(barometer, rows, language), language)


def _law(found: object, law: Law | None, language: Language) -> str:
    """The paragraph that the edition names, else the one of the mapping; a dash without either."""
    named = found if isinstance(found, str) else law and law.before and law.before[language]
    if not named or (law is not None and law.before_verified):
        return named or "–"
    return say("casework.confirm", language, text=named)


def without_share(barometer: Barometer, language: Language) -> pd.DataFrame:
    """Requirements for which no edition's share is known here, and what was printed instead."""
    rows = barometer.results
    rows = rows[rows["requirement"].isin(barometer.without_share()) & (rows["kind"] != "reading")]
    names = dimensions()["requirement"].codes
    columns = {
        "edition": _names(barometer, rows, language),
        "found": _in_words(rows, language),
        "note": rows[f"note_{language}"].fillna("").tolist(),
        "source": _sources(barometer, rows, language),
    }
    return _titled(
        "column", columns, [names[code][language] for code in rows["requirement"]], language
    )


def editions(barometer: Barometer, language: Language) -> pd.DataFrame:
    """Every edition with what is known of it; what is not known is a dash."""
    rows = barometer.editions
    columns = {
        "published": rows["published"].map(lambda date: _date(date, language)),
        "cases": rows["cases"].map(lambda count: fmt.number(count, language)),
        "municipalities": rows["municipalities"].map(lambda count: fmt.number(count, language)),
        "case_types": rows[f"case_types_{language}"],
        "law": rows[f"law_{language}"],
        "participants": rows[f"participants_{language}"],
        "note": rows[f"note_{language}"],
    }
    known = {key: column.fillna("–").tolist() for key, column in columns.items()}
    known["source"] = _sources(barometer, rows, language)
    return _titled("editions", known, _names(barometer, rows, language), language)


def _sources(barometer: Barometer, rows: pd.DataFrame, language: Language) -> list[str]:
    return [cite(barometer.all_snapshots[key], language) for key in rows["snapshot"]]


def _date(date: object, language: Language) -> str | None:
    return fmt.date(date, language) if isinstance(date, str) else None


def _titled(
    words: str, columns: dict[str, list[str]], names: list[str], language: Language
) -> pd.DataFrame:
    """A table with a name for each row, and for each column its words."""
    titled = {say(f"barometer.{words}_{key}", language): column for key, column in columns.items()}
    return pd.DataFrame(titled, index=pd.Index(names))


def _names(barometer: Barometer, rows: pd.DataFrame, language: Language) -> list[str]:
    return [edition_name(barometer, edition, language) for edition in rows["edition"]]


def _in_words(rows: pd.DataFrame, language: Language) -> list[str]:
    return [in_words(row, language) for row in rows.to_dict("records")]
