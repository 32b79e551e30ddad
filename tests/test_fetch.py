"""A fetch leaves each table whole or as it was, whatever happens, and says so."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from catalog.load import tables
from catalog.words import LANGUAGES
from data.cards import changed, releases
from data.console import Lines, print_status
from data.editions import KEPT, editions
from data.fetch import fetch
from data.fetch_lock import LOCK, AlreadyFetchingError
from data.statbank import Patience, StatBank
from tests.statbank.server import Standin
from tests.statbank.tables import known

ROOT = Path(__file__).parents[1]
QUICK = Patience(connect=2, read=2, answer=3, attempts=2, first_pause=0.01, last_pause=0.02)
STAMP = "2026-09-24T08:00:00"
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from data.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def bank():
    """A stand-in of this test alone."""
    with Standin(years=[2024, 2025]) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "fetched"


def got(bank, folder, *names, patience=QUICK, **chosen):
    """What became of each table, by its name."""
    client = StatBank(bank.url, patience=patience)
    return {one.table: one for one in fetch(names, folder=folder, bank=client, **chosen)}


def outcome(bank, folder, name, **chosen):
    return got(bank, folder, name, **chosen)[name]


def there(folder):
    """Everything in the folder but the lock, as paths."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in found if name != LOCK)


def command(bank, folder, *arguments, code=None):
    """`python -m data ...` as a process of its own."""
    start = ["-c", code] if code else ["-m", "data"]
    return subprocess.Popen(
        [sys.executable, *start, *arguments],
        cwd=ROOT,
        env=os.environ | {"ATLAS_STATBANK_URL": bank.url, "ATLAS_SNAPSHOTS": str(folder),
                          "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip


def ended(process):
    out, error = process.communicate(timeout=20)
    return process.returncode, out, error


def midway(folder):
    """Wait until an answer is being written."""
    for _ in range(400):
        if any(file.stat().st_size for file in folder.glob("*/.part-*/statbank.csv")):
            return
        time.sleep(0.02)
    raise AssertionError("no answer began")


# --- what is written


def test_a_snapshot_is_the_answer_and_its_card(bank, folder):
    found = outcome(bank, folder, "UND1")
    assert (found.outcome, found.edition, found.rows > 10_000) == ("fetched", "2026-09-24", True)
    assert there(folder) == ["dst-und1", "dst-und1/2026-09-24"] + [
        f"dst-und1/2026-09-24/{name}" for name in ("card.toml", "statbank.csv", "tableinfo.json")
    ]
    place = folder / "dst-und1/2026-09-24"
    card = tomllib.loads((place / "card.toml").read_text(encoding="utf-8"))
    files = card.pop("files")
    for name, told in files.items():
        assert told["sha256"] == hashlib.sha256((place / name).read_bytes()).hexdigest()
    assert files["statbank.csv"]["rows"] == found.rows
    assert (files["tableinfo.json"]["rows"], card.pop("title")) == (0, "Underretninger vedr. børn")
    sent = json.loads(card.pop("query"))
    assert (sent["format"], sent["lang"], sent["valuePresentation"]) == ("BULK", "en", "Code")
    assert card.pop("retrieved").endswith("+00:00")
    assert card == {
        "publisher": "Danmarks Statistik",
        "standing": "published",
        "url": "https://www.statistikbanken.dk/UND1",
        "table": "UND1",
        "updated": STAMP,
    }


def test_every_file_of_an_edition_is_held_against_its_card(bank, folder):
    outcome(bank, folder, "UND2")
    release = editions(folder / "dst-und2")[-1]
    assert list(changed(release)) == []
    (release.folder / "tableinfo.json").unlink()
    (release.folder / "statbank.csv").write_text("no more")
    assert [fault.rule for fault in changed(release)] == ["seal", "file_missing"]


def test_what_has_not_changed_is_not_fetched_again(bank, folder):
    first = got(bank, folder, "UND2", "FOLK1A")
    stamps = {path: path.stat().st_mtime_ns for path in folder.rglob("*.csv")}
    bank.asked.clear()
    second = got(bank, folder, "und2", "FOLK1A")
    assert {one.outcome for one in second.values()} == {"unchanged"}
    assert second["FOLK1A"].rows == first["FOLK1A"].rows
    assert [place for place, _ in bank.asked] == ["tableinfo", "tableinfo"]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.csv")} == stamps


@pytest.mark.parametrize("name", ["statbank.csv", "tableinfo.json", "card.toml"])
def test_what_was_damaged_is_fetched_again(bank, folder, name):
    outcome(bank, folder, "FOLK1A")
    place = folder / "dst-folk1a/2026-08-11"
    (place / name).write_bytes(b"")
    assert outcome(bank, folder, "FOLK1A").outcome == "fetched"
    (sound,) = editions(folder / "dst-folk1a")
    assert list(changed(sound)) == []
    assert there(folder)[1:2] == [f"dst-folk1a/{sound.edition}"]


def test_only_the_years_asked_for_are_fetched(bank, folder):
    outcome(bank, folder, "FOLK1A")
    assert outcome(bank, folder, "FOLK1A", since=2025).edition == "2026-08-11-2"
    text = (folder / "dst-folk1a/2026-08-11-2/statbank.csv").read_text(encoding="utf-8-sig")
    assert {line.split(";")[-2] for line in text.splitlines()[1:]} == {"2025K1"}
    assert outcome(bank, folder, "FOLK1A", since=2025).outcome == "unchanged"
    assert outcome(bank, folder, "FOLK1A", since=2030).fault.key == "no_codes"


def test_a_new_edition_stands_beside_the_old_ones_until_there_are_enough(bank, folder):
    days = [f"2026-10-{day:02}" for day in range(1, KEPT + 2)]
    for day in days:
        bank.updated = f"{day}T08:00:00"
        assert outcome(bank, folder, "UND2").edition == day
    assert [one.edition for one in editions(folder / "dst-und2")] == days[-KEPT:]
    bank.updated = f"{days[-1]}T12:00:00"
    again = f"{days[-1]}-2"
    assert outcome(bank, folder, "UND2").edition == again
    kept = [*days, again][-KEPT:]
    assert [path.name for path in sorted((folder / "dst-und2").iterdir())] == kept


def test_a_new_year_and_a_new_code_come_in_by_themselves(bank, folder):
    outcome(bank, folder, "UND1")
    bank.updated, bank.years = "2027-09-24T08:00:00", [2024, 2025, 2026]
    bank.extra = {"UND1": {"UNDERRETERE": {"14": "Naboer"}}}
    assert outcome(bank, folder, "UND1").edition == "2027-09-24"
    rows = (folder / "dst-und1/2027-09-24/statbank.csv").read_text().splitlines()
    assert [row for row in rows if row.split(";")[1] == "14" and row.split(";")[4] == "2026"]


def test_every_table_that_the_stand_in_knows_comes_in(bank, folder):
    names = [name for name in tables() if name in known()]
    found = got(bank, folder, *names)
    assert {name: one.told() for name, one in found.items() if one.fault} == {}
    for name, one in found.items():
        (release,) = editions(folder / tables()[name].source)
        assert (release.card.table, release.rows, one.rows > 0) == (name, one.rows, True)


# --- what goes wrong


FAULTS = {
    "html": "not_statbank",
    "broken": "broken_off",
    "short": "broken_off",
    "unmeasured": "broken_off",
    "429": "busy",
    "503": "busy",
    "redirect": "not_statbank",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_fails_holds_back_itself_only(bank, folder, fault):
    bank.faults["UND2"] = fault
    found = got(bank, folder, "UND2", "FOLK1A", "BU44")
    assert found["UND2"].fault.key == FAULTS[fault]
    assert found["FOLK1A"].outcome == "fetched"
    assert found["BU44"].fault.key == "unknown"
    assert not list(folder.glob("dst-und2/*"))
    assert all("UND2" in found["UND2"].told(language) for language in LANGUAGES)


@pytest.mark.parametrize("fault", ["html", "503", "broken", "trickle"])
def test_the_old_edition_stays_when_the_new_one_fails(bank, folder, fault):
    outcome(bank, folder, "FOLK1A")
    before = there(folder)
    bank.updated, bank.faults = "2027-01-01T08:00:00", {"FOLK1A": fault}
    hasty = Patience(**{**vars(QUICK), "answer": 0.5})
    assert outcome(bank, folder, "FOLK1A", patience=hasty).outcome == "held_back"
    assert there(folder) == before
    bank.faults = {}
    assert outcome(bank, folder, "FOLK1A").edition == "2027-01-01"


def test_a_changed_variable_holds_back_that_table_only(bank, folder):
    bank.drop = {"UND2": ["KON"]}
    found = got(bank, folder, "UND2", "FOLK1A")
    assert found["UND2"].fault.key == "changed_variables"
    assert "væk er KON" in found["UND2"].told()
    assert found["FOLK1A"].outcome == "fetched"
    assert ("data", "UND2") not in bank.asked


def test_a_stamp_without_a_date_is_no_name_of_a_folder(bank, folder):
    bank.updated = "../../2026-09-24"
    assert outcome(bank, folder, "UND2").fault.key == "not_statbank"
    assert there(folder) == []


def test_a_fetch_that_is_killed_leaves_nothing_to_read(bank, folder):
    outcome(bank, folder, "FOLK1A")
    bank.pace, bank.updated = 0.05, "2027-01-01T08:00:00"
    process = command(bank, folder, "fetch", "FOLK1A")
    midway(folder)
    process.kill()
    ended(process)
    (left,) = folder.glob("*/.part-*")
    assert [one.edition for one in editions(folder / "dst-folk1a")] == ["2026-08-11"]
    bank.pace = 0
    os.utime(left, (0, 0))
    assert outcome(bank, folder, "FOLK1A").edition == "2027-01-01"
    assert not left.exists()


def test_a_fetch_that_is_interrupted_clears_up_and_goes_on_when_run_again(bank, folder):
    bank.pace = 0.05
    process = command(bank, folder, "fetch", "UND2")
    midway(folder)
    process.send_signal(signal.SIGINT)
    code, _, error = ended(process)
    assert (code, there(folder)) == (130, ["dst-und2"])
    assert error.startswith("Afbrudt.")
    bank.pace = 0
    assert outcome(bank, folder, "UND2").outcome == "fetched"


def test_what_is_being_filled_is_never_read(copy):
    part = copy.folder / "98d-und2/.part-1"
    part.mkdir()
    (part / "statbank.csv").write_text("half")
    before = [release.name for release in releases(copy.folder)]
    (part / "card.toml").write_text("half")
    assert [release.name for release in releases(copy.folder)] == before
    assert copy.check()


def test_a_full_disk_is_told_and_leaves_nothing(bank, folder):
    code, out, _ = ended(command(bank, folder, "fetch", "UND2", "BU44", code=LIMITED))
    assert code == 1
    assert "UND2: holdt tilbage. UND2 kunne ikke gemmes" in out
    assert there(folder) == ["dst-und2"]


def test_a_folder_that_cannot_be_made_is_told(bank, folder):
    folder.mkdir()
    (folder / "dst-und2").write_text("a file")
    found = got(bank, folder, "UND2", "FOLK1A")
    assert found["UND2"].fault.key == "disk"
    assert found["FOLK1A"].outcome == "fetched"


# --- two at once


def test_the_second_of_two_fetches_says_so_and_gives_up(bank, folder):
    bank.pace = 0.08
    first = command(bank, folder, "fetch", "UND2")
    midway(folder)
    code, out, error = ended(command(bank, folder, "fetch", "UND2"))
    assert code == 1
    assert "En anden hentning er i gang" in out
    assert "intet blev hentet" in error
    bank.pace = 0
    assert ended(first)[0] == 0
    assert [one.edition for one in editions(folder / "dst-und2")] == ["2026-09-24"]


def test_a_fetch_waits_for_one_that_is_about_to_end(bank, folder):
    folder.mkdir()
    held, said = FileLock(folder / LOCK, thread_local=False), []
    held.acquire()

    def waiting():
        said.append("waits")
        held.release()

    found = got(bank, folder, "FOLK1A", waiting=waiting)
    assert (found["FOLK1A"].outcome, said) == ("fetched", ["waits"])


def test_a_fetch_that_gives_up_says_so_in_both_languages():
    assert len({AlreadyFetchingError().told(language) for language in LANGUAGES}) == 2


# --- the command line


def test_the_command_prints_a_line_for_each_table(bank, folder):
    code, out, error = ended(command(bank, folder, "fetch", "FOLK1A", "--since", "2025"))
    assert (code, error) == (0, "")
    (line,) = out.splitlines()
    assert line.startswith("FOLK1A: hentet, udgave 2026-08-11, ")
    bank.faults = {"UND2": "html", "FOLK1A/tableinfo": "503:1"}
    code, out, error = ended(command(bank, folder, "--language", "en", "fetch", "UND2", "FOLK1A"))
    assert (code, error) == (1, "")
    assert [line.split(".")[0] for line in out.splitlines()][0] == "UND2: held back"
    assert "FOLK1A: fetched" in out


def test_the_status_tells_of_each_table(bank, folder, capsys):
    outcome(bank, folder, "FOLK1A")
    print_status(folder, "da")
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines["UND1"].endswith("ikke hentet")
    assert lines["FOLK1A"].split()[1] == "2026-08-11"
    assert "hentet i dag" in lines["FOLK1A"]
    assert lines["FOLK1A"].endswith("offentliggjort")
    code, out, _ = ended(command(bank, folder, "--language", "en", "status"))
    assert (code, "not fetched" in out) == (0, True)


@pytest.mark.parametrize(
    ("retrieved", "told"),
    [
        ("2026-11-22T23:59:00+00:00", "hentet i dag"),
        ("2026-11-20T23:59:00+00:00", "hentet i går"),
        ("2026-10-22T00:00:00+00:00", "hentet for 30 dage siden"),
        ("", "ukendt alder"),
    ],
)
def test_the_age_of_an_edition_is_told_in_days(bank, folder, capsys, retrieved, told):
    outcome(bank, folder, "FOLK1A")
    card = folder / "dst-folk1a/2026-08-11/card.toml"
    text = re.sub('retrieved = ".*"', f'retrieved = "{retrieved}"', card.read_text("utf-8"))
    card.write_text(text, "utf-8")
    print_status(folder, "da", today=datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert told in capsys.readouterr().out


def test_a_long_download_is_told_of_now_and_then(capsys):
    lines = Lines("da")
    for count in (0, 9_999_999, 10_000_001, 10_500_000, 31_000_000, 39_000_000, 0, 5, 10_000_000):
        lines.progress("UND1", count)
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["10", "31", "10"]
