"""What can go wrong with a table of StatBank, told in plain words."""

from catalog.model import Language
from catalog.words import say


class StatBankError(Exception):
    """A table that could not be fetched; `key` names the sentence that says why."""

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self.told())

    def told(self, language: Language = "da") -> str:
        """What was found and what to do, in one line."""
        return " ".join(say(f"statbank.{self.key}", language, **self.values).split())
