"""The stand-in itself: an HTTP server on loopback that answers as StatBank does, or as badly."""

import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.statbank import tables
from tests.statbank.answers import FORMATS, AnswerError, rows
from tests.statbank.figures import figures

HTML = b"<!DOCTYPE html><html><head><title>Log p\xc3\xa5</title></head><body>Vent</body></html>"
TRICKLE_SECONDS = 0.02
FAULTS = (
    "slow",  # nothing for `pause` seconds
    "trickle",  # a byte at a time, steadily
    "trickle_head",  # the same from the first header on
    "broken",  # a chunked answer that ends in the middle
    "short",  # fewer bytes than its Content-Length
    "unmeasured",  # no length told, and cut in the middle of a number
    "html",  # a page with status 200
    "redirect",  # to a login
    "429",
    "503",
)


class Standin:
    """StatBank made up, as a context manager: `with Standin(years=[2023, 2024]) as bank`.

    `bank.url` goes where https://api.statbank.dk/v1 would. What it says can be changed as it runs:

    - `updated`: the stamp of every table, or by table a stamp; else that of its file;
    - `extra`: codes to add, `{"UND1": {"UNDERRETERE": {"14": "Naboer"}}}`;
    - `drop`: variables to leave out of tableinfo, `{"UND1": ["KON"]}`;
    - `revised`: cells to set, `{"UND1": [({"ADMKOM": "101", "Tid": "2023", ...}, 5)]}`: totals
      follow when every variable is named by a code that is no total;
    - `missing`: places to answer `..`, `{"BU43": [{"OMRÅDE": "825"}]}`;
    - `faults`: for figures by table, `{"UND1": "html"}`; `"503:2"` is two times and then fine;
      `"UND1/tableinfo"` is for what tableinfo says of that table.

    `asked` holds every request as (place, table). `small` tables have three years and no high ages.
    """

    def __init__(
        self,
        *,
        years=None,
        scale="small",
        seed=1,
        updated=None,
        extra=None,
        drop=None,
        revised=None,
        missing=None,
        faults=None,
        pause=2.0,
        pace=0.0,
    ) -> None:
        self.years, self.small, self.seed, self.updated = years, scale == "small", seed, updated
        self.extra, self.drop = dict(extra or {}), dict(drop or {})
        self.revised, self.missing = dict(revised or {}), dict(missing or {})
        self.faults, self.pause, self.pace = dict(faults or {}), pause, pace
        self.asked, self.ending = [], threading.Event()
        self._kept, self._lock = {}, threading.Lock()

    def __enter__(self):
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.standin = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *fault):
        self.ending.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self):
        host, port = self._server.server_address
        return f"http://{host}:{port}/v1"

    def info(self, name):
        """The table as it stands, whatever the case of its name; None if it is not known."""
        found = name.upper()
        if found not in tables.known():
            return None
        stamp = self.updated.get(found) if isinstance(self.updated, dict) else self.updated
        return tables.table(
            found,
            years=self.years,
            small=self.small,
            updated=stamp,
            extra=self.extra.get(found),
        )

    def cube(self, info):
        """The table's figures, kept until something about them changes."""
        name = info["id"]
        changes = (self.extra.get(name), self.revised.get(name), self.missing.get(name), self.years)
        with self._lock:
            if self._kept.get(name, (None,))[0] != repr(changes):
                made = figures(
                    info,
                    seed=self.seed,
                    revised=self.revised.get(name, ()),
                    missing=self.missing.get(name, ()),
                )
                self._kept[name] = (repr(changes), made)
            return self._kept[name][1]

    def fault(self, key):
        """The fault that now befalls an answer, counting down those that end."""
        with self._lock:
            kind, _, times = self.faults.get(key, "").partition(":")
            assert kind in ("", *FAULTS), f"no fault is called {kind}"
            if times:
                left = int(times) - 1
                self.faults[key] = f"{kind}:{left}" if left else ""
            return kind


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    standin: Standin


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    protocol_version = "HTTP/1.1"
    language = "da"

    def do_GET(self):  # noqa: N802
        address = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        self._answered(lambda place: self._from_get(place, asked))

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answered(lambda place: (place[0], self._from_post(body)))

    def log_message(self, *told):
        """Says nothing."""

    def _from_get(self, place, asked):
        """GET takes the table from the address, and variables from the query."""
        if len(place) > 1:
            asked["table"] = place[1]
        if place[0] == "data":
            asked["format"] = place[2] if len(place) > 2 else ""
            options = ("table", "format", "lang", "valuePresentation", "timeOrder", "delimiter")
            variables = {key: value for key, value in asked.items() if key not in options}
            asked["variables"] = [
                {"code": key, "values": value.split(",")} for key, value in variables.items()
            ]
        return place[0], {"table": asked.pop("id", None), **asked}

    def _from_post(self, body):
        try:
            asked = json.loads(body)
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            raise AnswerError("REQUEST-EMPTY")
        return asked

    def _answered(self, read):
        bank = self.server.standin
        path = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        try:
            if path[:1] != ["v1"] or path[1:2] not in (["tableinfo"], ["data"]):
                raise AnswerError("REQUEST-NOTFOUND", "da", self.path)
            place, asked = read(path[1:])
            table = str(asked.get("table") or "").upper()
            bank.asked.append((place, table))
            kind = bank.fault(table if place == "data" else f"{table}/tableinfo")
            parts = self._parts(place, asked, table)
            self._send(kind, parts, "text/csv" if place == "data" else "application/json")
        except AnswerError as fault:
            self._whole(fault.status, fault.body, "application/json")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _parts(self, place, asked, table):
        """The answer in parts of bytes; raises AnswerError before there is any."""
        bank, language = self.server.standin, asked.get("lang", "da")
        if not table:
            raise AnswerError("REQUEST-MISSING", language, "table")
        if place == "data" and str(asked.get("format", "")).upper() not in FORMATS:
            raise AnswerError("REQUEST-MISSING", language, "format")
        info = bank.info(table)
        if info is None:
            raise AnswerError("EXTRACT-NOTFOUND", language, "tabel", table)
        if place == "data":
            return rows(asked, info, bank.cube(info))
        gone = bank.drop.get(table, ())
        info["variables"] = [one for one in info["variables"] if one["id"] not in gone]
        return [json.dumps(tables.told(info, language), ensure_ascii=False).encode()]

    # --- sending, well and badly

    def _send(self, kind, parts, content_type):
        if kind == "html":
            self._whole(200, HTML, "text/html")
        elif kind in ("429", "503"):
            self._whole(int(kind), b"Service unavailable", "text/plain")
        elif kind == "redirect":
            self._whole(302, b"", "text/html", Location="/login")
        elif kind == "trickle_head":
            self._trickle(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000)
        elif kind in ("short", "unmeasured", "trickle"):
            self._cut(kind, b"".join(parts), content_type)
        else:
            if kind == "slow":
                self.server.standin.ending.wait(self.server.standin.pause)
            self._chunked(parts, content_type, broken=kind == "broken")

    def _head(self, status, content_type, **headers):
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("StatbankAPI-Request-Id", str(uuid.uuid4()))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _whole(self, status, body, content_type, **headers):
        self._head(status, content_type, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def _chunked(self, parts, content_type, *, broken):
        """In chunks as they are made; a broken one ends half-way through the second."""
        self._head(200, content_type, Transfer_Encoding="chunked")
        for number, part in enumerate(parts):
            size = b"%x\r\n" % len(part)
            if broken and number == 1 or broken and content_type != "text/csv":
                self.wfile.write(size + part[: len(part) // 2])
                self.close_connection = True
                return
            self.wfile.write(size + part + b"\r\n")
            if self.server.standin.pace:
                time.sleep(self.server.standin.pace)
        self.wfile.write(b"0\r\n\r\n")

    def _cut(self, kind, body, content_type):
        """An answer that ends too soon, or hardly ever."""
        if kind == "unmeasured":
            self._head(200, content_type, Connection="close")
            self.wfile.write(body[:-3])
        else:
            self._head(200, content_type, Content_Length=str(len(body)))
            self._trickle(body) if kind == "trickle" else self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def _trickle(self, content):
        for byte in content:
            if self.server.standin.ending.is_set():
                break
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(TRICKLE_SECONDS)
        self.close_connection = True
