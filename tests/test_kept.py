"""What a municipality says of itself is signed, kept whole, and never silently written over."""

import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data import kept, upgrade, workspace
from data.engine import WRITES, engine
from data.kept import ALONE, COMMENT, PRACTICE, REORGANISED, ChangedError, RefusedSayingError, Said
from data.schema.workspace import OwnSaying

AREA = "360"
OLD = Path(__file__).with_name("workspace_0001.sql")


def sql(file, statement):
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement).fetchall()


def keep(kind, wanted, *, read=None, area=AREA, signed="Familieafdelingen"):
    kept.keep(area, kind, wanted, read=read or {}, signed=signed)


def comment(text, **rest):
    keep(COMMENT, {ALONE: Said(text=text)}, **rest)


def values(kind, area=AREA):
    return {item: (row.value, row.text) for item, row in kept.kept(area, kind).items()}


# --- the form


def test_a_stored_file_of_the_first_form_is_copied_and_loses_nothing(workspace_file):
    workspace_file.parent.mkdir()
    with closing(sqlite3.connect(workspace_file)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    before = {t: sql(workspace_file, f"SELECT * FROM {t}") for t in ("own_import", "own_count")}
    assert [len(rows) for rows in before.values()] == [2, 4]
    comment("Vi har samlet modtagelsen.")
    for table, rows in before.items():
        assert sql(workspace_file, f"SELECT * FROM {table}") == rows
    assert upgrade.form(engine()) == "0002"
    assert values(COMMENT) == {"": ("", "Vi har samlet modtagelsen.")}
    (copy,) = workspace_file.parent.glob(f"{workspace_file.name}.before-0001-*")
    assert sql(copy, "SELECT * FROM own_count") == before["own_count"]
    assert sql(copy, "SELECT name FROM sqlite_master WHERE name = 'own_saying'") == []
    assert workspace.store([], AREA, file="d.csv", sha256="d" * 64) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "note"},
        {"item": "assess"},
        {"kind": "practice", "item": "assess", "value": "maybe"},
        {"kind": "practice", "value": "does"},
        {"text": ""},
        {"text": "x" * 2001},
        {"signed": ""},
    ],
)
def test_the_database_itself_refuses_what_is_impossible(workspace_file, wrong):
    workspace.upgrade()
    good = {"municipality": AREA, "kind": "comment", "item": "", "value": "", "text": "a"}
    good |= {"signed": "b", "saved": datetime(2026, 1, 1, tzinfo=UTC), "edition": "c"}
    for row, fits in ((good, True), (good | {"municipality": "400"} | wrong, False)):
        with engine().connect().execution_options(**WRITES) as connection:
            if fits:
                with connection.begin():
                    connection.execute(insert(OwnSaying), [row])
            else:
                with pytest.raises(IntegrityError), connection.begin():
                    connection.execute(insert(OwnSaying), [row])


# --- keep, change, remove


def test_answers_are_kept_by_item_and_only_those_given_change(workspace_file):
    keep(PRACTICE, {"a": Said("does"), "b": Said("under_way")})
    first = kept.kept(AREA, PRACTICE)
    keep(PRACTICE, {"b": Said("does_not")}, read=first, signed="Leder af myndighed")
    now = kept.kept(AREA, PRACTICE)
    assert {item: row.value for item, row in now.items()} == {"a": "does", "b": "does_not"}
    assert now["a"].edition == first["a"].edition
    assert (now["a"].signed, now["b"].signed) == ("Familieafdelingen", "Leder af myndighed")
    keep(PRACTICE, {"a": None}, read=now, signed="")
    assert values(PRACTICE) == {"b": ("does_not", "")}


def test_kinds_and_municipalities_are_apart(workspace_file):
    comment("Vores")
    comment("Deres", area="400")
    keep(REORGANISED, {ALONE: Said("2019-09-01", "Ny enhed")})
    keep(COMMENT, {ALONE: None}, read=kept.kept(AREA, COMMENT), signed="")
    assert values(COMMENT) == {}
    assert values(COMMENT, "400") == {"": ("", "Deres")}
    assert values(REORGANISED) == {"": ("2019-09-01", "Ny enhed")}


def test_a_newer_saying_is_never_silently_written_over(workspace_file):
    """Two read the same page; the second to save is told, and what the first saved stays."""
    comment("Den første")
    page = kept.kept(AREA, COMMENT)
    comment("Den anden", read=page)
    with pytest.raises(ChangedError) as told:
        comment("Den tredje", read=page)
    assert told.value.now[ALONE].text == "Den anden"
    with pytest.raises(ChangedError):
        keep(COMMENT, {ALONE: None}, read=page)
    assert values(COMMENT) == {"": ("", "Den anden")}
    comment("Den tredje", read=told.value.now)
    assert values(COMMENT) == {"": ("", "Den tredje")}


def test_removed_and_written_again_is_another_one(workspace_file):
    comment("Samme ord")
    page = kept.kept(AREA, COMMENT)
    keep(COMMENT, {ALONE: None}, read=page)
    comment("Samme ord")
    with pytest.raises(ChangedError):
        comment("Nye ord", read=page)
    with pytest.raises(ChangedError):
        comment("Som om der intet var")


def test_one_item_of_several_changed_meanwhile_keeps_none(workspace_file):
    keep(PRACTICE, {"a": Said("does"), "b": Said("does")})
    page = kept.kept(AREA, PRACTICE)
    keep(PRACTICE, {"b": Said("under_way")}, read=page)
    with pytest.raises(ChangedError):
        keep(PRACTICE, {"a": Said("does_not"), "b": Said("does_not")}, read=page)
    assert values(PRACTICE) == {"a": ("does", ""), "b": ("under_way", "")}


def test_two_who_answer_different_items_both_keep_theirs(workspace_file):
    keep(PRACTICE, {"a": Said("does")})
    page = kept.kept(AREA, PRACTICE)
    keep(PRACTICE, {"b": Said("does")}, read=page)
    keep(PRACTICE, {"a": Said("under_way")}, read=page)
    assert values(PRACTICE) == {"a": ("under_way", ""), "b": ("does", "")}


def many(mark, begun):
    begun.wait(60)
    for turn in range(10):
        while True:
            page = kept.kept(AREA, PRACTICE)
            try:
                keep(
                    PRACTICE,
                    {f"{mark}{turn}": Said("does"), "both": Said("does")},
                    read=page,
                    signed=mark,
                )
                break
            except ChangedError:
                continue


def test_two_writers_at_once_lose_nothing(workspace_file):
    """Both also change the same item each time, on a database that is not there yet."""
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    writers = [context.Process(target=many, args=(mark, begun)) for mark in "ab"]
    for writer in writers:
        writer.start()
    begun.set()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(values(PRACTICE)) == 21


# --- what is refused


@pytest.mark.parametrize(
    ("kind", "said", "signed", "rule"),
    [
        (COMMENT, Said(text="Barnet 010190-1234"), "Afdelingen", "cpr"),
        (COMMENT, Said(text="0101901234"), "Afdelingen", "cpr"),
        (COMMENT, Said(text="010190–1234"), "Afdelingen", "cpr"),
        (COMMENT, Said(text="010190\u00a01234"), "Afdelingen", "cpr"),
        (COMMENT, Said(text="01019\u200b0-1234"), "Afdelingen", "cpr"),
        (COMMENT, Said(text="Godt"), "Leder 010190-1234", "cpr"),
        (COMMENT, Said(text="Godt"), "  ", "signed"),
        (COMMENT, Said(text="Godt"), "x" * 101, "signed"),
        (COMMENT, Said(text=" \n\u200b"), "Afdelingen", "text"),
        (COMMENT, Said(text="x" * 2001), "Afdelingen", "text"),
        (REORGANISED, Said("2019-13-01", "Ny enhed"), "Afdelingen", "day"),
        (REORGANISED, Said("", "Ny enhed"), "Afdelingen", "day"),
        (PRACTICE, Said("maybe"), "Afdelingen", "answer"),
    ],
)
def test_a_text_that_may_not_be_kept_is_refused_by_rule(workspace_file, kind, said, signed, rule):
    with pytest.raises(RefusedSayingError) as told:
        keep(kind, {"a" if kind == PRACTICE else ALONE: said}, signed=signed)
    assert told.value.rule == rule
    assert values(kind) == {}


@pytest.mark.parametrize(
    "text",
    [
        "0101 90 1234",
        "01 01 90 1234",
        "010190 - 1234",
        "010190  1234",
        "010190.1234",
        "010190/1234",
        "010190\u22121234",
        "01-01-90-1234",
        "010190\n1234",
        "010190 12 34",
        "01.01.90-1234",
        "01 01 90 12 34",
        "0101 901234",
        "Barnet (010190, 1234) bor her",
    ],
)
def test_a_persons_number_is_seen_however_its_parts_are_joined(text):
    assert kept.has_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. januar 2019: 12.345",
        "2018, 2019, 2020",
        "2010, 2011, 2012",
        "2011, 2012: 45 børn",
        "2011: 14, 2012: 16",
        "2012-03-01: 1234 underretninger",
        "2012-03-01: 12 underretninger",
        "01-01-2019 12:34",
        "01.01.19: 1234 underretninger",
        "01.01.20-31.12.20",
        "uge 10, 11, 12, 2019",
        "Ring på 12 10 20 30, 12 10 20 31",
        "+45 12 10 20 30",
        "010190-12345",
        "12.345.678 kr.",
    ],
)
def test_years_days_and_counts_are_not_taken_for_a_persons_number(text):
    assert not kept.has_number(text)


def test_one_refused_of_several_keeps_none(workspace_file):
    with pytest.raises(RefusedSayingError):
        keep(PRACTICE, {"a": Said("does"), "b": Said("maybe")})
    assert values(PRACTICE) == {}


def test_lines_and_letters_stay_as_written(workspace_file):
    text = "Første linje: <b>æøå</b>\n\n2024-03-01: 1.234 børn; '); DROP TABLE own_saying; --"
    comment(text.replace("\n", "\r\n"))
    assert kept.kept(AREA, COMMENT)[ALONE].text == text
