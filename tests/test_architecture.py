"""The shape of the project: one direction, everything named, nothing tied to one machine."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = SETTINGS["project"]["dependencies"]
DEV_DEPENDENCIES = SETTINGS["dependency-groups"]["dev"]

# One wrong import for each contract, by the contract's id: where it is put, and what it says.
WRONG = {
    "one-way": ("charts/wrong.py", "import pages"),
    "streamlit": ("analysis/wrong.py", "import streamlit"),
    "drawing": ("pages/wrong.py", "import plotly.graph_objects"),
    "storage": ("charts/wrong_store.py", "import sqlite3"),
    "methods": ("analysis/methods/wrong.py", "import analysis.result"),
    "doors": ("pages/wrong_door.py", "import data.facts"),
    "geometry": ("data/wrong.py", "import geopandas"),
}

# Written in halves, so that this file does not find itself.
TIED = [
    first + last
    for first, last in [
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("index-", "url"),
        ("find-", "links"),
        ("pypi.org/", "simple"),
        ("files.python", "hosted"),
        ("registry.", "npmjs"),
    ]
]

# app.py and atlas.py are no packages, so the import linter does not read them.
NOT_FOR_APP = {"data", "plotly", "matplotlib", "sqlmodel", "sqlalchemy", "sqlite3", "geopandas"}

PINNED = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: ; [a-z_]+ [^\\/]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def in_git(*patterns):
    """Paths of files that git has or would take, from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = done.stdout.decode().split("\0")
    return sorted({Path(name) for name in names if name and (ROOT / name).is_file()})


def modules():
    return [path for path in in_git("*.py") if path.parts[0] != "tests"]


def lint_imports(folder):
    # By the interpreter and not by the script beside it, so that any environment will do.
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        # Wide enough that a name is never broken over two lines.
        env=os.environ | {"COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
    )


# --- contracts


def test_the_contracts_hold():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """What the linter says of a copy of the project with one wrong import for each contract."""
    copy = tmp_path_factory.mktemp("copy")
    for path in [*modules(), Path("pyproject.toml")]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    for name, line in WRONG.values():
        (copy / name).write_text(line + "\n", encoding="utf-8")
    return lint_imports(copy)


def test_every_contract_has_its_wrong_import():
    assert {contract["id"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]} == set(
        WRONG
    )


@pytest.mark.parametrize(
    "contract", SETTINGS["tool"]["importlinter"]["contracts"], ids=lambda c: c["id"]
)
def test_a_wrong_import_is_refused_and_named(refused, contract):
    assert refused.returncode == 1, refused.stderr
    assert f"{contract['name']} BROKEN" in refused.stdout
    name, line = WRONG[contract["id"]]
    importer = name.removesuffix(".py").replace("/", ".")
    section = refused.stdout.split("Broken contracts")[1].split(contract["name"])[1]
    assert re.search(rf"{importer} *-> *{line.split()[1].split('.')[0]}", section), section


def test_no_contract_has_exceptions():
    for contract in SETTINGS["tool"]["importlinter"]["contracts"]:
        assert "ignore_imports" not in contract, contract["name"]


def imported(path):
    """The top-level names a module imports, anywhere in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("file", ["app.py", "atlas.py"])
def test_app_keeps_the_contracts_of_pages(file):
    assert NOT_FOR_APP.isdisjoint(imported(file))


def test_nothing_imports_app():
    assert [path for path in modules() if "app" in imported(path)] == []


# --- what docs/architecture.md names


def named_paths(text):
    """Every path the text names: whole ones in the prose, and those of its indented trees."""
    return {*re.findall(r"[\w.-]+(?:/[\w.-]+)*(?:\.py|/)", text), *in_trees(text)}


def in_trees(text):
    """The paths of the text's indented trees, in order, each as often as it stands there."""
    named = []
    for block in re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        parents = []
        for line in block.splitlines():
            names = re.match(r"\s*((?:[\w./-]+(?:\.\w+|/) ?)*)", line)[1].split()
            indent = len(line) - len(line.lstrip())
            parents = [(depth, folder) for depth, folder in parents if depth < indent]
            under = parents[-1][1] if parents else ""
            named += [under + name for name in names]
            if names and names[-1].endswith("/"):
                parents.append((indent, under + names[-1]))
    return named


def test_a_tree_in_the_text_is_read():
    lines = ["app.py  start", "pages/  shown", "  map.py  a map", "  parts/", "    a.py b.py  two"]
    text = "\n".join(["```", *lines, "data/", "```"])
    assert {"app.py", "pages/map.py", "pages/parts/a.py", "pages/parts/b.py", "data/"} <= (
        named_paths(text)
    )


def test_the_tree_names_each_thing_once():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    tree = text.partition("## The tree")[2].partition("\n## ")[0]
    assert [path for path, times in Counter(in_trees(tree)).items() if times > 1] == []


def test_every_folder_and_module_is_named_in_the_architecture():
    named = named_paths((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
    folders = {f"{path.parts[0]}/" for path in in_git() if len(path.parts) > 1}
    # A package's __init__ is named with its folder.
    files = {
        f"{path.parent.as_posix()}/" if path.name == "__init__.py" else path.as_posix()
        for path in modules()
    }
    assert sorted((folders | files) - named) == []


# --- every file


def test_every_module_opens_with_one_sentence():
    wrong = []
    for path in in_git("*.py"):
        opening = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))) or ""
        if not opening.partition("\n\n")[0].rstrip().endswith("."):
            wrong.append(str(path))
    assert wrong == []


def test_no_file_is_tied_to_a_machine_or_registry():
    found = []
    for path in in_git():
        text = (ROOT / path).read_bytes()
        found += [f"{path}: {word}" for word in TIED if word.encode() in text]
    # The Makefile's options say that no address is to be written.
    allowed = {"Makefile: index-" + "url", "Makefile: find-" + "links"}
    assert sorted(set(found) - allowed) == []


def test_a_bare_start_listens_here_only_and_asks_nobody():
    told = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert told["server"]["address"] == "127.0.0.1"
    # Without it, Streamlit asks a host outside for this machine's public address.
    assert told["browser"]["serverAddress"] == "localhost"
    assert told["browser"]["gatherUsageStats"] is False


# --- dependencies


def pins(name):
    """The versions a lock pins, by package; fails on any line that is neither pin nor hash."""
    found = {}
    for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1):
        if pin := PINNED.fullmatch(line):
            found.setdefault(pin[1], set()).add(pin[2])
        else:
            assert HASH.fullmatch(line), f"{name}:{number}: {line}"
    return found


def package(requirement):
    return re.match(r"[\w-]+", requirement)[0]


def test_locks_hold_names_versions_and_hashes_only():
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {package(name) for name in DEPENDENCIES} <= set(runtime)
    assert {package(name) for name in DEPENDENCIES + DEV_DEPENDENCIES} <= set(dev)
    assert {name: dev.get(name) for name in runtime} == runtime


def test_what_is_imported_is_declared():
    ours = {path.parts[0].removesuffix(".py") for path in in_git("*.py")}
    known = ours | sys.stdlib_module_names
    # A package may go by another name than the modules it brings.
    brought_by = packages_distributions()
    undeclared = [
        f"{path}: {name}"
        for path in in_git("*.py")
        for name in sorted(set(imported(path)) - known)
        if not declared(path) & {found.lower().replace("_", "-") for found in brought_by[name]}
    ]
    assert undeclared == []


def declared(path):
    dev = DEV_DEPENDENCIES if path.parts[0] == "tests" else []
    return {package(name) for name in DEPENDENCIES + dev}


def test_every_direct_dependency_is_explained():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([\w-]+)", text, flags=re.MULTILINE)
    assert sorted(explained) == sorted(package(name) for name in DEPENDENCIES + DEV_DEPENDENCIES)
