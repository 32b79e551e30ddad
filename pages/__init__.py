"""The menu: every page once, in order; files are named by the customer, addresses are Danish."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One page: its id (and word key), its file from the top folder, and its address."""

    id: str
    file: str
    address: str


MENU = (
    Entry("overview", "pages/overview.py", ""),
    Entry("map", "pages/map.py", "kort"),
    Entry("municipality", "pages/municipality.py", "kommune"),
    Entry("barometer", "pages/barometer.py", "boernesagsbarometret"),
    Entry("own", "pages/own.py", "egne-tal"),
    Entry("sources", "pages/sources.py", "kilder"),
)
