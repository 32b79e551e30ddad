"""Read the catalog's TOML files once, and refuse anything that is not as declared."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from catalog.differing import Difference
from catalog.model import Declared, Dimension, Indicator, Source, Table
from catalog.reasons import Explanation, Match, Practice, Question

FOLDER = Path(__file__).parent
Shape = TypeVar("Shape", bound=Declared)


class CatalogError(Exception):
    """A declaration that cannot be used; the message names file, key and what was found."""


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by id, former ids not included."""
    files = sorted((FOLDER / "indicators").glob("*.toml"))
    found = {file.stem: _declared(Indicator, file.stem, read_toml(file), file) for file in files}
    for indicator in found.values():
        if indicator.dimension is not None and indicator.dimension not in dimensions():
            raise CatalogError(f"{indicator.id}.toml: dimension '{indicator.dimension}' is unknown")
    return found


@cache
def own_measures() -> Mapping[str, Indicator]:
    """What a municipality may upload of its own, by id, in the order of the screen."""
    file = FOLDER / "own.toml"
    return {
        name: _declared(Indicator, name, found, file) for name, found in read_toml(file).items()
    }


@cache
def former_ids() -> Mapping[str, str]:
    """Old indicator ids and the present id of each, so that a printed address still opens."""
    return {old: new.id for new in indicators().values() for old in new.former_ids}


def indicator(name: str) -> Indicator:
    """The indicator with that id or former id; raises CatalogError for any other."""
    found = indicators().get(former_ids().get(name, name))
    if found is None:
        raise CatalogError(f"no indicator is called '{name}'")
    return found


@cache
def sources() -> Mapping[str, Source]:
    """All sources by id."""
    file = FOLDER / "sources.toml"
    return {name: _declared(Source, name, found, file) for name, found in read_toml(file).items()}


@cache
def dimensions() -> Mapping[str, Dimension]:
    """All dimensions by id, each with its categories in the order of the file."""
    file = FOLDER / "categories.toml"
    return {
        name: _dimension(name, found, file) for name, found in read_toml(file)["dimension"].items()
    }


@cache
def tables() -> Mapping[str, Table]:
    """All tables of StatBank that can be fetched, by id, in the order of the file."""
    file = FOLDER / "tables.toml"
    return {name: _table(name, found, file) for name, found in read_toml(file).items()}


@cache
def explanations() -> Mapping[str, Explanation]:
    """What may lie behind a figure, by id, in the order of the file."""
    return explanations_in(FOLDER / "explanations.toml")


def explanations_in(file: Path) -> Mapping[str, Explanation]:
    """The explanations that a file declares; raises CatalogError naming file, key and found."""
    return _each(Explanation, file)


@cache
def questions() -> Mapping[str, Question]:
    """The questions for the committee table by id, in the order of the file."""
    return questions_in(FOLDER / "questions.toml")


def questions_in(file: Path) -> Mapping[str, Question]:
    """The questions that a file declares; raises CatalogError naming file, key and found."""
    return _each(Question, file)


@cache
def practices() -> Mapping[str, Practice]:
    """The practices of the checklist by id, in the order of the file."""
    return practices_in(FOLDER / "practices.toml")


def practices_in(file: Path) -> Mapping[str, Practice]:
    """The practices that a file declares; raises CatalogError naming file, key and found."""
    return _each(Practice, file)


def matches() -> Mapping[str, Match]:
    """Which offers may be relevant in which situation, by id, in the order of the file."""
    return matches_in(FOLDER / "matches.toml")


def matches_in(file: Path) -> Mapping[str, Match]:
    """The matches that a file declares; raises CatalogError naming file, key and found."""
    return _each(Match, file)


@cache
def differences() -> Mapping[str, Difference]:
    """Figures that differ and why, by id, in the order of the file."""
    return differences_in(FOLDER / "differences.toml")


def differences_in(file: Path) -> Mapping[str, Difference]:
    """The differences that a file declares; raises CatalogError naming file, key and found."""
    found = {name: _declared(Difference, name, one, file) for name, one in read_toml(file).items()}
    for name, one in found.items():
        for cell in (cell for side in one.sides for cell in side.cells):
            if cell.indicator not in indicators():
                raise CatalogError(
                    f"{file.name}: {name}: no indicator is called '{cell.indicator}'"
                )
    return found


def _each(shape: type[Shape], file: Path) -> Mapping[str, Shape]:
    return {name: _declared(shape, name, found, file) for name, found in read_toml(file).items()}


def read_toml(file: Path) -> dict[str, Any]:
    """The content of one TOML file; raises CatalogError naming the file and the place."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CatalogError(f"{file.name}: {fault}") from fault


def _dimension(name: str, found: dict[str, Any], file: Path) -> Dimension:
    codes = {code: {"id": code, **words} for code, words in found.get("codes", {}).items()}
    return _declared(Dimension, name, {**found, "codes": codes}, file)


def _table(name: str, found: dict[str, Any], file: Path) -> Table:
    variables = {
        code: {"id": code, **_frozen(declared)}
        for code, declared in found.get("variables", {}).items()
    }
    table = _declared(Table, name, {**found, "variables": variables}, file)
    for variable in table.variables.values():
        if variable.dimension is not None and variable.dimension not in dimensions():
            raise CatalogError(f"{file.name}: {name}: dimension '{variable.dimension}' is unknown")
    return table


def _declared(shape: type[Shape], name: str, found: dict[str, Any], file: Path) -> Shape:
    try:
        return shape.model_validate({"id": name, **_frozen(found)})
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CatalogError(
            f"{file.name}: {name}.{place}: {first['msg']} (found {first['input']!r})"
        ) from fault


def _frozen(found: dict[str, Any]) -> dict[str, Any]:
    """Lists become tuples, also inside: strict models take no list where a tuple is declared."""
    return {key: _frozen_value(value) for key, value in found.items()}


def _frozen_value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen_value(each) for each in value)
    return _frozen(value) if isinstance(value, dict) else value
