"""A link that breaks at a chosen byte: between a client and a server on 127.0.0.1."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self


class CuttingLink:
    """``after``: so many bytes of the client pass, then both ends are cut. ``answers``: so many of the server's do.
    ``until``: an answer with these words does not pass, and nothing after it.

    ``sent``, ``answered``: what has passed so far.
    """

    def __init__(
        self, port: int, *, after: int | None = None, answers: int | None = None, until: bytes | None = None
    ) -> None:
        self._port, self._after, self._answers, self._until = port, after, answers, until
        self.sent = self.answered = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Until the server has done with all that it got."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client, server in self._pairs:
            _cut(client, server)
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                self._pairs.append((client, server))
                self._begin(self._forth, client, server)
                self._begin(self._back, client, server)

    def _begin(self, target: Callable[..., None], *ends: socket.socket) -> None:
        thread = threading.Thread(target=target, args=ends, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                room = len(data) if self._after is None else self._after - self.sent
                self.sent += min(room, len(data))
                server.sendall(data[:room])
                if room <= len(data) and self._after is not None:
                    break
        _cut(client, server)

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self._until and self._until in data:
                    self._answers = self.answered
                room = len(data) if self._answers is None else self._answers - self.answered
                self.answered += min(room, len(data))
                with suppress(OSError):
                    client.sendall(data[:room])
                if room <= len(data) and self._answers is not None:
                    _cut(client, server)
        _cut(client, server)


def _cut(client: socket.socket, server: socket.socket) -> None:
    """The server may still read what it got, and say what nobody hears."""
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        server.shutdown(socket.SHUT_WR)
