"""A leader, a ministry reader and a visitor find their answer: by mouse, and by keyboard alone."""

import csv
import io
import re
from datetime import date

import pytest

from catalog.load import explanations, practices
from catalog.words import LANGUAGES, say
from reports.named import ended, joined
from tests.browser.settle import settled
from tests.browser.test_journeys import opened, parameters, told

MOST_STEPS = 150

LABEL = """(element) => {
  const box = element.closest('[data-testid="stSelectbox"]');
  const label = box ? box.querySelector('label') : element;
  return (element.tagName === 'BODY' || element.tagName === 'MAIN') ? '' : label.innerText;
}"""

# How an element and what holds it look: where the focus is must be seen on one of them.
LOOKS = """(element) => {
  const found = [];
  for (let part = element, up = 0; part && up < 4; part = part.parentElement, up += 1) {
    const look = getComputedStyle(part);
    found.push([look.outlineStyle, look.outlineWidth, look.outlineColor, look.boxShadow,
      look.borderColor, look.backgroundColor].join(' '));
  }
  return found.join('; ');
}"""

IN_SIGHT = """(element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && box.top < window.innerHeight && box.bottom > 0;
}"""


def offered(page, option):
    """One line of the open list of a select box; a long list holds only those in sight."""
    return page.get_by_test_id("stSelectboxVirtualDropdown").get_by_text(option, exact=True)


TITLE_ABOVE_FIRST_TABLE = "xpath=(//details)[1]/preceding::*[contains(@class, 'atlas-title')][1]"


class Mouse:
    """What is there is clicked."""

    def __init__(self, page):
        self.page = page

    def press(self, label):
        found = self.page.locator("a, button, summary").filter(has_text=label, visible=True)
        found.first.click()

    def press_in_menu(self, part, label):
        self.press(part)
        self.press(label)

    def choose(self, label, option):
        box = self.page.get_by_test_id("stSelectbox").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        box.locator("input").click()
        box.locator("input").fill(option)
        offered(self.page, option).click()
        settled(self.page)


class Keys:
    """Tab until it is reached, with the focus seen; then Enter, or the first signs of its name."""

    def __init__(self, page):
        self.page = page

    def press(self, label):
        self.reach(label)
        self.page.keyboard.press("Enter")

    def press_in_menu(self, part, label):
        self.press(part)
        self.page.get_by_test_id("stTopNavDropdownLink").first.wait_for()
        self.reach(label, step=("ArrowDown", "ArrowUp"))
        self.page.keyboard.press("Enter")

    def choose(self, label, option):
        self.reach(label, whole=True)
        self.page.keyboard.type(option)
        offered(self.page, option).wait_for()
        self.page.keyboard.press("Enter")
        settled(self.page)

    def reach(self, label, *, whole=False, step=("Tab", "Shift+Tab")):
        """Go on by one key until there; `step` is that key and the one that goes back."""
        on, _ = step
        for _ in range(MOST_STEPS):
            self.page.keyboard.press(on)
            at = self.page.evaluate_handle("document.activeElement")
            found = at.evaluate(LABEL)
            if label == found if whole else label in found:
                self._seen(at, label, step)
                return
        raise AssertionError(f"{label} was not reached in {MOST_STEPS} steps")

    def _seen(self, at, label, step):
        """The element is in sight, and looks otherwise than when the focus is elsewhere."""
        on, back = step
        self.page.wait_for_timeout(250)
        assert at.evaluate(IN_SIGHT), f"{label} has the focus out of sight"
        focused = at.evaluate(LOOKS)
        self.page.keyboard.press(back)
        self.page.wait_for_timeout(250)
        assert at.evaluate(LOOKS) != focused, f"{label} looks the same with and without focus"
        self.page.keyboard.press(on)
        assert at.evaluate("(element) => element === document.activeElement")


HANDS = pytest.mark.parametrize("hand", [Mouse, Keys])
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


def link_to_send(page, hand, language):
    """The address that a leader sends on: what the button for it has copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.press(say("link.copy", language))
    page.locator(".atlas-link [role=status]").get_by_text(say("link.done", language)).wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def menu(hand, name, address, part=""):
    """Go to a page as its place in the menu says, and wait for it."""
    hand.press_in_menu(part, name) if part else hand.press(name)
    hand.page.wait_for_url(f"**/{address}**")
    settled(hand.page)


@HANDS
@IN_BOTH
def test_a_leader_sends_two_years_of_a_municipality(page, new_window, hand, language):
    using = hand(opened(page, f"/?lang={language}"))
    menu(using, say("map.menu", language), "kort")
    using.choose(say("pick.area", language), "Lolland")
    using.choose(say("pick.other", language), "2019")
    seen = told(page)
    link = link_to_send(page, using, language)
    chosen = {"area": "360", "other": "2019", "period": "2025"}
    assert chosen.items() <= parameters(page).items()
    assert page.locator(".js-plotly-plot:has(.choroplethlayer)").count() == 2
    for figure in {"da": ("123,11", "148,72"), "en": ("123.11", "148.72")}[language]:
        assert figure in seen
    colleague = opened(new_window(), link)
    assert chosen.items() <= parameters(colleague).items()
    assert told(colleague) == seen
    using.press(say("two_years.off", language, period="2025"))
    page.wait_for_function("!location.search.includes('other=')")
    settled(page)
    assert page.locator(".js-plotly-plot:has(.choroplethlayer)").count() == 1


@HANDS
@IN_BOTH
def test_a_ministry_reader_takes_the_barometer_home(page, hand, language):
    using = hand(opened(page, f"/?lang={language}"))
    topics = say("menu.topics", language)
    menu(using, say("barometer.menu", language), "boernesagsbarometret", part=topics)
    title = page.locator(TITLE_ABOVE_FIRST_TABLE).inner_text()
    using.press(say("taken.open", language))
    page.wait_for_function("document.activeElement.closest('[data-testid=stPopoverBody]')")
    with page.expect_download() as waiting:
        using.press(say("show.download", language))
    file = waiting.value
    name = joined(language, title)
    assert file.suggested_filename == ended(name, "csv", date.today())
    page.keyboard.press("Escape")
    using.press(say("show.table", language))
    table = page.get_by_test_id("stExpander").filter(has_text=say("show.table", language)).first
    table.locator("tbody tr").first.wait_for()
    cells = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    with open(file.path(), "rb") as raw:
        text = raw.read().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter={"da": ";", "en": ","}[language]))
    edition, percent, words = (
        say(f"download.{key}", language) for key in ("edition", "percent", "words")
    )
    taken = {
        row[edition]: row[percent] or row[words]
        for row in rows
        if row[say("download.requirement", language)] in title
    }
    shown = {edition: re.sub(r" pct\.$| per cent$", "", words) for edition, words, *_ in cells}
    assert shown == taken
    assert sum(figure.isdigit() for figure in shown.values()) >= 2


@HANDS
@IN_BOTH
def test_a_visitor_goes_from_what_could_explain_a_figure_to_the_checklist(page, hand, language):
    using = hand(opened(page, f"/?lang={language}"))
    menu(using, say("municipality.menu", language), "kommune")
    using.choose(say("pick.area", language), "Lolland")
    assert page.get_by_role("heading", name="Lolland", exact=True).count() == 1
    assert not page.locator(".atlas-why").first.is_visible()
    using.press(say("why.heading", language))
    page.locator(".atlas-why").first.wait_for()
    items = page.locator(".atlas-why").first.locator("section")
    names = [one.name[language] for one in explanations().values()]
    assert items.locator("h5").all_inner_texts() == names
    for number, one in enumerate(explanations().values()):
        read = items.nth(number).inner_text()
        assert one.text[language] in read
        assert all(question[language] in read for question in one.questions)
    using.press(say("practices.link", language, name="Lolland"))
    page.wait_for_url("**/modtagelse**")
    settled(page)
    assert parameters(page)["area"] == "360"
    first = next(iter(practices().values()))
    assert first.text[language] in page.get_by_test_id("stMain").inner_text()
