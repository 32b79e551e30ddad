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

MOST_STOPS = 150
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === window.__first) return null;
  const wrong = [];
  window.__first ||= at;
  window.__stops ||= new Set();
  if (window.__stops.has(at)) wrong.push('a stop again');
  window.__stops.add(at);
  let lined = false;
  for (let e = at, n = 0; e && n < 5; e = e.parentElement, n++) {
    const style = getComputedStyle(e);
    lined ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  }
  if (!lined || !at.checkVisibility({ opacityProperty: true })) wrong.push('no outline');
  let box = at, r = at.getBoundingClientRect();  // a radio button is small and lies in its label
  for (let n = 0; n < 4 && (r.width < 12 || r.height < 12) && box.parentElement; n++) {
    box = box.parentElement;
    r = box.getBoundingClientRect();
  }
  const x = (Math.max(r.x, 0) + Math.min(r.right, innerWidth)) / 2;
  const y = (Math.max(r.y, 0) + Math.min(r.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  const around = box.closest('label') || box;
  // Streamlit's own arrow beside tabs goes away when it is reached; the tabs take the arrow keys.
  const arrow = at.matches('[data-testid^="stTabsScroll"]');
  if (!arrow && (!top || !(around.contains(top) || top.contains(box)))) wrong.push('not seen');
  return { wrong, html: at.outerHTML.slice(0, 140) };
}"""


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


def walked(page):
    """Every stop of the Tab key until it leaves the page, and what is wrong with some of them."""
    wrong = []
    for stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found is None:
            return stop, wrong
        if found["wrong"]:
            wrong.append(f"{', '.join(found['wrong'])}: {found['html']}")
    return MOST_STOPS, [*wrong, "the Tab key does not leave the page"]


def test_every_stop_of_the_tab_key_is_seen(page):
    opened(page, "/kort?area=360")
    stops, wrong = walked(page)
    assert wrong == []
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


@pytest.mark.parametrize(("viewport", "state"), [((320, 800), "fetched")], ids=["320-fetched"])
def test_on_a_small_screen_nothing_is_too_wide_or_cut_and_every_stop_is_seen(page):
    wide, cut, unseen = [], {}, {}
    for entry in MENU:
        language = "en" if entry.id in ("overview", "map", "offers") else "da"
        opened(page, f"/{entry.address}?area=360&lang={language}")
        over = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
        if page.evaluate(over) > 0:
            wide.append(entry.id)
        if found := page.evaluate(CUT):
            cut[entry.id] = found
        stops, wrong = walked(page)
        if wrong or stops < 5:
            unseen[entry.id] = stops, wrong
    assert wide == []
    assert cut == {}
    assert unseen == {}
