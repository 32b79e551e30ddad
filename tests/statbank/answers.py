"""What StatBank would answer to a request for figures: rows as text, or an error by its code."""

import fnmatch
import json
import math

import numpy as np

from tests.statbank.figures import MISSING, total_of

CELLS_AT_MOST = 1_000_000
FORMATS = {"CSV", "BULK"}
SAYS = {
    "EXTRACT-NOTFOUND": ("Kan ikke finde {}: {}", "Cannot find {}: {}"),
    "EXTRACT-NOTALLOWED": (
        "Der skal vælges værdier for variabel: {}",
        "Values must be selected for variable: {}",
    ),
    "EXTRACT-STREAMINGTIMESORT": (
        "Tidssortering er ikke mulig i streamingformater",
        "Time sorting is not possible in streaming formats",
    ),
    "REQUEST-LIMIT": (
        "Forespørgslen giver {} celler; grænsen er {}. Brug et streamingformat, f.eks. BULK",
        "The request gives {} cells; the limit is {}. Use a streaming format such as BULK",
    ),
    "REQUEST-MISSING": ("{} mangler eller er ikke gyldig", "{} is missing or not valid"),
    "REQUEST-EMPTY": ("Forespørgslen er tom eller ikke JSON", "The request is empty or not JSON"),
    "REQUEST-NOTFOUND": ("Ukendt adresse: {}", "Unknown address: {}"),
}
NOUNS = {"en": {"variabel": "variable", "værdi": "value", "tabel": "table"}}


class AnswerError(Exception):
    """An error as StatBank tells it: status and a JSON body in the request's language."""

    def __init__(self, code, language="da", *parts):
        self.status = 404 if code == "REQUEST-NOTFOUND" else 400
        words = [NOUNS.get(language, {}).get(part, part) for part in parts]
        message = SAYS[code][language == "en"].format(*words)
        self.body = json.dumps({"errorTypeCode": code, "message": message}).encode()
        super().__init__(message)


def rows(asked, info, cube):
    """The answer to a request, in parts of bytes; raises AnswerError before the first one."""
    language = asked.get("lang", "da")
    streaming = asked["format"].upper() == "BULK"
    if streaming and asked.get("timeOrder"):
        raise AnswerError("EXTRACT-STREAMINGTIMESORT", language)
    chosen = _chosen(asked, info, language, streaming=streaming)
    named = [variable["id"] for variable in info["variables"] if variable["id"] in chosen]
    cells = math.prod(len(codes) for codes in chosen.values()) * (len(chosen) + 1)
    if not streaming and cells > CELLS_AT_MOST:
        raise AnswerError("REQUEST-LIMIT", language, cells, CELLS_AT_MOST)
    part = _part(info, cube, chosen)
    shown = [_shown(info, code, chosen[code], asked, language) for code in named]
    return _written(part, named, shown, language=language, streaming=streaming)


def _chosen(asked, info, language, *, streaming):
    """The places of the chosen values by variable; variables left out are not there."""
    wanted = {part.get("code", "").upper(): part for part in asked.get("variables", [])}
    if unknown := wanted.keys() - {variable["id"].upper() for variable in info["variables"]}:
        raise AnswerError("EXTRACT-NOTFOUND", language, "variabel", sorted(unknown)[0])
    chosen = {}
    for variable in info["variables"]:
        part = wanted.get(variable["id"].upper())
        if part is not None:
            chosen[variable["id"]] = _places(variable, part.get("values") or [], language)
        elif streaming or not (variable.get("elimination") or variable.get("time")):
            raise AnswerError("EXTRACT-NOTALLOWED", language, variable["id"])
        elif variable.get("time"):
            chosen[variable["id"]] = [len(variable["values"]) - 1]
    return chosen


def _places(variable, values, language):
    if not values:
        raise AnswerError("EXTRACT-NOTALLOWED", language, variable["id"])
    codes = [value["id"] for value in variable["values"]]
    found = []
    for value in values:
        places = [i for i, code in enumerate(codes) if fnmatch.fnmatchcase(code, value)]
        if not places:
            raise AnswerError("EXTRACT-NOTFOUND", language, "værdi", value)
        found += places
    return list(dict.fromkeys(found))


def _part(info, cube, chosen):
    """The chosen cells; a variable that was left out is set to its total, or added up."""
    for axis, variable in reversed(list(enumerate(info["variables"]))):
        if variable["id"] in chosen:
            cube = np.take(cube, chosen[variable["id"]], axis=axis)
        elif (total := total_of(variable)) is not None:
            codes = [value["id"] for value in variable["values"]]
            cube = np.take(cube, codes.index(total), axis=axis)
        else:
            cube = cube.sum(axis=axis)
    return cube


def _shown(info, code, places, asked, language):
    values = next(v["values"] for v in info["variables"] if v["id"] == code)
    text = "en" if language == "en" else "text"
    form = {
        "Code": "{0}",
        "CodeAndValue": "{0} {1}",
        "ValueAndCode": "{1} {0}",
    }.get(asked.get("valuePresentation", "Default"), "{1}")
    return np.array(
        [form.format(values[p]["id"], values[p].get(text, values[p]["text"])) for p in places],
        dtype=object,
    )


def _written(part, named, shown, *, language, streaming):
    """Bytes, first the heading, then those of one value of the first variable at a time."""
    heading = ";".join([code.upper() for code in named] + ["INDHOLD"]) + "\r\n"
    yield (b"" if streaming else b"\xef\xbb\xbf") + heading.encode()
    for place, first in enumerate(shown[0]):
        cells = np.atleast_1d(part[place])  # a single cell where only one variable is shown
        there = np.nonzero(cells != 0) if streaming else np.nonzero(np.ones(cells.shape, bool))
        columns = [codes[where] for codes, where in zip(shown[1:], there, strict=False)]
        lines = map(";".join, zip(*columns, _numbers(cells[there], language), strict=True))
        text = "".join(f"{first};{line}\r\n" for line in lines)
        if text:
            yield text.encode()


def _numbers(values, language):
    if values.dtype.kind in "iu":
        return [".." if value == MISSING else str(value) for value in values.tolist()]
    point = "," if language == "da" else "."
    return [".." if math.isnan(v) else f"{v:.1f}".replace(".", point) for v in values.tolist()]
