"""HTTP on 127.0.0.1: requests in, answers out, pretty or packed as asked, and lines that break as planned."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.emulator.faults import BAD_GATEWAY, Wire
from tests.emulator.files import Answer, Request

Carrier = Callable[[Request], tuple[Answer, Wire | None, float]]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that a client broke is no news."""


@dataclass
class Traffic:
    """``up``, ``down``: bytes of bodies as they went over the line. ``seconds``: of the processor, spent here."""

    up: int = 0
    down: int = 0
    seconds: float = 0.0


class Front:
    """``carrier`` carries a request out: the answer, how the line breaks, and for how many seconds nothing happens."""

    def __init__(self, carrier: Carrier, port: int = 0) -> None:
        self.traffic = Traffic()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", port), _handler(carrier, self._closing, self.traffic))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def _handler(carrier: Carrier, closing: threading.Event, traffic: Traffic) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if len(body) < length:  # the caller went away: half a request is none
                self.close_connection = True
                return
            started = time.thread_time()
            traffic.up += len(body)
            self._answer(body)
            traffic.seconds += time.thread_time() - started

        def _answer(self, body: bytes) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            if headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            request = _as_meant(Request.of(self.command, self.path, headers, body))
            answer, fault, seconds = carrier(request)
            told = answer.body(pretty=request.asked("prettyPrint", "true").lower() != "false")
            if fault is None:
                self._send(answer, told, _packs(headers))
            else:
                self._fail(answer, told, fault, seconds)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve  # noqa: N815

        def _send(self, answer: Answer, told: bytes, packed: bool = False) -> None:
            more = {
                "Content-Type": "application/json; charset=UTF-8",
                "Vary": "Origin, X-Origin, Referer",
                **answer.headers,
            }
            if packed and told:
                told = gzip.compress(told, 1)
                more["Content-Encoding"] = "gzip"
            self._head(answer.status, more if told else dict(answer.headers))
            if answer.status != 204:
                self.send_header("Content-Length", str(len(told)))
            traffic.down += len(told)
            self.end_headers()
            self.wfile.write(told)

        def _head(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)

        def _fail(self, answer: Answer, told: bytes, fault: Wire, seconds: float) -> None:
            if fault is Wire.SWALLOWED_502:
                self._send(BAD_GATEWAY, BAD_GATEWAY.body(pretty=False))
                return
            half = told[: len(told) // 2]
            if fault in (Wire.TRUNCATED, Wire.EMPTY):
                self._send(answer, half if fault is Wire.TRUNCATED else b"")
                return
            self.close_connection = True
            if fault in (Wire.CUT_LENGTH, Wire.CUT_CHUNKED, Wire.SLOW_BODY):
                self._half(answer, told, half, chunked=fault is Wire.CUT_CHUNKED)
            if fault in (Wire.SLOW_HEADERS, Wire.SLOW_BODY):
                closing.wait(seconds)
            if fault in (Wire.LOST_RST, Wire.SWALLOWED_RST):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            else:
                self.connection.shutdown(socket.SHUT_RDWR)

        def _half(self, answer: Answer, told: bytes, half: bytes, *, chunked: bool) -> None:
            length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(len(told))}
            self._head(answer.status, {"Content-Type": "application/json; charset=UTF-8", **length})
            self.end_headers()
            self.wfile.write(f"{len(told):x}\r\n".encode() + half if chunked else half)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """The emulator keeps its own log."""

    return Handler


def _as_meant(request: Request) -> Request:
    """A question too long for an address, asked as Google's own clients do: by POST, its query as the body."""
    if request.headers.get("x-http-method-override") != "GET":
        return request
    return Request.of("GET", f"{request.path}?{request.body.decode()}", request.headers, b"")


def _packs(headers: dict[str, str]) -> bool:
    """Google packs only for those who say gzip in both places."""
    return "gzip" in headers.get("accept-encoding", "") and "gzip" in headers.get("user-agent", "")
