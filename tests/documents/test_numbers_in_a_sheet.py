"""Numbers of documents in a Google Sheet that two computers share: no lock lies beside it, the rows decide."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from clientsheet.jobs.documents import issuing
from clientsheet.stores.google.line.calls import Calls
from clientsheet.workspace import Workspace
from tests.emulator.conftest import google
from tests.emulator.control import Emulator
from tests.google.demo_sheet import SheetShop, sheet_shop

__all__ = ["google"]


@pytest.fixture
def salon(google: Emulator, tmp_path: Path) -> SheetShop:
    return sheet_shop(google, tmp_path / "salon", "uk")


@pytest.fixture
def laptop(salon: SheetShop, tmp_path: Path) -> SheetShop:
    return SheetShop(Path(shutil.copytree(salon.folder, tmp_path / "laptop")), salon.google, salon.id)


def issue(shop: SheetShop, kind: str, whom: str) -> str:
    outcome = issuing.run(shop.workspace(), kind, whom)
    assert outcome.paper is not None
    return outcome.paper.number


def files(shop: SheetShop) -> list[str]:
    return sorted(path.name for path in (shop.folder / "documents").rglob("*.docx"))


def test_two_computers_take_turns(salon: SheetShop, laptop: SheetShop) -> None:
    """Whoever comes second goes on from the first; the register names both files."""
    assert issue(salon, "invoice", "03-26") == "2026-0001"
    assert issue(laptop, "invoice", "01-26") == "2026-0002"
    assert issue(salon, "act", "12-25") == "2026-0001"
    assert salon.column("Документи", "Номер") == ["2026-0001", "2026-0002", "2026-0001"]
    named = [path.rpartition("/")[2] for path in salon.column("Документи", "Файл")]
    assert sorted(named) == sorted([*files(salon), *files(laptop)])


def _in_between(monkeypatch: pytest.MonkeyPatch, room: Any, step: str, other: SheetShop) -> None:
    """The other computer issues a document right before this step of ours."""
    done, busy = getattr(room, step), []

    def interrupted(*given: Any, **named: Any) -> Any:
        if not busy:
            busy.append(True)
            issue(other, "invoice", "01-26")
        return done(*given, **named)

    monkeypatch.setattr(room, step, interrupted)


@pytest.mark.parametrize(("room", "step"), [(Workspace, "write"), (Calls, "change")], ids=["write", "request"])
def test_a_number_taken_at_the_same_moment_stands_once(
    salon: SheetShop, laptop: SheetShop, monkeypatch: pytest.MonkeyPatch, room: Any, step: str
) -> None:
    """Even between our last look and our request: each document ends with a number of its own, and none is left out."""
    issue(salon, "invoice", "04-26")
    _in_between(monkeypatch, room, step, laptop)
    number = issue(salon, "invoice", "03-26")
    assert sorted(salon.column("Документи", "Номер")) == ["2026-0001", "2026-0002", "2026-0003"]
    assert files(laptop) != []
    assert [name for name in files(salon) if number in name]
    for shop in (salon, laptop):
        stated = dict(zip(shop.column("Документи", "Файл"), shop.column("Документи", "Номер"), strict=True))
        for name in files(shop):
            assert f"documents/2026/{name}" in stated
            assert stated[f"documents/2026/{name}"] in name
