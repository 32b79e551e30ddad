"""The client against the stand-in: what is right comes whole, what is wrong is told in words."""

import json
import time

import httpx
import pytest

from catalog.load import tables
from catalog.model import Table, Variable
from catalog.words import LANGUAGES
from data.answer import check_figures
from data.query import Query, query
from data.statbank import Patience, StatBank
from data.statbank_error import StatBankError
from data.tableinfo import TableInfo
from tests.statbank.server import Standin

QUICK = Patience(connect=2, read=2, answer=3, attempts=3, first_pause=0.01, last_pause=0.02)
SMALL = Query("BU43", {"OMRÅDE": ["000", "101"], "FORANSTALT": ["IALT"], "ALDER": ["9917"],
                       "Tid": ["2024", "2025"]}, bulk=False)  # fmt: skip


@pytest.fixture(scope="module")
def bank():
    """A stand-in that nobody changes."""
    with Standin() as found:
        yield found


def client(bank, **changes):
    return StatBank(bank.url, patience=Patience(**{**vars(QUICK), **changes}))


def ask(bank, **asked):
    """Figures straight from the stand-in, without the client."""
    return httpx.post(f"{bank.url}/data", json=asked)


def values(**chosen):
    return [{"code": code, "values": codes} for code, codes in chosen.items()]


UND2_ALL = values(ADMKOM=["*"], UNDERRET=["*"], ALDER1=["*"], KON=["*"], Tid=["*"])


# --- the stand-in keeps to the contract


def test_tableinfo_is_answered_to_get_and_post_in_both_languages(bank):
    got = httpx.get(f"{bank.url}/tableinfo/UND1?lang=en&format=JSON")
    again = httpx.get(f"{bank.url}/tableinfo?id=und1&lang=en")
    posted = httpx.post(f"{bank.url}/tableinfo", json={"table": "UND1", "lang": "da"}).json()
    assert got.json() == again.json()
    assert got.json()["variables"][1]["values"][0] == {"id": "0", "text": "Total"}
    assert posted["variables"][1]["values"][0] == {"id": "0", "text": "I alt"}
    assert len(posted["variables"][0]["values"]) == 100
    assert posted["suppressedDataValue"] == "0"
    assert got.headers["StatbankAPI-Request-Id"] != again.headers["StatbankAPI-Request-Id"]


def test_csv_has_a_mark_codes_in_capitals_and_the_decimals_of_its_language(bank):
    chosen = values(OMRÅDE=["101"], FORANSTALT=["IALT"], ALDER=["9917"], Tid=["2025"])
    danish = ask(bank, table="BU43", format="CSV", variables=chosen)
    english = ask(bank, table="BU43", format="CSV", lang="en", valuePresentation="Code",
                  variables=chosen)  # fmt: skip
    assert danish.content.startswith(b"\xef\xbb\xbf")
    heading, row = danish.content.decode("utf-8-sig").splitlines()
    assert heading == "OMRÅDE;FORANSTALT;ALDER;TID;INDHOLD"
    assert row.startswith("København;I alt;0-17 år;2025;")
    place, number = english.content.decode("utf-8-sig").splitlines()[1].rsplit(";", 1)
    assert place == "101;IALT;9917;2025"
    assert row.endswith(number.replace(".", ","))
    assert "." in number


def test_bulk_has_no_mark_and_leaves_zeros_out(bank):
    bulk = ask(bank, table="UND2", format="BULK", valuePresentation="Code", variables=UND2_ALL)
    rows = bulk.text.splitlines()[1:]
    assert bulk.content.startswith(b"ADMKOM;UNDERRET;ALDER1;KON;TID;INDHOLD\r\n")
    assert not [row for row in rows if row.endswith(";0")]
    assert len(rows) < 100 * 7 * 22 * 5 * 3


def test_what_is_left_out_is_summed_in_csv_and_refused_in_bulk(bank):
    year = values(ADMKOM=["101"], Tid=["2025"])
    whole = ask(bank, table="UND1", format="CSV", valuePresentation="Code", variables=year)
    totals = values(ADMKOM=["101"], UNDERRETERE=["0"], ALDER1=["00"], KON=["0"], Tid=["2025"])
    pinned = ask(bank, table="UND1", format="BULK", valuePresentation="Code", variables=totals)
    assert whole.text.split(";")[-1] == pinned.text.split(";")[-1]
    refused = ask(bank, table="UND1", format="BULK", variables=year)
    assert refused.json()["errorTypeCode"] == "EXTRACT-NOTALLOWED"


def test_without_a_time_the_newest_period_is_answered(bank):
    newest = ask(bank, table="UND1", format="CSV", valuePresentation="Code",
                 variables=values(ADMKOM=["000"]))  # fmt: skip
    assert newest.text.splitlines()[1].startswith("000;2025;")


def test_missing_is_two_dots_in_either_format():
    place = {"OMRÅDE": "825", "FORANSTALT": "IALT", "ALDER": "9917", "Tid": "2025"}
    with Standin(missing={"BU43": [place]}) as bank:
        chosen = values(**{code: [value] for code, value in place.items()})
        for form in ("CSV", "BULK"):
            assert ask(bank, table="BU43", format=form, variables=chosen).text.endswith(";..\r\n")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"table": "UND9", "format": "CSV"}, 400, "EXTRACT-NOTFOUND"),
        ({"table": "UND1", "format": "CSV", "variables": values(KØN=["*"])}, 400,
         "EXTRACT-NOTFOUND"),
        ({"table": "UND1", "format": "CSV", "variables": values(KON=["X"])}, 400,
         "EXTRACT-NOTFOUND"),
        ({"table": "UND1", "format": "CSV", "variables": values(KON=[])}, 400,
         "EXTRACT-NOTALLOWED"),
        ({"table": "BU43", "format": "CSV", "variables": values(Tid=["*"])}, 400,
         "EXTRACT-NOTALLOWED"),
        ({"table": "UND2", "format": "BULK", "timeOrder": "Ascending", "variables": UND2_ALL}, 400,
         "EXTRACT-STREAMINGTIMESORT"),
        ({"table": "UND2", "format": "CSV", "variables": UND2_ALL}, 400, "REQUEST-LIMIT"),
        ({"table": "UND2"}, 400, "REQUEST-MISSING"),
        ({"format": "CSV"}, 400, "REQUEST-MISSING"),
    ],
)  # fmt: skip
def test_the_stand_in_refuses_as_statbank_does(bank, asked, status, code):
    danish, english = ask(bank, **asked), ask(bank, **asked, lang="en")
    assert (danish.status_code, danish.json()["errorTypeCode"]) == (status, code)
    assert english.json()["message"] != danish.json()["message"]


def test_the_stand_in_refuses_what_is_no_request(bank):
    assert httpx.post(f"{bank.url}/data", content=b"?").json()["errorTypeCode"] == "REQUEST-EMPTY"
    assert httpx.get(f"{bank.url}/data/UND1").json()["errorTypeCode"] == "REQUEST-MISSING"
    unknown = httpx.get(f"{bank.url}/nothing")
    assert (unknown.status_code, unknown.json()["errorTypeCode"]) == (404, "REQUEST-NOTFOUND")


def total(bank, table, code, year):
    info = bank.info(table)
    pins = {"UND1": ["0", "00", "0"], "UND2": ["00", "00", "0"]}[table]
    codes = [[value["id"] for value in variable["values"]] for variable in info["variables"]]
    places = zip(codes, [code, *pins, year], strict=True)
    return bank.cube(info)[tuple(known.index(one) for known, one in places)]


def test_the_made_up_figures_hang_together(bank):
    codes = [value["id"] for value in bank.info("UND2")["variables"][0]["values"]][1:]
    for year in ("2023", "2025"):
        children = sum(int(total(bank, "UND2", code, year)) for code in codes)
        notifications = sum(int(total(bank, "UND1", code, year)) for code in codes)
        assert total(bank, "UND1", "000", year) == notifications
        assert 0.965 < total(bank, "UND2", "000", year) / children < 0.975
        assert 1.6 < notifications / children < 1.85
        for code in codes:
            assert total(bank, "UND1", code, year) >= total(bank, "UND2", code, year)
    assert 0 < total(bank, "UND1", "998", "2023") < 50


def test_no_age_has_more_children_notified_about_than_children(bank):
    und2, folk = bank.info("UND2"), bank.info("FOLK1A")
    children = bank.cube(und2)[1:99, 0, 1:19, 0, -1]
    # FOLK1A has country and regions first, quarters for years, and sexes and status by total.
    residents = bank.cube(folk)[6:104, 0, 1:19, 0, 4]
    assert (children <= residents).all()
    assert children.sum() > 10_000


# --- the client


def test_what_a_table_holds_is_read_and_kept_as_it_came(bank):
    info, raw = client(bank).tableinfo("FOLK1A")
    assert info == TableInfo.model_validate_json(raw)
    assert json.loads(raw)["active"] is True
    assert (info.unit, info.suppressed, info.updated_on) == ("Antal", "0", "2026-08-11")
    assert [variable.id for variable in info.variables if variable.time] == ["Tid"]


def test_figures_are_streamed_to_disk_and_told_of(bank, tmp_path):
    counts = []
    client(bank).data(SMALL, tmp_path / "answer", progress=counts.append)
    content = (tmp_path / "answer").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfOMR")
    assert counts[-1] == len(content)


@pytest.mark.parametrize(
    ("changed", "key", "found"),
    [
        ({"OMRÅDE": ["099"]}, "not_found", "Cannot find value: 099"),
        ({"ALDER": []}, "refused", "EXTRACT-NOTALLOWED"),
        ({"KØN": ["1"]}, "not_found", "EXTRACT-NOTFOUND"),
    ],
)
def test_a_refusal_is_told_in_statbanks_own_words(bank, tmp_path, changed, key, found):
    before = len(bank.asked)
    wrong = Query("BU43", {**SMALL.codes, **changed}, bulk=False)
    with pytest.raises(StatBankError) as refused:
        client(bank).data(wrong, tmp_path / "answer")
    assert refused.value.key == key
    for language in LANGUAGES:
        assert found in refused.value.told(language)
        assert "BU43" in refused.value.told(language)
    assert len(bank.asked) == before + 1, "a refusal is no reason to ask again"


def test_an_unknown_table_is_told(bank):
    with pytest.raises(StatBankError, match="Kan ikke finde tabel: UND9.*EXTRACT-NOTFOUND"):
        client(bank).tableinfo("UND9")


def test_the_cell_limit_is_told_with_what_to_do(bank, tmp_path):
    info, _ = client(bank).tableinfo("UND2")
    asked = query(tables()["UND2"], info)
    asked.body["format"] = "CSV"
    with pytest.raises(StatBankError, match="REQUEST-LIMIT.*bulk = true"):
        client(bank).data(asked, tmp_path / "answer")


@pytest.mark.parametrize("fault", ["429", "503", "broken", "short"])
def test_what_passes_is_tried_again_from_the_start(tmp_path, fault):
    with Standin(faults={"BU43": f"{fault}:2"}) as bank:
        client(bank).data(SMALL, tmp_path / "answer")
        assert bank.asked == [("data", "BU43")] * 3
    assert len((tmp_path / "answer").read_text(encoding="utf-8-sig").splitlines()) == 5


@pytest.mark.parametrize(
    ("fault", "key", "attempts"),
    [
        ("429", "busy", 3),
        ("503", "busy", 3),
        ("broken", "broken_off", 3),
        ("short", "broken_off", 3),
        ("unmeasured", "broken_off", 1),
        ("html", "not_statbank", 1),
        ("redirect", "not_statbank", 1),
    ],
)
@pytest.mark.parametrize("place", ["data", "tableinfo"])
def test_what_does_not_pass_is_told(tmp_path, fault, key, attempts, place):
    if (place, fault) == ("tableinfo", "unmeasured"):
        key = "not_statbank"  # half a JSON cannot be told from something else
    with Standin(faults={"BU43": fault, "BU43/tableinfo": fault}) as bank:
        asks = client(bank)
        with pytest.raises(StatBankError) as told:
            asks.tableinfo("BU43") if place == "tableinfo" else asks.data(SMALL, tmp_path / "a")
        assert told.value.key == key
        assert len(bank.asked) == attempts
        assert all("BU43" in told.value.told(language) for language in LANGUAGES)


@pytest.mark.parametrize("place", ["data", "tableinfo"])
@pytest.mark.parametrize("fault", ["trickle", "trickle_head"])
def test_an_answer_that_trickles_is_given_up(tmp_path, fault, place):
    with Standin(faults={"BU43": fault, "BU43/tableinfo": fault}) as bank:
        begun, asks = time.monotonic(), client(bank, answer=0.5)
        with pytest.raises(StatBankError, match="så langsomt") as told:
            asks.tableinfo("BU43") if place == "tableinfo" else asks.data(SMALL, tmp_path / "a")
        assert time.monotonic() - begun < 2
        assert told.value.key == "too_slow"
        assert len(bank.asked) == 1


def test_a_silent_server_is_given_up(tmp_path):
    with Standin(faults={"BU43": "slow"}, pause=5) as bank:
        with pytest.raises(StatBankError) as told:
            client(bank, read=0.1, attempts=2).data(SMALL, tmp_path / "answer")
        assert told.value.key == "no_answer"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/v1", "nowhere", "http://", "http://a b"])
def test_no_server_is_told_with_the_address(address):
    with pytest.raises(StatBankError) as told:
        StatBank(address, patience=QUICK).tableinfo("UND1")
    assert told.value.key == "unreachable"
    assert address in told.value.told("en")


def test_a_disk_that_takes_no_more_is_told(bank, tmp_path):
    with pytest.raises(StatBankError) as told:
        client(bank).data(SMALL, tmp_path / "no folder" / "answer")
    assert told.value.key == "disk"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("OMRÅDE;FORANSTALT;ALDER;TID;INDHOLD\r\n", "empty"),
        ("OMRÅDE;FORANSTALT;ALDER;TID;VALUE\r\n000;IALT;9917;2024;1\r\n", "not_statbank"),
        ("OMRÅDE;FORANSTALT;KON;TID;INDHOLD\r\n000;IALT;9917;2024;1\r\n", "not_statbank"),
        ("OMRÅDE;FORANSTALT;ALDER;TID;INDHOLD\r\n000;IALT;9917;20", "broken_off"),
        ("", "not_statbank"),
    ],
)
def test_the_shape_of_an_answer_is_looked_at(tmp_path, heading, key):
    (tmp_path / "answer").write_text(heading, encoding="utf-8", newline="")
    with pytest.raises(StatBankError) as told:
        check_figures(tmp_path / "answer", SMALL, measured=True)
    assert told.value.key == key


# --- the request


def info(bank, table):
    return TableInfo.model_validate(bank.info(table))


def test_a_request_has_every_variable_in_codes(bank):
    asked = query(tables()["UND1"], info(bank, "UND1"))
    assert {key: asked.body[key] for key in ("table", "format", "lang", "valuePresentation")} == {
        "table": "UND1", "format": "BULK", "lang": "en", "valuePresentation": "Code",
    }  # fmt: skip
    assert list(asked.codes) == ["ADMKOM", "UNDERRETERE", "ALDER1", "KON", "Tid"]
    assert len(asked.codes["ADMKOM"]) == 100
    assert "timeOrder" not in asked.body


def test_what_is_not_wanted_is_pinned_to_its_own_total(bank):
    asked = query(tables()["FOLK1A"], info(bank, "FOLK1A"), since=2025)
    assert asked.codes["CIVILSTAND"] == ["TOT"]
    assert asked.codes["ALDER"] == [*(str(age) for age in range(18)), "IALT"]
    assert asked.codes["KØN"] == ["TOT", "1", "2"]
    assert asked.codes["Tid"] == ["2025K1", "2026K1"]
    assert {"000", "081", "411", "101"} <= set(asked.codes["OMRÅDE"])


def made(*, values=(("0", "I alt"), ("1", "En")), areas=("000", "101", "1", "01"), years=("2024",)):
    """What tableinfo tells of a small table."""
    return TableInfo.model_validate({"id": "T", "text": "T", "updated": "2026-01-01", "variables": [
        {"id": "A", "text": "a", "values": [{"id": code, "text": code} for code in areas]},
        {"id": "B", "text": "b", "values": [{"id": code, "text": text} for code, text in values]},
        {"id": "Tid", "text": "t", "time": True,
         "values": [{"id": code, "text": code} for code in years]},
    ]})  # fmt: skip


def declared(**variable):
    return Table(id="T", grain="observations", area="A",
                 variables={"B": Variable(id="B", **variable)})  # fmt: skip


def test_codes_that_are_no_areas_of_three_digits_are_left_out():
    assert query(declared(), made()).codes["A"] == ["000", "101"]


@pytest.mark.parametrize("text", ["I alt", "IALT", "Total", "hele landet", "Indsatser i alt"])
def test_a_total_is_known_by_its_name(text):
    assert query(declared(), made(values=(("x", text), ("1", "En")))).codes["B"] == ["x"]


def test_a_declared_total_is_taken_while_it_is_there():
    assert query(declared(pin="1"), made()).codes["B"] == ["1"]
    assert query(declared(pin="gone"), made()).codes["B"] == ["0"]


@pytest.mark.parametrize(
    ("variable", "found", "key", "words"),
    [
        ({}, {"values": (("1", "En"),)}, "no_total", "1 En"),
        ({}, {"values": (("1", "I alt"), ("2", "Børn i alt"))}, "no_total", "2 Børn i alt"),
        ({"only": ("5",)}, {}, "changed_codes", "5"),
        ({"indicators": {"5": "x"}}, {}, "changed_codes", "5"),
        ({}, {"areas": ("1", "2")}, "no_codes", "A"),
        ({}, {"years": ()}, "no_codes", "Tid"),
    ],
)
def test_a_table_that_has_changed_is_told(variable, found, key, words):
    with pytest.raises(StatBankError) as told:
        query(declared(**variable), made(**found))
    assert told.value.key == key
    assert words in told.value.told()


def test_variables_that_came_or_went_are_told():
    table = Table(id="T", grain="observations", area="A", variables={"C": Variable(id="C")})
    with pytest.raises(StatBankError, match="nye er B; væk er C"):
        query(table, made())


def test_indicators_and_codes_say_what_is_asked_for():
    assert query(declared(indicators={"1": "x"}), made()).codes["B"] == ["1"]
    assert query(declared(codes={"1": "x"}), made()).codes["B"] == ["1"]
    assert query(declared(dimension="sex", codes={"1": "x"}), made()).codes["B"] == ["0", "1"]


def test_a_star_asks_for_every_code_of_a_variable():
    assert query(declared(only=("*",)), made()).codes["B"] == ["0", "1"]


def test_a_request_over_the_limit_is_made_in_bulk():
    few = Query("T", {"A": ["1"] * 500, "B": ["1"] * 500}, bulk=False)
    many = Query("T", {"A": ["1"] * 500, "B": ["1"] * 700}, bulk=False)
    assert (few.cells, few.body["format"]) == (750_000, "CSV")
    assert (many.cells, many.body["format"]) == (1_050_000, "BULK")
