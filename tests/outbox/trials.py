"""Sends a number of letters with runs that are killed again and again: ``python trials.py TRIAL.json``.

The trial names the folder, the server, the way out, how many letters, workers and kills, and the seed. Everything is
imported once; each run is a fork, so that the moments of the kills fall on the work and not on the start of Python.
Runs follow each other, two at a time with two workers, until every letter is in a final state. Prints one JSON
document.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from clientsheet.config import Config
from clientsheet.mail import copies, imap_client, mta_log  # noqa: F401 (imported before the forks)
from clientsheet.mail.base import Transport
from clientsheet.mail.clock import Clock
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter
from clientsheet.mail.outbox import post
from clientsheet.mail.transports import imap, smtp

PATIENCE_FOR_A_REPLY: Final = 1.0
"""Seconds; shorter than the proxy's silence, so that slow answers leave doubt too."""

GRACE: Final = 1.5
_LONGEST: Final = 240.0


def letters(count: int, way: str) -> list[Letter]:
    return [_letter(number, way) for number in range(count)]


def _letter(number: int, way: str) -> Letter:
    mark, to = f"<cs1.{number:026d}@example.test>", f"c{number}@example.test"
    head = f"From: salon@example.test\r\nTo: {to}\r\nSubject: {number}\r\nMessage-ID: {mark}\r\n\r\n"
    return Letter(
        key=f"trial/{number}/2026",
        mailing="trial",
        client=str(number),
        name=str(number),
        channel="email",
        recipient=to,
        phone="",
        subject=str(number),
        text="",
        because="",
        due=dt.date(2026, 4, 6),
        message_id=mark,
        content=(head + ".text of the letter\r\n" * 60).encode(),
        way=way,
        draft=way == "imap",
    )


def run(trial: dict[str, Any]) -> None:
    """One start of the program, to its end."""
    folder = Path(trial["folder"])
    config = Config.default(folder, mail=trial["mail"])
    with Journal.open(folder / "state") as journal:
        clock = Clock(dt.datetime.now)
        patience = dt.timedelta(seconds=20)
        post(journal, letters(trial["letters"], trial["way"]), _opening(config, journal), clock, patience=patience)


def _opening(config: Config, journal: Journal) -> Callable[[str], Transport]:
    def open_way(way: str) -> Transport:
        if way == "imap":
            return imap.opened(config, journal, "uk")
        return smtp.opened(config, journal, "uk", patience=PATIENCE_FOR_A_REPLY)

    return open_way


def main(trial: dict[str, Any]) -> dict[str, object]:
    folder, chance = Path(trial["folder"]), random.Random(trial["seed"])
    with Journal.open(folder / "state") as journal:
        journal.set_note(f"grace.{trial['way']}", str(GRACE))
    kills = runs = 0
    started = time.monotonic()
    while not _finished(folder, trial["letters"]) and time.monotonic() - started < _LONGEST:
        workers = [_forked(partial(run, trial)) for _ in range(trial["workers"])]
        runs += len(workers)
        for worker in workers:
            if kills < trial["kills"]:
                _wait(folder, worker, chance.randint(1, trial["letters"] // (trial["kills"] + 2)))
                time.sleep(chance.uniform(0, 0.003))
                kills += _killed(worker)
        for worker in workers:
            _ended(worker)
    with Journal.peek(folder / "state") as journal:
        states = {entry.letter.client: entry.state for entry in journal.entries()}
    return {"kills": kills, "runs": runs, "states": states, "seconds": round(time.monotonic() - started, 1)}


def _wait(folder: Path, worker: int, letters: int) -> None:
    """Until so many more letters are settled, or it is long enough."""
    before, deadline = _settled(folder), time.monotonic() + 3
    while _settled(folder) < before + letters and time.monotonic() < deadline and _lives(worker):
        time.sleep(0.002)


def _settled(folder: Path) -> int:
    with Journal.peek(folder / "state") as journal:
        return len(journal.entries()) - len(journal.pending())


def _finished(folder: Path, count: int) -> bool:
    with Journal.peek(folder / "state") as journal:
        return len(journal.entries()) == count and not journal.pending()


def _forked(work: Callable[[], None]) -> int:
    if pid := os.fork():
        return pid
    code = 70
    try:
        work()
        code = 0
    except BaseException as error:  # whatever it is, the parent goes on, and the reader sees it
        print(repr(error), file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def _lives(pid: int) -> bool:
    if pid not in _gone and os.waitpid(pid, os.WNOHANG)[0]:
        _gone.add(pid)
    return pid not in _gone


def _killed(pid: int) -> bool:
    """False: it had come to its end before."""
    if not _lives(pid):
        return False
    os.kill(pid, signal.SIGKILL)
    return True


def _ended(pid: int) -> None:
    if pid not in _gone:
        os.waitpid(pid, 0)
        _gone.add(pid)


_gone: Final[set[int]] = set()

if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
