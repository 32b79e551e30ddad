"""One importer per kind of file: the file's name says which of them reads it."""

from collections.abc import Mapping

from data.importers.barometer import BAROMETER
from data.importers.figures import FIGURES
from data.importers.kind import Kind
from data.importers.words import WORDS

KINDS: Mapping[str, Kind] = {kind.file: kind for kind in (*FIGURES, *BAROMETER, *WORDS)}
