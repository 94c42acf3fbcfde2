"""A draft of ours, opened with a mail program that people use: mutt, on a terminal of its own."""

from __future__ import annotations

import datetime as dt
import os
import pty
import select
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from clientsheet.mail.imap_client import ImapAccount
from clientsheet.mail.message import Attachment, Mailbox, Message, encode
from clientsheet.mail.transports.imap import ImapTransport
from tests.servers.dovecot import PASSWORD
from tests.servers.needs import program

SETTINGS = """\
set folder="imap://127.0.0.1:{port}/" spoolfile="+Drafts" imap_user="{user}" imap_pass="{password}"
set ssl_starttls=no ssl_force_tls=no tunnel="" header_cache="" charset=utf-8 send_charset=utf-8
set quit=yes delete=no wait_key=no pipe_decode=yes sleep_time=0 confirmappend=no move=no
set my_shown="{folder}/shown" my_html="{folder}/page.html"
push "<pipe-message>cat > $my_shown<enter>\\
<view-attachments><last-entry><save-entry><enter>\\
<previous-entry><save-entry><kill-line>$my_html<enter><exit><exit>"
"""

PRICES = bytes(range(256)) * 40


@pytest.fixture
def opened_in_mutt(dovecot, imap_config, journaled, letter, tmp_path, user) -> Path:
    """The folder where mutt has left what it showed."""
    message = Message(
        sender=Mailbox("salon@example.test", "Салон «Марина»"),
        to=Mailbox("anna@example.test", "Ганна Шевченко-Войцехівська"),
        subject="Марино, чекаємо на вас у п’ятницю, 10 квітня, о 14:30 — не забудьте взяти гарний настрій",
        text="Доброго дня, Марино!\n\nНагадуємо про візит.\n",
        html="<p>Доброго дня, <b>Марино</b>!</p>\n",
        date=dt.datetime(2026, 4, 5, 12, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        token="k" * 26,
        attachments=(Attachment("Прайс на квітень.pdf", "application/pdf", PRICES),),
    )
    config, log = imap_config(port=dovecot.imap), journaled()
    way = ImapTransport(lambda: ImapAccount.opened(config), log, "127.0.0.1")
    way.hand_over(iter([letter(1, encode(message))]), log)
    way.close()
    settings = SETTINGS.format(port=dovecot.imap, user=user, password=PASSWORD, folder=tmp_path)
    (tmp_path / "muttrc").write_text(settings, "utf-8")
    _on_a_terminal([program("mutt"), "-n", "-F", str(tmp_path / "muttrc")], tmp_path)
    return tmp_path


def _on_a_terminal(command: list[str], home: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "HOME": str(home), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=home)
    os.close(theirs)
    try:
        screen = _screen(ours)
        assert process.wait(1) == 0, screen.decode("utf-8", "replace")[-2000:]
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _screen(terminal: int) -> bytes:
    """All that was drawn, until the program ends; of one that waits for a person, as far as it got."""
    screen = b""
    with suppress(OSError):  # a terminal that nobody holds at the other end any more
        while select.select([terminal], [], [], 20)[0]:
            screen += os.read(terminal, 65536)
    return screen


def test_mutt_shows_subject_names_text_page_and_attachment_of_a_draft(opened_in_mutt):
    shown = (opened_in_mutt / "shown").read_text("utf-8")
    assert "From: Салон «Марина» <salon@example.test>" in shown
    assert "To: Ганна Шевченко-Войцехівська <anna@example.test>" in shown
    subject = "Марино, чекаємо на вас у п’ятницю, 10 квітня, о 14:30 — не забудьте взяти гарний настрій"
    assert f"Subject: {subject}" in " ".join(shown.split())
    assert "Доброго дня, Марино!\n\nНагадуємо про візит." in shown
    assert (opened_in_mutt / "page.html").read_text("utf-8") == "<p>Доброго дня, <b>Марино</b>!</p>\n"
    assert (opened_in_mutt / "Прайс на квітень.pdf").read_bytes() == PRICES
