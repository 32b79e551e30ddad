"""One run fetches and builds: whatever happens, the old figures serve and the page says so."""

import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from catalog.load import tables
from catalog.words import LANGUAGES, say
from data import background
from data.facts import open_facts
from data.fetch_lock import LOCK, held
from data.journal import Journal
from data.refresh import refresh
from tests.conftest import TINY
from tests.opened import html
from tests.statbank.server import Standin

ROOT = Path(__file__).parents[1]
NOBODY = "http://127.0.0.1:9/v1"
PATIENCE = 120


@pytest.fixture
def bank():
    with Standin(years=[2024, 2025]) as found:
        yield found


@pytest.fixture
def place(tmp_path, tiny_file):
    """A folder with an old database, as a server would have it."""
    shutil.copy(tiny_file, tmp_path / "facts.sqlite")
    return tmp_path


def run(place, base, *, snapshots=TINY):
    """A whole run in this process; what it returned, and how it is seen afterwards."""
    done = refresh(snapshots, place / "facts.sqlite", fetched=place / "fetched", base=base)
    return done, seen(place)


def seen(place):
    return background.state(place / "facts.sqlite", place / "fetched")


def environment(place, base):
    return {
        "ATLAS_STATBANK_URL": base,
        "ATLAS_SNAPSHOTS": str(place / "fetched"),
        "ATLAS_FACTS_URL": f"sqlite:///{(place / 'facts.sqlite').as_posix()}",
    }


def command(place, base, name="refresh"):
    """`python -m data ...` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "data", name],
        cwd=ROOT,
        env=os.environ | environment(place, base) | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def wait(ready, *, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


def standings(place):
    return {found.standing for found in open_facts(place / "facts.sqlite").snapshots.values()}


# --- one run


def test_a_run_fetches_and_builds_and_the_next_finds_nothing_new(place, bank):
    done, state = run(place, bank.url)
    assert (done, state.running, state.elsewhere) == (0, False, False)
    assert state.end.outcome == "went_well"
    assert [line.about for line in state.done] == list(tables())
    assert {line.outcome for line in state.done} == {"fetched"}
    assert state.part == 1
    assert "published" in standings(place)
    text = Journal(place / "facts.sqlite").text.read_text(encoding="utf-8")
    assert say("refresh.end_went_well", "da") in text
    assert len(text.splitlines()) == len(state.lines)

    before = (place / "facts.sqlite").read_bytes()
    done, state = run(place, bank.url)
    assert (done, state.end.outcome) == (0, "needless")
    assert {line.outcome for line in state.done} == {"unchanged"}
    assert (place / "facts.sqlite").read_bytes() == before


def test_one_table_held_back_by_the_fetch_and_one_by_the_build_stop_no_other(place):
    with Standin(
        years=[2024, 2025],
        faults={"BU43": "html"},
        extra={"UND1": {"UNDERRETERE": {"98": "Naboer"}}},
    ) as bank:
        done, state = run(place, bank.url)
    assert (done, state.end.outcome) == (0, "went_well")
    assert [line.about for line in state.held] == ["BU43", "dst-und1"]
    assert "BU43" in state.held[0].told("en")
    assert "»98 Naboer«" in state.held[1].told("da")
    sources = {found.source for found in open_facts(place / "facts.sqlite").snapshots.values()}
    assert "dst-und2" in sources
    assert not sources & {"dst-bu43", "dst-und1"}


@pytest.mark.parametrize("fault", ["nobody", "503", "html"])
def test_without_statbank_it_says_so_soon_and_nothing_is_changed(place, fault):
    before = (place / "facts.sqlite").read_bytes()
    begun = time.monotonic()
    with Standin(
        years=[2025], faults={"UND1/tableinfo": fault} if fault != "nobody" else {}
    ) as bank:
        done, state = run(place, NOBODY if fault == "nobody" else bank.url)
    assert time.monotonic() - begun < 60
    assert (done, state.end.outcome, state.done) == (1, "unreachable", ())
    assert len(state.reasons) == 1
    assert (place / "facts.sqlite").read_bytes() == before


def test_a_statbank_that_goes_away_in_the_middle_ends_it_and_what_came_is_used(place):
    with Standin(years=[2025], faults={"UND3/tableinfo": "slow"}, pause=1) as bank:
        process = command(place, bank.url)
        wait(lambda: ("tableinfo", "UND3") in bank.asked)
    out, _ = process.communicate(timeout=PATIENCE)  # now nobody listens there
    assert process.returncode == 1, out
    assert seen(place).end.outcome == "unreachable"
    assert "published" in standings(place)


def test_a_refused_build_leaves_the_old_database_and_says_why(copy, bank):
    before = copy.target.read_bytes()
    copy.cell("98d-und2/opdigtet/observations.csv", 5, "area", "411")
    done, state = run(copy.target.parent, bank.url, snapshots=copy.folder)
    assert (done, state.end.outcome) == (1, "refused")
    assert len(state.done) == len(tables())
    assert "411" in state.reasons[0].told("da")
    assert copy.target.read_bytes() == before


def test_a_disk_that_cannot_be_written_is_told(place, bank):
    (place / "fetched").write_text("a file where the folder should be", encoding="utf-8")
    done, state = run(place, bank.url)
    assert (done, state.end.outcome) == (1, "failed")


# --- several


def test_two_runs_at_once_are_one(place, bank):
    bank.pace = 0.02
    both = [command(place, bank.url) for _ in range(2)]
    told = [process.communicate(timeout=PATIENCE)[0] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], told
    assert any(text.strip() == say("refresh.at_work", "da") for text in told)
    assert bank.asked.count(("data", "UND1")) == 1


def test_pressed_twice_it_starts_once_and_outlives_whoever_pressed(place, bank, monkeypatch):
    for name, value in environment(place, bank.url).items():
        monkeypatch.setenv(name, value)
    bank.pace = 0.02
    begin = partial(background.start, place / "facts.sqlite", place / "fetched", "en")
    with_two = [threading.Thread(target=lambda: started.append(begin())) for _ in range(2)]
    started = []
    for thread in with_two:
        thread.start()
    for thread in with_two:
        thread.join()
    assert sorted(started) == [False, True]
    assert seen(place).running
    monkeypatch.setattr(background, "_started", process := list(background._started))
    wait(lambda: len(seen(place).done) > 2)
    background._started = []  # as a server that was started anew, which knows of no child
    assert seen(place).running
    assert not begin()
    wait(lambda: not seen(place).running)
    assert process[0].wait(PATIENCE) == 0
    assert seen(place).end.told("en") == say("refresh.end_went_well", "en")
    assert bank.asked.count(("data", "UND1")) == 1


def test_killed_in_the_middle_it_is_not_running_and_the_old_figures_serve(place, bank):
    before = (place / "facts.sqlite").read_bytes()
    bank.pace = 0.05
    process = command(place, bank.url)
    wait(lambda: len(seen(place).done) > 1)
    assert seen(place).running
    process.kill()
    process.communicate()
    state = seen(place)
    assert (state.running, state.elsewhere, state.end) == (False, False, None)
    assert state.done
    assert (place / "facts.sqlite").read_bytes() == before
    bank.pace = 0
    done, state = run(place, bank.url)
    assert (done, state.end.outcome) == (0, "went_well")
    assert "unchanged" in {line.outcome for line in state.done}


def test_a_build_waits_for_a_fetch_or_build_that_is_at_work(place):
    (place / "fetched").mkdir()
    with FileLock(place / "fetched" / LOCK):
        process = command(place, NOBODY, "build")
        assert process.stdout.readline().strip() == say("fetch.waiting", "da")
        assert seen(place).elsewhere
        assert process.poll() is None
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, out


def test_looking_leaves_nothing_behind_and_hinders_nobody(tmp_path):
    lock = tmp_path / "some.lock"
    assert not held(lock)
    assert not lock.exists()
    with FileLock(lock):
        assert held(lock)
    assert not held(lock)
    looking = [threading.Thread(target=held, args=(lock,)) for _ in range(8)]
    for thread in looking:
        thread.start()
    with FileLock(lock).acquire(timeout=2):
        pass
    for thread in looking:
        thread.join()


def test_a_line_half_written_is_not_read(tmp_path):
    journal = Journal(tmp_path / "facts.sqlite")
    journal.begin()
    journal.write("begun", partial(say, "refresh.starting"), language="da")
    with journal.lines.open("a", encoding="utf-8") as lines:
        lines.write('{"at": "2026-01-01T00:00:00Z", "event": "ended", "outc')
    assert [line.event for line in journal.read()] == ["begun"]


# --- the panel


@pytest.fixture
def panel(opened, place, full_file, monkeypatch):
    """The page of sources on a database and a folder of this test's own."""
    shutil.copy(full_file, place / "facts.sqlite")
    for name, value in environment(place, NOBODY).items():
        monkeypatch.setenv(name, value)
    return lambda language="da": opened(place / "facts.sqlite", "sources", lang=language)


def tell(place, *events):
    """A journal as a run would have left it."""
    journal = Journal(place / "facts.sqlite")
    journal.begin()
    for event, key, values in events:
        about, outcome = values.pop("about", ""), values.pop("outcome", "")
        told = partial(say, key, **values)
        journal.write(
            event, lambda lang, told=told: told(lang), language="da", about=about, outcome=outcome
        )
    return journal


BEGUN = ("begun", "refresh.begun", {"count": 24, "address": NOBODY})


def button(app):
    return app.button(key="atlas.refresh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_any_fetch_every_table_is_said_not_to_be_there(panel, language):
    app = panel(language)
    assert not button(app).disabled
    never = [table.value.to_string() for table in app.table if say("fetch.never", language) in
             table.value.to_string()]  # fmt: skip
    assert never[0].count(say("fetch.never", language)) == len(tables())
    assert never[0].count(say("refresh.described", language)) == sum(
        not table.seen for table in tables().values()
    )
    shown = [found.value for found in app.markdown]
    for key in ("remarks_none", "revisions_none", "twin_none"):
        assert say(f"changes.{key}", language) in shown


def test_while_it_runs_the_button_rests_and_the_log_is_there(panel, place):
    done = {"about": "UND1", "outcome": "fetched", "table": "UND1", "edition": "2026", "rows": 1}
    journal = tell(place, BEGUN, ("table_done", "fetch.fetched", done))
    with FileLock(journal.lock):
        app = panel()
    assert button(app).disabled
    assert say("fetch.fetched", "da", table="UND1", edition="2026", rows=1) in app.text[0].value
    assert "1 af 24" in app.get("progress")[0].proto.text


def test_a_fetch_from_the_command_line_is_told_without_its_log(panel, place):
    (place / "fetched").mkdir()
    with FileLock(place / "fetched" / LOCK):
        app = panel()
    assert button(app).disabled
    assert say("refresh.elsewhere", "da") in [found.value for found in app.info]


def test_a_run_that_was_broken_off_is_told_and_may_be_begun_again(panel, place):
    tell(place, BEGUN)
    app = panel()
    assert not button(app).disabled
    assert say("refresh.interrupted", "da", when="X").split("X")[1] in app.warning[0].value


@pytest.mark.parametrize("outcome", ["went_well", "needless", "unreachable", "busy"])
def test_how_it_ended_is_told_in_words(panel, place, outcome):
    tell(place, BEGUN, ("ended", f"refresh.end_{outcome}", {"outcome": outcome}))
    app = panel("en")
    told = [*app.success, *app.info, *app.warning, *app.error]
    assert say(f"refresh.end_{outcome}", "en") in [found.value for found in told]
    assert not button(app).disabled


def test_what_was_held_back_is_told_with_the_reason_as_plain_text(panel, place):
    line = {"about": "BU43", "outcome": "held_back", "table": "BU43", "reason": "<b>fejl</b>"}
    ended = ("ended", "refresh.end_went_well", {"outcome": "went_well"})
    tell(place, BEGUN, ("table_done", "fetch.held_back", line), ended)
    app = panel()
    assert "&lt;b&gt;fejl&lt;/b&gt;" in html(app)
    counts = say("refresh.counts", "da", fetched=0, unchanged=0, held=1)
    assert counts in [found.value for found in app.markdown]


def test_a_press_too_late_starts_nothing_and_says_so(panel, place):
    app = panel()
    journal = tell(place, BEGUN)
    with FileLock(journal.lock):
        button(app).click().run()
        assert not app.exception
        assert say("refresh.at_work", "da") in [found.value for found in app.info]
    assert background._started == [] or background._started[0].poll() is not None


def test_after_a_build_the_lists_are_shown_with_how_many(panel, place, bank):
    done, _ = run(place, bank.url)
    assert done == 0
    app = panel()
    shown = [found.value for found in app.markdown]
    assert say("changes.remarks_lead", "da") in shown
