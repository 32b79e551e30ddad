"""What the data says of each explanation, beside plain arithmetic from the answers."""

from dataclasses import replace
from math import sqrt

import pytest

import geo.municipalities as geo
from analysis.comparison import choose
from analysis.explanations import explain
from analysis.measure import measure
from data.settings import SNAPSHOTS
from tests.answers import added, cells
from tests.explained import YEAR, lolland, written

CHILDREN, EVENTS = "children_notified_rate_0_17", "notifications_rate_0_17"
AGES = [str(age) for age in range(18)]
POLICE = "6"
AREAS = ("482", "316", "101", "741", "825")


def explained(facts, area, *, name=CHILDREN, kind="group", period=YEAR):
    result = measure(facts, name, area_kind="municipality")
    return explain(facts, result, area, period, choose(facts, area, kind))


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


@pytest.mark.parametrize(
    ("times", "residents", "police", "transfers", "sides"),
    [
        (3, 1, 3, 0.3, ("for", "against")),
        (1, 3, 3, 0.3, ("against", "for")),
        (3, 1, 1, 1, ("neither", "neither")),
    ],
)
def test_a_group_speaks_for_where_its_share_goes_the_figures_way(
    altered, times, residents, police, transfers, sides
):
    facts = altered(
        *lolland(times, residents, police_courts=police, municipality=transfers), of="fetched"
    )
    found = explained(facts, "360")
    assert found.verdict == "unusual"
    assert found.direction == ("higher" if times > 1 else "lower")
    assert tuple(found.findings[name][0].side for name in ("police", "transfers")) == sides


def test_a_child_counts_once_so_registering_it_again_cannot_lift_a_count_of_children(altered):
    facts = altered(*lolland(3), of="fetched")
    children = {f.sentence: f.side for f in explained(facts, "360").findings["registration"]}
    assert children["child_once"] == "against"
    events = explained(facts, "360", name=EVENTS).findings["registration"]
    assert "child_once" not in {found.sentence for found in events}


def test_size_is_no_explanation_of_what_was_found_unusual_with_size_allowed_for(altered):
    facts = altered(*lolland(3), of="fetched")
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
