"""The account that a refresh gives of itself: each thing it does, written down and said."""

from collections.abc import Callable

from catalog.model import Language
from catalog.words import say
from data.faults import RefusedError
from data.fetch import Fetched
from data.journal import End, Event, Journal, Told
from data.statbank_error import StatBankError

LINE_BYTES = 10_000_000
LOST = {"unreachable", "no_answer"}
Say = Callable[[str], None]


class LostError(Exception):
    """StatBank does not answer any more; what was fetched is kept."""

    def __init__(self, fault: StatBankError) -> None:
        self.fault = fault
        super().__init__(str(fault))


class Account:
    """One run that holds the lock; each thing it does is written and printed."""

    def __init__(self, journal: Journal, language: Language, said: Say) -> None:
        self.journal, self.language, self.said = journal, language, said
        self._next = LINE_BYTES

    def tell(self, event: Event, told: Told, *, about: str = "", outcome: str = "") -> None:
        """Write a sentence down in both languages, and say it in the one of who started."""
        self.journal.write(event, told, language=self.language, about=about, outcome=outcome)
        self.said(told(self.language))

    def step(self, step: str) -> None:
        """Write down how far the build is."""
        self.tell("step", lambda lang: say(f"build.{step}", lang), about=step)

    def end(self, outcome: End, **values: object) -> int:
        """Write down how it ended; returns what the process ends with."""
        self.tell(
            "ended", lambda lang: say(f"refresh.end_{outcome}", lang, **values), outcome=outcome
        )
        return int(outcome not in ("went_well", "needless"))

    def progress(self, table: str, count: int) -> None:
        """A line when a table begins, and now and then one during a long download."""
        if not count:
            self._next = LINE_BYTES
            self.tell("table", lambda lang: say("refresh.table", lang, table=table), about=table)
        elif count >= self._next:
            self._next = (count // LINE_BYTES + 1) * LINE_BYTES
            mega = count // 1_000_000
            self.tell(
                "table",
                lambda lang: say("fetch.progress", lang, table=table, mega=mega),
                about=table,
            )

    def done(self, found: Fetched) -> None:
        """Write down what became of a table; raises when StatBank is not there any more."""
        self.tell("table_done", found.told, about=found.table, outcome=found.outcome)
        if isinstance(found.fault, StatBankError) and found.fault.key in LOST:
            raise LostError(found.fault)

    def reason(self, fault: StatBankError | RefusedError) -> None:
        """Write down why the whole of it came to nothing."""
        self.tell("held", fault.told)

    def held(self, name: str, texts: dict[Language, str]) -> None:
        """Write down a table that the build held back, and why."""
        self.tell("held", texts.__getitem__, about=name, outcome="held_back")
