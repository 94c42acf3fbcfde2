"""Broken lines and kill -9, again and again, with real processes and real connections: nothing lost, nothing twice.

The fast trial (a scripted server) runs with every change; ``pytest -m slow tests/outbox`` runs the long ones: a real
Postfix that delivers into a real Dovecot, 300 letters each, counted in the mailboxes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

import pytest

from clientsheet.mail.letter import State
from tests.servers.breaking_proxy import BreakingProxy
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.smtp_double import SmtpDouble

FAULTS = 0.06
"""Of all messages."""

ARCHIVE = "archive@example.test"
FINAL = {State.ACCEPTED, State.UNKNOWN}


@pytest.mark.parametrize("workers", [1, 2])
def test_no_letter_is_lost_or_sent_twice_when_runs_are_killed(tmp_path: Path, workers: int) -> None:
    log = tmp_path / "mail.log"
    log.touch()
    with SmtpDouble(log=log) as server, BreakingProxy(server.port, chance=0.1, seed=workers) as proxy:
        told = _trial(
            tmp_path,
            {"host": "127.0.0.1", "port": proxy.port, "security": "none", "log": str(log)},
            letters=120,
            workers=workers,
            kills=6,
            seed=workers,
        )
        taken = Counter(taken.recipients[0] for taken in server.taken)
    _right(told, taken, 120)
    assert Counter(told["states"].values()) == {State.ACCEPTED: 120}
    assert told["kills"] >= 5


@pytest.mark.parametrize("workers", [1, 2])
def test_no_draft_is_lost_or_made_twice_when_runs_are_killed(tmp_path: Path, workers: int) -> None:
    """A real Dovecot; who died right after the upload finds the draft there."""
    owner = "owner@example.test"
    with Dovecot() as boxes:
        imap = {"host": "127.0.0.1", "port": boxes.imap, "security": "none", "username": owner}
        imap["password"] = "env:TRIAL_PASSWORD"
        figures: dict[str, Any] = {"letters": 240, "workers": workers, "kills": 6, "seed": workers}
        told = _trial(tmp_path, {}, imap, way="imap", **figures)
        drafts = Counter(
            str(BytesHeaderParser().parsebytes(message.content)["To"]) for message in boxes.messages(owner, "Drafts")
        )
    assert Counter(told["states"].values()) == {State.DRAFTED: 240}
    assert drafts == {f"c{number}@example.test": 1 for number in range(240)}
    assert told["kills"] >= 4


SOURCES = ("log and archive", "archive", "log")


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", range(1, 7))
def test_postfix_and_dovecot(tmp_path: Path, seed: int, workers: int) -> None:
    """Trials of the whole protocol; who is asked about doubts changes with the seed. Prints its figures (-s)."""
    sources = SOURCES[seed % len(SOURCES)]
    with Dovecot() as boxes, Postfix(lmtp=boxes.lmtp) as server:
        with BreakingProxy(server.port, chance=FAULTS, seed=seed) as proxy:
            smtp: dict[str, Any] = {"host": "127.0.0.1", "port": proxy.port, "security": "none"}
            imap: dict[str, Any] = {}
            if "log" in sources:
                smtp["log"] = str(server.log_file)
            if "archive" in sources:
                smtp["archive"] = ARCHIVE
                imap = {"host": "127.0.0.1", "port": boxes.imap, "security": "none", "username": ARCHIVE}
                imap["password"] = "env:TRIAL_PASSWORD"
            boxes.messages(ARCHIVE)  # the mailbox is there before its first letter
            told = _trial(tmp_path, smtp, imap, letters=300, workers=workers, kills=25, seed=seed)
            breaks = dict(proxy.breaks)
        server.settle()
        delivered = Counter({f"c{n}@example.test": _lying(boxes, f"c{n}@example.test") for n in range(300)})
    unknown = Counter(told["states"].values())[State.UNKNOWN]
    lost, twice = _amiss(told, +delivered)
    print(
        f"\nseed={seed} workers={workers} asked={sources}: lost={len(lost)} twice={len(twice)} unknown={unknown}"
        f" of 300, kills={told['kills']} runs={told['runs']} breaks={sum(breaks.values())} in {told['seconds']} s"
    )
    _right(told, +delivered, 300)
    assert told["kills"] >= 10


def _trial(
    folder: Path, smtp: dict[str, Any], imap: dict[str, Any] | None = None, *, way: str = "smtp", **figures: Any
) -> dict[str, Any]:
    mail = {"transport": way, "from": "salon@example.test", "smtp": smtp} | ({"imap": imap} if imap else {})
    description = folder / "trial.json"
    description.write_text(json.dumps({"folder": str(folder), "mail": mail, "way": way, **figures}), "utf-8")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("trials.py")), str(description)],
        capture_output=True,
        text=True,
        env=os.environ | {"TRIAL_PASSWORD": PASSWORD},
        check=False,
    )
    assert not done.stderr, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _right(told: dict[str, Any], taken: Counter[str], count: int) -> None:
    assert len(told["states"]) == count
    assert set(told["states"].values()) <= FINAL, Counter(told["states"].values())
    assert _amiss(told, taken) == ([], [])


def _amiss(told: dict[str, Any], taken: Counter[str]) -> tuple[list[str], list[str]]:
    """Letters that count as sent and are not there, and those that are there more than once."""
    accepted = {f"c{client}@example.test" for client, state in told["states"].items() if state == State.ACCEPTED}
    return sorted(accepted - set(taken)), sorted(address for address, times in taken.items() if times > 1)


def _lying(boxes: Dovecot, user: str) -> int:
    """How many messages lie in the user's INBOX, counted on the disk."""
    folder = boxes.folder / "mail" / user
    return sum(len(list((folder / part).iterdir())) for part in ("new", "cur") if (folder / part).is_dir())
