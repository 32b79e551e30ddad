"""Help to ask for: every offer with what is known, and matches to what stands out, no verdicts."""

import csv
import io

import pytest

import geo.municipalities as geo
from analysis.offers import offers, relevant
from analysis.situations import situations
from catalog.load import CatalogError, matches, matches_in
from catalog.words import LANGUAGES, say
from data.schema import Statement
from data.settings import SNAPSHOTS
from reports.offers import FIELDS, offers_csv
from tests.opened import html, plain
from tests.test_judging_words import judging

NAMED, UNNAMED = "480", "482"
"""Nordfyns is among the 26 of the supervision, Langeland is not."""


def written(name):
    for file in sorted(SNAPSHOTS.glob(f"*/*/{name}.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


@pytest.mark.parametrize(
    ("language", "when"),
    [("da", "(pr. 21. juni 2017)"), ("en", "(as of 21 June 2017)")],
)
def test_what_holds_on_a_day_alone_is_told_with_its_date(read, language, when):
    told = html(read("full", "offers", lang=language))
    assert (
        when in told.split("id='fact-support-offers-task-force-long-courses'")[1].split("</li>")[0]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offer_of_the_files_is_told_as_written(full, language):
    rows = {row["id"]: row for row in written("offers")}
    found = offers(full, language)
    assert {each.id for each in found} == rows.keys()
    assert len(rows) == 10
    for each in found:
        row = rows[each.id]
        assert each.name.startswith(row["offer"])
        assert (each.name == row["offer"]) == (language == "da")
        assert (each.seen, each.now) == (row["status_date"], row["provider_now"])
        for field in ("what", "who", "price", "use", "status"):
            assert getattr(each, field) == row[f"{field}_{language}"]


def test_the_offer_seen_last_stands_first_and_one_without_a_date_at_the_end(full):
    seen = [each.seen for each in offers(full, "da")]
    assert seen[0] == "2024-12"
    assert seen[-1] == ""
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("name", matches())
def test_a_match_names_offers_that_are_there_and_not_over(name):
    rows = {row["id"]: row for row in written("offers")}
    for offer in matches()[name].offers:
        assert offer in rows
        over = ("lukket", "sluttede")
        assert not any(word in rows[offer]["status_da"] for word in over)


@pytest.mark.parametrize("name", matches())
def test_a_match_says_why_without_judging_and_its_source_is_there(name, full):
    match = matches()[name]
    for language in LANGUAGES:
        assert judging(match.why[language], language) == set()
    ids = list(full.rows(Statement)["id"])
    assert all(ids.count(one.statement) == 1 for one in match.sources)


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ('situation = "bad"\noffers = ["a"]', r"matches\.toml: one\.situation"),
        ('situation = "unusual"\noffers = []', r"matches\.toml: one\.offers"),
    ],
)
def test_a_match_that_is_not_as_declared_is_refused_by_name(tmp_path, broken, place):
    file = tmp_path / "matches.toml"
    file.write_text(f'[one]\n{broken}\nwhy = {{ da = "A", en = "B" }}\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=place):
        matches_in(file)


def test_before_a_fetch_only_the_supervision_is_known_and_it_is_the_26_of_the_file(full):
    listed = {r["area"] for r in written("traces") if r["kind"] == "barometer_supervision"}
    assert len(listed) == 26
    for area in geo.municipalities():
        unusual, silent, supervision = situations(full, area)
        assert (unusual.state, unusual.because) == ("unknown", "no_counts")
        assert (silent.state, silent.because) == ("unknown", "no_counts")
        assert (supervision.state == "present") == (area in listed)
        chosen = {match.situation for match in relevant(situations(full, area))}
        assert chosen == ({"supervision"} if area in listed else set())


AREA = f"(SELECT id FROM area WHERE code = '{UNNAMED}')"
NEWEST = "(SELECT id FROM period WHERE code = '2025')"


def test_children_three_times_as_many_are_unusual_and_notifications_stay_as_they_were(
    altered, fetched
):
    before = situations(fetched, UNNAMED)[0]
    facts = altered(
        f"UPDATE notified_child_count SET count = 3 * count WHERE area = {AREA} "
        f"AND period = {NEWEST} AND status = 'ok'",
        of="fetched",
    )
    found = situations(facts, UNNAMED)[0]
    assert found.period == "2025"
    assert found.state == "present"
    assert "children_notified_rate_0_17" in found.names
    assert ("notifications_rate_0_17" in found.names) == ("notifications_rate_0_17" in before.names)
    assert "unusual" in {match.situation for match in relevant(situations(facts, UNNAMED))}


def test_a_group_without_notifications_where_others_have_many_is_silent(altered, fetched):
    assert situations(fetched, UNNAMED)[1].state == "absent"
    school = "(SELECT id FROM category WHERE code = 'school' AND dimension = 'notifier')"
    facts = altered(
        f"UPDATE notification_count SET count = 0 WHERE area = {AREA} "
        f"AND period = {NEWEST} AND notifier = {school}",
        of="fetched",
    )
    found = situations(facts, UNNAMED)[1]
    assert (found.state, found.names, found.period) == ("present", ("school",), "2025")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["", NAMED, UNNAMED])
def test_the_page_has_the_whole_list_and_says_what_is_not_known(read, full, area, language):
    app = read("full", "offers", area=area, lang=language)
    shown = html(app)
    for each in offers(full, language):
        card = shown.split(f"id='{each.id}'")[1].split("</section>")[0]
        fields = [each.what, each.who, each.now or "-", each.price, each.start, each.use]
        lacking = sum(not field for field in fields) + (not each.now)
        assert card.count(say("offers.unknown", language)) == lacking + (not each.seen)
    assert judging(" ".join(plain(app)), language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_without_a_match_is_told_so_and_one_with_it_why(read, language):
    may_be, none = (say(f"offers.{key}", language, name="@") for key in ("may_be", "no_match"))
    without = read("full", "offers", area=UNNAMED, lang=language)
    assert none.replace("@", "Langeland") in " ".join(plain(without))
    assert may_be not in html(without)
    absent = say("offers.supervision_absent", language, name="Langeland")
    assert absent in " ".join(plain(without))
    matched = read("full", "offers", area=NAMED, lang=language)
    assert none.replace("@", "Nordfyns") not in " ".join(plain(matched))
    assert html(matched).count(may_be) == 2
    reservation = {"da": "hvilket krav den enkelte kommune", "en": "which requirement"}
    assert reservation[language] in html(matched)


def test_after_a_fetch_no_judging_word_stands_on_the_page(read):
    for area in (NAMED, UNNAMED, "360"):
        assert judging(" ".join(plain(read("fetched", "offers", area=area))), "da") == set()


def test_the_file_says_not_known_and_where_each_row_is_from(full):
    raw = offers_csv(offers(full, "da"), "da").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw), delimiter=";"))
    assert len(rows) == 11
    assert rows[0][: len(FIELDS)] == [say(f"offers.{field}", "da") for field in FIELDS]
    for row, each in zip(rows[1:], offers(full, "da"), strict=True):
        for cell, field in zip(row, FIELDS, strict=False):
            assert cell == (getattr(each, field) or "ikke kendt")
        assert each.snapshot.title in row
