"""What was measured, as a table in Markdown, with the machine in words that name none."""

import os
import platform
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

PACKAGES = ("pandas", "sqlalchemy", "sqlmodel", "httpx")
MB = 1_000_000
LIMIT_MB = 1024


def machine() -> str:
    """Cores, memory and versions; nothing by which a machine could be known."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} on "
        f"{platform.machine()}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {packages}"
    )


@dataclass(frozen=True)
class Report:
    """The measurements of one run: what each step said of itself."""

    scale: str
    machine: str
    combinations: dict[str, int]
    fetch: dict[str, Any]
    build: dict[str, Any]
    again: dict[str, Any]
    inserting: dict[str, Any]

    def text(self) -> str:
        """The whole page."""
        return "\n".join(
            [
                "# Fetching and building, measured",
                "",
                f"Scale of the stand-in: {self.scale}. The machine: {self.machine}.",
                "Made by `make bench`; other work on the machine slows it down.",
                "",
                *self._steps(),
                "",
                *self._cells(),
                "",
                *self._ways(),
                "",
            ]
        )

    def _steps(self) -> list[str]:
        steps = {"fetch": self.fetch, "first build": self.build, "build again": self.again}
        lines = ["| step | tables | seconds | memory at most | written |", "|---|--:|--:|--:|--:|"]
        for name, found in steps.items():
            told = f"{found['tables']} | {found['seconds']:.1f} | {found['mb']:.0f} MB"
            lines.append(f"| {name} | {told} | {found['bytes'] / MB:.0f} MB |")
        most = max(found["mb"] for found in steps.values())
        under = "under" if most < LIMIT_MB else "NOT UNDER"
        lines += ["", f"Each step runs in a process of its own; memory stays {under} 1 GB."]
        return [*lines, f"Tables held back: {self.build['held']}. Rows: {self.fetch['rows']:,}."]

    def _cells(self) -> list[str]:
        und1, folk1a = self.combinations["UND1"], self.combinations["FOLK1A"]
        rows = self.inserting["ours"]["rows"]
        return [
            f"UND1 has {und1:,} combinations of codes; {rows:,} of them are not zero and are sent.",
            f"FOLK1A would have {folk1a:,} if it were asked for whole; the atlas asks for children",
            "by single year and sex, for the total, and for the first quarter, and the stand-in",
            "answers that alone.",
        ]

    def _ways(self) -> list[str]:
        lines = [
            "Rows of UND1 into the same table, with the same constraints, in the same run:",
            "",
            "| way | rows | seconds | rows a second |",
            "|---|--:|--:|--:|",
        ]
        ours = self.inserting["ours"]
        whole = {"rows": ours["rows"], "seconds": ours["seconds"] + self.inserting["reading"]}
        ways = {
            "ours, from the answer on disk to the database, checks included": whole,
            "ours, the database alone (codes to integers, sorting, inserting)": ours,
            "`sqlite3.executemany`, rows ready and sorted": self.inserting["executemany"],
            "`session.add`, a sample of the rows": self.inserting["session.add"],
        }
        for name, found in ways.items():
            speed = found["rows"] / found["seconds"]
            lines.append(f"| {name} | {found['rows']:,} | {found['seconds']:.1f} | {speed:,.0f} |")
        return lines
