"""What else the letters could be taken for, each a program of its own: ``python -m benchmarks.mail_contestants NAME``.

without CONFIG         the same letters over the same transport, and nobody writes anything down
ready CONFIG FOLDER    the letters as files
raw CONFIG FOLDER      those files over one socket, the envelope of the next behind the dot of the last
planning CONFIG        says: seconds, chosen, left out
"""

from __future__ import annotations

import datetime as dt
import socket
import sys
import time
from pathlib import Path
from typing import BinaryIO

from clientsheet.mail.letter import Letter, Receipt
from clientsheet.workspace import Workspace

NOW = dt.datetime(2026, 4, 6, 12, 0)


def without(config: Path) -> None:
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.transports.smtp import opened

    space = _space(config)
    with Journal.peek(config.parent / "nowhere") as journal:
        transport = opened(space.config, journal, "uk")
        transport.hand_over(iter(_letters(space)), _Deaf())
        transport.close()


def ready(config: Path, folder: Path) -> None:
    for number, letter in enumerate(_letters(_space(config))):
        (folder / f"{number:06} {letter.recipient}").write_bytes(letter.content)


def raw(config: Path, folder: Path) -> None:
    port = _space(config).config.mail.smtp.port
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        said = line.makefile("rb")
        _replies(said, 1)
        line.sendall(b"EHLO benchmark\r\n")
        _replies(said, 1)
        last = b""
        for path in sorted(folder.iterdir()):
            recipient = path.name.partition(" ")[2].encode()
            envelope = b"MAIL FROM:<salon@example.com>\r\nRCPT TO:<%s>\r\nDATA\r\n" % recipient
            line.sendall(last + envelope)
            _replies(said, 4 if last else 3)
            last = path.read_bytes().replace(b"\r\n.", b"\r\n..") + b".\r\n"
        line.sendall(last + b"QUIT\r\n")
        _replies(said, 2)


def planning(config: Path) -> None:
    from clientsheet.book.letters.mailings import plan
    from clientsheet.book.letters.written import Written
    from clientsheet.book.shop import Shop

    shop = Shop(_space(config).read())
    started = time.perf_counter()
    planned = plan(shop, Written("benchmark"), NOW)
    seconds = time.perf_counter() - started
    print(seconds, len(planned.letters), len(planned.left_out))


class _Deaf:
    def in_doubt(self, letter: Letter) -> None: ...

    def settled(self, receipt: Receipt) -> None: ...

    def flush(self) -> None: ...


def _space(config: Path) -> Workspace:
    return Workspace.open(config, today=NOW.date(), now=NOW)


def _letters(space: Workspace) -> tuple[Letter, ...]:
    """Composed as ``mail send`` composes them."""
    from clientsheet.jobs.mail.planning import identity_of, prepared, shop_of
    from clientsheet.mail.journal import Journal

    with Journal.peek(space.config.state_path) as journal:
        shop = shop_of(space, journal)
        return prepared(space, shop, journal, identity_of(shop), drafts=False, trials=False).plan.letters


def _replies(said: BinaryIO, count: int) -> None:
    for _ in range(count):
        while (line := said.readline())[3:4] == b"-":
            pass
        if line[:1] not in b"23":
            raise SystemExit(line.decode())


if __name__ == "__main__":
    {one.__name__: one for one in (without, ready, raw, planning)}[sys.argv[1]](*map(Path, sys.argv[2:]))
