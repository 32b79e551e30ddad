"""A copy of snapshots that a test may spoil, seal, check and build."""

import csv
import shutil

from data.build import build
from data.cards import releases
from data.facts import open_facts
from data.importers.read import read_all
from data.seal import seal


class Copy:
    """Snapshots in a folder of their own; `target` is where they are built."""

    def __init__(self, origin, folder):
        shutil.copytree(origin, folder)
        self.folder = folder
        self.target = folder.with_name("facts.sqlite")

    def text(self, name, change, *, sealed=True):
        """Change the text of one file, by a function from text to text."""
        path = self.folder / name
        self.raw(name, change(path.read_text(encoding="utf-8")).encode(), sealed=sealed)

    def raw(self, name, content, *, sealed=True):
        """Replace or add one file, as bytes."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if sealed:
            seal(path.parent)

    def rows(self, name, change):
        """Change the rows of one CSV, a list of dicts, in place or by returning another list."""
        path = self.folder / name
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            heading, rows = list(reader.fieldnames), list(reader)
        rows = change(rows) or rows
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, heading, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        seal(path.parent)

    def cell(self, name, row, column, value):
        """Set one cell; `row` counts as an editor does, with the heading as row 1."""
        self.rows(name, lambda rows: rows[row - 2].update({column: value}))

    def add(self, name, **cells):
        """Add a row like the last one but for some cells."""
        self.rows(name, lambda rows: [*rows, {**rows[-1], **cells}])

    def release(self, name, origin):
        """Add a release that is a copy of another one."""
        shutil.copytree(self.folder / origin, self.folder / name)

    def check(self):
        """Read everything, as `python -m data check` does."""
        return read_all(list(releases(self.folder)))

    def build(self):
        """Build at `target` and open what was built."""
        build(self.folder, self.target, progress=lambda step: None)
        return open_facts(self.target)
