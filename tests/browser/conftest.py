"""A served atlas and watched browser windows for the tests in this folder."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.chromium import find
from tests.browser.server import serve
from tests.browser.watch import Watch

ROOT = Path(__file__).parents[2]
TIMEOUT_MS = 15_000

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The network is cut for the browser itself: what is not loopback is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def server_env(tmp_path_factory):
    """Environment of the server under test: databases of its own, and nothing fetched."""
    folder = tmp_path_factory.mktemp("facts")
    return {
        "ATLAS_FACTS_URL": f"sqlite:///{(folder / 'facts.sqlite').as_posix()}",
        "ATLAS_WORKSPACE_URL": f"sqlite:///{(folder / 'workspace.sqlite').as_posix()}",
        "ATLAS_SNAPSHOTS": (folder / "fetched").as_posix(),
    }


@pytest.fixture(scope="session")
def server(server_env, tmp_path_factory):
    """The atlas, served once for each test process."""
    folder = tmp_path_factory.mktemp("server")
    with serve(ROOT / "app.py", folder=folder, environment=server_env) as running:
        yield running


@pytest.fixture(scope="session")
def fetched_server(fetched_file, tmp_path_factory):
    """The same with figures that were fetched from the stand-in."""
    folder = tmp_path_factory.mktemp("fetched-server")
    own = {
        "ATLAS_FACTS_URL": f"sqlite:///{fetched_file.as_posix()}",
        "ATLAS_WORKSPACE_URL": f"sqlite:///{(folder / 'workspace.sqlite').as_posix()}",
        "ATLAS_SNAPSHOTS": (folder / "none").as_posix(),
    }
    with serve(ROOT / "app.py", folder=folder, environment=own) as running:
        yield running


@pytest.fixture
def state():
    """Which figures are served, embedded or fetched; a test sets its own by parametrize."""
    return "embedded"


@pytest.fixture
def served(request, state):
    """The server of that state."""
    return request.getfixturevalue({"embedded": "server", "fetched": "fetched_server"}[state])


@pytest.fixture(scope="session")
def browser():
    """One browser for each test process; a missing one is an error, never a skip."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=find(playwright), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def viewport():
    """Width and height in pixels; a test sets its own by parametrize."""
    return (1280, 900)


@pytest.fixture
def color_scheme():
    """What the visitor's system prefers, light or dark; a test sets its own by parametrize."""
    return "light"


@pytest.fixture
def new_window(browser, served, viewport, color_scheme):
    """Opens windows that share nothing, as another visitor's would; all are watched."""
    opened = []

    def open_window():
        context = browser.new_context(
            base_url=served.url,
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme=color_scheme,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
        )
        context.set_default_timeout(TIMEOUT_MS)
        opened.append((context, Watch(context, served.url)))
        return context.new_page()

    yield open_window
    for context, _ in opened:
        # Closing tells of what was still on its way, so it comes before the check.
        try:
            context.close()
        except Error as error:
            pytest.fail(f"a window did not close: {error}")
    for _, watch in opened:
        watch.check()


@pytest.fixture
def page(new_window):
    """A window of its own for the test; `page.goto("/")` opens the atlas."""
    return new_window()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Show the server's last lines under a failure."""
    report = yield
    used = getattr(item, "funcargs", {})
    server = used.get("served") or used.get("server")
    if report.failed and server:
        report.sections.append(("the server's log", server.log()))
    return report
