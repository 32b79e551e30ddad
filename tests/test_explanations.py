"""What could explain a figure: the file, the evidence beside plain arithmetic, and the page."""

import csv
import sqlite3
from dataclasses import replace
from html import unescape
from math import sqrt
from typing import get_args

import pytest

import geo.municipalities as geo
from analysis.comparison import choose
from analysis.evidence import EVIDENCE
from analysis.explanations import explain, quoted
from analysis.measure import measure
from catalog.load import CatalogError, explanations, explanations_in
from catalog.reasons import Evidence
from catalog.words import LANGUAGES, say, words
from data.facts import open_facts
from data.settings import SNAPSHOTS
from tests.answers import added, cells

CHILDREN, EVENTS = "children_notified_rate_0_17", "notifications_rate_0_17"
YEAR = "2025"
AGES = [str(age) for age in range(18)]
POLICE = "6"
AREAS = ("482", "316", "101", "741", "825")


def explained(facts, area, *, name=CHILDREN, kind="group", period=YEAR):
    result = measure(facts, name, area_kind="municipality")
    return explain(facts, result, area, period, choose(facts, area, kind))


def written(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# The file that people edit


def test_every_source_row_stands_in_the_snapshots_once():
    """Read from the files themselves, not through the database."""
    told = [row for file in SNAPSHOTS.glob("*/*/statements.csv") for row in written(file)]
    seen = 0
    for item in explanations().values():
        for one in item.sources:
            if one.statement is not None:
                found = [row for row in told if row["id"] == one.statement]
            else:
                rows = written(SNAPSHOTS / one.snapshot / "quality_notes.csv")
                found = [row for row in rows if row["text_da"].startswith(one.note)]
            assert len(found) == 1, f"{item.id}: {one}"
            seen += 1
    assert seen >= 6


def test_the_page_quotes_just_those_rows(full):
    for item in explanations().values():
        assert len(quoted(full, item.sources)) == len(item.sources)
    first, _ = quoted(full, explanations()["registration"].sources)
    assert first.text.da.startswith("Ankestyrelsens undersøgelse af kommunale forskelle")
    assert (first.snapshot.source, first.snapshot.edition) == (
        "ministerbrev",
        "2017-03-06-undersoegelse",
    )


def test_the_seven_explanations_and_which_are_suggestions():
    assert list(explanations()) == [
        "registration",
        "reception",
        "transfers",
        "police",
        "population",
        "reporting",
        "need",
    ]
    assert [i.id for i in explanations().values() if not i.sources] == [
        "police",
        "population",
        "need",
    ]


def test_every_kind_of_evidence_has_a_function_and_a_place():
    assert set(EVIDENCE) == set(get_args(Evidence))
    used = [name for item in explanations().values() for name in item.evidence]
    assert sorted(used) == sorted(EVIDENCE)


RIGHT = """
[police]
evidence = ["police"]
name = { da = "Politi", en = "Police" }
text = { da = "Praksis", en = "Practice" }
questions = [{ da = "Hvad?", en = "What?" }]
"""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (RIGHT.replace('["police"]', '["horoscope"]'), r"police\.evidence\.0.*horoscope"),
        (RIGHT.replace('en = "Police"', 'en = ""'), r"police\.name\.en"),
        (RIGHT.replace("questions = [{", "asked = [{"), r"police\.questions"),
        (RIGHT.replace('[{ da = "Hvad?", en = "What?" }]', "[]"), r"police\.questions"),
        (RIGHT + 'sources = [{ note = "Uden udgave" }]', r"police\.sources\.0.*a reference is"),
        (RIGHT + "sources = [", r"explanations\.toml"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(tmp_path, wrong, told):
    file = tmp_path / "explanations.toml"
    file.write_text(RIGHT, encoding="utf-8")
    assert list(explanations_in(file)) == ["police"]
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(CatalogError, match=told) as fault:
        explanations_in(file)
    assert str(fault.value).startswith("explanations.toml")


# What the data says, beside an own calculation from the answers as they were fetched


def plain_police(folder, area, others):
    """The police's count, the total, the others' share, and limits of the difference (Newcombe)."""
    und1 = [row for row in cells(folder, "dst-und1") if row["TID"] == YEAR and row["KON"] == "0"]
    und2 = [row for row in cells(folder, "dst-und2") if row["TID"] == YEAR and row["KON"] == "0"]
    total = added(und1, by=("ADMKOM",), UNDERRETERE=["0"], ALDER1=AGES)
    police = added(und1, by=("ADMKOM",), UNDERRETERE=[POLICE], ALDER1=AGES)
    times = added(und2, by=("ADMKOM", "UNDERRET"), UNDERRET=list("123456"), ALDER1=AGES)
    often = {int(number): times.get((area, number), 0) for number in "123456"}
    left = total[(area,)] - sum(f * often[f] for f in range(1, 6))
    squares = sum(f * f * often[f] for f in range(1, 6)) + left**2 / often[6]
    count, whole = police.get((area,), 0), total[(area,)]
    there = sum(police.get((o,), 0) for o in others), sum(total[(o,)] for o in others)
    p, low, high = wilson(count, whole, squares / whole)
    q, least, most = wilson(*there, squares / whole)
    below, above = sqrt((p - low) ** 2 + (most - q) ** 2), sqrt((high - p) ** 2 + (q - least) ** 2)
    return count, whole, q, (p - q - below, p - q + above)


def wilson(count, total, design_effect):
    """A share and its limits (Wilson 1927), of so many times fewer independent cases."""
    p, n, z = count / total, total / design_effect, 1.959963984540054
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("kind", ["group", "region", "country"])
def test_the_share_of_the_police_is_that_of_plain_arithmetic(fetched, fetched_folder, area, kind):
    own = geo.municipality(area)
    alike = {
        "group": lambda m: m.group_code == own.group_code and m.code != area,
        "region": lambda m: m.region_code == own.region_code and m.code != area,
        "country": lambda m: True,
    }[kind]
    noted = {row["area"] for row in written_faults()}
    others = [
        m.code
        for m in geo.municipalities().values()
        if alike(m) and (kind == "country" or m.code not in noted)
    ]
    count, total, share, (lower, upper) = plain_police(fetched_folder, area, others)
    (found,) = explained(fetched, area, kind=kind).findings["police"]
    assert (found.values["count"], found.values["total"]) == (count, total)
    assert found.values["value"] == pytest.approx(100 * count / total, rel=1e-12)
    assert found.values["benchmark"] == pytest.approx(100 * share, rel=1e-12)
    assert found.values["expected"] == round(total * share)
    similar = lower <= 0 <= upper
    assert found.sentence == ("share_similar" if similar else "share_differs")


def written_faults():
    """Notes of faults on single municipalities that hold in the year that is shown."""
    files = SNAPSHOTS.glob("*/*/quality_notes.csv")
    kinds = ("not_approved", "undercounted", "not_reported", "doubtful", "missing")
    return [
        row
        for file in files
        for row in written(file)
        if row["kind"] in kinds
        and row["topic"] == "notifications"
        and row["area"] != ""
        and row["period"] in ("", YEAR)
    ]


@pytest.fixture
def changed(fetched_file, tmp_path):
    """The fetched figures, Lolland's of the year multiplied, its residents too, and its groups."""

    def change(times, residents=1, **groups):
        file = tmp_path / "changed.sqlite"
        file.write_bytes(fetched_file.read_bytes())
        place = (
            "area = (SELECT id FROM area WHERE code = '360')"
            f" AND period = (SELECT id FROM period WHERE code = '{YEAR}')"
        )
        with sqlite3.connect(file) as connection:
            tables = {"notification_count": times, "notified_child_count": times}
            for table, more in {**tables, "resident_count": residents}.items():
                sql = f"UPDATE {table} SET count = count * {more} WHERE {place}"
                assert connection.execute(sql).rowcount > 0
            for group, more in groups.items():
                sql = (
                    f"UPDATE notification_count SET count = CAST(count * {more} AS INTEGER)"
                    f" WHERE {place} AND notifier = (SELECT id FROM category WHERE"
                    f" dimension = 'notifier' AND code = '{group}')"
                )
                assert connection.execute(sql).rowcount > 0
        connection.close()
        return file

    return change


@pytest.mark.parametrize(
    ("times", "residents", "police", "transfers", "sides"),
    [
        (3, 1, 3, 0.3, ("for", "against")),
        (1, 3, 3, 0.3, ("against", "for")),
        (3, 1, 1, 1, ("neither", "neither")),
    ],
)
def test_a_group_speaks_for_where_its_share_goes_the_figures_way(
    changed, times, residents, police, transfers, sides
):
    facts = open_facts(changed(times, residents, police_courts=police, municipality=transfers))
    found = explained(facts, "360")
    assert found.verdict == "unusual"
    assert found.direction == ("higher" if times > 1 else "lower")
    assert tuple(found.findings[name][0].side for name in ("police", "transfers")) == sides


def test_a_child_counts_once_so_registering_it_again_cannot_lift_a_count_of_children(changed):
    facts = open_facts(changed(3))
    children = {f.sentence: f.side for f in explained(facts, "360").findings["registration"]}
    assert children["child_once"] == "against"
    events = explained(facts, "360", name=EVENTS).findings["registration"]
    assert "child_once" not in {found.sentence for found in events}


def test_size_is_no_explanation_of_what_was_found_unusual_with_size_allowed_for(changed):
    facts = open_facts(changed(3))
    found = {one.sentence: one for one in explained(facts, "360").findings["population"]}
    assert found["size_allowed"].side == "against"
    ordinary = explained(facts, "370").findings["population"]
    assert "size_allowed" not in {one.sentence for one in ordinary}


def test_ten_children_and_the_number_of_children_are_counted(fetched, fetched_folder):
    rows = [row for row in cells(fetched_folder, "dst-folk1a") if row["TID"].endswith("K1")]
    rows = [row for row in rows if row["OMRÅDE"] == "741"]
    names = {name for row in rows for name in row}
    total = {"KØN": ["TOT"], "CIVILSTAND": ["TOT"]}
    total = {name: codes for name, codes in total.items() if name in names}
    known = added(rows, by=("TID",), ALDER=AGES, **total)
    found = {one.sentence: one.values for one in explained(fetched, "741").findings["population"]}
    living = found["children_twice"]
    assert (living["value"], living["before"]) == (known[("2025K1",)], known[("2024K1",)])
    assert found["ten_children"]["value"] == pytest.approx(10_000 / known[("2025K1",)])


def test_what_is_not_unusual_has_nothing_that_speaks_for_or_against(fetched):
    """Known faults apart, of which there are none in the year."""
    seen = 0
    for area in geo.municipalities():
        found = explained(fetched, area)
        sides = {one.side for several in found.findings.values() for one in several}
        if found.verdict == "ordinary":
            assert sides <= {"neither", "unknown"}, area
            seen += 1
    assert seen > 80


def test_before_a_fetch_nothing_is_tested(full):
    for area in geo.municipalities():
        found = explained(full, area, name="children_notified_rate", kind="similar")
        assert found.verdict == ("not_own" if area == "825" else "no_counts")
        for name in ("registration", "transfers", "police"):
            assert found.findings[name][0].sentence == "no_counts"
        sides = {one.side for several in found.findings.values() for one in several}
        assert sides <= {"neither", "unknown"} | ({"for"} if area == "825" else set())


def test_of_figures_through_another_nothing_is_tested_and_that_is_what_speaks_for(fetched, full):
    result = measure(fetched, CHILDREN, area_kind="municipality")
    first = (result.table["area"] == "825") & (
        result.table["period"] == result.table["period"].min()
    )
    status = result.table["status"].mask(first, "not_reported")
    marked = replace(result, table=result.table.assign(status=status))
    for found in (
        explain(fetched, marked, "825", YEAR, choose(fetched, "825", "group")),
        explained(full, "825", name="children_notified_rate"),
    ):
        told = {one.sentence: one.side for several in found.findings.values() for one in several}
        assert told["through_another"] == "for"
        assert "no_faults" not in told
        assert not [key for key in told if key.endswith(("_similar", "_differs"))]


def test_a_known_fault_speaks_for_and_takes_the_figure_out_of_the_test(full):
    found = explained(full, "370", name="children_notified_rate", period="2020")
    assert found.verdict == "in_doubt"
    (fault,) = found.findings["reporting"]
    assert fault.side == "for"
    assert "137 underretninger" in fault.values["text"].da
    (none,) = explained(full, "370", name="children_notified_rate").findings["reporting"]
    assert (none.side, none.sentence) == ("neither", "no_faults")


def test_conditions_are_described_with_the_medians_of_the_others(full):
    file = SNAPSHOTS / "98d-laby07"
    rows = [r for one in file.glob("*/observations.csv") for r in written(one)]
    rows = [r for r in rows if r["indicator"] == "child_poverty_share" and r["period"] == "2024"]
    known = {r["area"]: float(r["value"]) for r in rows if r["value"]}
    group = geo.municipality("482").group_code
    others = sorted(
        known[m.code]
        for m in geo.municipalities().values()
        if m.group_code == group and m.code != "482" and m.code in known
    )
    half = len(others) // 2
    median = (others[half] + others[-half - 1]) / 2
    found = explained(full, "482", name="children_notified_rate").findings["need"][0]
    assert found.values["value"] == known["482"]
    assert found.values["benchmark"] == pytest.approx(median)
    assert found.values["period"] == "2024"


def test_a_doubtful_condition_is_left_out(full):
    found = explained(full, "741", name="children_notified_rate").findings["need"]
    doubtful = [one for one in found if one.sentence == "condition_in_doubt"]
    assert [one.values["what"].da for one in doubtful] == [
        measure(full, "neet_16_24").indicator.name.da
    ]


def test_a_municipality_that_sources_name_is_told_of_and_others_are_not(full):
    found = explained(full, "420", name="children_notified_rate").findings["reception"]
    assert any("Dialogbaseret underretning" in one.values["text"].da for one in found)
    (none,) = explained(full, "101", name="children_notified_rate").findings["reception"]
    assert (none.side, none.sentence) == ("unknown", "not_mentioned")


def test_no_sentence_of_the_list_has_a_word_of_judgement():
    judging = {
        "da": ("højere", "lavere", "stig", "fald", "færre", "flere end", "bedre", "værre"),
        "en": ("higher", "lower", "rise", "fall", "fewer", "more than", "better", "worse"),
    }
    for language in LANGUAGES:
        said = {key: text for key, text in words(language).items() if key.startswith("why.")}
        assert len(said) > 40
        for key, text in said.items():
            for word in judging[language]:
                assert word not in text.replace("{lower}", "").lower(), f"{key}: {word}"


# The page


def html(app):
    return unescape(" ".join(found.proto.body for found in app.get("html")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unusual_figure_has_the_list_in_plain_sight(read, changed, language):
    app = read(changed(3), "municipality", area="360", compare="group", lang=language)
    at = "children-notified-rate-0-17-forklaring"  # of children, which is what is chosen
    heading = f"<h4 class='atlas-title' id='{at}'>{say('why.heading', language)}</h4>"
    assert html(app).count(heading) == html(app).count(f">{say('why.heading', language)}</h4>") == 1
    labels = [found.label for found in app.expander]
    assert labels.count(say("why.ordinary", language)) == 0
    assert labels.count(say("why.untold", language)) == 1  # the rate that came ready-made
    assert say("why.reason_no_counts_fetched", language) in [m.value for m in app.markdown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_a_fetch_the_list_says_what_cannot_be_told(read, language):
    app = read("full", "municipality", area="316", lang=language)
    labels = [found.label for found in app.expander]
    assert labels.count(say("why.untold", language)) == 1
    shown = [found.value for found in app.markdown]
    assert say("why.reason_no_counts_embedded", language) in shown
    assert shown.count(say("why.nobody_knows", language)) == 1
    assert html(app).count(f"<em>{say('why.suggestion', language)}</em>") == 3
    for item in explanations().values():
        assert item.name[language] in html(app)
        assert all(text[language] in html(app) for text in item.questions)


def test_what_rests_on_made_up_figures_is_marked(read):
    app = read("demo", "municipality", area="360")
    lists = [f.proto.body for f in app.get("html") if "class='atlas-why'" in f.proto.body]
    assert len(lists) == 2  # of what is chosen, and of the rate that came ready-made
    for one in lists:
        assert say("frame.mark", "da") in one


def test_only_figures_of_notifications_have_the_list(read):
    """Support and poverty are not explained by how notifications are registered."""
    app = read("fetched", "municipality", area="316")
    assert html(app).count("class='atlas-why'") == 2
