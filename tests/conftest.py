"""Facts for the tests: the real figures, a tiny set to add up in the head, and none at all."""

import os
import sqlite3
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from filelock import FileLock
from hypothesis import settings

from data.build import build
from data.demo.writing import demo as make_up
from data.facts import open_facts
from data.fetch import fetch
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from data.statbank import StatBank
from tests.answers import Answers
from tests.few import few
from tests.spoil import Copy
from tests.statbank.server import Standin

pytest_plugins = [
    "tests.no_skips",
    "tests.boundaries",
    "tests.made_up",
    "tests.insight",
    "tests.beside",
    "tests.mixes",
]

# The same examples each time, and no limit to a single one: machines differ.
settings.register_profile("atlas", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("atlas")

TINY = Path(__file__).with_name("snapshots")


# What users put in belongs to nobody's test: the default is pointed elsewhere before any is run.
os.environ["ATLAS_WORKSPACE_URL"] = f"sqlite:///{Path(mkdtemp()) / 'workspace.sqlite'}"


@pytest.fixture
def workspace_file(tmp_path, monkeypatch):
    """An own workspace for one test, not made yet."""
    file = tmp_path / "workspace" / "workspace.sqlite"
    monkeypatch.setenv("ATLAS_WORKSPACE_URL", f"sqlite:///{file}")
    data_settings.cache_clear()
    yield file
    data_settings.cache_clear()


FACTS = "facts.sqlite"


@lru_cache(maxsize=8)
def _kept_open(file, stamp):
    return open_facts(file)


def facts_of(file):
    """The facts in a file, opened once: what is worked out for one test is there for the next."""
    found = file.stat() if file.is_file() else None
    return _kept_open(file, found and (found.st_mtime_ns, found.st_ino))


def built(snapshots, fetched=None):
    """What fills a folder with the database of some snapshots."""
    return lambda folder: build(snapshots, folder / FACTS, fetched=fetched, progress=quiet)


def quiet(step):
    """Progress that says nothing."""


def once(factory, name, make):
    """A folder that the first test process fills; the others wait for it and share it unchanged."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, draft = root / f"once-{name}", root / f"draft-{name}"
    with FileLock(root / f"{name}.lock"):
        if not folder.exists():
            draft.mkdir()
            make(draft)
            draft.rename(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_fetched_figures(tmp_path_factory):
    """An empty folder of fetched tables, so that nobody's own fetch leaks into a test."""
    before = os.environ.get("ATLAS_SNAPSHOTS")
    os.environ["ATLAS_SNAPSHOTS"] = str(tmp_path_factory.mktemp("fetched"))
    data_settings.cache_clear()
    yield
    os.environ.pop("ATLAS_SNAPSHOTS")
    if before is not None:
        os.environ["ATLAS_SNAPSHOTS"] = before
    data_settings.cache_clear()


@pytest.fixture(scope="session")
def full_file(tmp_path_factory):
    """The database that `python -m data build` would write."""
    return once(tmp_path_factory, "full", built(SNAPSHOTS)) / FACTS


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory):
    """A database of tests/snapshots: three municipalities, three years, all of it made up."""
    return once(tmp_path_factory, "tiny", built(TINY)) / FACTS


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A database built from a folder without snapshots."""
    folder = tmp_path_factory.mktemp("empty")
    build(folder, folder / FACTS, progress=quiet)
    return folder / FACTS


@pytest.fixture(scope="session")
def fetched_folder(tmp_path_factory):
    """Every table as the stand-in answers it; never changed."""

    def all_tables(folder):
        with Standin() as bank:
            outcomes = fetch([], folder=folder, bank=StatBank(bank.url))
        assert {found.outcome for found in outcomes} == {"fetched"}

    return once(tmp_path_factory, "answers", all_tables)


@pytest.fixture(scope="session")
def fetched_file(fetched_folder, tmp_path_factory):
    """The embedded figures and everything that was fetched from the stand-in."""
    return once(tmp_path_factory, "fetched", built(SNAPSHOTS, fetched_folder)) / FACTS


@pytest.fixture(scope="session")
def fetched(fetched_file):
    """The real figures, with those of the stand-in in their place."""
    return facts_of(fetched_file)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory):
    """The folder that `python -m data demo` fills: four tables, all of it made up."""
    return once(tmp_path_factory, "made-up", lambda folder: make_up(SNAPSHOTS, folder))


@pytest.fixture(scope="session")
def demo_file(made_up, tmp_path_factory):
    """A database of the real figures, with made-up tables for what is not embedded."""
    return once(tmp_path_factory, "demo", built(SNAPSHOTS, made_up)) / FACTS


@pytest.fixture(scope="session")
def demo(demo_file):
    """Real figures and made-up ones beside each other, never in one figure."""
    return facts_of(demo_file)


@pytest.fixture(scope="session")
def full(full_file):
    """The real figures."""
    return facts_of(full_file)


@pytest.fixture(scope="session")
def tiny(tiny_file):
    """Three municipalities, three years; every figure is made up and says so."""
    return facts_of(tiny_file)


@pytest.fixture(scope="session")
def empty(empty_file):
    """No figures at all."""
    return facts_of(empty_file)


@pytest.fixture(params=["full", "tiny"])
def some(request):
    """Facts with figures: first the real ones, then the made-up ones."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def copy(tmp_path, tiny_file):
    """A copy of the tiny snapshots that a test may spoil and build; an old database serves."""
    found = Copy(TINY, tmp_path / "copy")
    found.target.write_bytes(tiny_file.read_bytes())
    return found


@pytest.fixture
def altered_file(request, tmp_path):
    """A copy of some facts after some SQL: what would be said had the world been another."""
    made = []

    def alter(*statements, of="full"):
        made.append(tmp_path / f"altered-{len(made)}.sqlite")
        made[-1].write_bytes(request.getfixturevalue(f"{of}_file").read_bytes())
        with sqlite3.connect(made[-1]) as connection:
            for statement in statements:
                assert connection.execute(statement).rowcount > 0, f"changed nothing: {statement}"
        connection.close()
        return made[-1]

    return alter


@pytest.fixture
def altered(altered_file):
    """The same, opened."""
    return lambda *statements, of="full": open_facts(altered_file(*statements, of=of))


def both_sides(years, **told):
    """What fills a folder with answers from both sides of the break, and their database."""

    def make(folder):
        found = Answers(folder, SNAPSHOTS)
        outcomes = found.fetch("UND1 UND2 FOLK1A", years=years, **told)
        assert {one.outcome for one in outcomes} == {"fetched"}
        found.build()

    return make


@pytest.fixture(scope="session")
def long_file(tmp_path_factory):
    """The embedded figures and three tables of the stand-in, from both sides of the break."""
    return once(tmp_path_factory, "long", both_sides((2015, *range(2017, 2026)))) / FACTS


@pytest.fixture(scope="session")
def long_folder(long_file):
    """The answers that `long` was built from."""
    return long_file.parent / "fetched"


@pytest.fixture(scope="session")
def few_file(tmp_path_factory):
    """The same with fewer years, and few children notified about in Fanø in the newest."""
    made = both_sides((2015, 2017, 2018, 2019, 2021, 2023, 2024, 2025), revised=few(2025))
    return once(tmp_path_factory, "few", made) / FACTS


@pytest.fixture(scope="session")
def long(long_file):
    return facts_of(long_file)


@pytest.fixture(scope="session")
def same_facts():
    """Pages and tests read the same facts, and no state pushes out those of another."""
    from pages.components import start

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "open_facts", facts_of)
        yield


@pytest.fixture
def opened(request, monkeypatch, same_facts):
    """A page on some facts, named by state or file, at an address; it may be clicked on."""
    # Here and not above: who runs tests of methods alone need not wait for Streamlit.
    from tests.opened import opened

    def at(facts, page, **address):
        file = request.getfixturevalue(f"{facts}_file") if isinstance(facts, str) else facts
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{file}")
        data_settings.cache_clear()
        return opened(page, **address)

    yield at
    data_settings.cache_clear()


READ = {}


@pytest.fixture
def read(opened):
    """The same to be read only: opened once for each state of the facts and address."""
    from tests.opened import only_read

    def at(facts, page, **address):
        key = (facts, page, *sorted({"lang": "da", **address}.items()))
        if key not in READ:
            READ[key] = only_read(opened(facts, page, **address))
            if len(READ) > 64:
                del READ[next(iter(READ))]
        return READ[key]

    return at
