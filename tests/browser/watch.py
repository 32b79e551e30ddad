"""Note what a browser window must never do: raise an error, or ask another host for anything."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

# These carry their content in the address, so nothing is asked of anybody.
LOCAL_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Every error and foreign request of a browser context, in the order they came."""

    def __init__(self, context: BrowserContext, own_url: str):
        self.own_host = urlsplit(own_url).netloc
        self.faults: list[str] = []
        context.on("console", lambda message: self._console(message.type, message))
        context.on("weberror", lambda error: self._add(f"page error: {error.error}"))
        context.on("request", lambda request: self._address(request.url))
        context.on("page", self._page)

    def _page(self, page: Page):
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("crash", lambda _: self._add("the page crashed"))

    def _console(self, kind: str, message):
        if kind == "error":
            place = message.location.get("url", "")
            self._add(f"console error: {message.text} ({place})")

    def _address(self, url: str):
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != self.own_host:
            self._add(f"foreign request: {url[:200]}")

    def _add(self, fault: str):
        self.faults.append(fault)

    def check(self):
        """Fail with all that was noted."""
        assert not self.faults, "the browser noted:\n" + "\n".join(self.faults)
