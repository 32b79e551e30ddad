"""Fetched answers for tests: a folder to fetch into, to spoil and to build, and plain rows."""

import csv
import hashlib
import json
import shutil

from data.build import build
from data.facts import open_facts
from data.fetch import fetch
from data.schema import Remark
from data.statbank import StatBank
from tests.statbank.server import Standin

ANSWER, INFO, CARD = "statbank.csv", "tableinfo.json", "card.toml"


def cells(folder, source):
    """The newest answer of a table as it stands, by plain reading: its rows as dicts of text."""
    edition = max(path for path in (folder / source).iterdir() if path.is_dir())
    with (edition / ANSWER).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def added(rows, *, by, **chosen):
    """Values added up by the codes of some variables, of rows whose codes are among the chosen."""
    found = {}
    for row in rows:
        if all(row[name] in codes for name, codes in chosen.items()):
            key = tuple(row[name] for name in by)
            found[key] = found.get(key, 0) + float(row["INDHOLD"])
    return found


class Answers:
    """Fetched tables beside a database; `embedded` are the snapshots that they are added to."""

    def __init__(self, path, embedded=None):
        self.folder, self.target = path / "fetched", path / "facts.sqlite"
        self.embedded = embedded or path / "none"
        self.embedded.mkdir(parents=True, exist_ok=True)

    def fetch(self, names, **told):
        with Standin(**told) as bank:
            return fetch(names.split(), folder=self.folder, bank=StatBank(bank.url))

    def take(self, folder, names):
        """Copy what was fetched before of some tables, by the names of their sources."""
        for name in names.split():
            shutil.copytree(folder / name, self.folder / name, dirs_exist_ok=True)

    def build(self):
        build(self.embedded, self.target, fetched=self.folder, progress=lambda step: None)
        return open_facts(self.target)

    def newest(self, source):
        return max((self.folder / source).iterdir())

    def older(self, source, edition="2001-01-01"):
        """An edition before the newest, just like it."""
        copy = self.folder / source / edition
        shutil.copytree(self.newest(source), copy)
        card = (copy / CARD).read_text(encoding="utf-8")
        stamp = next(line for line in card.splitlines() if line.startswith("retrieved"))
        aged = card.replace(stamp, 'retrieved = "2001-01-01T00:00:00+00:00"')
        (copy / CARD).write_text(aged, encoding="utf-8")

    def spoil(self, source, change, *, file=ANSWER, sealed=True):
        """Change the newest answer, a function from text to text; its card then fits if sealed."""
        edition = self.newest(source)
        before = (edition / file).read_bytes()
        after = change(before.decode()).encode()
        assert after != before, "nothing was changed"
        (edition / file).write_bytes(after)
        if sealed and file != CARD:
            card = (edition / CARD).read_text(encoding="utf-8")
            old, new = (hashlib.sha256(content).hexdigest() for content in (before, after))
            assert old in card
            (edition / CARD).write_text(card.replace(old, new), encoding="utf-8")

    def info(self, source, change):
        """Change the variables in what tableinfo says, in place, by id."""

        def changed(text):
            found = json.loads(text)
            change({one["id"]: one for one in found["variables"]}, found["variables"])
            return json.dumps(found, ensure_ascii=False)

        self.spoil(source, changed, file=INFO)


def remarks(facts, kind):
    """What the build had to say of one kind, by source."""
    found = facts.rows(Remark)
    found = found[found["kind"] == kind]
    return list(zip(found["source"], found["text_da"], found["text_en"], strict=True))


def editions(facts):
    """The edition that is in, by source, of tables of StatBank."""
    every = facts.snapshots.values()
    return {s.source: s.edition for s in every if s.source.startswith("dst-") and s.url}
