"""Made-up tables add up, are the same each time, and go the way of a fetch."""

import shutil
import tomllib

import pytest

import geo.municipalities as geo
from analysis.measure import measure
from catalog.words import LANGUAGES
from data.__main__ import main
from data.build import build
from data.demo.writing import NAMES, demo, forget, is_fetched
from data.facts import open_facts
from data.fetched import chosen
from data.settings import SNAPSHOTS
from data.settings import settings as data_settings
from tests.conftest import quiet
from tests.made_up import RATE, TOTALS, YEARS, of, residents


@pytest.mark.parametrize("name", ["UND1", "UND2", "UND3"])
def test_parts_equal_their_totals(made_up_tables, name):
    rows = made_up_tables[name]
    for column in [c for c in TOTALS if c in rows and rows[c].nunique() > 1]:
        keys = [c for c in rows if c not in (column, "INDHOLD")]
        whole = rows[rows[column] == TOTALS[column]].set_index(keys)["INDHOLD"]
        parts = rows[rows[column] != TOTALS[column]].groupby(keys)["INDHOLD"].sum()
        assert parts.reindex(whole.index, fill_value=0).equals(whole), column
        assert not parts.index.difference(whole.index).size


def test_municipalities_and_unknown_equal_the_country(made_up_tables):
    for name in ("UND1", "UND3"):
        rows = made_up_tables[name]
        keys = [c for c in rows if c not in ("ADMKOM", "INDHOLD")]
        country = rows[rows["ADMKOM"] == "000"].set_index(keys)["INDHOLD"].sort_index()
        parts = rows[rows["ADMKOM"] != "000"].groupby(keys)["INDHOLD"].sum().sort_index()
        assert parts[parts > 0].equals(country)
        assert 0 < of(rows)["998"].max() < 200


def test_residents_add_up_over_sex_regions_and_christiansoe(made_up_tables):
    rows = made_up_tables["FOLK1A"]
    cells = rows.pivot_table(index=["OMRÅDE", "ALDER", "TID"], columns="KØN", values="INDHOLD")
    cells = cells.fillna(0)
    assert (cells["1"] + cells["2"] == cells["TOT"]).all()
    people = residents(made_up_tables).unstack()
    regions = [code for code in people.index if code.startswith("08")]
    assert (people.loc[regions].sum() == people.loc["000"]).all()
    assert (people.drop(["000", *regions]).sum() == people.loc["000"]).all()
    assert set(people.drop(["000", *regions]).index) == {*geo.municipalities(), "411"}


def test_children_are_never_more_than_residents_or_notifications(made_up_tables):
    for age in ["00", *map(str, range(18)), "U0"]:
        children = of(made_up_tables["UND2"], ALDER1=age).drop("000", level=0)
        told = of(made_up_tables["UND1"], ALDER1=age).reindex(children.index, fill_value=0)
        assert (children <= told).all(), age
        if age.isdigit() and age != "00":
            rows = made_up_tables["FOLK1A"]
            rows = rows[(rows["KØN"] == "TOT") & (rows["ALDER"] == age)]
            people = rows.assign(TID=rows["TID"].str[:4]).set_index(["OMRÅDE", "TID"])["INDHOLD"]
            inside = children.drop("998", level=0)
            assert (inside <= people.reindex(inside.index, fill_value=0)).all(), age


def test_notifications_are_enough_for_children_by_times(made_up_tables):
    least = sum(
        number * of(made_up_tables["UND2"], UNDERRET=str(number)).reindex(
            of(made_up_tables["UND1"]).index, fill_value=0)
        for number in range(1, 7)
    )  # fmt: skip
    assert (least <= of(made_up_tables["UND1"])).all()


def test_the_notifier_that_was_split_is_used_until_2023_and_its_parts_after(made_up_tables):
    rows = made_up_tables["UND1"]
    used = {code: set(rows[rows["UNDERRETERE"] == code]["TID"]) for code in ("7", "12", "13")}
    assert used["7"] == set(YEARS[:9])
    assert used["12"] == used["13"] == {"2024", "2025"}


def test_the_same_seed_gives_the_same_bytes_and_another_others(made_up, tmp_path):
    for seed, same in ((1, True), (2, False)):
        demo(SNAPSHOTS, tmp_path, seed=seed)
        for name in NAMES:
            (found,) = (tmp_path / f"dst-{name.lower()}").iterdir()
            assert found.name == f"fiktiv-{seed}"
            other = made_up / found.parent.name / "fiktiv-1"
            assert ((found / "statbank.csv").read_bytes()
                    == (other / "statbank.csv").read_bytes()) is same  # fmt: skip
            assert (found / "tableinfo.json").read_bytes() == (
                other / "tableinfo.json"
            ).read_bytes()
    children = [measure_children(folder) for folder in (made_up, tmp_path)]
    assert children[0] == children[1] == 70392


def measure_children(folder):
    (file,) = (folder / "dst-und2").glob("*/statbank.csv")
    line = next(row for row in file.read_text().splitlines() if row.startswith("000;00;00;0;2017;"))
    return int(line.split(";")[-1])


def test_all_four_go_the_way_of_a_fetch_and_none_is_held_back(made_up):
    found = chosen(made_up)
    assert not found.held
    assert {answer.table.id for answer in found.answers} == set(NAMES)
    for name in NAMES:
        card = made_up / f"dst-{name.lower()}" / "fiktiv-1" / "card.toml"
        told = tomllib.loads(card.read_text(encoding="utf-8"))
        assert told["standing"] == "synthetic"
        assert told["title"].startswith(f"Fiktive tal i samme form som {name}")
        assert set(told["no_url"]) == set(LANGUAGES)


def as_if_fetched(made_up, folder, name):
    """The made-up edition of a table as if StatBank had given it."""
    source = f"dst-{name.lower()}"
    shutil.copytree(made_up / source / "fiktiv-1", folder / source / "2026-09-24")
    card = folder / source / "2026-09-24" / "card.toml"
    lines = card.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith(("no_url", "standing"))]
    real = ['standing = "published"', 'url = "https://www.statistikbanken.dk/"']
    card.write_text("\n".join([*real, *lines, ""]), encoding="utf-8")


def test_a_fetched_table_is_not_made_up_and_its_made_up_figures_go(made_up, tmp_path, capsys,
                                                                    monkeypatch):  # fmt: skip
    monkeypatch.setenv("ATLAS_SNAPSHOTS", str(tmp_path))
    data_settings.cache_clear()
    as_if_fetched(made_up, tmp_path, "UND1")
    assert main(["demo"]) == 0
    printed = capsys.readouterr()
    assert "UND1 er hentet; der laves ikke fiktive tal" in printed.err
    assert "python -m data build" in printed.out
    assert not (tmp_path / "dst-und1" / "fiktiv-1").exists()
    assert is_fetched(tmp_path, "UND1")
    assert not is_fetched(tmp_path, "UND2")
    as_if_fetched(made_up, tmp_path, "UND2")
    by_name = {answer.table.id: answer.release.edition for answer in chosen(tmp_path).answers}
    assert by_name["UND2"] == "2026-09-24", "the real one is chosen although both are there"
    assert by_name["FOLK1A"] == "fiktiv-1"
    forget(tmp_path, "UND2")
    assert [found.name for found in (tmp_path / "dst-und2").iterdir()] == ["2026-09-24"]
    for name in ("UND3", "FOLK1A"):
        as_if_fetched(made_up, tmp_path, name)
    assert main(["demo"]) == 1
    data_settings.cache_clear()


def test_a_real_count_over_made_up_residents_gives_no_rate(made_up, tmp_path):
    shutil.copytree(made_up / "dst-folk1a", tmp_path / "dst-folk1a")
    shutil.copytree(made_up / "dst-und2", tmp_path / "dst-und2")
    as_if_fetched(made_up, tmp_path, "UND1")
    build(SNAPSHOTS, tmp_path / "facts.sqlite", fetched=tmp_path, progress=quiet)
    facts = open_facts(tmp_path / "facts.sqlite")
    assert measure(facts, "notifications_by_notifier").standing == "published"
    assert measure(facts, "notifications_rate_0_17").usable().empty
    assert measure(facts, RATE).standing == "synthetic"
