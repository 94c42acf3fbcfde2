"""What is set up, what is not, and the next step. Looks only; changes nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from clientsheet.errors import ClientsheetError
from clientsheet.workspace import Workspace

State = Literal["ok", "note", "bad"]
NOT_READY: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """``doctor.<name>.<state>`` says it; ``facts`` fill it. A note is worth knowing, a bad one is in the way."""

    name: str
    state: State
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class DoctorOutcome:
    lines: tuple[Line, ...]

    @property
    def code(self) -> int:
        return NOT_READY if any(line.state == "bad" for line in self.lines) else 0


def run(workspace: Workspace) -> DoctorOutcome:
    parts = (_config, _workbook, _open_elsewhere, _contents, _state, _templates, _clock, _mail, _libreoffice)
    return DoctorOutcome(tuple(line for part in parts for line in part(workspace)))


def _config(workspace: Workspace) -> Iterator[Line]:
    yield Line("config", "ok", {"path": workspace.config.path})


def _workbook(workspace: Workspace) -> Iterator[Line]:
    config = workspace.config
    path = config.workbook_path
    if not path.exists():
        yield Line("workbook_missing", "bad", {"path": path})
    elif not os.access(path, os.R_OK | os.W_OK):
        yield Line("workbook_rights", "bad", {"path": path})
    elif not os.access(path.resolve().parent, os.W_OK):
        yield Line("workbook_folder", "bad", {"path": path.resolve().parent})
    else:
        yield Line("workbook", "ok", {"path": path, "size": round(path.stat().st_size / 1024)})


def _open_elsewhere(workspace: Workspace) -> Iterator[Line]:
    if not workspace.config.workbook_path.exists():
        return
    holder = workspace.store.locked_by()
    if holder is None:
        yield Line("lock", "ok")
    else:
        yield Line("lock", "note", {"holder": holder or "?"})


def _contents(workspace: Workspace) -> Iterator[Line]:
    """Whether the workbook can be read and its tabs are known."""
    if not workspace.config.workbook_path.exists():
        return
    try:
        book = workspace.read()
    except ClientsheetError as error:
        yield Line("unreadable", "bad", {"key": error.key, **error.facts})
        return
    known = [table.title for table in book.tables.values() if table.present]
    clients = book["clients"]
    if not clients.present:
        yield Line("no_clients", "bad", {"tabs": list(book.titles)})
    elif not book.anchors:
        yield Line("not_adopted", "note", {"clients": len(clients), "path": workspace.config.workbook_path})
    else:
        yield Line("contents", "ok", {"tabs": known, "clients": len(clients)})


def _state(workspace: Workspace) -> Iterator[Line]:
    place = workspace.config.state_path
    nearest = next(folder for folder in (place, *place.parents) if folder.exists())
    writable = nearest.is_dir() and os.access(nearest, os.W_OK)
    yield Line("state", "ok" if writable else "bad", {"path": place})
    runs = workspace.ledger.runs()
    if runs:
        yield Line("last_run", "ok", {"at": runs[-1].at.replace("T", " "), "runs": len(runs)})
    else:
        yield Line("last_run", "note")


def _templates(workspace: Workspace) -> Iterator[Line]:
    folder = workspace.config.templates_path
    letters = sorted(path.name for path in (folder / "letters").glob("*.md"))
    yield Line("templates", "ok" if letters else "bad", {"path": folder, "letters": len(letters)})


def _clock(workspace: Workspace) -> Iterator[Line]:
    facts: dict[str, object] = {"now": workspace.now, "zone": workspace.config.timezone, "today": workspace.today}
    yield Line("clock", "ok", facts)


def _mail(workspace: Workspace) -> Iterator[Line]:
    config = workspace.config
    if not config.mail.from_:
        yield Line("mail_from", "bad" if config.mail.transport != "folder" else "note", {"path": config.path})
    if config.mail.transport == "folder":
        folder = config.resolve(config.mail.folder.path)
        nearest = next(one for one in (folder, *folder.parents) if one.exists())
        yield Line("mail_folder", "ok" if os.access(nearest, os.W_OK) else "bad", {"path": folder})
    else:
        yield Line("mail_transport", "note", {"transport": config.mail.transport})


def _libreoffice(workspace: Workspace) -> Iterator[Line]:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    yield Line("libreoffice", "ok" if found else "note", {"path": Path(found) if found else ""})
