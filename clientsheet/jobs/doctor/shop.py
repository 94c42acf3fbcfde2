"""Doctor's questions about the workbook, the folders and the clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from clientsheet.errors import ClientsheetError, WrongUse
from clientsheet.jobs.doctor.line import Line
from clientsheet.workspace import Workspace


def shop(workspace: Workspace) -> Iterator[Line]:
    """The workbook and what lies around it."""
    on_disk = (_workbook, _open_elsewhere, _contents)
    workbook = (_sheet,) if workspace.config.is_address else on_disk
    for part in (_config, *workbook, _state, _templates, _documents, _clock, _libreoffice):
        yield from part(workspace)


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


def _sheet(workspace: Workspace) -> Iterator[Line]:
    from clientsheet.jobs.doctor.google import sheet

    lines = list(sheet(workspace))
    yield from lines
    if not any(line.state == "bad" for line in lines):
        yield from _understood(workspace)


def _open_elsewhere(workspace: Workspace) -> Iterator[Line]:
    if not workspace.config.workbook_path.exists():
        return
    holder = workspace.store.locked_by()
    if holder is None:
        yield Line("lock", "ok")
    else:
        yield Line("lock", "note", {"holder": holder or "?"})


def _contents(workspace: Workspace) -> Iterator[Line]:
    if workspace.config.workbook_path.exists():
        yield from _understood(workspace)


def _understood(workspace: Workspace) -> Iterator[Line]:
    """Whether the workbook can be read and its tabs are known."""
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
        config = workspace.config
        place = config.workbook if config.is_address else config.workbook_path
        yield Line("not_adopted", "note", {"clients": len(clients), "path": place})
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
    from clientsheet.templating import Templates

    folder = workspace.config.templates_path
    letters = sorted(path.name for path in (folder / "letters").glob("*.*.md"))
    yield Line("templates", "ok" if letters else "bad", {"path": folder, "letters": len(letters)})
    for mistake in Templates(folder, workspace.config.currency).mistakes():
        yield Line("template", "bad", mistake.facts)


def _clock(workspace: Workspace) -> Iterator[Line]:
    facts: dict[str, object] = {"now": workspace.now, "zone": workspace.config.timezone, "today": workspace.today}
    yield Line("clock", "ok", facts)


def _documents(workspace: Workspace) -> Iterator[Line]:
    """What documents are made of: the shop's own Word files, and what they say of it."""
    from clientsheet.documents.word import mistake

    for template in sorted((workspace.config.templates_path / "documents").glob("*/*.docx")):
        if told := mistake(template, workspace.config.currency):
            yield Line("document_template", "bad", {"file": f"{template.parent.name}/{template.name}", "what": told})
    business = workspace.config.business
    missing = [name for name in ("tax_id", "iban", "signatory") if not getattr(business, name)]
    yield Line("requisites", "note" if missing else "ok", {"missing": ", ".join(f"business.{it}" for it in missing)})


def _libreoffice(workspace: Workspace) -> Iterator[Line]:
    from clientsheet.documents.pdf import office

    try:
        yield Line("libreoffice", "ok", {"path": Path(office())})
    except WrongUse:
        yield Line("libreoffice", "note", {"path": ""})
