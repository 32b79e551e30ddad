"""Start the atlas as a server of its own for the tests, and end it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 90
END_SECONDS = 5


@dataclass(frozen=True)
class Server:
    """A running atlas: where it answers and where it writes its log."""

    url: str
    log_file: Path
    process: subprocess.Popen

    def log(self, *, lines: int = 60) -> str:
        """The last lines the server wrote."""
        text = self.log_file.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


@contextmanager
def serve(script: Path, *, folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    """Run `script` on a free loopback port until the block ends; `folder` takes home and log."""
    port = _free_port()
    # No --browser.gatherUsageStats here: the project's own configuration is on trial.
    options = [
        "--server.headless=true",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
    ]
    log_file = folder / "server.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options],
            cwd=script.parent,
            env=_environment(folder) | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", log_file, process)
        try:
            _wait_until_healthy(server)
            yield server
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(home: Path) -> dict[str, str]:
    """Ours without Streamlit's, and with another home: no setting of the user's may take part."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return ours | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUNBUFFERED": "1"}


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise RuntimeError(
                f"the server ended with {server.process.returncode}:\n{server.log()}"
            )
        if _is_healthy(server.url):
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server was not healthy in {START_SECONDS} s:\n{server.log()}")


def _is_healthy(url: str) -> bool:
    # A proxy of the machine's must not stand between us and loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(END_SECONDS)
