"""Who notifies, as CSV: each group's count beside what the comparison's mix would give."""

import pandas as pd

import geo.municipalities as geo
from analysis.notifier_mix import Mix
from analysis.notifier_rates import Rates
from analysis.notifiers import group_name
from catalog.model import Language
from catalog.words import say
from reports.download import heading, number, origins, written

COMPARED = ("group", "part", "name", "compared")
SHOWN = (
    "count",
    "total",
    "share",
    "expected",
    "difference",
    "lower",
    "upper",
    "peer_total",
    "peer_share",
    "rate",
    "peer_rate",
)
EFFECTS = ("design_effect", "peer_design_effect")


def mix_csv(
    mix: Mix, rates: Rates, language: Language, *, name: str, compared: str, note: str
) -> bytes:
    """A row a group; `name` and `compared` are the comparison in short and with its members.

    `note` stands in every row: what is known of the year, and why an interval is missing.
    """
    own = geo.municipality(mix.chosen.area)
    behind = origins(dict.fromkeys([*mix.snapshots, *rates.rated.snapshots]), language)
    rows = []
    for row in _figures(mix, rates).reset_index(names="code").to_dict("records"):
        part = say("who.professional" if row["professional"] else "who.other", language)
        rows.append(
            [
                own.code,
                own.name,
                mix.period,
                group_name(row["code"], language),
                part,
                name,
                compared,
                *(number(row[key], language) for key in SHOWN),
                number(mix.design_effect, language),
                number(mix.peer_design_effect, language),
                note,
                *behind,
            ]
        )
    return written([_head(language), *rows], language)


def _figures(mix: Mix, rates: Rates) -> pd.DataFrame:
    found = mix.table.assign(total=mix.total, peer_total=mix.peer_total)
    return found.assign(
        rate=rates.own[mix.period].reindex(found.index),
        peer_rate=rates.peers[mix.period].reindex(found.index),
    )


def _head(language: Language) -> list[str]:
    first = heading("code area period", language)[:3]
    own = [*COMPARED, *SHOWN, *EFFECTS]
    last = heading("note", language)
    return [*first, *(say(f"who.file_{key}", language) for key in own), *last]
