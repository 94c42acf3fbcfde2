"""What ``import`` says to a person in each language, and to a program; nothing is written without a yes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from call_files import MASTER
from import_files import AMO_RU, text

from clientsheet.cli.door import enter
from clientsheet.jobs import demo

SAID = {
    "uk": ("клієнти, 4 рядки", "Буде додано клієнтів: 3", "додайте --yes", "Записано. Нових клієнтів: 3"),
    "ru": ("клиенты, 4 строки", "Будет добавлено клиентов: 3", "добавьте --yes", "Записано. Новых клиентов: 3"),
    "en": ("clients, 4 rows", "Clients to be added: 4", "add --yes", "Written. New clients: 4"),
}


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="session", params=["uk", "ru", "en"])
def synced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("demo") / "salon"
    demo.run(folder, request.param)
    return request.param, folder


@pytest.fixture
def salon(synced: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    shutil.copytree(synced[1], tmp_path / "salon", symlinks=True)
    monkeypatch.chdir(tmp_path / "salon")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return synced[0], tmp_path / "salon"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> Said:
        code = enter(arguments)
        return Said(code, *capsys.readouterr())

    return run


def test_the_plan_is_shown_and_then_done(salon, call) -> None:  # type: ignore[no-untyped-def]
    """First what would happen, then with --yes that it did, then that there is nothing more to do."""
    language, folder = salon
    Path("amo.csv").write_bytes(text(AMO_RU, sign=";", letters="cp1251"))
    before = (folder / "clients.xlsx").read_bytes()
    shown = call("import", "amo.csv")
    assert (shown.code, shown.err) == (0, "")
    for sentence in ("amo.csv: amoCRM / Kommo", *SAID[language][:3]):
        assert sentence in shown.out
    assert (folder / "clients.xlsx").read_bytes() == before
    done = call("import", "amo.csv", "--yes")
    assert SAID[language][3] in done.out
    assert (folder / "clients.xlsx").read_bytes() != before
    assert SAID[language][1] not in call("import", "amo.csv", "--yes").out
    assert call("undo").code == 0
    assert (folder / "clients.xlsx").read_bytes() == before


def test_json_tells_the_whole_plan(salon, call) -> None:  # type: ignore[no-untyped-def]
    """One document: columns, new clients, and whether it was written."""
    Path("amo.csv").write_bytes(text(AMO_RU))
    told = json.loads(call("--format", "json", "import", "amo.csv").out)
    assert (told["source"], told["records"], told["rows"], told["written"]) == ("amocrm", "clients", 4, False)
    assert {"heading": "Теги", "field": "+", "column": "notes", "how": "layout"} in told["columns"]
    assert next(one["lines"] for one in told["clients"])[0] == 2


def test_calls_are_shown_and_then_written(salon, call) -> None:  # type: ignore[no-untyped-def]
    """The same for a log; of numbers that nobody has nothing is written."""
    Path("Master.csv").write_text(MASTER, "utf-8")
    shown = call("import", "calls", "Master.csv")
    assert (shown.code, shown.err) == (0, "")
    assert "Asterisk" in shown.out
    told = json.loads(call("--format", "json", "import", "calls", "Master.csv", "--yes").out)
    assert (told["calls"], told["inside"], told["written"]) == (4, 1, False)
    assert len(told["unknown_numbers"]) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "nothing.csv"),
        ("import", "a.csv", "b.csv"),
        ("import", "here.csv", "--map", "Телефон"),
        ("import", "here.csv", "--map", "Немає=phone"),
        ("import", "here.csv", "--from", "salesforce"),
        ("import", "calls", "here.csv"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_with_the_next_step(salon, call, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """Exit code 2, one line, in the reader's language, and nothing written."""
    Path("here.csv").write_text("ПІБ,Телефон\nНова,0674545451\n", "utf-8")
    said = call(*arguments)
    assert said.code == 2
    assert len(said.err.strip().splitlines()) == 1
    assert not any(key in said.err for key in ("import.", "calls.", "file."))
