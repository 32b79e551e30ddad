"""School and day care as CSV: the municipality with its limits, its comparison, the country."""

from collections.abc import Sequence

import geo.municipalities as geo
from analysis.notifiers import group_name
from analysis.two_groups import Group
from catalog.model import Language
from catalog.words import say
from reports.download import heading, number, origins, written

COLUMNS = ("group", "rate", "rate_lower", "rate_upper", "name", "peer_rate", "country_rate")
OURS = ("rate_lower", "rate_upper", "country_rate")


def pair_csv(groups: Sequence[Group], area: str, other: str, language: Language) -> bytes:
    """A row for each group and year, per 1,000 residents aged 0-17; `other` is the comparison."""
    rows = [
        _row(group, year, area, other, language) for group in groups for year in sorted(group.own)
    ]
    head = heading("code area period", language)
    named = [
        say(f"notifiers.file_{key}" if key in OURS else f"who.file_{key}", language)
        for key in COLUMNS
    ]
    return written([[*head[:3], *named, *head[3:]], *rows], language)


def _row(group: Group, year: str, area: str, other: str, language: Language) -> list[str]:
    low, high = group.limits.get(year, (None, None))
    figures = (group.own.get(year), low, high)
    now = group.result.where(group.result.table["period"] == year)
    return [
        area,
        geo.municipality(area).name,
        year,
        group_name(group.code, language),
        *(number(value, language) for value in figures),
        other,
        number(group.peers.get(year), language),
        number(group.country.get(year), language),
        *origins(now.snapshots, language),
    ]
