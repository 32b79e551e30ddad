"""Each fault in a fetched table holds back that table alone, and says so in plain words."""

import json

import pytest

from catalog.words import say
from tests.answers import ANSWER, CARD, INFO, Answers, editions, remarks

NAMES = "dst-und2 dst-bu43 dst-laby07"
OLD = "2001-01-01"


@pytest.fixture
def answers(tmp_path, fetched_folder):
    """Three tables, each with an edition before the newest."""
    found = Answers(tmp_path)
    found.take(fetched_folder, NAMES)
    for name in NAMES.split():
        found.older(name)
    return found


def rename(old, new):
    return lambda text: text.replace(old, new, 1)


def second_line(change):
    def changed(text):
        first, second, *rest = text.splitlines(keepends=True)
        return "".join([first, change(second), *rest])

    return changed


def value(number):
    return second_line(lambda line: line.rsplit(";", 1)[0] + f";{number}\r\n")


def drop_municipalities(text):
    """As if the answer had ended at a municipality on the way."""
    return "".join(line for line in text.splitlines(keepends=True) if line < "3" or line > "9")


def halve(code):
    """Half of every figure whose row begins so."""

    def changed(text):
        lines = text.split("\r\n")
        halved = [
            ";".join([*line.split(";")[:-1], str(int(line.split(";")[-1]) // 2)])
            if line.startswith(code)
            else line
            for line in lines
        ]
        return "\r\n".join(halved)

    return changed


def add_variable(by_id, every):
    every.insert(1, {**by_id["KON"], "id": "HERKOMST"})


def rename_variable(by_id, every):
    by_id["UNDERRET"]["id"] = "ANTALUND"


def new_code(by_id, every):
    by_id["UNDERRET"]["values"].append({"id": "7", "text": "7 underretninger"})


def no_time(by_id, every):
    del every[-1]["time"]


def no_values(by_id, every):
    del by_id["KON"]["values"]


def alter(source, change, *, file=ANSWER, sealed=True):
    return lambda answers: answers.spoil(source, change, file=file, sealed=sealed)


def alter_info(change):
    return lambda answers: answers.info("dst-und2", change)


UND2, BU43 = "dst-und2", "dst-bu43"
HTML = "<!DOCTYPE html>\n<html><body>Log på</body></html>\n"
# The table, how its newest edition is spoiled, the rule that says so, and what the text names.
FAULTS = {
    "truncated": (UND2, alter(UND2, lambda t: t[: len(t) // 2], sealed=False), "damaged", [ANSWER]),
    "other checksum": (
        UND2,
        alter(UND2, lambda t: t.replace('sha256 = "', 'sha256 = "0000')[:-6] + '"\n', file=CARD),
        "card",
        [CARD],
    ),
    "changed by hand": (UND2, alter(UND2, value(7), sealed=False), "damaged", [ANSWER]),
    "code not in the list": (
        UND2,
        alter(UND2, second_line(rename("000;", "0X0;"))),
        "code",
        ["række 2", "ADMKOM", "0X0"],
    ),
    "new code": (UND2, alter_info(new_code), "code_new", ["UNDERRET", "7 underretninger"]),
    "renamed variable": (UND2, alter_info(rename_variable), "variable_gone", ["UNDERRET"]),
    "renamed variable, new name": (UND2, alter_info(rename_variable), "variable_new", ["ANTALUND"]),
    "added variable": (UND2, alter_info(add_variable), "variable_new", ["HERKOMST"]),
    "no variable is time": (UND2, alter_info(no_time), "tableinfo", [INFO]),
    "a variable without values": (UND2, alter_info(no_values), "tableinfo", [INFO]),
    "tableinfo is no JSON": (
        UND2,
        alter(UND2, lambda t: t[: len(t) // 2], file=INFO),
        "tableinfo",
        [INFO],
    ),
    "tableinfo is of something else": (
        UND2,
        alter(UND2, lambda t: json.dumps({"variables": [1]}), file=INFO),
        "tableinfo",
        [INFO],
    ),
    "a page": (UND2, alter(UND2, lambda t: HTML), "heading", ["DOCTYPE"]),
    "a longer page": (
        UND2,
        alter(UND2, lambda t: HTML + "<p>a;b;c</p>\n" * 3),
        "answer",
        [ANSWER],
    ),
    "nothing": (UND2, alter(UND2, lambda t: ""), "answer", [ANSWER]),
    "only a heading": (UND2, alter(UND2, lambda t: t.splitlines()[0] + "\r\n"), "no_rows", []),
    "another heading": (UND2, alter(UND2, rename("KON", "ALDER")), "heading", ["ALDER"]),
    "too few fields": (UND2, alter(UND2, second_line(lambda li: "000;00\r\n")), "code", ["2"]),
    "negative": (UND2, alter(UND2, value(-1)), "amount", ["række 2", "INDHOLD", "-1"]),
    "no number": (UND2, alter(UND2, value("mange")), "amount", ["række 2", "mange"]),
    "decimal comma": (BU43, alter(BU43, value("9,9")), "amount", ["række 2", "9,9"]),
    "endless": (UND2, alter(UND2, value("inf")), "amount", ["række 2", "inf"]),
    "part of a child": (UND2, alter(UND2, value("70000.5")), "count", ["70000.5"]),
    "doubled row": (UND2, alter(UND2, second_line(lambda line: line * 2)), "double", ["række 3"]),
    "the country is not its municipalities": (
        UND2, alter(UND2, halve("000;00;00;0;")), "sum_municipalities", [" / "],
    ),
    "a part is not in its total": (
        UND2, alter(UND2, halve("000;1;00;0;")), "sum_times_notified", [" / "],
    ),
    "cut off at a municipality": (UND2, alter(UND2, drop_municipalities), "too_few", []),
    "impossible share": (
        BU43,
        alter(BU43, value("100.1")),
        "share",
        ["100.1"],
    ),
    "a card that is no TOML": (
        UND2,
        alter(UND2, lambda t: t.replace("title = ", "title "), file=CARD),
        "toml",
        [CARD],
    ),
    "a card without its title": (
        UND2,
        alter(UND2, lambda t: "\n".join(t.splitlines()[1:]), file=CARD),
        "card",
        [CARD],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_holds_back_that_edition_alone(answers, name):
    source, spoil, rule, told = FAULTS[name]
    newest = {one: answers.newest(one).name for one in NAMES.split()}
    spoil(answers)
    facts = answers.build()
    assert editions(facts) == {**newest, source: OLD}
    ((held, da, en),) = remarks(facts, "held_back")
    assert held == source
    assert say(f"fault.{rule}", "da") in da
    assert say(f"fault.{rule}", "en") in en
    assert da.splitlines()[-1] == say(
        "remark.instead", "da", name=f"{source}/{newest[source]}", edition=OLD
    )
    for part in told:
        assert part in da


@pytest.mark.parametrize("gone", [ANSWER, INFO, CARD])
def test_a_file_that_is_gone_holds_back_that_edition_alone(answers, gone):
    newest = {one: answers.newest(one).name for one in NAMES.split()}
    (answers.newest(UND2) / gone).unlink()
    facts = answers.build()
    assert editions(facts) == {**newest, UND2: OLD}


def test_without_an_edition_before_it_the_table_is_left_out_and_said_so(answers, tmp_path):
    answers.spoil(UND2, value(-1))
    answers.spoil(UND2, value(-2))
    for edition in (answers.folder / UND2).iterdir():
        if edition.name == OLD:
            (edition / INFO).write_text("{", encoding="utf-8")
    facts = answers.build()
    assert set(editions(facts)) == {"dst-bu43", "dst-laby07"}
    told = [da for _, da, _ in remarks(facts, "held_back")]
    assert len(told) == 2
    for text in told:
        assert "der er ingen tidligere udgave at bruge i stedet" in text
    assert facts.counts("children_notified").empty


def test_figures_per_resident_wait_for_the_table_of_residents(tmp_path, fetched_folder):
    answers = Answers(tmp_path)
    answers.take(fetched_folder, "dst-straf11")
    ((source, da, _),) = remarks(answers.build(), "held_back")
    assert source == "dst-straf11"
    assert say("fault.residents", "da") in da
    answers.take(fetched_folder, "dst-folk1a")
    facts = answers.build()
    assert set(editions(facts)) == {"dst-straf11", "dst-folk1a"}
    assert remarks(facts, "held_back") == []
