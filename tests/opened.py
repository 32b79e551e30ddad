"""A page of the atlas as a reader gets it: opened at an address, and what stands on it."""

from json import loads

from streamlit.testing.v1 import AppTest

from pages import MENU
from pages.components.start import ROOT

SCRIPT = str(ROOT / "atlas.py")
FILES = {entry.id: entry.file for entry in MENU}
PLAIN = ("markdown", "caption", "info", "title", "header", "subheader")


def opened(page, **address):
    """A page by its id, run once at an address, on the facts that the environment names."""
    app = AppTest.from_file(SCRIPT, default_timeout=120)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(FILES[page]).run()
    return sound(app)


def sound(app):
    """The same page, if it ran to its end."""
    assert not app.exception, [found.value for found in app.exception]
    return app


def only_read(app):
    """The same page, closed to clicks: several tests read it."""

    def refused(*_, **__):
        raise AssertionError("this page is shared: open one to click on with `opened`")

    app._run = refused
    return app


def html(app):
    """The markup of a page that is our own."""
    return " ".join(found.proto.body for found in app.get("html"))


def plain(app):
    """The texts of a page that are Streamlit's own elements, one by one."""
    return [str(found.value) for name in PLAIN for found in getattr(app, name)]


def texts(app):
    """Every sentence of a page; not what stands in tables, drawings and boxes."""
    return " ".join([*plain(app), html(app)])


def warned(app):
    """What a page says of values that it does not know."""
    return " ".join(found.value for found in app.warning)


def drawings(app):
    """The drawings of a page in the order of the screen, by the end of their keys."""
    charts = app.get("plotly_chart")
    return {chart.proto.id.rpartition("-")[2]: loads(chart.proto.spec) for chart in charts}
