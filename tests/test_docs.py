"""What the documents say of the project: current, runnable, and pointing at files that exist."""

import re
import tomllib
from pathlib import Path

import pytest

from catalog.load import indicators, sources
from catalog.reference import reference

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CHANGELOG.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
HEAVIEST = 250_000
"""Bytes a picture may weigh: everybody who clones the project pays for it."""

LINK = re.compile(r"\[[^\]]*\]\(<?([^)>\s]+)>?\)")
OUTSIDE = ("http://", "https://", "mailto:")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name):
    """What stands in the code of a document: blocks and words between backticks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text(name), flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text(name))])


def test_the_page_of_indicators_is_current():
    assert text("docs/indicators.md") == reference(), (
        "run: python -m catalog.reference > docs/indicators.md"
    )


def test_the_page_of_indicators_names_everything():
    headings = re.findall(r"^### `([^`]+)`$", reference(), flags=re.MULTILINE)
    assert headings == [*indicators(), *sorted(sources())]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_resolves(document):
    linked = [link for link in LINK.findall(text(document)) if not link.startswith(OUTSIDE)]
    folder = (ROOT / document).parent
    assert [link for link in linked if not (folder / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_named_exists(document):
    named = set(re.findall(r"^make ([a-z]+)\b", commands(document), flags=re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE))
    assert named - targets == set()


def test_the_readme_gives_the_two_commands_and_the_two_lines_for_windows():
    told = commands("README.md")
    assert {"make run", "make test"} <= set(told.splitlines())
    lines = re.findall(r"^uv run .*--with-requirements (\S+) (.+)$", told, flags=re.MULTILINE)
    assert lines == [
        ("requirements.lock", "streamlit run app.py"),
        ("requirements-dev.lock", "python -m pytest"),
    ]
    assert all((ROOT / lock).is_file() for lock, _ in lines)


def test_pictures_are_light():
    pictures = [ROOT / link for link in LINK.findall(text("README.md")) if link.endswith(".png")]
    assert [picture.name for picture in pictures] == ["overblik.png", "kommunekort.png"]
    assert [picture.name for picture in pictures if picture.stat().st_size > HEAVIEST] == []


def test_the_changelog_tells_of_this_version_and_of_changed_numbers():
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    newest = re.split(r"^## ", text("CHANGELOG.md"), flags=re.MULTILINE)[1]
    assert newest.startswith(f"[{version}]")
    assert "### Numbers changed" in newest
