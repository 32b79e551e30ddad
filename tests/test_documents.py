"""Each fact of the documents that the atlas was made from stands on its page, with its source."""

import csv
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.result import cite
from catalog.words import say
from data.schema import Statement
from pages import MENU

FACTS = Path(__file__).with_name("facts.csv")


def expected():
    with FACTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def unpunctuated(text):
    """A text without commas: the list of facts sets them as notes do, the pages as sentences do."""
    return text.replace(",", "")


PAGES = sorted({row["page"] for row in expected()})


class Elements(HTMLParser):
    """The text and the addresses inside each list item that carries the id of a fact."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = {}, None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "li":
            self.inside = attributes.get("data-fact")
            if self.inside:
                assert attributes["id"] == f"fact-{self.inside}"
                assert self.inside not in self.found, f"{self.inside} stands twice on a page"
                self.found[self.inside] = ["", set()]
        elif tag == "a" and self.inside:
            self.found[self.inside][1].add(attributes["href"])

    def handle_endtag(self, tag):
        if tag == "li":
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.found[self.inside][0] += data


def elements(app):
    """What a page shows of facts, by id: their text and addresses."""
    reader = Elements()
    for html in app.get("html"):
        reader.feed(html.proto.body)
    return reader.found


def test_all_52_facts_are_looked_for():
    assert len(expected()) == len({row["fact_id"] for row in expected()}) == 52


@pytest.mark.parametrize("page", PAGES)
def test_every_fact_of_a_page_is_an_element_with_its_source(page, full, read):
    """The text as the document has it, the source's title, and its address or why it has none."""
    entry = next(found for found in MENU if say(f"{found.id}.menu", "da") == page)
    shown = elements(read("full", entry.id, area="482"))
    said = full.rows(Statement).set_index("id")
    for row in [row for row in expected() if row["page"] == page]:
        assert row["fact_id"] in shown, f"{row['fact_id']} is not on {page}"
        text, addresses = shown[row["fact_id"]]
        assert unpunctuated(row["fact_da"]) in unpunctuated(text)
        snapshot = full.snapshots[int(said.loc[row["fact_id"], "snapshot"])]
        assert cite(snapshot, "da") in text
        if snapshot.url is None:
            assert snapshot.why_no_url("da") in text
        else:
            assert snapshot.url in addresses
