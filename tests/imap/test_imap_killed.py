"""Runs that make drafts and are killed at any moment, with kill -9."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import drafting
import pytest

from clientsheet.mail.imap_client import message_id
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import State
from tests.servers.dovecot import PASSWORD

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_however_often_it_is_killed_each_letter_is_one_draft(dovecot, user, tmp_path):
    arguments = [str(tmp_path), str(dovecot.imap), user, "400", "12", "7"]
    told = subprocess.run(
        [sys.executable, drafting.__file__, *arguments],
        env={**os.environ, "TRIAL_PASSWORD": PASSWORD, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) >= 5
    lying = Counter(message_id(one.content) for one in dovecot.messages(user, "Drafts"))
    assert lying == Counter(letter.message_id for letter in drafting.letters(400))
    with Journal.peek(tmp_path) as journal:
        assert {entry.state for entry in journal.entries()} == {State.DRAFTED}
