"""The watch itself: a foreign request, a foreign socket and each kind of error is noted."""

import pytest

from tests.browser.watch import Watch

OWN = "http://127.0.0.1:9"

# Port 10 of loopback stands for another host: nothing answers, and nothing leaves the machine.
WRONG = {
    "<img src='http://127.0.0.1:10/pixel.png'>": "foreign request: http://127.0.0.1:10/pixel.png",
    "<script>new WebSocket('ws://127.0.0.1:10/live')</script>": "foreign request: ws://127.0.0.1:10",
    "<script>console.error('broken chart')</script>": "console error: broken chart",
    "<script>setTimeout(() => { throw Error('no map') })</script>": "page error: no map",
}


@pytest.fixture
def watched(browser):
    context = browser.new_context()
    watch = Watch(context, OWN)
    yield context.new_page(), watch
    context.close()


@pytest.mark.parametrize("markup", WRONG)
def test_a_wrong_is_noted_and_fails(watched, markup):
    page, watch = watched
    page.set_content(markup)
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match=WRONG[markup]):
        watch.check()


def test_own_and_embedded_content_is_right(watched):
    page, watch = watched
    page.set_content("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>")
    page.wait_for_timeout(300)
    watch.check()
