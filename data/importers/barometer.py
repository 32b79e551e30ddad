"""Files of Børnesagsbarometret: editions, results, law and cautions."""

import pandas as pd

from data.importers import columns as c
from data.importers.kind import Kind
from data.schema import BarometerCaveat, BarometerEdition, BarometerLaw, BarometerResult

RESULTS = ("percent", "words", "not_compliant", "not_seen", "reading")
EDITION = ("barometer_editions.csv", "edition", "edition")
IN_PERCENT = ("percent", "not_compliant")
IN_WORDS = ("words", "reading")


def _no_share(rows: pd.DataFrame) -> "pd.Series[bool]":
    found = pd.to_numeric(rows["percent"], errors="coerce")
    return (found < 0) | (found > 100)


def _no_percent(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["kind"].isin(IN_PERCENT) & (rows["percent"] == "")


def _no_words(rows: pd.DataFrame) -> "pd.Series[bool]":
    return rows["kind"].isin(IN_WORDS) & (rows["words_da"] == "")


BAROMETER = (
    Kind(
        file="barometer_editions.csv",
        table=BarometerEdition,
        columns={
            "edition": c.text(),
            "kind": c.one_of(("pilot", "yearly", "pooled", "unknown"), "edition_kind"),
            "published": c.text(empty=True),
            "cases": c.whole(empty=True),
            "municipalities": c.whole(empty=True),
            **c.pair("case_types", empty=True),
            **c.pair("law", empty=True),
            **c.pair("theme", empty=True),
            **c.pair("participants", empty=True),
            **c.pair("note", empty=True),
        },
        unique=("edition",),
    ),
    Kind(
        file="barometer_results.csv",
        table=BarometerResult,
        columns={
            "edition": c.text(),
            "requirement": c.category("requirement"),
            "kind": c.one_of(RESULTS, "result_kind"),
            "percent": c.decimal(empty=True),
            **c.pair("words", empty=True),
            **c.pair("law", empty=True),
            "same_as": c.text(empty=True),
            "cases": c.whole(empty=True),
            "municipalities": c.whole(empty=True),
            **c.pair("note", empty=True),
        },
        unique=("edition", "requirement", "kind"),
        codes={"requirement": "requirement"},
        rules=(
            ("share", "percent", _no_share),
            ("empty", "percent", _no_percent),
            ("empty", "words_da", _no_words),
        ),
        among={"edition": EDITION, "same_as": EDITION},
    ),
    Kind(
        file="barometer_law.csv",
        table=BarometerLaw,
        columns={
            "requirement": c.category("requirement"),
            **c.pair("before", empty=True),
            **c.pair("after", empty=True),
            **c.pair("change", empty=True),
            **c.pair("verified", empty=True),
        },
        unique=("requirement",),
        codes={"requirement": "requirement"},
    ),
    Kind(
        file="barometer_caveats.csv",
        table=BarometerCaveat,
        columns={"id": c.text(), "applies_to": c.text(), **c.pair("text")},
        unique=("id",),
    ),
)
