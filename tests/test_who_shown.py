"""Who notifies as drawing, file and page."""

import csv
import io
from dataclasses import replace

import pytest

from analysis.notifier_mix import notifier_mix
from analysis.notifier_rates import notifier_rates
from catalog.load import dimensions
from catalog.words import say
from charts.notifier_mix import notifier_mix as drawn
from charts.notifier_years import notifier_years
from data.facts import open_facts
from reports.notifier_mix import mix_csv
from tests.mixes import AREA, HAND, YEAR
from tests.opened import texts

JUDGING = ("flere fra", "færre fra", "more from", "fewer from")


def test_the_drawing_has_the_two_parts_the_counts_and_the_expected(other_mix):
    mix = notifier_mix(open_facts(other_mix), HAND, period=YEAR)
    figure = drawn(mix, "da", title="T", beside="B")
    bars, marks = figure.drawing["data"]
    labels = [note["text"] for note in figure.drawing["layout"]["annotations"]]
    assert labels[:2] == ["<b>Faggrupper</b>", "<b>Andre underrettere</b>"]
    assert sum(bars["x"]) == mix.total
    assert sum(marks["x"]) == pytest.approx(mix.total)
    full = {
        name
        for name, seen in zip(bars["text"], bars["marker"]["opacity"], strict=True)
        if seen == 1
    }
    codes = dimensions()["notifier"].codes
    assert full == {codes[code].da for code in ("health_service", "day_care_clubs")}
    assert {found.source for found in figure.snapshots} == {"dst-und1", "dst-und2"}


def test_lines_of_years_stop_at_the_break_and_known_faults_are_open(fetched):
    rates = notifier_rates(fetched, HAND)
    old = rates.own[[YEAR, YEAR, YEAR]].set_axis(["2015", "2016", "2017"], axis=1)
    made = replace(rates, own=old, peers=old, doubtful=frozenset({"2016"}))
    figure = notifier_years(made, "da", title="T", own="O", beside="B")
    runs = {tuple(trace["x"]) for trace in figure.drawing["data"]}
    assert runs == {(2015, 2016), (2017,)}
    symbols = {
        year: sign
        for trace in figure.drawing["data"]
        if trace["line"]["dash"] == "solid"
        for year, sign in zip(trace["x"], trace["marker"]["symbol"], strict=True)
    }
    assert symbols == {2015: "circle", 2016: "circle-open", 2017: "circle"}
    assert figure.notes == (rates.rated.indicator.breaks[0].da,)


def test_the_file_has_members_expected_limits_and_origin_in_each_row(fetched):
    mix, rates = notifier_mix(fetched, HAND, period=YEAR), notifier_rates(fetched, HAND)
    text = mix_csv(mix, rates, "da", name="Valgte", compared="København og Samsø", note="N")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(mix.table)
    for row, (code, figures) in zip(rows, mix.table.iterrows(), strict=True):
        assert row["Underretter"] == dimensions()["notifier"].codes[code].da.removesuffix(
            " (-2023)"
        )
        assert row["Sammenligningens medlemmer og beregning"] == "København og Samsø"
        shown = [row[name] for name in ("Ventet antal", "Forskel, nedre grænse")]
        assert [float(found.replace(",", ".")) for found in shown] == [
            figures["expected"],
            figures["lower"],
        ]
        assert "dst" not in row["Kilde"]
        assert "offentliggjort" in row["Herkomst"]


def test_before_a_fetch_one_sentence_says_so(read):
    app = read("full", "municipality", area=AREA)
    assert say("who.before", "da", name="Langeland") in texts(app)
    assert say("who.quoted", "da", group=dimensions()["notifier"].codes["school"].da) not in texts(
        app
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_says_who_is_silent_and_judges_only_what_is_sure(read, other_mix, language):
    app = read(
        other_mix, "municipality", area=AREA, lang=language, compare="hand", **{"with": "101.741"}
    )
    text = texts(app)
    groups_ = dimensions()["notifier"].codes
    mix = notifier_mix(open_facts(other_mix), HAND, period=YEAR)
    for code, row in mix.table.iterrows():
        quoted = say("who.quoted", language, group=groups_[code][language].removesuffix(" (-2023)"))
        judged = any(f"{word} {quoted}" in text for word in JUDGING)
        assert judged == (row["said"] in ("more", "fewer")), code
    assert say("beside.line_hand", language) in text
    assert "Samsø" in text
    assert app.query_params["compare"] in ("hand", ["hand"])


def test_the_stand_in_alone_gives_no_word_of_judgement(read):
    text = texts(read("fetched", "municipality", area=AREA))
    assert not any(word in text for word in JUDGING)
    assert "ikke større, end tilfældige udsving kan give" in text
