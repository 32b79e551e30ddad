"""A stamped link: what a reader is told who comes by one, and the page on access."""

from datetime import date

import pytest

from catalog import format as fmt
from catalog.words import LANGUAGES, say
from data.facts import open_facts
from tests.opened import html


def served(tiny_file):
    return open_facts(tiny_file).fingerprint[:8]


def test_a_link_of_the_edition_that_is_served_says_nothing(opened, tiny_file):
    app = opened("tiny", "map", edition=served(tiny_file), date="2026-11-22")
    assert not [found.value for found in app.info if "udgave" in found.value]
    assert not app.warning


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_of_another_edition_opens_and_says_so(opened, tiny_file, language):
    app = opened("tiny", "map", lang=language, edition="ab12cd34", date="2026-11-22")
    when = fmt.date("2026-11-22", language)
    now = served(tiny_file)
    wanted = say("link.other", language, date=when, edition="ab12cd34", served=now)
    assert wanted in [found.value for found in app.info]
    assert "22" in wanted
    assert app.title[0].value == say("map.heading", language)


@pytest.mark.parametrize("value", ["ab12", "<b>x</b>", "AB12CD34", "ab12cd34ef"])
def test_an_edition_that_is_none_is_told_of_as_unknown(opened, value):
    app = opened("tiny", "map", edition=value)
    told = [found.value for found in app.warning]
    assert any(say("address.name.edition", "da") in text for text in told)
    assert all("<" not in text for text in told)


def test_a_date_that_is_none_is_told_of_and_the_edition_still_speaks(opened, tiny_file):
    app = opened("tiny", "map", edition="ab12cd34", date="2026-02-30")
    assert any(say("address.name.date", "da") in found.value for found in app.warning)
    now = served(tiny_file)
    wanted = say("link.other_undated", "da", edition="ab12cd34", served=now)
    assert wanted in [found.value for found in app.info]


def test_every_page_has_the_button_stamped_with_edition_and_day(opened, tiny_file):
    found = html(opened("tiny", "offers"))
    assert f'data-edition="{served(tiny_file)}"' in found
    assert f'data-date="{date.today().isoformat()}"' in found


def test_the_page_on_access_names_whom_to_write_to_only_where_it_is_set(opened, monkeypatch):
    assert "ikke angivet af den, der driver denne installation" in html(opened("tiny", "access"))
    monkeypatch.setenv("ATLAS_CONTACT", "Prøve <Kommune>, prove@example.org")
    found = html(opened("tiny", "access"))
    assert "Prøve &lt;Kommune&gt;, prove@example.org" in found
    assert "ikke angivet" not in found
