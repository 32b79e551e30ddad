"""What an importer is: a file's columns, the rules of its rows, and the table they end in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
import pandera.pandas as pa
from sqlmodel import SQLModel

Rule = Callable[[pd.DataFrame], "pd.Series[bool]"]
"""True for each row that breaks the rule."""


@dataclass(frozen=True)
class Kind:
    """How files of one name are read.

    `columns` are all columns in the file's order; `codes` says of which table a column holds the
    text code; `unique` are the columns that no two rows share, in one file if `within_file`, else
    in all; `rules` are told by the key of their sentence and the column to look at; `among` says of
    which file and column a column must hold a value, and by which key that is told.
    """

    file: str
    table: type[SQLModel]
    columns: Mapping[str, pa.Column]
    unique: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    rules: Iterable[tuple[str, str, Rule]] = ()
    within_file: bool = False
    among: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
