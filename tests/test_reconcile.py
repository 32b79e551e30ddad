"""Why two numbers differ: each figure is read here a second time, straight from the files."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.explanations import quoted
from analysis.reconcile import Gap, reconciled
from analysis.revised import revised
from catalog.load import CatalogError, differences, differences_in
from catalog.words import LANGUAGES
from data.settings import SNAPSHOTS
from reports.changes import released_csv
from reports.reconcile import differences_csv, gap_told, stands, value_told, worked_out

FIGURES = Path(SNAPSHOTS)


def cell(edition, indicator, period, area="000", scope=""):
    """One figure as its file has it; there must be exactly one."""
    with (FIGURES / edition / "observations.csv").open(encoding="utf-8", newline="") as lines:
        found = [
            float(row["value"])
            for row in csv.DictReader(lines)
            if (row["indicator"], row["period"], row["area"]) == (indicator, period, area)
            and (row["category"], row["sex"], row["scope"]) == ("", "", scope)
        ]
    assert len(found) == 1, (edition, indicator, period, area, found)
    return found[0]


def highest(edition, indicator, period):
    """The municipality with the highest figure of a file, and the figure."""
    with (FIGURES / edition / "observations.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            (float(row["value"]), row["area"])
            for row in csv.DictReader(lines)
            if row["indicator"] == indicator and row["period"] == period and row["area"] != "000"
        ]
    return max(rows)


@pytest.fixture
def found(full):
    return {one.difference.id: one for one in reconciled(full)}


def values(one):
    return [figure.value for figure in one.figures]


DST = "dst-nyt-underretninger"
RATES, COUNTRY_RATES = "98d-und2/378426df", "98d-und2/6d73cfeb"


def test_the_first_figure_of_2018_and_the_one_implied_by_the_next_release(found):
    printed = cell(f"{DST}/2018", "notifications", "2018")
    implied = cell(f"{DST}/2019", "notifications", "2019") - cell(
        f"{DST}/2019", "notifications_change", "2019"
    )
    assert (printed, implied) == (127_182, 127_754)
    one = found["revised_notifications"]
    assert values(one) == [printed, implied]
    assert [figure.derived for figure in one.figures] == [False, True]
    assert one.gap.size == 572
    assert worked_out(one.figures[1], "da") == "Afledt, ikke trykt: 137.986 minus 10.232."
    assert worked_out(one.figures[0], "da") == ""
    assert gap_told(one, "da") == "**Forskellen er 572** (0,4 pct. af det første tal)."


def test_a_small_gap_is_never_none_and_a_file_has_no_marks_of_a_page(found):
    one = found["revised_notifications"]
    close = replace(one, gap=Gap(127_182.0, 127_192.0, 10.0, rounded=False))
    assert "(under 0,1 pct. af det første tal)" in gap_told(close, "da")
    assert "(under 0.1 per cent of the first figure)" in gap_told(close, "en")
    same = replace(one, gap=Gap(127_182.0, 127_182.0, 0.0, rounded=False))
    assert "(0,0 pct. af det første tal)" in gap_told(same, "da")
    assert "**" not in differences_csv(list(found.values()), "da").decode()


def test_the_children_of_2018_in_the_same_two_releases(found):
    implied = cell(f"{DST}/2019", "children_notified", "2019") - cell(
        f"{DST}/2019", "children_change", "2019"
    )
    printed = cell(f"{DST}/2018", "children_notified", "2018")
    assert values(found["revised_children"]) == [printed, implied] == [75_019, 75_251]


def test_statistics_denmark_and_kl_in_2022(found):
    for name, key in (("notifications", "notifications"), ("children_notified", "children")):
        one = found[f"two_publishers_{key}"]
        statistics = cell(f"{DST}/2022", name, "2022")
        kl = cell("kl/2023-12-20", name, "2022", scope="age_0_17")
        assert values(one) == [statistics, kl]
        assert one.gap.size == kl - statistics
        assert one.gap.rounded
        assert "omtrentlig" in gap_told(one, "da")


def test_the_rate_per_1000_and_the_share_in_per_cent_of_2021(found):
    rate = cell(COUNTRY_RATES, "children_notified_rate", "2021", scope="municipalities_98")
    share = cell(f"{DST}/2021", "children_notified_share_0_17", "2021")
    assert (rate, share) == (67.88, 6.2)
    one = found["rate_and_share"]
    assert values(one) == [rate, share]
    assert one.gap.size == pytest.approx(share - rate / 10)
    for part in ("6,8 og 6,2", "0,6 procentpoint"):
        assert part in gap_told(one, "da")


def test_two_changes_from_2021_to_2022(found):
    before, after = (
        cell(COUNTRY_RATES, "children_notified_rate", year, scope="municipalities_98")
        for year in ("2021", "2022")
    )
    printed = cell(f"{DST}/2022", "children_change_pct", "2022")
    one = found["two_changes"]
    assert values(one) == [pytest.approx(100 * (after - before) / before), printed]
    assert [value_told(figure, "da") for figure in one.figures] == ["12,9", "9"]
    assert "12,9 og 9; forskellen er 3,9 procentpoint" in gap_told(one, "da")


def test_highest_in_2018_is_langeland_by_notifications_and_lolland_by_children(found):
    one = found["highest_2018"]
    by_notifications = highest(f"{DST}/2018", "notifications_per_100", "2018")
    by_children = highest(RATES, "children_notified_rate", "2018")
    read = [(figure.value, figure.parts[0].area) for figure in one.figures]
    assert read == [by_notifications, by_children]
    assert [stands(figure, "da")[0] for figure in one.figures] == ["Langeland", "Lolland"]
    assert one.gap is None
    assert gap_told(one, "da") == "De to tæller hver sit og trækkes ikke fra hinanden."


def test_the_own_count_of_thisted(found):
    own = "kommuner/thisted-2022-08-09"
    expected = [
        cell(own, f"own_system_{name}", "2022-01/2022-07", "787", "own_case_system")
        for name in ("notifications", "children")
    ]
    expected.append(cell(RATES, "children_notified_rate", "2022", "787"))
    one = found["own_count"]
    assert values(one) == expected
    assert expected[:2] == [569, 378]
    assert one.gap.size == pytest.approx(569 / 378)
    assert "1,51 underretninger for hvert barn" in gap_told(one, "da")


def test_the_98_together_and_the_national_figure_of_2019(found):
    rate = cell(COUNTRY_RATES, "children_notified_rate", "2019", scope="municipalities_98")
    residents = cell("folk1a-udtraek/1282eb64", "population_0_17", "2019")
    one = found["country_and_98_2019"]
    assert values(one)[1] == pytest.approx(rate * residents / 1000)
    assert one.gap.size == pytest.approx(rate * residents / 1000 - 79_001)
    assert 5 < 0.005 * residents / 1000 < 6, "the text says up to six children"
    assert one.gap.size > 0.005 * residents / 1000, "the text says that rounding is not all of it"


def test_without_counts_the_sum_of_municipalities_is_not_there_and_says_so(found):
    one = found["country_and_98"]
    assert values(one) == [None, None]
    assert one.gap is None
    for figure in one.figures:
        assert "hentet" in worked_out(figure, "da")
        assert "fetched" in worked_out(figure, "en")


def test_after_a_fetch_municipalities_are_added_up_beside_the_countrys_row(fetched):
    one = next(o for o in reconciled(fetched) if o.difference.id == "country_and_98")
    counts = fetched.counts("children_notified")
    newest = counts[counts["period"] == one.figures[0].period]
    whole = newest[newest["area"] == "000"]["count"].sum()
    added = newest[newest["area_kind"] == "municipality"]["count"].sum()
    assert values(one) == [whole, added]
    assert one.figures[1].derived
    assert not one.figures[0].derived


def test_every_reason_is_carried_and_every_row_it_names_is_there(full):
    seen = 0
    for one in differences().values():
        for reason in one.reasons:
            assert len(quoted(full, reason.sources)) == len(reason.sources), reason.text.da
            seen += len(reason.sources)
    assert seen > 10


def test_no_figure_is_typed_into_a_name():
    """Years are no figures."""
    for one in differences().values():
        for text in (one.name, *(side.name for side in one.sides)):
            for language in LANGUAGES:
                plain = re.sub(r"(?:\b20\d\d\b|\b98\b|1[.,]000|\b0-17\b)", "", text[language])
                assert not re.search(r"\d", plain), text[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_has_every_side_with_its_source(full, language):
    content = differences_csv(reconciled(full), language).decode("utf-8-sig")
    rows = list(csv.reader(content.splitlines(), delimiter=";" if language == "da" else ","))
    assert len(rows) - 1 == sum(len(one.sides) for one in differences().values())
    assert {len(row) for row in rows} == {15}
    by_value = {row[2]: row for row in rows}
    assert any("cid=30182" in cell for cell in by_value["127182"])
    derived = by_value["127754"]
    assert any("cid=30802" in cell for cell in derived)


def test_facts_without_the_figures_say_that_they_are_lacking(empty):
    for one in reconciled(empty):
        assert one.gap is None
        assert values(one) == [None] * len(one.figures)


def test_a_declaration_that_cannot_be_used_is_refused_with_its_place(tmp_path):
    file = tmp_path / "differences.toml"
    side = (
        '{ name = { da = "a", en = "b" }, cells = [{ indicator = "INDICATOR", period = "2018" }] }'
    )
    text = f"""[wrong]
compare = "none"
name = {{ da = "a", en = "b" }}
sides = [{side}, {side}]
reasons = [{{ carried = "REASON", text = {{ da = "a", en = "b" }} }}]
"""
    right = text.replace("INDICATOR", "notifications").replace("REASON", "unknown")
    file.write_text(right, encoding="utf-8")
    assert list(differences_in(file)) == ["wrong"]
    for found, told in (("nonsense", "nonsense"), ("notifications", "wrong.reasons")):
        reason = "unknown" if found == "nonsense" else "source"
        wrong = text.replace("INDICATOR", found).replace("REASON", reason)
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(CatalogError, match=told):
            differences_in(file)


# Releases


def test_only_2018_is_known_to_have_been_revised_between_releases(full):
    found = revised(full)
    read = [(o.indicator.id, o.before.period, o.before.value, o.after.value) for o in found.changed]
    assert sorted(read) == [
        ("children_notified", "2018", 75_019, 75_251),
        ("notifications", "2018", 127_182, 127_754),
    ]
    assert all(one.before.less is None and one.after.less is not None for one in found.changed)


def test_a_rounded_figure_is_not_taken_for_a_revised_one(full):
    """137,986 and 138,000 rounded to thousands; 70,392 and 75,019 less 4,627 in one release."""
    years = {(one.indicator.id, one.before.period) for one in revised(full).changed}
    assert ("notifications", "2019") not in years
    assert revised(full).same == 1


def test_the_file_of_revised_totals_has_both_figures(full):
    text = released_csv(revised(full).changed, "da").decode("utf-8-sig")
    assert "127182;127754" in text
    assert "75019;75251" in text
