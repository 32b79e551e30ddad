"""Whom a municipality is read beside: its group, its neighbors, and all 98 together."""

import geo.municipalities as geo
from analysis.position import wide
from analysis.result import Result
from catalog.format import danish

TOGETHER = "municipalities_98"


def series(result: Result, area: str) -> dict[str, float]:
    """The usable figures of one area by period, oldest first."""
    rows = result.usable()
    rows = rows[rows["area"] == area].sort_values("period")
    return dict(zip(rows["period"], rows["value"].astype(float), strict=True))


def together(result: Result) -> bool:
    """Whether a national figure is the 98 added together and not the publisher's own."""
    return bool((result.table["scope"] == TOGETHER).any())


def limits(result: Result, area: str) -> dict[str, tuple[float, float]]:
    """The limits of one area's usable figures by period, of those that have an interval."""
    rows = result.usable()
    rows = rows[(rows["area"] == area) & rows["lower"].notna() & rows["upper"].notna()]
    ends = zip(rows["lower"].astype(float), rows["upper"].astype(float), strict=True)
    return dict(zip(rows["period"], ends, strict=True))


def group_members(area: str) -> tuple[str, ...]:
    """The municipalities of the same group, the municipality itself left out."""
    own = geo.municipality(area).group_code
    every = geo.municipalities().values()
    return tuple(m.code for m in every if m.group_code == own and m.code != area)


def group_median(result: Result, area: str) -> dict[str, float]:
    """The median of the group's other members' figures by period.

    A median of rates and not a weighted group rate: before a fetch the populations of most
    municipalities are not known. Irregular areas are left out.
    """
    table = wide(result)
    members = [code for code in group_members(area) if code in table.index]
    return {str(p): float(v) for p, v in table.loc[members].median().dropna().sort_index().items()}


def beside(result: Result, area: str) -> list[tuple[geo.Neighbor, dict[str, float]]]:
    """Each neighbor, over land or by bridge or ferry, with its series, in order of names."""
    near = sorted(geo.neighbors(area), key=lambda found: danish(geo.municipality(found.code).name))
    return [(found, series(result, found.code)) for found in near]
