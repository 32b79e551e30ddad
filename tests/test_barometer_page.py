"""The barometer's page: law to be confirmed, supervision, facts in place, and chance by example."""

import csv
from math import comb, sqrt

import pytest
from streamlit.testing.v1 import AppTest

from analysis.barometer import barometer
from analysis.barometer_law import SEEN, laws
from analysis.few_cases import CASES, MET, PLACES, example, grounds
from analysis.methods.same_share import ends, same_share
from analysis.supervision import named
from catalog.words import LANGUAGES, say
from charts.few_cases import few_cases
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from pages.components.casework import PILOT
from pages.components.casework_law import paragraph
from pages.components.start import ROOT
from reports.barometer import chance_file, laws_file, supervision_file

# The law


def law_rows():
    for file in sorted(SNAPSHOTS.glob("*/*/barometer_law.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def test_only_paragraphs_that_were_seen_are_without_a_mark(full):
    found = {law.requirement: law for law in laws(full)}
    rows = {row["requirement"]: row for row in law_rows()}
    assert found.keys() == rows.keys()
    assert len(rows) == 16
    for code, row in rows.items():
        law = found[code]
        assert law.before.da == row["before_da"]
        assert law.after.da == row["after_da"]
        assert law.before_verified == (
            row["verified_en"] in ("both seen",)
            or "serviceloven seen" in row["verified_en"].split(";")[0]
            and "plan" not in row["verified_en"]
        ), code
        assert law.after_verified == (
            row["verified_en"] in ("both seen", "barnets lov paragraph seen")
        ), code


def test_words_that_are_not_known_confirm_nothing():
    assert all(any(pair) for pair in SEEN.values())
    assert "chapter only" not in SEEN
    assert "exact new paragraph not seen" not in SEEN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_verified_is_to_be_confirmed(full, language):
    law = next(law for law in laws(full) if law.requirement == "notif_24h")
    words = {"da": "skal bekræftes", "en": "to be confirmed"}[language]
    assert words in paragraph(law.before, law.before_verified, language)
    assert words in paragraph(law.after, law.after_verified, language)
    both = next(law for law in laws(full) if law.requirement == "bfu_made")
    assert paragraph(both.after, both.after_verified, language) == "barnets lov § 20"
    text = laws_file(laws(full), language).decode("utf-8-sig")
    assert len(text.splitlines()) == 17
    assert words in text


# Supervision


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_municipalities_named_stand_in_the_order_of_the_alphabet_with_a_reservation(
    full, language
):
    file = SNAPSHOTS / "ankestyrelsens-tilsyn" / "2023" / "traces.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = {row["area"]: row for row in csv.DictReader(lines)}
    found = named(full, language)
    assert len(found) == len(rows) == 26
    assert {one.area for one in found} == rows.keys()
    assert [one.name for one in found][:2] == ["Aalborg", "Aarhus"]
    for one in found:
        assert one.reservation == rows[one.area][f"certainty_{language}"] != ""
    text = supervision_file(found, language).decode("utf-8-sig")
    assert len(text.splitlines()) == 27
    assert text.count("2022") >= 26


# Chance


def test_the_limits_of_23_of_26_are_those_of_wilson():
    """Wilson's own formula, by hand: z is 1.959964."""
    n, p, z = 26, 23 / 26, 1.959963984540054
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    width = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    found = example()
    assert (CASES, MET, PLACES) == (26, 23, 95)
    assert found.lower == pytest.approx(100 * (middle - width))
    assert found.upper == pytest.approx(100 * (middle + width))
    assert (round(found.value), round(found.lower), round(found.upper)) == (88, 71, 96)


def test_the_spread_is_that_of_the_binomial_distribution():
    p = 23 / 26
    chance = [comb(26, k) * p**k * (1 - p) ** (26 - k) for k in range(27)]
    table = example().table
    assert table["expected"].tolist() == pytest.approx([95 * one for one in chance])
    assert table["expected"].sum() == pytest.approx(95)
    lowest = next(k for k in range(27) if 1 - (1 - sum(chance[: k + 1])) ** 95 >= 0.5)
    highest = next(k for k in range(26, -1, -1) if 1 - (1 - sum(chance[k:])) ** 95 >= 0.5)
    assert example().lowest == pytest.approx(100 * lowest / 26)
    assert example().highest == pytest.approx(100 * highest / 26)
    assert (lowest, highest) == (19, 26)


def test_a_share_of_none_or_of_all_has_no_spread():
    assert ends(0, 5, 10) == (0, 0)
    assert ends(5, 5, 10) == (1, 1)
    assert same_share(0, 5, 10)["expected"].tolist() == [10, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("met", "cases", "places", "told"),
    [(6, 5, 10, "met"), (-1, 5, 10, "met"), (0, 0, 10, "cases"), (1, 5, 0, "places")],
)
def test_an_impossible_example_is_refused(met, cases, places, told):
    with pytest.raises(ValueError, match=told):
        same_share(met, cases, places)


def test_the_number_of_cases_is_that_of_an_edition(full):
    """708 cases of 27 municipalities are 26 each; 2,140 of 95 are 23, and not told of."""
    found = grounds(barometer(full))
    assert found["edition"].tolist() == ["2021"]
    assert round(708 / 27) == CASES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_says_everywhere_that_it_is_one(full, language):
    behind = barometer(full).snapshots(grounds(barometer(full)))
    figure = few_cases(example(), behind, language)
    word = {"da": "Regnet eksempel", "en": "Worked example"}[language]
    assert word in figure.title
    share = {"da": "23 ud af 26 (88,5 pct.)", "en": "23 out of 26 (88.5 percent)"}[language]
    assert share in figure.subtitle
    assert share in figure.alt
    assert word in figure.alt
    rows = chance_file(example(), behind, language).decode("utf-8-sig").splitlines()
    assert all(row.startswith((word, f'"{word}')) for row in rows[1:])
    bars = figure.drawing["data"][0]
    assert bars["x"] == sorted(bars["x"])
    assert sum(bars["y"]) == pytest.approx(95, abs=0.1)


# The page


@pytest.fixture
def page(full_file, monkeypatch):
    def serve(language):
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{full_file}")
        data_settings.cache_clear()
        app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=60)
        app.query_params["lang"] = language
        app.switch_page("pages/barometer.py").run()
        assert not app.exception
        return app

    yield serve
    data_settings.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_requirement_has_its_law_and_its_fact_beside_it(page, language):
    app = page(language)
    captions = [found.value for found in app.caption]
    for before in ("serviceloven § 48", "serviceloven § 50"):
        assert any(before in text and "2024" in text for text in captions)
    html = " ".join(found.proto.body for found in app.get("html"))
    for number in range(1, 10):
        assert html.count(f"id='fact-barometer-0{number}'") == 1
    assert {fact for facts in PILOT.values() for fact in facts} == {
        f"barometer-0{number}" for number in range(1, 7)
    }
    for event in ("2016-08-rigsrevisionen", "2023-followup", "2025-06-rigsrevisionen"):
        assert f"id='fact-barometer-supervision-{event}'" in html


def test_the_page_tells_the_example_and_the_reservation(page):
    app = page("da")
    texts = " ".join(found.value for found in app.markdown)
    for part in (
        "23 ud af 26",
        "(88,5 pct.)",
        "71 til 96 pct.",
        "73 pct. eller mindre",
        "27 kommuner",
    ):
        assert part in texts
    assert say("casework.law_all_old", "da") in texts
    html = " ".join(found.proto.body for found in app.get("html"))
    assert "hvilket krav den enkelte kommune ikke opfyldte" in html
    assert "Nordfyns: Kilden skriver navnet Nordfyn." in html


def test_a_table_of_a_requirement_marks_the_paragraph_that_is_to_be_confirmed(page):
    tables = [str(found.value) for found in page("da").table]
    assert any("serviceloven § 155 (skal bekræftes)" in text for text in tables)
