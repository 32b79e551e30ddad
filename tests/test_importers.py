"""Each named fault in a snapshot is refused with its file, row, column, found value and remedy."""

import csv

import pytest

from catalog.words import say
from data.cards import releases
from data.faults import TOLD_AT_MOST, RefusedError
from data.importers import KINDS

RATES = "98d-und2/opdigtet/observations.csv"
TOTALS = "dst-nyt-underretninger/opdigtet/observations.csv"
NOTES = "atlas-noter/opdigtet/quality_notes.csv"
LAW = "atlas-noter/opdigtet/law_events.csv"
RESULTS = "boernesagsbarometret/opdigtet/barometer_results.csv"
EDITIONS = "boernesagsbarometret/opdigtet/barometer_editions.csv"
STATEMENTS = "atlas-noter/opdigtet/statements.csv"
TRACES = "atlas-noter/opdigtet/traces.csv"


def refused(copy):
    """What the build says of a spoiled copy, after making sure that the old database stands."""
    before = copy.target.read_bytes()
    with pytest.raises(RefusedError) as build:
        copy.build()
    assert copy.target.read_bytes() == before
    assert [file.name for file in copy.target.parent.glob("*.sqlite*")] == ["facts.sqlite"]
    return build.value


def test_the_copy_is_sound_before_it_is_spoiled(copy):
    assert set(copy.check()) == set(KINDS)
    assert copy.build().snapshots


def test_the_check_says_what_the_build_says(copy):
    copy.cell(RATES, 5, "area", "411")
    with pytest.raises(RefusedError) as check:
        copy.check()
    assert check.value.faults == refused(copy).faults


# file, row, column, what is put there, the rule that it breaks
CELLS = [
    (RATES, 5, "area", "411", "area"),
    (RATES, 5, "area", "998", "area"),
    (RATES, 5, "area", "0101", "area"),
    (RATES, 5, "area", "", "area"),
    (RATES, 6, "indicator", "children_notified_rates", "indicator"),
    (RATES, 7, "period", "17", "period"),
    (RATES, 7, "period", "2017 ", "period"),
    (RATES, 7, "period", "2017-13", "period"),
    (RATES, 7, "period", "2017\n", "period"),
    (RATES, 8, "value", "30,5", "number"),
    (RATES, 8, "value", "1.030,5", "number"),
    (RATES, 8, "value", "30 %", "number"),
    (RATES, 8, "value", "..", "number"),
    (RATES, 8, "value", "nan", "number"),
    (RATES, 8, "value", "", "number"),
    (RATES, 8, "value", "-1", "negative"),
    (RATES, 9, "category", "school", "category"),
    (RATES, 9, "precision", "sure", "category"),
    (RATES, 9, "scope", "police_courts", "category"),
    (RATES, 9, "sex", "unborn", "category"),
    (RATES, 10, "note_da", "Kun på dansk", "half"),
    (TOTALS, 3, "category", "crime", "category"),
    (TOTALS, 3, "value", "-100", "negative"),
    (NOTES, 2, "kind", "perhaps", "note_kind"),
    (NOTES, 2, "text_en", "", "empty"),
    (NOTES, 4, "topic", "weather", "topic"),
    (LAW, 2, "date", "1/1 2021", "date"),
    (LAW, 2, "date", "2021-13-01", "date"),
    (LAW, 2, "date", "2021-01-32", "date"),
    (LAW, 2, "id", "Lov nr. 1", "identifier"),
    (RESULTS, 2, "kind", "procent", "result_kind"),
    (RESULTS, 2, "percent", "40 pct.", "number"),
    (RESULTS, 2, "percent", "140", "share"),
    (RESULTS, 2, "percent", "-40", "share"),
    (RESULTS, 2, "percent", "", "empty"),
    (RESULTS, 5, "words_da", "", "empty"),
    (RESULTS, 2, "requirement", "kindness", "category"),
    (RESULTS, 2, "cases", "12.5", "whole"),
    (RESULTS, 2, "edition", "1999", "edition"),
    (RESULTS, 3, "same_as", "1999", "edition"),
    (EDITIONS, 2, "kind", "weekly", "edition_kind"),
    (EDITIONS, 2, "municipalities", "-3", "whole"),
    (TRACES, 2, "kind", "rumour", "trace_kind"),
    (STATEMENTS, 2, "area", "999", "area"),
]


@pytest.mark.parametrize(("file", "row", "column", "found", "rule"), CELLS)
def test_a_wrong_cell_is_told_with_file_row_column_and_found_value(
    copy, file, row, column, found, rule
):
    copy.cell(file, row, column, found)
    error = refused(copy)
    told = {(f.file, f.row, f.column, f.rule) for f in error.faults}
    assert (file, row, column, rule) in told
    line = next(f.told() for f in error.faults if (f.column, f.rule) == (column, rule))
    for part in (file, f"række {row}", f"kolonne {column}", found, say(f"fault.{rule}", "da")):
        assert part in line
    assert line in str(error)


def test_a_fall_may_be_negative_where_a_change_is_counted(copy):
    copy.cell(TOTALS, 10, "value", "-4627")
    table = copy.build().observations("children_change")
    assert table["value"].tolist() == [-4627.0]


def test_a_missing_column_is_told_with_the_columns_that_are_there(copy):
    copy.text(RATES, lambda text: text.replace(",value,", ",tal,", 1))
    faults = refused(copy).faults
    assert {(f.file, f.row, f.column, f.rule) for f in faults} == {
        (RATES, 1, "value", "column_missing"),
        (RATES, 1, "tal", "column_unknown"),
    }
    missing = next(f for f in faults if f.rule == "column_missing")
    assert "indicator, area, period" in missing.found


def test_an_unknown_column_is_told(copy):
    copy.text(
        TRACES, lambda text: text.replace("\n", ",navn\n", 1).replace("mention.,,", "mention.,,,x")
    )
    (fault,) = refused(copy).faults
    assert (fault.file, fault.row, fault.column, fault.rule) == (
        TRACES,
        1,
        "navn",
        "column_unknown",
    )


def test_the_order_of_columns_does_not_matter(copy, tiny):
    def turned(text):
        rows = list(csv.reader(text.splitlines()))
        return "\n".join(",".join(reversed(row)) for row in rows) + "\n"

    copy.text(RATES, turned)
    assert (
        copy.build()
        .observations("children_notified_rate")
        .equals(tiny.observations("children_notified_rate"))
    )


def test_a_row_of_another_width_is_told_with_its_number_of_fields(copy):
    copy.text(RATES, lambda text: text.replace("101,2017,,,20,", "101,2017,,,20,5,"))
    (fault,) = refused(copy).faults
    assert (fault.file, fault.row, fault.found, fault.rule) == (RATES, 6, "11", "width")


def test_a_doubled_row_is_told_where_it_stands_the_second_time(copy):
    copy.add(RATES)
    (fault,) = refused(copy).faults
    assert (fault.file, fault.row, fault.rule) == (RATES, 13, "double")
    assert fault.found == "children_notified_rate 825 2017"


def test_a_row_doubled_across_releases_is_told(copy):
    copy.release("atlas-noter/opdigtet-2", "atlas-noter/opdigtet")
    faults = refused(copy).faults
    files = {f.file for f in faults if f.rule == "double"}
    assert "atlas-noter/opdigtet-2/statements.csv" in files


def test_another_encoding_is_told_with_the_row(copy):
    content = (copy.folder / TRACES).read_text(encoding="utf-8").replace("Opdigtet", "Omtalt på ø")
    copy.raw(TRACES, content.encode("latin-1"), sealed=False)
    told = next(f for f in refused(copy).faults if f.rule == "encoding")
    assert (told.file, told.row) == (TRACES, 2)
    assert "Omtalt på ø" in told.found


def test_utf_16_is_told(copy):
    content = (copy.folder / TRACES).read_text(encoding="utf-8")
    copy.raw(TRACES, content.encode("utf-16"), sealed=False)
    assert "encoding" in {f.rule for f in refused(copy).faults}


def test_an_empty_file_is_told(copy):
    copy.raw(TRACES, b"")
    assert {f.rule for f in refused(copy).faults} == {"column_missing"}


def test_a_file_changed_after_sealing_is_told(copy):
    copy.text(RATES, lambda text: text.replace(",20,decimals", ",21,decimals"), sealed=False)
    (fault,) = refused(copy).faults
    assert (fault.file, fault.rule) == (RATES, "seal")
    assert "python -m data seal" in fault.told()


def test_a_missing_file_is_told(copy):
    (copy.folder / RATES).unlink()
    (fault,) = refused(copy).faults
    assert (fault.file, fault.found, fault.rule) == (RATES, "observations.csv", "file_missing")


def test_a_file_that_the_card_does_not_know_is_told(copy):
    copy.raw("98d-bu43/opdigtet/traces.csv", (copy.folder / TRACES).read_bytes(), sealed=False)
    faults = refused(copy).faults
    assert ("98d-bu43/opdigtet/traces.csv", "seal") in {(f.file, f.rule) for f in faults}


def test_an_unknown_file_name_is_told(copy):
    copy.raw("98d-bu43/opdigtet/figures.csv", b"a,b\n1,2\n")
    (fault,) = refused(copy).faults
    assert (fault.file, fault.found, fault.rule) == (
        "98d-bu43/opdigtet/figures.csv",
        "figures.csv",
        "file_unknown",
    )


def test_an_unknown_source_is_told(copy):
    copy.release("dst-und9/opdigtet", "98d-bu43/opdigtet")
    (fault,) = refused(copy).faults
    assert (fault.file, fault.found, fault.rule) == (
        "dst-und9/opdigtet/card.toml",
        "dst-und9",
        "source",
    )


def test_figures_without_a_card_are_told_and_never_left_out_in_silence(copy):
    (copy.folder / "98d-bu43/opdigtet/card.toml").unlink()
    (fault,) = refused(copy).faults
    assert (fault.file, fault.rule) == ("98d-bu43/opdigtet/observations.csv", "card_missing")


def test_figures_in_a_folder_too_high_are_told(copy):
    copy.raw("98d-bu43/observations.csv", b"indicator\n", sealed=False)
    assert {f.rule for f in refused(copy).faults} == {"card_missing"}


CARDS = {
    "neither address nor reason": (lambda t: t.replace("no_url", "# no_url"), "card", ""),
    "both address and reason": (lambda t: 'url = "https://example.invalid"\n' + t, "card", ""),
    "reason in one language": (
        lambda t: t.replace(', en = "Made up for testing; there is no source."', ""),
        "card",
        "no_url.en",
    ),
    "unknown standing": (lambda t: t.replace('"synthetic"', '"rumour"'), "card", "standing"),
    "no publisher": (lambda t: t.replace("publisher =", "# publisher ="), "card", "publisher"),
    "unknown key": (lambda t: "color = 'red'\n" + t, "card", "color"),
    "no TOML": (lambda t: "title =\n" + t, "toml", None),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_that_is_not_as_declared_is_told(copy, name):
    change, rule, column = CARDS[name]
    card = "98d-bu43/opdigtet/card.toml"
    copy.text(card, change, sealed=False)
    (fault,) = refused(copy).faults
    assert (fault.file, fault.rule) == (card, rule)
    assert (fault.column or "") == (column or "")


def test_all_faults_of_all_files_are_told_at_once_in_order(copy):
    copy.cell(RATES, 5, "area", "411")
    copy.cell(RATES, 8, "value", "30,5")
    copy.cell(RATES, 8, "period", "17")
    copy.cell(TRACES, 2, "kind", "rumour")
    copy.cell(TOTALS, 3, "value", "-100")
    error = refused(copy)
    places = [(f.file, f.row) for f in error.faults]
    assert places == [(RATES, 5), (RATES, 8), (RATES, 8), (TRACES, 2), (TOTALS, 3)]
    assert len(str(error).splitlines()) == 5


def test_faults_are_told_in_the_language_asked_for(copy):
    copy.cell(RATES, 5, "area", "411")
    (fault,) = refused(copy).faults
    assert "row 5, column area: found" in fault.told("en")
    assert say("fault.area", "en") in fault.told("en")


def test_a_flood_of_faults_is_cut_but_counted(copy):
    rows = [f"children_notified_rate,101,{year},,,x,decimals_2,,," for year in range(1900, 1999)]
    copy.text(RATES, lambda text: text + "\n".join(rows) + "\n")
    error = refused(copy)
    assert len(error.faults) == len(rows)
    assert len(str(error).splitlines()) == TOLD_AT_MOST


def test_rows_count_as_an_editor_does_only_where_no_text_breaks_its_line(copy):
    """A quoted line break is text: rows are counted as records, and the file still reads."""
    copy.cell(TRACES, 2, "text_da", "Første linje\nanden linje")
    copy.add(TRACES, area="999")
    (fault,) = refused(copy).faults
    assert (fault.file, fault.row, fault.found) == (TRACES, 3, "999")


def test_releases_come_in_order_of_source_and_edition(copy):
    names = [found.name for found in releases(copy.folder)]
    assert names == sorted(names)
    assert len(names) == 6
