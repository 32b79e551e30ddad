"""Without a mouse: past the menu, what is told of a choice, a copied link, and a narrow screen."""

from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.words import say
from pages import MENU
from tests.browser.settle import settled
from tests.browser.test_journeys import opened

LINK = ".atlas-link"
CUT = """() => [...document.querySelectorAll(
    '[data-testid=stMain] button, [data-testid=stMain] label, [data-testid=stMain] h1, ' +
    '[data-testid=stMain] h2, [data-testid=stMain] h3, [data-testid=stMain] h4, summary'
  )].filter((one) => one.checkVisibility() && one.textContent.trim()
    && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden')
  .map((one) => one.textContent.trim())"""


def status(page):
    return page.locator("#atlas-status").text_content()


def test_the_first_stop_leads_past_the_menu_in_the_language_of_the_page(page):
    for language in ("da", "en"):
        opened(page, f"/kort?lang={language}")
        page.keyboard.press("Tab")
        skip = page.locator("#atlas-skip")
        assert page.evaluate("document.activeElement.id") == "atlas-skip"
        assert skip.inner_text() == say("status_line.skip", language)
        assert skip.bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H1"


def test_every_stop_of_the_tab_key_is_seen(page):
    opened(page, "/kort?area=360")
    unseen, stops = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const e = document.activeElement; const styles = [];
              for (let x = e, n = 0; x && n < 5; x = x.parentElement, n++) {
                const s = getComputedStyle(x);
                styles.push(s.outlineStyle + ' ' + s.outlineWidth);
              }
              return [e.outerHTML.slice(0, 140), styles]; }"""
        )
        if found[0].startswith("<body"):
            break
        stops += 1
        if not any(s.split()[0] != "none" and float(s.split()[1][:-2]) >= 2 for s in found[1]):
            unseen.append(found[0])
    assert unseen == []
    assert stops > 15


def test_a_choice_is_told_in_a_line_that_stays(page):
    opened(page, "/kort?indicator=children_notified_rate&period=2025&area=360")
    start = "Viser Kommunekort: "
    assert status(page).startswith(start)
    assert "2025, Lolland" in status(page)
    line = page.locator("#atlas-status").element_handle()
    page.get_by_test_id("stSelectbox").nth(1).locator("input").focus()
    page.keyboard.type("2019")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.getElementById('atlas-status').textContent.includes('2019, Lolland')"
    )
    settled(page)
    assert "2019, Lolland" in status(page)
    assert line.evaluate("(element) => element.isConnected")
    assert line.get_attribute("aria-live") == "polite"


def test_a_link_is_copied_by_keyboard_and_opens_the_same_view(page, new_window):
    opened(page, "/kort?period=2019&area=360")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".atlas-link button").focus()
    page.keyboard.press("Enter")
    told = page.locator(".atlas-link [role=status]")
    told.get_by_text(say("link.done", "da")).wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    found = {name: value[0] for name, value in parse_qs(urlsplit(link).query).items()}
    assert found["edition"] == page.locator(LINK).get_attribute("data-edition")
    assert found["date"] == page.locator(LINK).get_attribute("data-date")
    assert (found["period"], found["area"]) == ("2019", "360")
    colleague = opened(new_window(), link)
    assert "Lolland" in status(colleague)
    assert colleague.get_by_text("på en anden udgave").count() == 0
    opened(colleague, link.replace(found["edition"], "ab12cd34"))
    assert colleague.get_by_text("på en anden udgave af tallene (ab12cd34)").count() == 1


def test_where_copying_is_refused_the_link_stands_there_marked(page):
    opened(page, "/kort?period=2019&area=360")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')); }")
    page.locator(".atlas-link button").press("Enter")
    page.locator(".atlas-link input").wait_for(state="visible")
    marked = page.evaluate("document.getSelection().toString() || document.activeElement.value")
    assert "edition=" in marked
    assert "period=2019" in marked


@pytest.mark.parametrize("viewport", [(320, 800)], ids=["320"])
def test_no_page_is_wider_than_a_small_screen_and_no_label_is_cut(page):
    wide, cut = [], {}
    for entry in MENU:
        language = "en" if entry.id in ("overview", "map", "offers") else "da"
        opened(page, f"/{entry.address}?area=360&lang={language}")
        over = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
        if page.evaluate(over) > 0:
            wide.append(entry.id)
        if found := page.evaluate(CUT):
            cut[entry.id] = found
    assert wide == []
    assert cut == {}
