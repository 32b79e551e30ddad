"""What sources say, with its value once: after the text, or not at all where the text has it."""

import pytest

from analysis.statements import said, says_itself
from analysis.traces import traces
from pages.components.told import _item


def plain(found, language="da"):
    """An item as it is read, without its marks and without what follows its text."""
    body = _item(found, language).partition(">")[2]
    return body.replace("<strong>", "").replace("</strong>", "").partition(" <span")[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4", "Fire områder: faglig udredning; inddragelse; valg; opfølgning"),
        ("8 cases; 7 kommuner", "Inspirationskatalog: otte cases fra syv kommuner"),
        ("3", "Områder: almen; myndighed; udfører"),
        ("en stor del", "En stor del af de ændrede"),
        ("13.6 mio. kr.", "Tilskuddet var 13,6 mio. kr."),
        ("0-17", "For børn på 0-17 år"),
        ("6. marts 2017", "Brevet er fra 6. marts 2017"),
    ],
)
def test_a_value_that_the_text_says_is_not_said_twice(value, text):
    assert says_itself(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("87 pct.", "Underretninger vurderet inden for 24 timer"),
        ("12 kommuner", "Undersøgelse af børnehusene 2017"),
        ("3", "Tre tusind sager i 30 kommuner; 13 afsluttet".replace("Tre", "Et")),
        ("næsten halvdelen", "Andel, der har ændret organisering efter 2011"),
        ("8; 7", "Otte cases"),
    ],
)
def test_another_number_does_not_stand_for_the_value(value, text):
    assert not says_itself(value, text)


def test_the_facts_read_as_sentences_with_their_value_last(full):
    """As a reader meets them; in English the text itself ends with the value."""
    by_id = {
        found.id: found
        for topic in ("barometer", "childrens_houses", "prevention", "reception")
        for found in said(full, "da", topic, kinds=["document_fact"])
    }
    told = {
        "barometer-05": "Underretninger vurderet inden for 24 timer: 87 pct.",
        "barometer-08": "Fire områder: faglig udredning; inddragelse; "
        "valg af relevant indsats; opfølgning",
        "boernehuse-02": "Juridisk gennemgang af sagsforløb: 18",
        "forebyggelse-09": "Inspirationskatalog: otte cases fra syv kommuner",
        "modtagelse-10": "Rapporten har også en opgørelse over udviklingen i antal "
        "underretninger (tallene er ikke på siden)",
    }
    assert {name: plain(by_id[name]) for name in told} == told
    (english,) = said(full, "en", "barometer", ids=["barometer-05"])
    assert plain(english, "en") == "Notifications assessed within 24 hours: 87 per cent"


def test_a_trace_begins_with_its_date(full):
    (found,) = traces(full, "480", "da")["barometer_supervision"]
    assert plain(found).startswith("2023 Nævnt i Ankestyrelsens")
