"""One deadline for a whole answer, however steadily a server trickles."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Self


class Deadline:
    """Ends the connection of one request when its time is up; `passed` then says so.

    A read time-out starts over with each byte, so it cannot end an answer that trickles, least of
    all one that trickles its headers. Hand `trace` to httpx as the request's extension.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """Note the connection's socket each time it is made or wrapped."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = told["return_value"].get_extra_info("socket")
            if self.passed:
                self._end()

    def _end(self) -> None:
        self.passed = True
        if self._socket is not None:
            # The plain socket's own: that of a TLS socket would say goodbye first, and may wait.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
