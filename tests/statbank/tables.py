"""The tables that the stand-in knows: tests/statbank/tables/ID.json, in tableinfo's own shape."""

import copy
import json
import re
from pathlib import Path

import geo.municipalities as geo

FOLDER = Path(__file__).with_name("tables")
MARKER = "*municipalities*"
PERIODS = {
    r"\d{4}K\d": [f"K{number}" for number in range(1, 5)],
    r"\d{4}H\d": ["H1", "H2"],
    r"\d{4}M\d\d": [f"M{number:02}" for number in range(1, 13)],
}
SMALL_AGES = 20
"""The small stand-in leaves out single years of age above this one, and the years but the last."""
SMALL_YEARS = 3


def known():
    """The ids of all tables."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def table(name, *, years=None, small=True, updated=None, extra=None):
    """One table as tableinfo tells it, its codes expanded; `extra` adds codes to variables."""
    info = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    info["updated"] = updated or info.get("updated", "2026-09-24T08:00:00")
    for variable in info["variables"]:
        values = [value for old in variable["values"] for value in _expanded(old)]
        if variable.get("time"):
            values = _periods(values, years, small=small)
        elif small:
            values = [value for value in values if not _old(value)]
        added = (extra or {}).get(variable["id"], {})
        variable["values"] = values + [{"id": code, "text": added[code]} for code in added]
    info["firstPeriod"] = info["variables"][-1]["values"][0]["id"]
    info["latestPeriod"] = info["variables"][-1]["values"][-1]["id"]
    return info


def told(info, language):
    """What tableinfo answers: the texts of one language only."""
    found = copy.deepcopy(info)
    for part in [found, *found["variables"]]:
        _translate(part, language)
        for value in part.get("values", []):
            _translate(value, language)
    return found


def _translate(part, language):
    english = part.pop("en", None)
    if language == "en" and english:
        part["text"] = english


def _expanded(value):
    if value["id"] != MARKER:
        return [value]
    return [{"id": one.code, "text": one.name} for one in geo.municipalities().values()]


def _periods(values, years, *, small):
    """The periods of the chosen years, written as those of the file are."""
    codes = [value["id"] for value in values]
    if years is None:
        years = sorted({int(code[:4]) for code in codes})[-SMALL_YEARS if small else 0 :]
    ends = next((p for form, p in PERIODS.items() if codes and re.fullmatch(form, codes[0])), [""])
    return [{"id": f"{year}{end}", "text": f"{year}{end}"} for year in years for end in ends]


def _old(value):
    age = re.fullmatch(r"(\d+) år", value["text"])
    return bool(age) and int(age[1]) > SMALL_AGES
