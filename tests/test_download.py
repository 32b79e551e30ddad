"""Files that people take with them: every figure as printed, with its source in the same row."""

import csv
import io

import pytest

import geo.municipalities as geo
from analysis.barometer import barometer
from analysis.measure import measure
from analysis.result import license_of
from catalog.load import dimensions, indicators
from catalog.words import say, words
from reports.barometer import barometer_file
from reports.download import area_name, csv_file, written

RATE = "children_notified_rate"
LANGUAGES = ("da", "en")
DELIMITER = {"da": ";", "en": ","}
COMMA = {"da": ",", "en": "."}


def read(content, language):
    """Rows by our own names of the columns, as a spreadsheet set to the language reads them."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=DELIMITER[language]))
    names = {say(f"download.{key}", language): key for key in KEYS}
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip([names[name] for name in rows[0]], row, strict=True)) for row in rows[1:]]


CELL = ("code", "period", "category", "sex", "scope", "source", "edition_source")
NOTHING = {"nan", "None", "NaN", "<NA>"}
KEYS = [key.removeprefix("download.") for key in words("da") if key.startswith("download.")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", indicators())
def test_every_figure_comes_back_to_the_last_digit_and_with_its_source(full, name, language):
    result = measure(full, name)
    rows = read(csv_file(result, language), language)
    assert len(rows) == len(result.table)
    assert len({tuple(row[key] for key in CELL) for row in rows}) == len(rows)
    assert not NOTHING & {cell for row in rows for cell in row.values()}
    for row, figure in zip(rows, result.table.to_dict("records"), strict=True):
        assert (row["code"], row["period"]) == (figure["area"], figure["period"])
        assert row["status"] == say(f"status.{figure['status']}", language)
        assert row["counts"] == say(f"counts.{result.indicator.counts}", language)
        assert row["unit"] == result.indicator.unit[language]
        if figure["status"] != "ok":
            assert row["value"] == ""
        else:
            assert float(row["value"].replace(COMMA[language], ".")) == figure["value"]
        if figure["status"] == "missing":
            continue
        found = full.snapshots[int(figure["snapshot"])]
        assert row["publisher"] == found.publisher
        assert row["edition_source"] == found.edition
        assert row["title"] == found.title
        assert row["standing"] == say(f"standing.{found.standing}", language)
        assert row["license"].split("; ")[0] == license_of(found, language) != ""
        assert row["source"]
        reason = found.no_url_da if language == "da" else found.no_url_en
        assert row["address"] == (found.url or reason) != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_holds_a_word_for_nothing(full, tiny, language):
    """Of the real figures' own files each is looked at where it comes back."""
    files = [csv_file(measure(tiny, name), language) for name in indicators()]
    barometers = (barometer_file(barometer(facts), language) for facts in (full, tiny))
    for content in (*files, *barometers):
        assert not NOTHING & {cell for row in read(content, language) for cell in row.values()}


def test_danish_files_open_in_danish_spreadsheets(tiny):
    """A byte order mark, semicolons and decimal commas; lines end as Windows has them."""
    content = csv_file(measure(tiny, RATE, area="400"), "da")
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.startswith("Kode;Område;Periode;")
    assert ";20,25;" in text
    assert text.count("\r\n") == text.count("\n") == 4
    assert "Bornholm" in text


def test_english_files_have_commas_and_decimal_points(tiny):
    text = csv_file(measure(tiny, RATE, area="400"), "en").decode("utf-8-sig")
    assert ",20.25," in text
    assert read(text.encode("utf-8-sig"), "en")[2]["value"] == "20.25"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_figure_is_empty_and_named_and_never_zero(full, language):
    rows = {
        r["period"]: r for r in read(csv_file(measure(full, RATE, area="825"), language), language)
    }
    assert rows["2022"]["value"] == ""
    assert rows["2022"]["status"] == say("status.missing", language)
    assert rows["2022"]["source"] == rows["2022"]["publisher"] == ""
    assert rows["2017"]["value"] == "", "a printed zero that is no measured zero"
    assert "0,0" in rows["2017"]["note"] or "0.0" in rows["2017"]["note"]
    assert rows["2017"]["status"] == say("status.not_reported", language)
    assert rows["2019"]["status"] == say("status.ok", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_to_be_wrong_is_in_the_file_beside_the_figure(full, language):
    result = measure(full, RATE, area="540")
    rows = {row["period"]: row for row in read(csv_file(result, language), language)}
    notes = result.notes[result.notes["area"] == "540"]
    assert set(notes["period"]) == {"2018"}
    for text in notes[f"text_{language}"]:
        assert text in rows["2018"]["note"]
        assert text not in rows["2019"]["note"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_keep_how_exactly_they_were_printed(full, language):
    rows = read(csv_file(measure(full, "notifications", area="000"), language), language)
    told = {row["value"]: row["precision"] for row in rows}
    names = dimensions()["precision"].codes
    assert told["152700"] == names["rounded_100"][language]
    assert told["127182"] == names["exact"][language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_made_up_figures_say_so_in_every_row(tiny, language):
    for name in indicators():
        for row in read(csv_file(measure(tiny, name), language), language):
            missing = row["status"] == say("status.missing", language)
            assert row["standing"] == ("" if missing else say("standing.synthetic", language))


def test_notes_are_kept_whole_with_commas_quotes_and_danish_letters(tiny):
    (row,) = read(csv_file(measure(tiny, "children_change"), "da"), "da")
    assert row["note"] == 'Et fald; teksten har komma, "anførsel" og æøå.'
    assert row["value"] == "-50"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_like_a_formula_is_not_one(tiny, language):
    rows = read(csv_file(measure(tiny, "children_notified"), language), language)
    note = next(row["note"] for row in rows if row["note"])
    assert note.startswith("'+5 ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x";"y")', "-", "+45"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(cell, language):
    (row,) = csv.reader(
        io.StringIO(written([[cell, "x"]], language).decode("utf-8-sig"), newline=""),
        delimiter=DELIMITER[language],
    )
    assert row == [f"'{cell}", "x"]


@pytest.mark.parametrize("cell", ["-5", "-5,25", "-1.234,5", "5", "Aarhus", "0-17", ""])
def test_numbers_and_plain_texts_are_left_as_they_are(cell):
    (row,) = csv.reader(
        io.StringIO(written([[cell, "x"]], "da").decode("utf-8-sig")), delimiter=";"
    )
    assert row == [cell, "x"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_areas_have_their_names(language):
    assert area_name("000", language) == say("area.country", language)
    assert area_name("084", language) == "Region Hovedstaden"
    assert area_name("825", language) == "Læsø"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_of_the_barometer_has_every_result_with_its_source(full, language):
    found = barometer(full)
    rows = read(barometer_file(found, language), language)
    assert len(rows) == len(found.results)
    shares = sorted(float(row["percent"]) for row in rows if row["percent"])
    printed = found.results[found.results["kind"] == "percent"]["percent"]
    assert shares == sorted(printed.tolist())
    for row in rows:
        assert bool(row["percent"]) != bool(row["words"])
        for key in ("edition", "requirement", "publisher", "source", "edition_source", "standing"):
            assert row[key], key
        assert row["address"]
    assert sorted(row["comparable"] for row in rows if row["comparable"]) == [
        "2020",
        "2021",
        "2021",
        "2021",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_of_the_barometer_lists_municipalities(full, tiny, language):
    names = {m.name for m in geo.municipalities().values()} | set(geo.municipalities())
    for facts in (full, tiny):
        for row in read(barometer_file(barometer(facts), language), language):
            assert "code" not in row
            assert "area" not in row
            assert not names & set(row.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_of_nothing_have_a_heading_and_no_rows(empty, language):
    assert read(csv_file(measure(empty, RATE), language), language) == []
    assert read(barometer_file(barometer(empty), language), language) == []
