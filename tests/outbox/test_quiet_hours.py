"""A long ``mail send`` that runs into the quiet hours of config.yaml stops there, and goes on when they are over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from scripted import Hands

from clientsheet.mail.clock import Clock
from tests.jobs.mail_shop import GREETING, MailShop, born_today
from tests.servers.smtp_double import SmtpDouble


def test_no_letter_leaves_after_the_quiet_hours_have_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(dt.datetime(2026, 4, 6, 19, 59, 30))
    monkeypatch.setattr(Clock, "running_from", lambda moment: hands.clock)
    with SmtpDouble() as server:
        settings = '  quiet: {hours: "20:00-20:30"}\n  limits: {per_minute: 2}\n'
        rows = {"clients": [born_today(n) for n in range(5)], "mailings": [GREETING]}
        shop = MailShop(tmp_path / "shop", server, rows, settings, time=hands.at.time())
        late = shop.send_all()
        assert late.counts["sent"] == len(server.taken) == 2
        assert [stop.key for stop in late.stopped] == ["delivery.quiet"]
        hands.at = dt.datetime(2026, 4, 6, 20, 31)
        shop.time = hands.at.time()
        shop.send_all()
        assert len(server.taken) == 5
