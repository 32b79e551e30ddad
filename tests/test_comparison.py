"""What a municipality stands beside: figures from the answers themselves, files, and agreement."""

import csv
import io
import sqlite3
import statistics

import pytest
from streamlit.testing.v1 import AppTest

from analysis.comparison import choose, level
from analysis.measure import measure
from analysis.robust import holds, verdicts
from analysis.similar import similar
from catalog.words import say
from data.facts import open_facts
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from geo.municipalities import FOLDER
from pages.components.beside import Beside, compared
from pages.components.holding import sentence
from pages.components.session import Run
from pages.components.start import ROOT
from reports.beside import rows
from reports.download import csv_file

RATE, EMBEDDED = "children_notified_rate_0_17", "children_notified_rate"
FIVE = {"Langeland": "482", "Holbæk": "316", "København": "101", "Samsø": "741", "Læsø": "825"}
YEAR = "2025"
JUDGING = {
    "da": {"højere", "lavere", "flere", "færre", "stigning", "stiger", "fald", "falder"},
    "en": {"higher", "lower", "more", "fewer", "rise", "rises", "fall", "falls"},
}


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_hand(area, kind, facts):
    """The members by the tables of geo; those most alike by tests/test_similar.py's subject."""
    rows = {row["code"]: row for row in table("municipalities.csv")}
    if kind == "border":
        pairs = [(row["a"], row["b"]) for row in table("neighbors.csv")]
        return {b if a == area else a for a, b in pairs if area in (a, b)}
    if kind == "similar":
        return set(similar(facts, area).distances)
    column = {"group": "group_code", "region": "region_code"}.get(kind)
    return {
        code
        for code, row in rows.items()
        if column is None or (code != area and row[column] == rows[area][column])
    }


def answers(folder, source, keep):
    (file,) = (folder / source).glob("*/statbank.csv")
    found = {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if keep(row):
                area = row.get("ADMKOM") or row["OMRÅDE"]
                found[area] = found.get(area, 0) + int(row["INDHOLD"])
    return found


@pytest.fixture(scope="module")
def counted(fetched_folder):
    """Children notified about and children living there, added up from StatBank's answers."""
    ages = {str(age) for age in range(18)}
    above = answers(
        fetched_folder,
        "dst-und2",
        lambda r: (r["UNDERRET"], r["KON"], r["TID"]) == ("00", "0", YEAR) and r["ALDER1"] in ages,
    )
    below = answers(
        fetched_folder,
        "dst-folk1a",
        lambda r: (
            (r["KØN"], r["CIVILSTAND"], r["TID"]) == ("TOT", "TOT", f"{YEAR}K1")
            and r["ALDER"] in ages
        ),
    )
    return above, below


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("kind", ["similar", "group", "region", "border", "country"])
def test_a_counted_comparison_is_the_answers_added_up(fetched, counted, area, kind):
    above, below = counted
    members = by_hand(area, kind, fetched)
    found = level(
        fetched, measure(fetched, RATE, area_kind="municipality"), choose(fetched, area, kind)
    )
    rate = 1000 * sum(above[code] for code in members) / sum(below[code] for code in members)
    assert found.how == "pooled"
    assert found.values[YEAR] == pytest.approx(rate, abs=1e-9)
    assert found.members[YEAR] == len(members)
    assert found.numerator[YEAR] == sum(above[code] for code in members)


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("choice", ["group", "region"])
def test_before_a_fetch_a_comparison_is_the_median_of_the_file(full, area, choice):
    result = measure(full, EMBEDDED, area_kind="municipality")
    file = SNAPSHOTS / "98d-und2" / "378426df" / "observations.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            r for r in csv.DictReader(lines) if (r["indicator"], r["period"]) == (EMBEDDED, YEAR)
        ]
    values = {row["area"]: float(row["value"]) for row in rows}
    members = by_hand(area, choice, full) - {"825"}  # Læsø reports through Frederikshavn
    held = {one.choice: one for one in holds(full, result, area, YEAR)}
    assert held[choice].value == pytest.approx(statistics.median(values[c] for c in members))
    assert held[choice].how == "median"


@pytest.mark.parametrize("area", FIVE.values(), ids=FIVE)
def test_before_a_fetch_nothing_is_judged(full, area):
    held = holds(full, measure(full, EMBEDDED, area_kind="municipality"), area, YEAR)
    assert {one.verdict for one in held} == {"not compared"}
    assert {one.why for one in held} == {"counts"}
    assert verdicts(held) == {}


@pytest.fixture
def changed(fetched_file, tmp_path):
    """The fetched figures after some SQL, as a file and opened."""

    def change(*statements):
        file = tmp_path / "changed.sqlite"
        file.write_bytes(fetched_file.read_bytes())
        with sqlite3.connect(file) as connection:
            for statement in statements:
                assert connection.execute(statement).rowcount > 0, statement
        connection.close()
        return file

    return change


def times(codes, factor):
    """Children notified about in those municipalities, times a factor, in one year."""
    listed = ",".join(f"'{code}'" for code in codes)
    return (
        f"UPDATE notified_child_count SET count = CAST(count * {factor} AS INTEGER) WHERE area IN"
        f" (SELECT id FROM area WHERE code IN ({listed})) AND period ="
        f" (SELECT id FROM period WHERE code = '{YEAR}')"
    )


def judged(file, area):
    facts = open_facts(file)
    held = holds(facts, measure(facts, RATE, area_kind="municipality"), area, YEAR)
    return {one.choice: one for one in held}


def test_a_figure_three_times_the_others_is_higher_beside_all(changed):
    held = judged(changed(times(["316"], 3)), "316")
    assert {one.verdict for one in held.values()} == {"higher"}
    assert list(held) == ["settled", "every", "group", "region", "country"]


def test_choices_that_disagree_are_told_apart(changed):
    """Holbæk's region is made three times as high, Holbæk with it: only beside its region alike."""
    region = by_hand("316", "region", None) | {"316"}
    held = judged(changed(times(region, 3)), "316")
    assert held["region"].verdict == "similar"
    assert held["group"].verdict == "higher"
    assert held["country"].verdict == "higher"
    assert len(verdicts(tuple(held.values()))) == 2


def doubted(area):
    """A note that the figure is in doubt."""
    return (
        "INSERT INTO quality_note"
        " (indicator, topic, area, period, kind, text_da, text_en, snapshot)"
        " SELECT i.id, NULL, a.id, p.id, 'doubtful', 'x', 'x', 1"
        " FROM indicator i, area a, period p"
        f" WHERE i.code = '{RATE}' AND a.code = '{area}' AND p.code = '{YEAR}'"
    )


def test_a_figure_in_doubt_gets_no_verdict_and_says_why(changed):
    held = judged(changed(times(["316"], 3), doubted("316")), "316")
    assert {one.verdict for one in held.values()} == {"not compared"}
    assert {one.why for one in held.values()} == {"doubt"}


def test_own_weights_come_first_and_only_where_they_differ(fetched):
    result = measure(fetched, RATE, area_kind="municipality")
    own = holds(fetched, result, "482", YEAR, (("gini", 1.0),))
    assert own[0].choice == "own"
    assert "own" not in {one.choice for one in holds(fetched, result, "482", YEAR)}


@pytest.fixture
def profile(monkeypatch):
    """Kommuneprofil on a database, at an address."""

    def serve(file, **parameters):
        monkeypatch.setenv("ATLAS_FACTS_URL", f"sqlite:///{file}")
        data_settings.cache_clear()
        app = AppTest.from_file(str(ROOT / "atlas.py"), default_timeout=120)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.switch_page("pages/municipality.py").run()
        assert not app.exception, [found.value for found in app.exception]
        return app

    yield serve
    data_settings.cache_clear()


def told(app):
    html = " ".join(found.proto.body for found in app.get("html"))
    return html + " ".join(str(found.value) for found in (*app.markdown, *app.caption))


def test_the_page_says_that_choices_agree_or_which_do_not(changed, profile):
    region = by_hand("316", "region", None) | {"316"}
    app = profile(changed(times(region, 3)), area="316")
    parts = [found.value for found in app.markdown if "ikke enige" in str(found.value)]
    assert len(parts) >= 1
    assert "inden for det sædvanlige ved siden af »Region Sjælland«" in parts[0]
    assert "højere end sædvanligt ved siden af" in parts[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_before_a_fetch_the_sentence_only_says_why(full_file, profile, language):
    app = profile(full_file, area="741", lang=language)
    said = say("alike.uncounted_embedded", language)
    assert told(app).count(said) == 3
    heads = [list(table.value.columns) for table in app.table]
    verdict = say("alike.verdict", language, name="Samsø")
    assert all(verdict not in head for head in heads)


def test_neighbors_are_named_with_link_and_doubt(full_file, profile):
    assert "Odder (Færge Hou-Sælvig)" in told(profile(full_file, area="741", compare="border"))
    app = profile(full_file, area="101", compare="border")
    assert say("close_up.doubtful", "da", name="Herlev") in told(app)


def test_a_comparison_of_nobody_is_said(full_file, profile):
    app = profile(full_file, area="741", compare="hand")
    name = say("beside.line_hand", "da")
    assert say("beside.nobody", "da", name=name) in told(app)


def test_the_list_by_hand_leaves_the_own_out_and_is_averaged(full_file, profile, full):
    app = profile(full_file, area="741", compare="hand", **{"with": "101.741.316"})
    assert "741" in " ".join(found.value for found in app.warning)
    assert app.query_params["with"] == "101.316"
    found = level(
        full,
        measure(full, EMBEDDED, area_kind="municipality"),
        choose(full, "741", "hand", hand=("101", "316")),
    )
    assert found.members[YEAR] == 2
    assert say(
        "beside.told_median", "da", name="Valgte kommuner", members="Holbæk og København", count=2
    ) in (told(app))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_file_stands_alone(fetched, counted, language):
    """The rows of the comparison name it, its members and the averaging, with counts and source."""
    result = measure(fetched, RATE, area_kind="municipality")
    beside = Beside(choose(fetched, "482", "group"))
    others = compared(Run(language, fetched, None), beside, result)
    own = result.where(result.table["area"] == "482")
    text = csv_file(own, language, rows(others, language)).decode("utf-8-sig")
    split = ";" if language == "da" else ","
    found = list(csv.DictReader(io.StringIO(text), delimiter=split))
    area, period = say("download.area", language), say("download.period", language)
    (row,) = (r for r in found if r[area] == say("group.5", language) and r[period] == YEAR)
    members = by_hand("482", "group", fetched)
    above, below = (sum(part[code] for code in members) for part in counted)
    assert row[say("download.numerator", language)] == str(above)
    assert row[say("download.denominator", language)] == str(below)
    value = row[say("download.value", language)].replace(",", ".")
    assert float(value) == pytest.approx(1000 * above / below, abs=1e-9)
    note = row[say("download.note", language)]
    assert say("beside.members", language, count=len(members)) in note
    assert "Lolland" in note
    assert "Danmarks Statistik" in row[say("download.publisher", language)]
    assert len(found) == len(own.table) + len(others.level.values)


def said(facts, indicator, area, language):
    """The sentence of the page on one municipality's newest figure."""
    result = measure(facts, indicator, area_kind="municipality")
    held = holds(facts, result, area, YEAR)
    return sentence(Run(language, facts, None), result, held, area, YEAR)


def words(text):
    return {word.strip(".,:;»«").lower() for word in text.split()}


@pytest.mark.parametrize("language", ["da", "en"])
def test_without_a_verdict_no_word_judges(full, changed, language):
    doubtful = open_facts(changed(times(["316"], 3), doubted("316")))
    sentences = [said(doubtful, RATE, "316", language)]
    sentences += [said(full, EMBEDDED, area, language) for area in FIVE.values()]
    assert [text for text in sentences if words(text) & JUDGING[language]] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_verdict_is_said_with_its_word(changed, language):
    text = said(open_facts(changed(times(["316"], 3))), RATE, "316", language)
    assert text == say("alike.all_higher", language, period=YEAR, count=5)
    assert words(text) & JUDGING[language]
