"""Who notifies in numbers: the groups of one year, or a cell for each year."""

import pandas as pd

from analysis import notifiers
from analysis.categories import TOTAL
from analysis.notifier_mix import Mix
from analysis.notifier_rates import Rates
from catalog import format as fmt
from catalog.load import dimensions
from catalog.model import Language
from catalog.words import say


def tables_of(mix: Mix, rates: Rates, language: Language) -> dict[str, pd.DataFrame]:
    """The numbers of the drawing with rates beside them, professional groups and others apart."""
    own, peers = (part[mix.period].reindex(mix.table.index) for part in (rates.own, rates.peers))
    table = mix.table
    whole, tenth = (
        (lambda value: fmt.number(value, language)),
        (lambda value: fmt.number(value, language, 1)),
    )
    columns = {
        "count": table["count"].map(whole),
        "expected": table["expected"].map(whole),
        "difference": [_interval(row, language) for _, row in table.iterrows()],
        "rate": own.map(tenth),
        "peer_rate": peers.map(tenth),
        "share": table["share"].map(tenth),
        "peer_share": table["peer_share"].map(tenth),
    }
    shown = pd.DataFrame(columns, index=table.index)
    shown.columns = pd.Index([say(f"who.column_{key}", language) for key in columns])
    professional = table["professional"]
    return {
        say("who.professional", language): named(shown[professional], language),
        say("who.other", language): named(shown[~professional], language),
    }


def _interval(row: "pd.Series[float]", language: Language) -> str:
    difference, lower, upper = (
        fmt.signed(float(row[key]), language) for key in ("difference", "lower", "upper")
    )
    if pd.isna(row["lower"]):
        return difference
    return say("who.interval", language, difference=difference, lower=lower, upper=upper)


def year_cell(rates: Rates, code: object, year: str, language: Language) -> str:
    count = fmt.number(float(rates.counts.loc[code, year]), language)
    rate = float(rates.own.loc[code, year])
    told = count if pd.isna(rate) else f"{count} ({fmt.number(rate, language, 1)})"
    return f"{told}*" if year in rates.doubtful else told


def named(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    named = table.rename(
        lambda code: (
            notifiers.group_name(code, language) if code != TOTAL else say("who.total", language)
        )
    )
    named.index.name = dimensions()["notifier"][language]
    return named
