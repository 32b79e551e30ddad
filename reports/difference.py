"""A difference map as a file: each municipality, what it is held against, and the usual limits."""

from collections.abc import Mapping
from typing import Any

from analysis.difference import Members
from analysis.result import Result
from analysis.unusual import Unusual
from catalog.model import Language
from catalog.words import say
from charts.difference_words import against, averaged, reason
from reports import download
from reports.beside import listed

COLUMNS = (
    "code",
    "area",
    "period",
    "name",
    "unit",
    "counts",
    "value",
    "numerator",
    "denominator",
)
LIMITS = ("lower", "upper", "benchmark", "expected", "usual_lower", "usual_upper")
SAID = ("outside", "flag", "left_out", "comparison", "averaged", "members", "members_left_out")


def difference_file(
    result: Result,
    found: Unusual,
    language: Language,
    *,
    reasons: Mapping[str, str],
    members: Mapping[str, Members],
) -> bytes:
    """A row a municipality, to the last digit, with the comparison named in each.

    `result` holds the figures of that one period; `reasons` and `members` are by code.
    """
    own = [say(f"difference.column_{name}", language) for name in (*LIMITS, *SAID)]
    every = download.heading(" ".join(COLUMNS), language)
    head = [*every[: len(COLUMNS)], *own, *every[len(COLUMNS) :]]
    compared = found.table.to_dict("index")
    rows = [
        [
            *_figure(row, result, language),
            *(download.number(float(compared[row["area"]][name]), language) for name in LIMITS),
            *_said(found, compared[row["area"]], reasons.get(row["area"], ""), language),
            listed(members[row["area"]].there, language),
            listed(members[row["area"]].left_out, language),
            *_origin(row, result, language),
        ]
        for row in result.table.to_dict("records")
    ]
    return download.written([head, *rows], language)


def _figure(row: Mapping[str, Any], result: Result, language: Language) -> list[str]:
    indicator = result.indicator
    return [
        row["area"],
        download.area_name(row["area"], language),
        row["period"],
        indicator.name[language],
        indicator.unit[language],
        say(f"counts.{indicator.counts}", language),
        *(download.number(row[name], language) for name in ("value", "numerator", "denominator")),
    ]


def _said(found: Unusual, row: Mapping[str, Any], why: str, language: Language) -> list[str]:
    words = [say(f"difference.told_{_word(row[name])}", language) for name in ("outside", "flag")]
    why = reason(why, language) if why else ""
    return [*words, why, against(found, language), averaged(found, language)]


def _word(side: str) -> str:
    return side.replace(" ", "_")


def _origin(row: Mapping[str, Any], result: Result, language: Language) -> list[str]:
    if row["status"] == "missing":
        return [""] * len(download.ORIGIN)
    return download.origins_of(row, result, language)
