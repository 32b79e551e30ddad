"""The columns that files are made of, each with the rule that a found value is held against."""

from collections.abc import Iterable

import pandera.pandas as pa

import geo.municipalities as geo
from catalog.load import dimensions, indicators

MONTH = r"(0[1-9]|1[0-2])"
YEAR = r"(19|20)[0-9]{2}"
PERIOD = rf"{YEAR}(-{MONTH})?(/{YEAR}(-{MONTH})?)?"
REGIONS = {
    "081": "Region Nordjylland",
    "082": "Region Midtjylland",
    "083": "Region Syddanmark",
    "084": "Region Hovedstaden",
    "085": "Region Sjælland",
}
COUNTRY = "000"
ELSEWHERE = {"411": "Christiansø", "998": "Ukendt kommune"}
"""Areas that StatBank counts and that are no municipality; they are needed for sums alone."""


def text(*, empty: bool = False) -> pa.Column:
    """Any text; an empty one only where that is said to be fine."""
    return pa.Column(str, [] if empty else pa.Check.str_matches(r"(?s).*\S", error="empty"))


def pair(name: str, *, empty: bool = False) -> dict[str, pa.Column]:
    """The same text in both languages, as two columns."""
    return {f"{name}_da": text(empty=empty), f"{name}_en": text(empty=empty)}


def matching(pattern: str, rule: str, *, empty: bool = False) -> pa.Column:
    """A text of a certain form."""
    whole = rf"^({pattern}){'?' if empty else ''}\Z"
    return pa.Column(str, pa.Check.str_matches(whole, error=rule))


def one_of(known: Iterable[str], rule: str, *, empty: bool = False) -> pa.Column:
    """One of the known codes; anything else is a fault, never a silent drop."""
    allowed = [*known, *([""] if empty else [])]
    return pa.Column(str, pa.Check.isin(allowed, error=rule))


def area(*, empty: bool = False) -> pa.Column:
    """A three-digit code of the country, a region or a municipality."""
    return one_of([COUNTRY, *REGIONS, *geo.municipalities()], "area", empty=empty)


def period(*, empty: bool = False) -> pa.Column:
    """A year, a span of years, or a span of months."""
    return matching(PERIOD, "period", empty=empty)


def indicator(*, empty: bool = False) -> pa.Column:
    """The id of an indicator in the catalog."""
    return one_of(indicators(), "indicator", empty=empty)


def category(dimension: str, *, empty: bool = False) -> pa.Column:
    """A code of one dimension of the catalog."""
    return one_of(dimensions()[dimension].codes, "category", empty=empty)


def decimal(*, empty: bool = False) -> pa.Column:
    """A number with a decimal point, as files hold it."""
    return matching(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", "number", empty=empty)


def whole(*, empty: bool = False) -> pa.Column:
    """A whole number, zero or more."""
    return matching(r"[0-9]{1,12}", "whole", empty=empty)
