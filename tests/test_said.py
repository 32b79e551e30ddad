"""The words under every drawing: its alternative text, whole, readable, and not said twice."""

import re

import pytest

from catalog.words import LANGUAGES, say
from charts.said import LONG, SHORT, ended, parted
from pages import MENU
from pages.components import show

STATES = {"full": LANGUAGES, "fetched": ("da",)}
"""After a fetch the same sentences have other numbers: one language shows it."""


@pytest.fixture
def figures(opened, monkeypatch):
    """Every figure of a page, with the markup that stood below it."""

    def of(state, entry, language):
        found, shown = [], show.show

        def noted(figure, lang, **kept):
            found.append((figure, kept.get("told", False)))
            return shown(figure, lang, **kept)

        with monkeypatch.context() as patched:
            patched.setattr(show, "show", noted)
            app = opened(state, entry.id, lang=language, area="360")
        return found, [block.proto.body for block in app.get("html")]

    return of


def plain(markup):
    return re.sub(r"<[^>]*>", " ", markup)


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.id)
@pytest.mark.parametrize("state", STATES)
def test_every_word_of_an_alternative_text_stands_under_its_drawing(figures, state, entry):
    for language in STATES[state]:
        found, html = figures(state, entry, language)
        shown = " ".join(plain(one).replace("&#x27;", "'").replace("&amp;", "&") for one in html)
        words = re.findall(r"[\w,.%−+]+", shown.lower())
        for figure, told in found:
            assert figure.alt.strip()
            assert not re.search(r"\.\.|None|nan\b|\{|\}", figure.alt), figure.alt
            own = re.findall(r"[\w,.%−+]+", figure.alt.removeprefix(figure.title).lower())
            missing = {one.rstrip(".,") for one in own} - {one.rstrip(".,") for one in words}
            assert told or own, f"{figure.title} says nothing"
            assert told or not missing, f"{figure.title}: {missing}"


def test_made_up_figures_say_so_in_the_sentence_too(figures):
    entry = next(one for one in MENU if one.id == "map")
    found, html = figures("tiny", entry, "da")
    sentences = re.findall(r"<p class='atlas-said'>([^<]*)</p>", " ".join(html))
    assert len(sentences) == len(found) > 0
    start = say("frame.synthetic", "da", title="")
    assert all(sentence.startswith(start) for sentence in sentences)


def test_a_long_list_is_parted_between_entries_and_nothing_is_lost():
    entries = [f"Kommune {n}: {n} pct. i 2015, {2 * n} pct. i 2025." for n in range(20)]
    short, rest = parted(" ".join(entries))
    assert f"{short} {rest}" == " ".join(entries)
    assert len(" ".join(entries)) > LONG
    assert len(short) <= SHORT
    assert short.endswith("2025.")
    assert parted(entries[0]) == (entries[0], "")


@pytest.mark.parametrize(
    ("text", "whole"),
    [("65 pct.", "65 pct."), ("65", "65."), ("1.934; ", "1.934."), ("Hvorfor?", "Hvorfor?")],
)
def test_a_sentence_ends_with_one_full_stop(text, whole):
    assert ended(text) == whole
