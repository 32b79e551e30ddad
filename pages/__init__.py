"""The menu: every page once, in order; files are named by the customer, addresses are Danish."""

from typing import Literal, NamedTuple


class Entry(NamedTuple):
    """One page: its id (and word key), its file, its address, and the part of the menu it is in.

    A page of no part stands by itself in the menu.
    """

    id: str
    file: str
    address: str
    part: Literal["", "topics", "about"] = ""


MENU = (
    Entry("overview", "pages/overview.py", ""),
    Entry("map", "pages/map.py", "kort"),
    Entry("municipality", "pages/municipality.py", "kommune"),
    Entry("notifiers", "pages/notifiers.py", "hvem-underretter", "topics"),
    Entry("reasons", "pages/reasons.py", "aarsager", "topics"),
    Entry("support", "pages/support.py", "stoette", "topics"),
    Entry("barometer", "pages/barometer.py", "boernesagsbarometret", "topics"),
    Entry("reception", "pages/reception.py", "modtagelse", "topics"),
    Entry("houses", "pages/houses.py", "boernehuse", "topics"),
    Entry("prevention", "pages/prevention.py", "forebyggelse", "topics"),
    Entry("offers", "pages/offers.py", "raadgivning"),
    Entry("own", "pages/own.py", "egne-tal", "about"),
    Entry("sources", "pages/sources.py", "kilder", "about"),
    Entry("access", "pages/access.py", "was", "about"),
)
