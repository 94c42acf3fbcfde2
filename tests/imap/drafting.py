"""Makes drafts in runs that are killed with SIGKILL: ``python drafting.py FOLDER PORT USER COUNT KILLS SEED``.

Everything is imported once; each run is a fork, so that the kills fall on the work. Prints how many kills there were.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Final

from clientsheet.config import Config
from clientsheet.mail import imap_client  # noqa: F401 (imported before the forks)
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter
from clientsheet.mail.outbox import post
from clientsheet.mail.transports import imap

GRACE: Final = 1.0
LONGEST: Final = 60.0


def main(folder: Path, config: Config, count: int, kills: int, chance: random.Random) -> int:
    with Journal.open(folder) as journal:
        journal.set_note("grace.imap", str(GRACE))
    killed, begun = 0, time.monotonic()
    while not _finished(folder, count) and time.monotonic() - begun < LONGEST:
        run = os.fork()
        if not run:
            _post(folder, config, count)
        if killed < kills:
            time.sleep(chance.uniform(0.01, 0.1))
            os.kill(run, signal.SIGKILL)
        _, status = os.waitpid(run, 0)
        killed += os.WIFSIGNALED(status)
    return killed


def _post(folder: Path, config: Config, count: int) -> None:
    code = 70
    try:
        with Journal.open(folder) as journal:
            clock, patience = Clock(dt.datetime.now), dt.timedelta(seconds=3 * GRACE)
            post(journal, letters(count), lambda way: imap.opened(config, journal, "uk"), clock, patience=patience)
        code = 0
    finally:
        os._exit(code)


def _finished(folder: Path, count: int) -> bool:
    with Journal.peek(folder) as journal:
        return len(journal.entries()) == count and not journal.pending()


def letters(count: int) -> list[Letter]:
    return [_letter(number) for number in range(count)]


def _letter(number: int) -> Letter:
    mark = f"<cs1.{number:026d}@example.test>"
    return Letter(
        key=f"trial/{number}/2026",
        mailing="trial",
        client=str(number),
        name=str(number),
        channel="email",
        recipient=f"c{number}@example.test",
        phone="",
        subject=str(number),
        text="",
        because="",
        due=dt.date(2026, 4, 6),
        message_id=mark,
        content=f"Message-ID: {mark}\r\nSubject: {number}\r\n\r\n".encode() + b"text of the letter\r\n" * 200,
        way="imap",
    )


def config(folder: Path, port: int, user: str) -> Config:
    account = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "username": user,
        "password": "env:TRIAL_PASSWORD",
    }
    return Config.default(folder, mail={"transport": "imap", "imap": account})


if __name__ == "__main__":
    place, port, user, count, kills, seed = sys.argv[1:]
    trial = config(Path(place), int(port), user)
    print(main(Path(place), trial, int(count), int(kills), random.Random(int(seed))))
