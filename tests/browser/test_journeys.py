"""What people come to do, in a real browser; any error or foreign request fails the window."""

import csv
import io
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.words import say
from pages import MENU
from pages.components.start import ROOT
from tests.browser.server import serve
from tests.browser.settle import settled
from tests.browser.watch import Watch

FIRST_START_MS = 90_000
"""The first window of a server waits for the facts to be built."""

SIZES = {"phone": (390, 844), "tablet": (1024, 900), "desk": (1440, 1000)}
RATE = "children_notified_rate"


def opened(page, address):
    """The page at an address, still and without any error shown."""
    page.goto(address)
    settled(page, limit_ms=FIRST_START_MS)
    assert page.get_by_test_id("stException").count() == 0
    return page


def choose(page, label, option):
    """Pick an option of a select box as a person does: open it, type, press Enter."""
    box = (
        page.get_by_test_id("stSelectbox")
        .filter(has=page.get_by_text(label, exact=True))
        .locator("input")
    )
    box.click()
    box.fill(option)
    page.keyboard.press("Enter")
    settled(page)


def parameters(page):
    return {key: value[0] for key, value in parse_qs(urlsplit(page.url).query).items()}


def stands(page, entry, language):
    """An opened page has its heading and language, fits the screen and lists no date."""
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == say(f"{entry.id}.heading", language)
    assert page.evaluate("document.documentElement.lang") == language
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    assert page.evaluate(wide) <= 0, f"{entry.id} in {language} is wider than the screen"
    lists = page.get_by_test_id("stTable").locator("ol, ul")
    assert lists.count() == 0, f"{entry.id} in {language} shows a date as a list"


@pytest.mark.parametrize(
    ("color_scheme", "language"), [("light", "en"), ("dark", "da")], ids=["en", "dark-da"]
)
@pytest.mark.parametrize("viewport", [SIZES["phone"]], ids=["phone"])
def test_every_page_opens_in_both_languages(page, language):
    """On a phone; wider screens are looked at where barriers are, in tests/browser/test_access."""
    for entry in MENU:
        opened(page, f"/{entry.address}?lang={language}&area=360")
        stands(page, entry, language)


def test_the_front_page_has_its_language_and_title_before_any_script(page):
    for language in ("da", "en"):
        page.goto(f"/kort?lang={language}", wait_until="commit")
        page.wait_for_selector("title", state="attached")
        assert page.evaluate("document.documentElement.lang") == language
        assert page.title() == say("app.name", language)
        settled(page, limit_ms=FIRST_START_MS)


def test_a_leader_reads_a_municipality_on_the_map_and_a_colleague_sees_the_same(page, new_window):
    opened(page, "/kort")
    assert parameters(page)["indicator"] == RATE
    assert parameters(page)["period"] == "2025"
    choose(page, say("pick.indicator", "da"), "Børn og unge med støtte")
    assert parameters(page)["indicator"] == "support_share"
    choose(page, say("pick.indicator", "da"), "Børn med underretning")
    choose(page, say("pick.period", "da"), "2019")
    choose(page, say("pick.area", "da"), "Lolland")
    assert parameters(page) == {"indicator": RATE, "period": "2019", "area": "360"}
    seen = told(page)
    assert "123,11" in seen
    assert "Guldborgsund" in page.locator(".legend").first.text_content()
    colleague = opened(new_window(), page.url)
    assert colleague.url == page.url
    assert told(colleague) == seen


def told(page):
    """What the page says, without what differs from moment to moment."""
    return page.get_by_test_id("stMain").inner_text()


def test_a_click_on_the_map_chooses_a_municipality(page):
    opened(page, "/kort?period=2025")
    x, y = page.evaluate(
        """() => {
          const shapes = [...document.querySelectorAll('.choroplethlayer path.choroplethlocation')];
          const shape = shapes.find((path) => path.__data__.loc === '756');
          const box = shape.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(x, y)
    hover = page.locator(".hoverlayer").first.text_content()
    assert "Ikast-Brande" in hover
    assert "højere end" in hover
    page.mouse.click(x, y)
    page.wait_for_url("**area=756**")
    settled(page)
    assert page.get_by_role("heading", name="Ikast-Brande", exact=True).count() == 1


def test_the_map_draws_all_98_once_with_bornholm_in_the_inset(page):
    opened(page, "/kort?period=2022")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.choroplethlayer path.choroplethlocation')]
             .map((path) => [path.__data__.loc, path.getBoundingClientRect().width])"""
    )
    assert len(found) == len({code for code, _ in found}) == 98
    assert all(width > 0 for _, width in found)


def test_going_back_returns_to_the_view_before(page):
    opened(page, "/kort?indicator=support_share&period=2020")
    choose(page, say("pick.period", "da"), "2015")
    assert parameters(page)["period"] == "2015"
    page.go_back()
    page.wait_for_url("**period=2020**")
    settled(page)
    assert "2020" in page.locator(".atlas-title").first.inner_text()


def test_going_back_undoes_a_first_choice_and_a_language_and_leaves_the_page(page):
    opened(page, "/kort")
    choose(page, say("pick.area", "da"), "Odense")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**lang=en**")
    settled(page)
    page.go_back()
    settled(page)
    assert parameters(page).get("area") == "461"
    assert page.get_by_role("heading", level=1).inner_text() == say("map.heading", "da")
    page.go_back()
    settled(page)
    assert "area" not in parameters(page)
    page.goto("/kommune?area=400")
    settled(page)
    page.get_by_role("link", name=say("map.menu", "da"), exact=True).first.click()
    page.wait_for_url("**/kort**")
    settled(page)
    assert parameters(page)["area"] == "400"
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(800)
        if "/kommune" in page.url:
            break
    assert "/kommune" in page.url


def test_choices_follow_from_page_to_page_and_language_to_language(page):
    opened(page, "/kort?area=400")
    page.get_by_role("link", name=say("municipality.menu", "da"), exact=True).first.click()
    page.wait_for_url("**/kommune**")
    settled(page)
    assert page.get_by_role("heading", name="Bornholm", exact=True).count() == 1
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**lang=en**")
    settled(page)
    chosen = {"area": "400", "compare": "similar", "base": "2017", "lang": "en"}
    assert parameters(page) == chosen
    assert page.get_by_role("heading", level=1).inner_text() == say("municipality.heading", "en")


def test_an_unknown_value_is_said_and_something_known_is_shown(page):
    opened(page, "/kort?period=2031&area=<b>999</b>&indicator=nonsens")
    texts = " ".join(page.get_by_role("alert").all_inner_texts())
    assert "2031" in texts
    assert "nonsens" in texts
    assert "b999" in texts
    assert parameters(page)["period"] == "2025"


def test_the_download_carries_source_edition_and_standing(page):
    opened(page, "/kort?period=2025")
    page.get_by_test_id("stPopoverButton").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=say("show.download", "da")).first.click()
    file = waiting.value
    name = "underretningsatlas-boern-med-underretning-pr-1000-0-17-aarige-2025"
    assert file.suggested_filename == f"{name}-{date.today()}.csv"
    with open(file.path(), "rb") as raw:
        rows = list(csv.DictReader(io.StringIO(raw.read().decode("utf-8-sig")), delimiter=";"))
    lolland = next(row for row in rows if row["Kode"] == "360")
    assert lolland["Værdi"] == "148,72"
    assert lolland[say("download.standing", "da")] == say("standing.secondary", "da")
    assert lolland["Udgave"]
    assert lolland["Adresse"].startswith("https://")
    assert len(rows) == 98


def test_the_barometer_says_what_may_be_compared(page):
    opened(page, "/boernesagsbarometret")
    text = told(page)
    assert "60 pct. i 2021, 50 pct. i 2024 (−10 procentpoint)" in text
    assert page.get_by_role("img").count() >= 7


def test_a_server_s_first_visitor_may_start_on_any_page(browser, tmp_path):
    """The page says that it is on its way, and never that it is not there."""
    facts = {"ATLAS_FACTS_URL": f"sqlite:///{(tmp_path / 'facts.sqlite').as_posix()}"}
    with serve(ROOT / "app.py", folder=tmp_path, environment=facts) as fresh:
        context = browser.new_context(base_url=fresh.url)
        watch = Watch(context, fresh.url)
        page = context.new_page()
        page.goto("/kommune?area=360")
        page.get_by_text(say("status_line.waiting", "da")).wait_for(timeout=FIRST_START_MS)
        settled(page, limit_ms=FIRST_START_MS)
        assert page.get_by_text(say("status_line.waiting", "da")).count() == 0
        assert page.get_by_role("dialog").count() == 0
        assert page.get_by_role("heading", name="Lolland", exact=True).count() == 1
        context.close()
        watch.check()
