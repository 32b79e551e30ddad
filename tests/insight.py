"""What a page has to show by tests/plainly.py; only the sentences around are the atlas's."""

import math
import re
from types import SimpleNamespace

import pytest

from catalog.words import say
from tests.opened import html, warned
from tests.plainly import Plainly, shown

YEARS = (2015, 2017, 2018, 2019, 2021, 2023, 2024, 2025)
YEAR = YEARS[-1]
LANGELAND, HOLBAEK, KOEBENHAVN, SAMSOE, LAESOE = AREAS = ("482", "316", "101", "741", "825")
INDICATOR = {
    "children": "children_notified_rate_0_17",
    "notifications": "notifications_rate_0_17",
    "several": "children_notified_repeatedly_share_0_17",
}
ABOVE = {
    "children": "Børn på 0-17 år med underretning",
    "notifications": "Underretninger om 0-17-årige",
    "several": "Børn på 0-17 år med flere underretninger",
}
BELOW = {
    "children": "0-17-årige 1. januar",
    "notifications": "0-17-årige 1. januar",
    "several": "Børn på 0-17 år med underretning",
}
KINDS = ("country", "group", "similar", "region")
NAMED = {
    "country": "98 kommuner samlet",
    "similar": "Sammenligningskommuner",
}
ANOTHER = "fordi kommunen indberetter gennem en anden"
NOT_OWN = "kommunen indberetter gennem en anden kommune og har i nogle år ikke egne tal"


@pytest.fixture(scope="session")
def plain(few_file):
    return Plainly(few_file.parent / "fetched")


@pytest.fixture
def seen(read):
    """A page as a reader sees it: its tables in order, and all its texts."""

    def at(page, **address):
        app = read("few", page, **address)
        assert not app.warning, warned(app)
        parts = [e.value for kind in (app.markdown, app.caption, app.info) for e in kind]
        tables = [found.value for found in app.table]
        return SimpleNamespace(text="\n".join([*parts, html(app)]), tables=tables)

    return at


def profile(seen, area, measure="notifications"):
    return seen("municipality", indicator=INDICATOR[measure], area=area)


def table(page, *columns):
    """The first table that has these columns."""
    return next(one for one in page.tables if {*columns} <= {*one.columns})


def name_of(plain, kind, area):
    return NAMED.get(kind) or plain.places[area][kind]


def span(ends, decimals=1):
    if any(map(math.isnan, ends)):
        return "–"
    return "–".join(shown(end, decimals) for end in ends)


def own_figure(plain, page, measure, area):
    """The big figure, the counts behind it and how far chance reaches."""
    value = shown(plain.value(measure, area, YEAR), 1)
    assert f"<p class='atlas-big'><span>{value}</span>" in page.text
    above, below = plain.above(measure, area, YEAR), plain.below(measure, area, YEAR)
    counts = f"{ABOVE[measure]}: **{shown(above)}**. {BELOW[measure]}: **{shown(below)}**."
    assert counts in page.text
    if area in plain.through_another:
        assert say("close_up.through_another", "da") in page.text
        assert not re.search(r"Mellem [\d.,]+ og [\d.,]+, når", page.text)
        return
    low, high = (shown(end, 1) for end in plain.interval(measure, area, YEAR))
    widened = ". Spændet er gjort bredere" if measure == "notifications" else "\n"
    assert (
        f"Mellem {low} og {high}, når der tages højde for tilfældige udsving{widened}" in page.text
    )


def verdict(plain, measure, area, kind):
    """The sentence that figure, interval, benchmark and usual limits allow."""
    value, beside = plain.value(measure, area, YEAR), plain.benchmark(measure, kind, area, YEAR)
    low, high = plain.interval(measure, area, YEAR)
    among, _, _ = plain.unusual(measure, kind, YEAR)
    why = ""
    if area in plain.through_another:
        key, why = "described", f"{NOT_OWN}."
    elif low <= beside <= high:
        key = "similar"
    else:
        side = "higher" if low > beside else "lower"
        usual = among[area]["side"] == side
        above = {"higher": "above", "lower": "below"}[side]
        key = f"{side}_than_usual" if usual else f"{above}_but_usual"
    words = {"name": name_of(plain, kind, area), "period": str(YEAR), "why": why}
    numbers = {"value": shown(value, 1), "benchmark": shown(beside, 1)}
    return say(f"verdict.{key}", "da", **words, **numbers)
