"""A new edition of StatBank goes in without a change of code, and says what it changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from data.schema import Revision
from tests.answers import Answers, added, cells, editions, remarks

ROOT = Path(__file__).parents[1]
NAMES = "UND1 UND2 FOLK1A BU43"
FIRST, SECOND = "2026-09-24", "2027-09-24"
YEARS = [2023, 2024]
LEAF = {"ADMKOM": "360", "ALDER1": "5", "KON": "D", "Tid": "2024"}
NEW = {
    "years": [*YEARS, 2025],
    "updated": f"{SECOND}T08:00:00",
    "extra": {"UND1": {"UNDERRETERE": {"14": "Naboer"}}},
    "revised": {
        "UND1": [({**LEAF, "UNDERRETERE": "2"}, 5000)],
        "BU43": [({"OMRÅDE": "360", "FORANSTALT": "IALT", "Tid": "2024"}, 9.9)],
    },
}
WORDS = """
[dimension.notifier.codes.neighbors]
source = "14"
da = "Naboer"
en = "Neighbors"
"""
BUILD = (
    "import sys; from pathlib import Path; from data.build import build; "
    "build(Path(sys.argv[1]), Path(sys.argv[2]), fetched=Path(sys.argv[3]))"
)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """The atlas before, after the new edition, and when the new code has got its words."""
    answers = Answers(tmp_path_factory.mktemp("history"))
    answers.fetch(NAMES, years=YEARS, updated=f"{FIRST}T08:00:00")
    before = answers.build()
    old = {name: cells(answers.folder, name) for name in ("dst-und1", "dst-bu43")}
    answers.fetch(NAMES, **NEW)
    held = answers.build()
    build_with_words(answers, answers.target.with_name("catalog"))
    return answers, old, before, held


def build_with_words(answers, copy):
    """Build once more, with a catalog that has words for the new code: a copy, code untouched."""
    for name in ("catalog", "data", "geo"):
        ignored = shutil.ignore_patterns("snapshots", "store", "__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    with (copy / "catalog" / "categories.toml").open("a", encoding="utf-8") as file:
        file.write(WORDS)
    arguments = [sys.executable, "-c", BUILD, answers.embedded, answers.target, answers.folder]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    subprocess.run(arguments, cwd=copy, env=environment, check=True, timeout=120)


def sql(file, query):
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


LISTED = """
    SELECT i.code, a.code, p.code, r.before, r.after FROM revision r
    JOIN indicator i ON i.id = r.indicator JOIN area a ON a.id = r.area
    JOIN period p ON p.id = r.period ORDER BY 1, 2, 3
"""


def test_before_the_new_code_has_words_its_table_alone_is_held_back_by_name(history):
    _, _, before, held = history
    assert set(editions(before).values()) == {FIRST}
    assert editions(held) == {
        "dst-und1": FIRST, "dst-und2": SECOND, "dst-folk1a": SECOND, "dst-bu43": SECOND,
    }  # fmt: skip
    ((source, da, en),) = remarks(held, "held_back")
    assert source == "dst-und1"
    for text in (da, en):
        assert "14 Naboer" in text
        assert "UNDERRETERE" in text
        assert "catalog/categories.toml" in text
        assert FIRST in text
    assert "2025" in set(held.counts("children_notified")["period"])
    assert "2025" not in set(held.counts("notifications")["period"])


def test_with_its_words_the_new_edition_is_in_whole(history):
    answers, _, _, _ = history
    assert sql(answers.target, "SELECT count(*) FROM remark WHERE kind = 'held_back'") == [(0,)]
    rows = sql(
        answers.target,
        """SELECT a.code, p.code, n.count FROM notification_count n
        JOIN category c ON c.id = n.notifier JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period
        WHERE c.code = 'neighbors' AND n.age = 0 AND n.sex = 0""",
    )
    plain = added(
        cells(answers.folder, "dst-und1"),
        by=("ADMKOM", "TID"), UNDERRETERE=["14"], ALDER1=["00"], KON=["0"],
    )  # fmt: skip
    assert {(area, period): count for area, period, count in rows} == plain
    assert {period for _, period in plain} >= {"2025"}


def test_each_revised_figure_is_listed_by_indicator_municipality_and_year(history):
    answers, old, _, held = history
    new = {name: cells(answers.folder, name) for name in old}
    chosen = {"UNDERRETERE": ["0"], "ALDER1": ["00"], "KON": ["0"]}
    expected = []
    for name, source, by, only in (
        ("notifications_by_notifier", "dst-und1", ("ADMKOM", "TID"), chosen),
        ("support_share", "dst-bu43", ("OMRÅDE", "TID"), {"FORANSTALT": ["IALT"]}),
    ):
        was, became = (added(rows, by=by, **only) for rows in (old[source], new[source]))
        changed = {key for key in was.keys() & became.keys() if was[key] != became[key]}
        expected += [(name, *key, was[key], became[key]) for key in changed]
    assert ("notifications_by_notifier", "360", "2024") in {row[:3] for row in expected}
    assert ("support_share", "360", "2024") in {row[:3] for row in expected}
    assert sql(answers.target, LISTED) == sorted(expected)
    assert set(held.rows(Revision)["after"]) == {
        row[4] for row in expected if row[0] == "support_share"
    }


def test_a_rebuild_without_new_figures_carries_the_list_on(history, tmp_path):
    """With the code's words taken away again UND1 falls back; what BU43 changed still stands."""
    answers, _, _, _ = history
    copy = Answers(tmp_path)
    shutil.copytree(answers.folder, copy.folder)
    shutil.copy(answers.target, copy.target)
    before = [row for row in sql(copy.target, LISTED) if row[0] == "support_share"]
    copy.build()
    copy.build()
    assert [row for row in sql(copy.target, LISTED) if row[0] == "support_share"] == before != []


def test_a_jump_from_one_year_to_the_next_is_listed_and_not_refused(history):
    answers, _, _, _ = history
    listed = sql(answers.target, "SELECT source, period, text_da FROM remark WHERE kind = 'jump'")
    lolland = [row for row in listed if "Lolland" in row[2]]
    assert ("dst-und1", "2024") in {row[:2] for row in lolland}


def test_the_first_build_has_nothing_to_compare_with(history):
    _, _, before, _ = history
    assert before.rows(Revision).empty
