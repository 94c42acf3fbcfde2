"""Stands between us and an SMTP server and breaks connections as bad lines do: never its own doing, never refused.

    with BreakingProxy(server.port, chance=0.06, seed=7) as proxy:
        proxy.port                                 # talk to this one
        proxy.breaks                               # how often it did what

Of the messages that pass, a share is broken in one of four ways: in the midst of the body, right before the dot, after
the dot with the answer swallowed, or the same with a long silence first.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from contextlib import suppress
from typing import Final, Self

from tests.servers.needs import free_port

CUT_BODY: Final = "cut in the body"
CUT_BEFORE_DOT: Final = "cut before the dot"
CUT_AFTER_DOT: Final = "answer swallowed"
HANG_AFTER_DOT: Final = "silence, then cut"
_DOT: Final = b"\r\n.\r\n"


class BreakingProxy:
    """``chance``: of each message to be broken. ``silence``: seconds."""

    def __init__(self, upstream: int, *, chance: float, seed: int, silence: float = 2.0) -> None:
        self.upstream, self.chance, self.silence = upstream, chance, silence
        self.random, self.breaks = random.Random(seed), Counter[str]()
        self.port = free_port()

    def __enter__(self) -> Self:
        self._loop, listening = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(listening,), daemon=True)
        self._thread.start()
        assert listening.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self, listening: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connected, "127.0.0.1", self.port))
        listening.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(_ended())
        self._loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            theirs = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            writer.transport.abort()
            return
        link = _Link(self, (reader, writer), theirs)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(link.up(), link.down())


class _Link:
    """One connection through the proxy."""

    def __init__(
        self,
        proxy: BreakingProxy,
        ours: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        theirs: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        self._proxy, self._ours, self._theirs = proxy, ours, theirs
        self._in_body = self._swallow = False
        self._fault = ""

    async def up(self) -> None:
        """What we say to the server, until something breaks."""
        last = b""
        try:
            while data := await self._ours[0].read(65536):
                if not self._in_body:
                    self._theirs[1].write(data)
                    if data.upper().endswith(b"DATA\r\n"):
                        self._in_body, last = True, b""
                        self._fault = self._drawn()
                    continue
                last = (last + data)[-len(_DOT) :]
                if not await self._body(data, last == _DOT):
                    break
        except OSError:
            pass
        finally:
            if not self._swallow:
                self._abort()

    async def _body(self, data: bytes, ends: bool) -> bool:
        """False: the line is broken here."""
        if self._fault == CUT_BODY:
            self._theirs[1].write(data[: len(data) // 2])
            await self._theirs[1].drain()
            return False
        if ends and self._fault == CUT_BEFORE_DOT:
            self._theirs[1].write(data.removesuffix(b".\r\n"))
            await self._theirs[1].drain()
            return False
        self._swallow = ends and bool(self._fault)
        self._theirs[1].write(data)
        await self._theirs[1].drain()
        self._in_body = not ends
        return True

    async def down(self) -> None:
        """What the server says to us."""
        try:
            while data := await self._theirs[0].read(65536):
                if self._swallow:
                    if self._fault == HANG_AFTER_DOT:
                        await asyncio.sleep(self._proxy.silence)
                    break
                self._ours[1].write(data)
                await self._ours[1].drain()
        except OSError:
            pass
        finally:
            self._abort()

    def _drawn(self) -> str:
        chance = self._proxy.random
        if chance.random() >= self._proxy.chance:
            return ""
        fault = chance.choice((CUT_BODY, CUT_BEFORE_DOT, CUT_AFTER_DOT, HANG_AFTER_DOT))
        self._proxy.breaks[fault] += 1
        return fault

    def _abort(self) -> None:
        self._ours[1].transport.abort()
        self._theirs[1].transport.abort()


async def _ended() -> None:
    """Every connection is gone, and its transports with it."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)
