"""A profile answers before it asks: what stands first, and where it leads."""

import re

import pytest

from catalog.words import LANGUAGES, say

LAESOE = "825"
AREAS = ("482", "101", LAESOE)
MOST_CHOICES = 5


def markdown(app):
    return [found.value for found in app.markdown]


def short(app, language="da"):
    """The sentences that open the page."""
    at = markdown(app)
    first = next(n for n, text in enumerate(at) if say("short.jumps", language) in text)
    return at[first - 1]


def places(app):
    """Where a link on the page can lead: anchors of headings, and ids of our own."""
    own = re.findall(r"id='([^']+)'", " ".join(found.proto.body for found in app.get("html")))
    return {found.proto.anchor for found in app.subheader} | set(own)


def in_order(block):
    """Everything on the page from above, and whether it is behind a click."""
    for child in block.children.values():
        folded = child.type == "expandable"
        yield child
        if hasattr(child, "children") and not folded:
            yield from in_order(child)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["full", "fetched", "demo"])
def test_every_sentence_and_jump_leads_somewhere(read, state, language):
    app = read(state, "municipality", area="482", lang=language)
    opening = [text for text in markdown(app) if "](#" in text]
    assert len(opening) == 2
    links = [place for text in opening for place in re.findall(r"\]\(#([^)]+)\)", text)]
    assert len(links) > 6
    assert set(links) <= places(app)


@pytest.mark.parametrize("area", AREAS)
def test_what_is_said_first_is_what_the_sections_say(read, area):
    app = read("long", "municipality", area=area)
    lines = short(app).splitlines()
    assert 3 <= len(lines) <= 5
    below = " ".join([*markdown(app), *(found.value for found in app.caption)]).replace(
        short(app), ""
    )
    own = (say("short.holds", "da"), say("short.change", "da"))
    for line in lines[:3]:
        head, told = line.removeprefix("- ").split(":** ", 1)
        assert told in below, head
    assert all(any(name in line for line in lines) for name in own)


def test_nothing_is_judged_first_of_a_municipality_without_figures_of_its_own(read):
    lines = short(read("long", "municipality", area=LAESOE))
    assert say("changed.not_own", "da") in lines
    for word in ("stigning", "steget", "faldet", "flere fra", "færre fra", "sædvanligt"):
        assert word not in lines


def test_a_change_across_the_break_stands_with_its_text_and_no_word_of_direction(read):
    lines = short(read("long", "municipality", area="482", base="2015"))
    change = next(line for line in lines.splitlines() if say("short.change", "da") in line)
    assert say("changed.break_text", "da", text="")[:7] in change
    assert not {"steget", "faldet", "stigning", "fald"} & set(re.findall(r"\w+", change))


def test_a_rise_or_a_fall_does_not_stand_without_the_countrys(read):
    """The municipality may have changed as nearly all others did."""
    lines = short(read("long", "municipality", area="101")).splitlines()
    change = next(line for line in lines if say("short.change", "da") in line)
    assert "Stigningen er større" in change or "Faldet er større" in change
    assert "lagt sammen" in change or "ved siden af landets" in change


def test_a_reader_meets_at_most_five_choices_before_the_answer(read):
    app = read("long", "municipality", area="482")
    choices = 0
    for element in in_order(app.main):
        if element.type in ("selectbox", "multiselect", "button_group", "number_input"):
            choices += 1
        if element.type == "markdown" and say("short.jumps", "da") in element.value:
            break
    assert 0 < choices <= MOST_CHOICES


def test_without_counts_the_answer_judges_nothing_and_tells_no_notifiers(read):
    lines = short(read("full", "municipality", area="482"))
    assert say("short.change", "da") in lines
    assert "større end tilfældige udsving" not in lines
    assert say("who.heading", "da") not in lines
