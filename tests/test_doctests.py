"""The examples in the code are true."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("catalog", "geo", "analysis", "charts", "data", "reports", "pages/components")


def modules():
    """Every module of ours that a test may import: pages themselves run when they are imported."""
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("name", [m for m in modules() if not m.endswith("__main__")])
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [
        example
        for name in ("catalog.format", "charts.trend", "data.classes", "pages.components.address")
        for test in finder.find(importlib.import_module(name))
        for example in test.examples
    ]
    assert len(found) >= 8
