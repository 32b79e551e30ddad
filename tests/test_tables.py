"""Every table of StatBank is declared so that it can be asked for, and as tests/statbank has it."""

import csv
import json
import re
from pathlib import Path

import pytest

from catalog.load import CatalogError, _table, dimensions, indicators, sources, tables

ANSWERS = Path(__file__).parent / "statbank" / "tables"
HAVE = sorted(file.stem for file in ANSWERS.glob("*.json"))
ALL = "*"
"""Stands for every code of a variable."""

ASKED_FOR = {
    *("UND1", "UND2", "UND3", "LABY16", "FOLK1A", "BU43", "ISBU01", "ISBU02", "ANBAAR9"),
    *("ANBAAR12", "ANBAAR13", "ANBAAR14", "BU28", "LABY07", "AREALDK2", "INDKP106", "IFOR41"),
    *("IFOR12P", "RAS200", "NEET3", "HFUDD11", "KVOTIEN", "STRAF11", "BOL103"),
}
"""The tables that the atlas is to be filled from."""

UNWORDED = {("UND3", "AFFALDSOPR")}
"""Variables whose codes have not been seen, so that the atlas has no words for them yet."""

OFFICIAL = {"placement_type", "placement_decision", "support_law", "notifier"}
"""Dimensions whose Danish words are StatBank's own."""

each_table = pytest.mark.parametrize("name", tables())
each_answer = pytest.mark.parametrize("name", HAVE)


def answer(name):
    """What tableinfo says of the table's variables: for each its codes and their texts."""
    told = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    return {
        found["id"]: {value["id"]: value["text"] for value in found["values"]}
        for found in told["variables"]
    }


def gives(table):
    """Every indicator that the table gives figures for."""
    named = {table.indicator} - {None}
    named |= {found for each in table.variables.values() for found in each.indicators.values()}
    return named | {each.indicator for each in table.compute}


def test_every_table_asked_for_is_declared():
    assert set(tables()) == ASKED_FOR


@each_table
def test_a_table_has_its_source_with_address_and_license(name):
    source = sources()[tables()[name].source]
    assert (source.table, source.license) == (name, "CC BY 4.0")
    assert source.url == f"https://www.statistikbanken.dk/{name}"


@each_table
def test_what_a_table_names_is_declared(name):
    table = tables()[name]
    assert gives(table) <= indicators().keys()
    assert set(table.replaces) <= sources().keys()
    assert {each.dimension for each in table.variables.values()} - {None} <= dimensions().keys()


@each_table
def test_a_table_of_figures_gives_some(name):
    table = tables()[name]
    assert gives(table) or table.grain != "observations"


@each_table
def test_categories_of_a_table_are_those_of_its_dimension_and_indicator(name):
    table = tables()[name]
    for variable in table.variables.values():
        if variable.dimension is None:
            continue
        assert set(variable.codes.values()) - {""} <= dimensions()[variable.dimension].codes.keys()
        if table.indicator is not None:
            assert indicators()[table.indicator].dimension == variable.dimension


@each_table
def test_what_is_worked_out_is_asked_for(name):
    table = tables()[name]
    for declared in table.compute:
        for variable, codes in declared.codes.items():
            assert set(codes) <= set(table.variables[variable].only)


@each_table
def test_a_variable_is_asked_for_in_one_way(name):
    for variable in tables()[name].variables.values():
        asked = variable.dimension or variable.codes or variable.only or variable.indicators
        assert not (variable.pin and asked), variable.id


def test_no_two_tables_give_the_same_indicator():
    given = [indicator for table in tables().values() for indicator in gives(table)]
    assert sorted(given) == sorted(set(given))


@each_table
def test_a_table_replaces_the_source_that_quotes_it(name):
    assert set(tables()[name].replaces) == {f"98d-{name.lower()}"} & sources().keys() - {"98d-und2"}


@pytest.mark.parametrize("kind", ["context", "outcomes"])
def test_every_measure_read_from_statbank_has_its_table(kind):
    given = {indicator for table in tables().values() for indicator in gives(table)}
    folder = Path(__file__).parents[1] / "data" / "snapshots"
    quoted = {file.parts[-3] for file in folder.glob("98d-*/*/observations.csv")} - {"98d-und2"}
    measured = set()
    for file in folder.glob("98d-*/*/observations.csv"):
        with file.open(encoding="utf-8", newline="") as text:
            measured |= {
                row["indicator"] for row in csv.DictReader(text) if file.parts[-3] in quoted
            }
    assert len(measured) > 10
    assert {m for m in measured if indicators()[m].topic == kind} <= given


# --- against what tableinfo says


def test_all_but_the_four_written_elsewhere_have_an_answer():
    assert set(tables()) - set(HAVE) <= {"UND1", "UND2", "FOLK1A", "BU43"}


@each_answer
def test_an_answer_has_exactly_the_declared_variables(name):
    table, told = tables()[name], answer(name)
    declared = {*table.variables, "Tid"} | ({table.area} - {None})
    assert set(told) == declared


@each_answer
def test_every_code_that_is_declared_is_there(name):
    table, told = tables()[name], answer(name)
    for variable in table.variables.values():
        asked = {*variable.codes, *variable.only, *variable.indicators, variable.pin}
        assert asked - {None, ALL} <= told[variable.id].keys(), variable.id
    if table.area:
        assert table.country in told[table.area]


@each_answer
def test_every_variable_that_is_pinned_has_one_total(name):
    told = answer(name)
    for variable in tables()[name].variables.values():
        free = variable.dimension or variable.only or variable.indicators or variable.pin
        if not free:
            assert list(told[variable.id].values()).count("I alt") == 1, variable.id


@each_answer
def test_every_code_of_a_dimension_has_words(name):
    told = answer(name)
    for variable in tables()[name].variables.values():
        if not variable.dimension or variable.codes or (name, variable.id) in UNWORDED:
            continue
        known = {found.source for found in dimensions()[variable.dimension].codes.values()}
        codes = {code for code, text in told[variable.id].items() if text != "I alt"}
        assert (codes & set(variable.only) if variable.only else codes) <= known, variable.id


@each_answer
def test_categories_are_called_what_statbank_calls_them(name):
    told = answer(name)
    for variable in tables()[name].variables.values():
        if variable.dimension not in OFFICIAL:
            continue
        for found in dimensions()[variable.dimension].codes.values():
            # StatBank writes its groups of measures in capitals, which is no way to write here.
            text = told[variable.id][found.source].strip()
            assert text == (found.da.upper() if text.isupper() else found.da)


@pytest.mark.parametrize("name", ["INDKP106"])
def test_intervals_begin_where_their_texts_say(name):
    (declared,) = tables()[name].compute
    texts = answer(name)[declared.variable]
    for code, lower in declared.lower.items():
        first = re.sub(r"\D", "", texts[code].split(" - ")[0].split(" kr.")[0])
        begins = 0 if texts[code].startswith("Under") else int(first)
        assert begins == lower, texts[code]
    assert list(declared.lower.values()) == sorted(declared.lower.values())


# --- what is refused


def refused(**found):
    with pytest.raises(CatalogError) as fault:
        _table("TEST", {"grain": "observations", "area": "OMRÅDE", **found}, Path("tables.toml"))
    return str(fault.value)


def test_an_unknown_way_of_working_out_is_refused_with_what_was_found():
    told = refused(compute=[{"indicator": "gini", "how": "guess"}])
    assert "tables.toml: TEST.compute.0.how" in told
    assert "'guess'" in told


@pytest.mark.parametrize("how", ["sum", "share", "share_above", "median_of_intervals"])
def test_a_way_of_working_out_that_lacks_its_codes_is_refused(how):
    assert f"{how} lacks" in refused(compute=[{"indicator": "gini", "how": how}])
