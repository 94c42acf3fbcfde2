"""A shop that has its drafts laid into its mailbox, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsheet.cli.door import enter
from clientsheet.jobs import demo
from clientsheet.mail.imap_client import message_id
from tests.servers.dovecot import PASSWORD


@pytest.fixture
def salon(dovecot, user, tmp_path, monkeypatch, capsys):
    """The demo salon with drafts by IMAP; ``salon(day, *arguments)`` gives the exit code and what was printed."""
    monkeypatch.setenv("TRIAL_PASSWORD", PASSWORD)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    demo.run(tmp_path / "salon", "uk")
    monkeypatch.chdir(tmp_path / "salon")
    account = f'host: 127.0.0.1, port: {dovecot.imap}, security: none, username: {user}, password: "env:TRIAL_PASSWORD"'
    config = Path("config.yaml")
    lines = config.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("mail:"))
    lines[place + 1 : place + 1] = ["  transport: imap", f"  imap: {{{account}}}"]
    config.write_text("\n".join(lines) + "\n", "utf-8")

    def run(day, *arguments):
        code = enter(["--today", f"2026-04-{day:02d}", *arguments])
        return code, capsys.readouterr().out

    return run


def test_the_letters_of_the_days_lie_in_the_drafts_once_and_none_comes_back(salon, dovecot, user):
    counts = []
    for day in (8, 8, 9, 10, 13):
        assert salon(day, "mail", "draft")[0] == 0
        counts.append(len(dovecot.messages(user, "Drafts")))
    lying = dovecot.messages(user, "Drafts")
    assert counts[0] == counts[1] < counts[-1]
    assert len({message_id(one.content) for one in lying}) == len(lying)
    dovecot.remove(user, "Drafts", [lying[0].uid])
    for arguments in (("mail", "draft"), ("sync",)):
        assert salon(13, *arguments)[0] in (0, 1)
    assert len(dovecot.messages(user, "Drafts")) == len(lying) - 1


def test_doctor_speaks_the_shops_language_and_tells_the_mailbox(salon):
    code, out = salon(8, "doctor")
    assert "Чернетки в скриньці лежать у папці «Drafts»" in out
    assert "First mend" not in out
    assert "All is ready" not in out
    assert code in (0, 2)
