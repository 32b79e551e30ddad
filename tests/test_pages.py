"""Every page, in both languages, on every state of the data, and whatever an address says."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from streamlit.testing.v1 import AppTest

from catalog.load import dimensions
from catalog.words import LANGUAGES, say
from data.settings import settings as data_settings
from pages import MENU
from pages.components import address
from pages.components.start import ROOT

SCRIPT = str(ROOT / "atlas.py")
STATES = ("full", "tiny", "empty", "demo", "fetched")
MADE_UP = ("tiny", "demo")
IDS = [entry.id for entry in MENU]

WRONG = (
    "",
    "999",
    "0101",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; DROP TABLE observation; --",
    "[x](javascript:alert(1))",
    "{0.__class__}",
    "%00",
    "ÆØÅ ☃",
    "9" * 5000,
)


@pytest.fixture
def served(request, monkeypatch, same_facts):
    """The atlas on one state of the data, as the environment would name its database."""

    def serve(state):
        facts = request.getfixturevalue(f"{state}_file")
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{facts}")
        data_settings.cache_clear()
        return AppTest.from_file(SCRIPT, default_timeout=60)

    yield serve
    data_settings.cache_clear()


def run(app, entry, **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(entry.file).run()
    assert not app.exception, [found.value for found in app.exception]
    return app


def texts(app):
    parts = (app.markdown, app.caption, app.info, app.title, app.header, app.subheader)
    html = [found.proto.body for found in app.get("html")]
    return " ".join([*(str(e.value) for part in parts for e in part), *html])


CHOICES = {
    *("button_group", "checkbox", "date_input", "multiselect", "number_input", "radio"),
    *("selectbox", "slider", "text_area", "text_input", "toggle"),
}
FOLDED = ("expander", "popover")


def before_the_first_figure(app):
    """The names of what a reader can set on a page before its first drawing, number or table."""
    found = []
    waiting = list(app.main.children.values())
    while waiting:
        node = waiting.pop(0)
        if hasattr(node, "children"):
            waiting[:0] = [] if node.type in FOLDED else node.children.values()
        elif is_figure(node):
            break
        elif node.type in CHOICES:
            found.append(node.label)
    return found


def is_figure(node):
    body = str(getattr(node.proto, "body", ""))
    drawn = node.type in ("plotly_chart", "table", "arrow_table")
    return drawn or "<svg" in body or "atlas-big" in body


def chosen_on(app):
    """What the choosers of a page stand at, in the words that they show."""
    found = [box.options[box.index] for box in app.selectbox if box.value]
    several = [value for bar in app.segmented_control for value in bar.formatted_values]
    return [*found, *several]


def told_to_screen_readers(app):
    """What the line in front of the page says at the end of a run."""
    found = [one.proto.body for one in app.get("html") if "atlas-status" in one.proto.body]
    return json.loads(re.search(r"textContent = (\".*\");", found[-1])[1])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", MENU, ids=IDS)
def test_every_page_stands_on_every_state(served, entry, language, state):
    """Few choices come first, the chosen is told, figures have files, made up is said."""
    app = run(served(state), entry, lang=language, area="360")
    assert app.title[0].value == say(f"{entry.id}.heading", language)
    assert len(before_the_first_figure(app)) <= 5
    assert say("status_line.waiting", language) not in texts(app)
    told = told_to_screen_readers(app)
    assert told.startswith(say("status_line.shown", language, page=app.title[0].value)[:-1])
    assert [value for value in chosen_on(app) if value not in told] == []
    if state == "full" and entry.id not in ("sources", "access"):
        assert say("source.line", language, citations="").strip() in texts(app)
    if state == "empty":
        key = f"{entry.id}.empty"
        assert entry.id in ("municipality", "sources", "access") or say(key, language) in texts(app)
    files = taken(app)
    for key, kinds in files.items():
        assert kinds in ({"csv", "xlsx"}, {"csv", "xlsx", "png", "svg"}), key
    drawn = len(app.get("plotly_chart")) + sum("<svg" in found.value for found in app.markdown)
    assert sum("png" in kinds for kinds in files.values()) == drawn
    assert set(tables(app.main)) <= files.keys()
    errors = [found.value for found in app.error]
    if state in MADE_UP:
        assert say("standing.banner", language) in errors
    assert state != "full" or not errors


def tables(block, key=""):
    """The key of what each table of a page stands in; empty where it stands in nothing."""
    own = getattr(block, "key", None) or ""
    key = own.removeprefix("table-") if own.startswith("table-") else key
    if block.type == "table":
        yield key
    for child in getattr(block, "children", {}).values():
        yield from tables(child, key)


def taken(app):
    """The kinds of files by the key that a figure, its table and their files have in common.

    None runs the page again when it is pressed: that would withdraw the file on its way; on a busy
    machine that was 6 clicks of 40.
    """
    found = {}
    for button in app.get("download_button"):
        assert button.proto.ignore_rerun, button.proto.label
        key, _, kind = button.key.rpartition(".")
        found.setdefault(key, set()).add(kind)
    return found


PARAMETERS = ("lang", "indicator", "period", "area", "other")


@pytest.mark.parametrize("first", range(0, len(WRONG), len(PARAMETERS)))
@pytest.mark.parametrize("entry", MENU, ids=IDS)
def test_no_value_of_any_parameter_breaks_a_page(served, entry, first):
    """Every wrong value reaches every page, and each time in another parameter of some page."""
    turn = IDS.index(entry.id)
    values = {
        name: WRONG[(first + (place + turn) % len(PARAMETERS)) % len(WRONG)]
        for place, name in enumerate(PARAMETERS)
    }
    app = run(served("full"), entry, **values)
    told = [found.value for found in app.warning]
    assert all("<" not in text and "](" not in text for text in told)


def test_unknown_values_are_told_and_the_fallback_is_named(served):
    app = run(served("full"), MENU[1], indicator="nonsens", period="2031")
    told = " ".join(found.value for found in app.warning)
    assert "nonsens" in told
    assert "2031" in told
    assert "2025" in told
    assert app.query_params["period"] == "2025"


@given(strategies.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_foreign_text_is_made_harmless(text):
    kept = address.plain(text)
    assert 0 < len(kept) <= address.SHOWN_AT_MOST
    assert not set(kept) & set("<>[]()*`_$:&\"'\\{}".replace("_", ""))


def test_every_choice_is_written_into_the_address(served):
    app = run(served("full"), MENU[1])
    assert app.query_params["indicator"] == "children_notified_rate"
    assert app.query_params["period"] == "2025"
    app.selectbox[1].set_value("2019").run()
    assert app.query_params["period"] == "2019"
    app.selectbox[2].set_value("825").run()
    assert app.query_params["area"] == "825"
    assert not app.exception


def test_a_municipality_without_own_figures_is_never_shown_as_zero(served):
    app = run(served("full"), MENU[1], area="825", period="2017")
    assert say("status.not_reported", "da") in texts(app)
    assert ">0,00<" not in texts(app)


def test_a_renamed_indicator_still_opens(served, monkeypatch):
    from pages.components import pick

    monkeypatch.setattr(pick, "former_ids", lambda: {"old_name": "support_share"})
    app = run(served("full"), MENU[1], indicator="old_name")
    assert app.query_params["indicator"] == "support_share"


LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "store", "tests", ".*_cache")


def asked(folder, script):
    """What a process of its own says, in a copy of the atlas."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_server_outlives_a_damaged_and_an_older_database(tmp_path):
    """Our own database is built anew when it cannot be read or has tables of another version."""
    copy = tmp_path / "atlas"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    store = copy / "data/store/facts.sqlite"
    store.parent.mkdir()
    store.write_bytes(b"no database at all")
    assert "exceptions: 0" in asked(copy, MAP)
    with sqlite3.connect(store) as connection:
        connection.execute("ALTER TABLE snapshot DROP COLUMN copied")
    connection.close()
    told = asked(copy, MAP)
    assert "exceptions: 0" in told
    assert say("map.heading", "da") in told
    assert say("build.refused", "da") not in told


def test_a_named_database_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    file = tmp_path / "other.sqlite"
    file.write_bytes(b"no database at all")
    monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{file}")
    data_settings.cache_clear()
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    assert not app.exception
    assert str(file) in " ".join(found.value for found in app.text)
    assert file.read_bytes() == b"no database at all"
    data_settings.cache_clear()


MAP = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("atlas.py", default_timeout=60).run()
app.switch_page("pages/map.py").run()
print([found.value for found in app.title], [found.value for found in app.error])
print("exceptions:", len(app.exception))
"""

ASK = """
from streamlit.testing.v1 import AppTest
AppTest.from_file("atlas.py", default_timeout=60).run()
app = AppTest.from_file("atlas.py", default_timeout=60).run()
print([found.value for found in app.error], [found.value for found in app.text])
print("exceptions:", len(app.exception))
"""


def test_a_refused_build_says_why_to_every_visitor_and_shows_no_stack(tmp_path):
    """With no database and a spoiled source, the page names file, row, column and found value."""
    copy = tmp_path / "atlas"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    spoiled = copy / "data/snapshots/kl/2023-12-20/observations.csv"
    text = spoiled.read_text(encoding="utf-8").replace(",000,2022,", ",099,2022,", 1)
    spoiled.write_text(text, encoding="utf-8")
    told = asked(copy, ASK)
    assert "exceptions: 0" in told
    assert say("build.refused", "da") in told
    for part in ("kl/2023-12-20/observations.csv, række 2", "kolonne area", "»099«"):
        assert told.count(part) == 1
    assert not (copy / "data/store/facts.sqlite").exists()


def test_after_a_fetch_map_profile_and_notifiers_show_counts_and_are_published(served):
    shown = {}
    for page in ("map", "municipality"):
        entry = next(found for found in MENU if found.id == page)
        app = run(served("fetched"), entry, area="360")
        shown[page] = texts(app)
        assert say("standing.banner", "da") not in [found.value for found in app.error]
        assert say("frame.mark", "da") not in shown[page]
        for count in ("children_notified_0_17", "residents_0_17"):
            assert say(f"counted.{count}", "da") in shown[page]
        assert f"({say('standing.published', 'da')})" in shown[page]
    assert "UND1" in shown["municipality"]
    headings = [found.value for found in app.subheader]
    assert say("who.heading", "da") in headings
    tables = " ".join(str(found.value) for found in app.table)
    assert dimensions()["notifier"].codes["school"].da in tables
