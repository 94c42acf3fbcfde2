"""Killed at any moment, whatever the owner did meanwhile, a sync leaves nothing that the next one does not heal."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.emulator.auth import write_service_account
from tests.emulator.control import Emulator
from tests.google.machine_owner import Move
from tests.google.machine_salon import Beginning, Salon, laid_out
from tests.google.machine_trouble import ANY, AT_ANY_MOMENT, CHANGING, FILLING, TABS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def syncing() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(Path(__file__).with_name("syncing.py"))]
    at_work = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=at_work) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("trials", [30, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_sync_is_healed_by_the_next(
    google: Emulator, syncing: subprocess.Popen[str], tmp_path: Path, trials: int
) -> None:
    """Every value stands beside its client, every draft has one row in the history, and nothing is left to write."""
    chance = random.Random(1)
    key, begun = write_service_account(google.url, tmp_path / "key.json"), laid_out(google)
    length, killed = _length(google, syncing, key, begun), 0
    for trial in range(trials):
        salon = _opened(google, key, begun)
        try:
            if trial % 2:
                _disturbs(salon, chance)
            killed += _synced(syncing, salon, chance.uniform(0, length)) == -signal.SIGKILL
            google.calm()
            salon.marina.mends_copies()
            assert _synced(syncing, salon) == 0
            _read_drafts(salon)
            assert salon.wrong() == [], f"trial {trial}"
            google.log.clear()
            assert _synced(syncing, salon) == 0
            assert google.count("Write") == 0, f"trial {trial}: something was left to write"
        finally:
            salon.closes()
    assert killed > trials / 3


def _opened(google: Emulator, key: Path, begun: Beginning) -> Salon:
    salon = Salon(google, key, begun)
    (salon.folder / "config.yaml").write_text(
        f"workbook: https://docs.google.com/spreadsheets/d/{salon.id}/edit\n"
        f"language: en\nbusiness: {{name: Salon, email: salon@example.com}}\n"
        f"google: {{credentials: {key}, api: '{google.url}', patience: 10}}\n"
    )
    return salon


def _disturbs(salon: Salon, chance: random.Random) -> None:
    """She does something at one of the run's requests, more often than not right when it writes."""
    move = Move(chance.choice(AT_ANY_MOMENT), chance.choice(TABS), chance.randrange(12), chance.randrange(12))
    match, nth = chance.choice([(ANY, chance.randint(1, 5)), (FILLING, 1), (CHANGING, 1)])
    when = chance.choice(["before", "after"])
    salon.google.plan(match, nth=nth, **{when: salon.watched(lambda: salon.marina.does(move))})


def _length(google: Emulator, syncing: subprocess.Popen[str], key: Path, begun: Beginning) -> float:
    """Seconds that a sync takes; the first one, which may load what later ones have, does not count."""
    for _ in range(2):
        salon = _opened(google, key, begun)
        started = time.monotonic()
        assert _synced(syncing, salon) == 0
        length = time.monotonic() - started
        salon.closes()
    return length


def _synced(syncing: subprocess.Popen[str], salon: Salon, moment: float = -1) -> int:
    """How it ended; killed after ``moment`` seconds if it still was at work."""
    assert syncing.stdin is not None
    assert syncing.stdout is not None
    syncing.stdin.write(f"{moment} {salon.folder}\n")
    syncing.stdin.flush()
    return int(syncing.stdout.readline())


def _read_drafts(salon: Salon) -> None:
    drafts = (salon.folder / "drafts").rglob("*.eml")
    salon.post.taken = Counter(message_from_bytes(path.read_bytes())["Message-ID"] for path in drafts)
