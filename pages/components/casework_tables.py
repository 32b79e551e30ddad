"""The tables of the barometer's page: a requirement's results, those in words, the editions."""

import pandas as pd

from analysis.barometer import Barometer
from analysis.barometer_law import Law
from analysis.result import cite
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say
from charts.barometer import edition_name, in_words


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
