"""No barrier that axe-core can find, on any page; what Streamlit itself causes is named."""

from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from pages import MENU
from tests.browser.settle import settled
from tests.browser.test_journeys import FIRST_START_MS, SIZES, opened, stands
from tests.browser.watch import Watch

SERIOUS = {"serious", "critical"}
LOOK = """async (rules) => {
  const found = await axe.run(document, { resultTypes: ['violations'], ...rules });
  return found.violations.flatMap((one) => one.nodes.map((node) => ({
    rule: one.id, impact: one.impact, html: node.html, why: node.failureSummary,
    of: [...document.querySelectorAll(node.target[0])].flatMap((element) => {
      const above = [];
      for (let e = element; e; e = e.parentElement) above.push(e.dataset.testid || '');
      return above;
    }),
  })));
}"""
COLORS = {"runOnly": ["color-contrast", "link-in-text-block"]}


class Known(NamedTuple):
    """What Streamlit causes by itself: the rule, the element's test id, and Streamlit's issue."""

    rule: str
    inside: str
    issue: str


STREAMLIT = (
    Known("empty-table-header", "stTable", "no issue known"),  # the corner above row names
    Known("presentation-role-conflict", "stFileUploaderDropzone", "no issue known"),
)
"""Both of axe's impact minor. Of serious and critical ones Streamlit causes none on our pages."""


def look(page, **rules):
    """What axe-core finds on a page; each finding with the test ids of what it stands in."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, rules)


def ours(found):
    """Findings that are not Streamlit's own, as lines to read."""
    return [
        f"{one['impact']} {one['rule']}: {one['html'][:160]} ({one['why'][:200]})"
        for one in found
        if not any(one["rule"] == known.rule and known.inside in one["of"] for known in STREAMLIT)
    ]


@pytest.fixture(scope="module")
def address(server, fetched_server):
    """Where each state is served: the embedded figures, and those with a fetch."""
    return {"embedded": server.url, "fetched": fetched_server.url}


@pytest.fixture
def window(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("state", "language", "scheme", "other", "size"),
    [
        ("embedded", "da", "light", "dark", "tablet"),
        ("fetched", "en", "dark", "light", "desk"),
    ],
    ids=["embedded-tablet-da", "fetched-desk-en"],
)
def test_no_page_has_a_barrier_of_ours(window, address, state, language, scheme, other, size):
    """Every page stands on a wide screen too, without an error or a foreign request."""
    told, watch = {}, Watch(window.context, address[state])
    window, (width, height) = window.context.new_page(), SIZES[size]
    window.set_viewport_size({"width": width, "height": height})
    for entry in MENU:
        window.emulate_media(color_scheme=scheme)
        opened(window, f"{address[state]}/{entry.address}?lang={language}&area=360")
        stands(window, entry, language)
        found = look(window)
        ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        before = window.evaluate(ground)
        window.emulate_media(color_scheme=other)
        window.wait_for_function(f"(before) => {ground} !== before", arg=before)
        settled(window)
        told[entry.id] = ours([*found, *look(window, **COLORS)])
    assert {name: lines for name, lines in told.items() if lines} == {}
    watch.check()


def test_the_list_of_what_streamlit_causes_has_nothing_too_much(window, address):
    found = []
    for name in ("boernesagsbarometret", "egne-tal?area=360"):
        window.goto(f"{address['embedded']}/{name}")
        settled(window, limit_ms=FIRST_START_MS)
        found += look(window)
    for known in STREAMLIT:
        assert any(known.rule == one["rule"] and known.inside in one["of"] for one in found), known
    assert not {one["impact"] for one in found} & SERIOUS


def test_axe_finds_a_barrier_that_is_there(window, address):
    window.goto(f"{address['embedded']}/egne-tal")
    settled(window, limit_ms=FIRST_START_MS)
    window.evaluate(
        """() => document.querySelector('[data-testid=stMain]').insertAdjacentHTML('beforeend',
        '<p style="color:#999;background:#fff">For lys en tekst</p><img src="data:,">')"""
    )
    rules = {line.split()[1].rstrip(":") for line in ours(look(window))}
    assert {"color-contrast", "image-alt"} <= rules
