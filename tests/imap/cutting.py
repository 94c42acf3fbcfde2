"""A link that breaks at a chosen byte: between a client and a server on 127.0.0.1."""

from __future__ import annotations

import socket
import threading
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
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._cut()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        try:
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                self._ends += [client, server]
                self._begin(self._forth, client, server)
                self._begin(self._back, server, client)
        except OSError:
            pass

    def _begin(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while data := client.recv(65536):
                room = len(data) if self._after is None else self._after - self.sent
                self.sent += min(room, len(data))
                server.sendall(data[:room])
                if room <= len(data) and self._after is not None:
                    break
        except OSError:
            pass
        self._cut()

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        try:
            while data := server.recv(65536):
                if self._until and self._until in data:
                    self._answers = self.answered
                room = len(data) if self._answers is None else self._answers - self.answered
                self.answered += min(room, len(data))
                client.sendall(data[:room])
                if room <= len(data) and self._answers is not None:
                    break
        except OSError:
            pass
        self._cut()

    def _cut(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
