"""One sheet opened from two computers: each fills it in its turn, and only one of them sends."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clientsheet.cli.door import enter
from clientsheet.config import Config, written
from clientsheet.jobs import mail
from clientsheet.jobs.mail.guards import Allowed
from clientsheet.jobs.mail.home import settle_here
from clientsheet.stores.google.writing import run
from clientsheet.text import LANGUAGES, say
from tests.emulator.conftest import Caller
from tests.emulator.control import Emulator
from tests.google.demo_sheet import TODAY, SheetShop, blank_sheet, options
from tests.servers.smtp_double import SmtpDouble

CLIENTS = "Клієнти"
TABS = {
    CLIENTS: [
        ["ID", "Ім'я", "E-mail", "День народження", "Всього"],
        [1, "Олена Бойко", "olena@example.com", "06.04.1990"],
        [2, "Ганна Лис", "hanna@example.com", "06.04.1991"],
    ],
    "Розсилки": [
        ["Назва", "Увімкнено", "Привід", "Зсув", "Режим", "Надіслано"],
        ["Привітання", "так", "день народження", 0, "надсилати"],
    ],
    "Історія": [["Дата і час", "Клієнт", "Канал", "Напрям", "Тип", "Тема", "ID листа", "Розсилка"]],
}


@pytest.fixture
def server() -> Iterator[SmtpDouble]:
    with SmtpDouble() as double:
        yield double


@pytest.fixture
def salon(google: Emulator, tmp_path: Path, server: SmtpDouble) -> SheetShop:
    shop = blank_sheet(google, tmp_path / "salon", "uk", TABS)
    told = options("uk", shop.address)
    smtp = {"host": "127.0.0.1", "port": server.port, "security": "none"}
    told["mail"] |= {"transport": "smtp", "smtp": smtp}
    config = Config.default(shop.folder, **told, google={"api": google.url})
    (shop.folder / "config.yaml").write_text(written(config), "utf-8")
    return shop


@pytest.fixture
def laptop(salon: SheetShop, tmp_path: Path) -> SheetShop:
    """The same folder, copied before anything was done in it."""
    return SheetShop(Path(shutil.copytree(salon.folder, tmp_path / "laptop")), salon.google, salon.id)


def test_a_second_computer_sends_nothing_until_someone_says_it_is_the_one(
    salon: SheetShop, laptop: SheetShop, server: SmtpDouble
) -> None:
    """Both fill the sheet; letters leave from where they left before."""
    assert mail.send(salon.workspace(), Allowed(yes=True)).counts["sent"] == 2
    salon.sync()
    salon.owner.puts(CLIENTS, 3, 1, "Марія Нова")
    salon.owner.puts(CLIENTS, 3, 2, "maria@example.com")
    salon.owner.types(CLIENTS, 3, 3, "1992-04-06")
    held = laptop.sync()
    assert [one.why for one in held.held] == ["copy"]
    assert held.patch.edit_count
    assert len(server.taken) == 2
    settle_here(laptop.workspace())
    assert mail.send(laptop.workspace(), Allowed(yes=True)).counts["sent"] == 1
    salon.owner.types(CLIENTS, 1, 3, "1990-04-07")
    assert [one.why for one in salon.sync(TODAY + dt.timedelta(1)).held] == ["copy"]
    assert len(server.taken) == 3


def test_two_computers_that_sync_in_turn_fight_over_nothing(salon: SheetShop, laptop: SheetShop) -> None:
    """What one wrote is right to the other, though it remembers nothing of it."""
    salon.sync(mail=False)
    for shop in (laptop, salon, laptop):
        outcome = shop.sync(mail=False)
        assert (outcome.kept, outcome.patch.edit_count) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_computer_that_meets_another_at_work_says_so_and_writes_nothing(
    salon: SheetShop, call: Caller, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The findings go into a page, the run ends with 3; once the other is done the next one does the rest."""
    other = replace(run.Run.begun(salon.id, Path("/elsewhere")), who="kasa-2").leased(time.time())
    call.batch(salon.id, run.lease(other, 77))
    salon.calls()
    words = ["--config", str(salon.folder / "config.yaml"), "--today", "2026-04-06", "--lang", language]
    assert enter([*words, "sync", "--no-mail"]) == 3
    assert salon.calls() == (2, 0)
    said = capsys.readouterr()
    assert say(language, "screen.written_elsewhere", holder="kasa-2") in said.err
    assert str(salon.state / "findings.html") in said.out
    assert salon.address in (salon.state / "findings.html").read_text("utf-8")
    call.batch(salon.id, {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": 77}}}})
    assert enter([*words, "sync", "--no-mail"]) == 0
    assert salon.column(CLIENTS, "Всього")[:2] == [0, 0]
    capsys.readouterr()
