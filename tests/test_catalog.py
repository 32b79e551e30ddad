"""Every definition loads, whole in both languages; a bad one is refused with where and what."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.load import (
    CatalogError,
    dimensions,
    former_ids,
    indicator,
    indicators,
    own_measures,
    sources,
    tables,
)
from catalog.model import STANDINGS
from data.settings import SNAPSHOTS

ROOT = Path(__file__).parents[1]
INDICATORS = ROOT / "catalog" / "indicators"
TINY = ROOT / "tests" / "snapshots"
RATE = "indicators/children_notified_rate.toml"
LOAD = "from catalog import load; load.indicators(); load.sources(); load.dimensions()"


def texts(declared):
    """Every text of a declaration, with the place where it stands."""
    for name in type(declared).model_fields:
        found = getattr(declared, name)
        for text in found if isinstance(found, tuple) else [found]:
            if hasattr(text, "da"):
                yield f"{declared.id}.{name}", text


def test_every_file_is_an_indicator_named_by_its_id():
    assert set(indicators()) == {file.stem for file in INDICATORS.glob("*.toml")}
    assert all(name == found.id for name, found in indicators().items())
    assert len(indicators()) > 50


def test_dimensions_of_indicators_exist_and_have_categories():
    used = {found.dimension for found in indicators().values()} - {None}
    assert used
    assert all(dimensions()[name].codes for name in used)


def test_every_snapshot_has_a_source_and_every_source_a_snapshot_or_is_fetched():
    """But for what municipalities upload themselves, which is in the workspace."""
    found = {folder.name for folder in SNAPSHOTS.iterdir() if any(folder.iterdir())}
    fetched = {table.source for table in tables().values()}
    assert found | fetched | {"own-figures"} == set(sources())
    assert not found & fetched
    assert {folder.name for folder in TINY.iterdir()} <= set(sources())


@pytest.mark.parametrize(
    "declared",
    [*indicators().values(), *own_measures().values(), *sources().values()],
    ids=lambda d: d.id,
)
def test_both_languages_are_full_and_are_two_languages(declared):
    found = list(texts(declared))
    assert found
    for place, text in found:
        assert text.da.strip() == text.da != "", place
        assert text.en.strip() == text.en != "", place
        if len(text.da) > 40:
            assert text.da != text.en, f"{place} is not translated"


def test_categories_are_named_once_in_each_dimension():
    for dimension in dimensions().values():
        for language in ("da", "en"):
            names = [category[language] for category in dimension.codes.values()]
            assert len(set(names)) == len(names), f"{dimension.id} in {language}"


def test_areas_of_requirements_exist():
    areas = {code.area for code in dimensions()["requirement"].codes.values()} - {None}
    assert areas
    assert areas <= dimensions()["barometer_area"].codes.keys()


def test_notifications_are_neither_good_nor_bad():
    found = [i for i in indicators().values() if i.topic == "notifications"]
    assert {i.polarity for i in found} == {"neither"}


def test_breaks_of_the_leading_rate_are_the_settled_ones():
    assert [b.period for b in indicator("children_notified_rate").breaks] == ["2017"]


def test_standings_go_from_strongest_to_weakest():
    assert STANDINGS == ("published", "secondary", "imported", "synthetic")


def test_former_ids_open_a_present_indicator_and_are_never_present_ids():
    assert not former_ids().keys() & indicators().keys()
    assert all(indicator(old) is indicators()[new] for old, new in former_ids().items())


def test_an_unknown_indicator_is_refused_by_name():
    with pytest.raises(CatalogError, match="'no_such_thing'"):
        indicator("no_such_thing")


@pytest.fixture
def start(tmp_path):
    """Load a changed copy of the catalog in a fresh process, as a start of the atlas does."""
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")

    def load(name, change, *, code=LOAD, encoding="utf-8"):
        file = tmp_path / "catalog" / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding=encoding)
        return subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return load


def test_an_untouched_copy_loads(start):
    assert start("sources.toml", lambda text: text).returncode == 0


BAD = {
    "unknown key": (
        RATE,
        lambda t: "color = 'red'\n" + t,
        ["children_notified_rate.toml", "color", "'red'"],
    ),
    "missing translation": (
        RATE,
        lambda t: t.replace('en = "Children per 1,000"\n', ""),
        ["children_notified_rate.toml", "short.en", "'Børn pr. 1.000'"],
    ),
    "empty translation": (
        RATE,
        lambda t: t.replace('en = "Children per 1,000"\n', 'en = ""\n'),
        ["children_notified_rate.toml", "short.en", "''"],
    ),
    "unknown method": (
        RATE,
        lambda t: t.replace('method = "as_published"', 'method = "guess"'),
        ["children_notified_rate.toml", "method", "'guess'"],
    ),
    "wrong type": (
        RATE,
        lambda t: t.replace("decimals = 2", 'decimals = "2"'),
        ["children_notified_rate.toml", "decimals", "'2'"],
    ),
    "unknown dimension": (
        RATE,
        lambda t: 'dimension = "weather"\n' + t,
        ["children_notified_rate.toml", "dimension", "'weather'"],
    ),
    "unknown key of a source": (
        "sources.toml",
        lambda t: t.replace('table = "UND2"', 'tabel = "UND2"', 1),
        ["sources.toml", "98d-und2.tabel", "'UND2'"],
    ),
    "category in one language": (
        "categories.toml",
        lambda t: t.replace('en = "Anonymous"\n', "", 1),
        ["categories.toml", "notifier.codes.anonymous.en", "'Anonym'"],
    ),
    "no TOML": (RATE, lambda t: "topic =\n" + t, ["children_notified_rate.toml", "line 1"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_definition_stops_the_start_with_file_key_and_found_value(start, name):
    file, change, told = BAD[name]
    done = start(file, change)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("catalog.load.CatalogError:")
    for part in told:
        assert part in last


def test_a_file_in_another_encoding_is_refused_by_name(start):
    done = start(RATE, lambda text: text, encoding="latin-1")
    assert done.returncode == 1
    assert "CatalogError: children_notified_rate.toml" in done.stderr


def test_a_renamed_indicator_still_opens_by_its_former_id(start):
    code = "from catalog.load import indicator; print(indicator('old_rate').id)"
    done = start(RATE, lambda text: 'former_ids = ["old_rate"]\n' + text, code=code)
    assert done.stdout.strip() == "children_notified_rate"


OFFICIAL = {
    "1": "Mellemkommunal underretning eller anden kommunal forvaltning",
    "2": "Skole eller andet uddannelsessted",
    "3": "Dagpleje, daginstitution, fritidshjem, ungdomsklub eller SFO",
    "4": "Sundhedsvæsenet",
    "5": "Sundhedsplejerske eller tandlæge",
    "6": "Politi eller domstol",
    "7": "Familie, barn selv eller bekendtskabskreds (-2023)",
    "8": "Anonym",
    "9": "Anbringelsessted",
    "10": "Foreninger, frivillige organisationer, krise-, misbrugs- og asylcentre",
    "11": "Andre",
    "12": "Barnet eller den unge selv (2024-)",
    "13": "Familie eller bekendtskabskreds (2024-)",
    "99": "Uoplyst",
}


def test_notifiers_are_called_what_statbank_calls_them_letter_for_letter():
    codes = dimensions()["notifier"].codes.values()
    assert {found.source: found.da for found in codes} == OFFICIAL
