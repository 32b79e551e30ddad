"""The page that a browser gets first: in Danish or English by its address, and knowing its server.

Streamlit's own front page says that it is in English, is titled Streamlit, and looks for its server
below each page's own address first, which leaves two errors in the browser's console.
"""

from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from catalog.model import Language
from catalog.words import say
from pages import MENU
from pages.components import announced

ADDRESSES = {f"/{entry.address}" for entry in MENU}
SERVER = "window.__streamlit = { BACKEND_BASE_URL: new URL('./', document.baseURI).href };"


class FrontPage:
    """Answers the addresses of pages with our front page; everything else is Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in ADDRESSES:
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["da"])
            page = HTMLResponse(front_page("en" if asked[-1] == "en" else "da"))
            await page(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@cache
def front_page(language: Language) -> str:
    """Streamlit's own front page with the language, the title and the server's address put right.

    Before it stand the way past the menu and the line that tells screen readers of changes: outside
    what Streamlit draws, so that they stay as they are from run to run.

    Raises LookupError when the installed Streamlit has another front page than this one knows.
    """
    page = files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    for old, new in (
        ('<html lang="en">', f'<html lang="{language}">'),
        ("<title>Streamlit</title>", f"<title>{say('app.name', language)}</title>"),
        ("<script>", f"<script>{SERVER}</script><script>"),
        ('<div id="root">', f'{announced.before(language)}<div id="root">'),
    ):
        if old not in page:
            raise LookupError(f"Streamlit's front page has no {old!r}")
        page = page.replace(old, new, 1)
    return page
