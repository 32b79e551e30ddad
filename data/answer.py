"""Tell StatBank's figures from a refusal, an error page and an answer that was cut off."""

import json
import os
from pathlib import Path

from data.query import Query
from data.statbank_error import StatBankError

BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 65536
SHOWN = 60


def refusal(body: bytes, *, table: str, status: int) -> StatBankError:
    """What StatBank itself says in an answer that is no success."""
    try:
        told = json.loads(body)
        code, message = str(told["errorTypeCode"]), str(told["message"])
    except (ValueError, TypeError, KeyError):
        found = f"{status} {body[:SHOWN].decode('utf-8', 'replace')}"
        return StatBankError("not_statbank", table=table, found=found)
    keys = {"EXTRACT-NOTFOUND": "not_found", "REQUEST-LIMIT": "limit"}
    return StatBankError(keys.get(code, "refused"), table=table, code=code, message=message)


def check_figures(file: Path, query: Query, *, measured: bool) -> None:
    """Raise StatBankError unless the file has the heading asked for, and its last line is whole.

    `measured` says that the answer came with its length, or in parts with an end.
    """
    with file.open("rb") as content:
        heading = content.readline(LONGEST_LINE).removeprefix(BOM).decode("utf-8", "replace")
        found = [column.strip().strip('"') for column in heading.split(";")]
        if sorted(found[:-1]) != sorted(query.columns) or found[-1] != "INDHOLD":
            raise StatBankError("not_statbank", table=query.table, found=heading.strip()[:SHOWN])
        first = content.readline(LONGEST_LINE)
        content.seek(max(0, content.seek(0, os.SEEK_END) - LONGEST_LINE))
        last = content.read().splitlines(keepends=True)[-1]
    if not first:
        raise StatBankError("empty", table=query.table)
    cut = last.count(b";") != len(query.columns)
    # Without a length a number may be cut in the middle; only the line's end tells that it is not.
    if cut or not (measured or last.endswith(b"\n")):
        raise StatBankError("broken_off", table=query.table)
