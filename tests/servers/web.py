"""What the doubles of web services share: requests over real HTTP on 127.0.0.1, kept, and broken where a trial says so.

A double answers whole requests in ``answer``. ``script`` puts faults in store for the requests that hand something
over: each request takes the next one.
"""

from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


class Fault(Enum):
    LOST = auto()
    """The body came, nothing was done with it, and the line broke."""
    SWALLOWED = auto()
    """It was carried out, and the line broke before the answer."""
    CUT = auto()
    """It was carried out, and half of the answer came."""
    BAD_GATEWAY = auto()
    """It was carried out, and something in between says 502."""


@dataclass(frozen=True)
class Request:
    """``query``: the last value of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    status: int = 200
    said: object = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        return b"" if self.said is None else json.dumps(self.said, ensure_ascii=False).encode()


class WebDouble:
    """``exchanges``: every request with its answer, in order."""

    def __init__(self) -> None:
        self.exchanges: list[tuple[Request, Answer]] = []
        self._faults: deque[Fault | Answer | None] = deque()
        self._lock = threading.RLock()

    # -- for the trial

    def script(self, *faults: Fault | Answer | None) -> None:
        """An Answer is given instead of carrying the request out; None: all goes well."""
        self._faults.extend(faults)

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    # -- for the double

    def hands_over(self, request: Request) -> bool:
        """Whether faults are meant for such a request."""
        return request.method == "POST"

    def answer(self, request: Request) -> Answer:
        raise NotImplementedError

    def carried_out(self, request: Request) -> tuple[Answer, Fault | None]:
        with self._lock:
            fault = self._faults.popleft() if self._faults and self.hands_over(request) else None
            if isinstance(fault, Answer):
                answer, fault = fault, None
            elif fault is Fault.LOST:
                answer = Answer()
            else:
                answer = self.answer(request)
            self.exchanges.append((request, answer))
            return answer, fault


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that a client broke is no news."""


def _handler(double: WebDouble) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            place = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(place.query, keep_blank_values=True).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer, fault = double.carried_out(Request(self.command, place.path, query, headers, body))
            if fault in (Fault.LOST, Fault.SWALLOWED):
                self._break()
                return
            if fault is Fault.BAD_GATEWAY:
                answer = Answer(502, {"error": "bad gateway"})
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if fault is Fault.CUT:
                self.wfile.write(answer.body[: len(answer.body) // 2])
                self._break()
                return
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

        def _break(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
