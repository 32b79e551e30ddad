"""What must add up in a table of counts: the country, the regions, the parts; and what need not."""

import pytest

from tests.answers import Answers, editions, remarks

BY_REGION = ("081", "082", "083", "084", "085")


def times(code, factor):
    """Every figure of one area, so many times as large."""

    def changed(text):
        def line(row):
            *keys, value = row.split(";")
            return ";".join([*keys, str(round(int(value) * factor))])

        rows = text.split("\r\n")
        return "\r\n".join(line(row) if row.startswith(f"{code};") else row for row in rows)

    return changed


@pytest.fixture
def answers(tmp_path, fetched_folder):
    found = Answers(tmp_path)
    found.take(fetched_folder, "dst-folk1a dst-und3")
    return found


def test_a_sound_answer_needs_no_remark_on_sums(answers):
    facts = answers.build()
    assert set(editions(facts)) == {"dst-folk1a", "dst-und3"}
    for what in ("municipalities", "regions", "notifier", "age", "sex"):
        assert remarks(facts, f"sum_{what}") == []


def test_reasons_are_held_against_no_total_for_several_may_be_given(answers):
    """Each reason doubled in the country's rows by reason, and the table is still in."""

    def doubled(text):
        rows = text.split("\r\n")
        heading = rows[0].split(";")
        place = heading.index("AFFALDSOPR")
        done = [rows[0]]
        for row in rows[1:]:
            keys = row.split(";")
            if row.startswith("000;") and keys[place] != "MADE0":
                keys[-1] = str(2 * int(keys[-1]))
            done.append(";".join(keys))
        return "\r\n".join(done)

    answers.spoil("dst-und3", doubled)
    assert "dst-und3" in editions(answers.build())


def test_residents_of_municipalities_and_christiansoe_are_the_countrys(answers):
    answers.spoil("dst-folk1a", times("411", 2))
    facts = answers.build()
    assert "dst-folk1a" in editions(facts)
    assert remarks(facts, "sum_municipalities") != []


@pytest.mark.parametrize("code", ["000", "084"])
def test_a_row_that_is_far_from_its_municipalities_holds_the_table_back(answers, code):
    answers.spoil("dst-folk1a", times(code, 1.2))
    facts = answers.build()
    assert "dst-folk1a" not in editions(facts)
    ((_, da, _),) = [row for row in remarks(facts, "held_back") if row[0] == "dst-folk1a"]
    assert ("landets række" if code == "000" else "Region Hovedstaden") in da


def test_a_region_that_is_a_little_off_is_said_by_name(answers):
    answers.spoil("dst-folk1a", times("082", 1.002))
    facts = answers.build()
    assert "dst-folk1a" in editions(facts)
    told = [da for _, da, _ in remarks(facts, "sum_regions")]
    assert told
    assert all("Region Midtjylland" in text for text in told)
