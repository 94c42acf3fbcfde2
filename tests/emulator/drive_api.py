"""Drive v3, as far as a client of spreadsheets needs it: creating, finding, copying and deleting files."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from tests.emulator.files import SHEET, Answer, File, Files, Request, moment
from tests.emulator.masks import mask, masked
from tests.emulator.refusals import DriveRefusal, NotEmulated
from tests.emulator.spreadsheet import Spreadsheet
from tests.emulator.valuecalls import Asked, read, write

_FILE = re.compile(r"/drive/v3/files/(?P<id>[^/]+)(?P<rest>/copy|/export|/comments)?")
_UPLOAD = re.compile(r"/upload/drive/v2/files/(?P<id>[^/]+)")
_QUERY = re.compile(r"""mimeType\s*=\s*["']([^"']+)["'](?:\s+and\s+name\s*=\s*"(.*)")?""")


def answer(files: Files, request: Request) -> Answer:
    if request.path == "/drive/v3/files":
        return _list(files, request) if request.method == "GET" else _create(files, request)
    if (found := _UPLOAD.fullmatch(request.path)) and request.method == "PUT":
        return _import(files, _file(files, found["id"]), request)
    found = _FILE.fullmatch(request.path)
    if not found:
        raise NotEmulated(f"{request.method} {request.path}")
    file, call = _file(files, found["id"]), (request.method, found["rest"] or "")
    if call == ("GET", ""):
        return Answer(200, _masked(_told(file), request, "kind,id,name,mimeType"))
    if call == ("DELETE", ""):
        del files.by_id[found["id"]]
        return Answer(204)
    if call == ("POST", "/copy"):
        name = (request.json or {}).get("name") or f"Copy of {file.book.properties['title']}"
        return Answer(200, _short(files.add(name, file.book.copy())))
    if call == ("GET", "/export") and request.asked("mimeType") == "text/csv":
        return Answer(200, _csv(file.book), {"Content-Type": "text/csv"})
    if call == ("GET", "/comments"):
        return Answer(200, {"comments": []})
    raise NotEmulated(f"{request.method} {request.path}")


def _file(files: Files, id_: str) -> File:
    if id_ not in files.by_id:
        raise DriveRefusal(f"File not found: {id_}.", 404, "notFound", "fileId")
    return files.by_id[id_]


def _create(files: Files, request: Request) -> Answer:
    given = request.json or {}
    if given.get("mimeType") != SHEET:
        raise NotEmulated("a file that is no spreadsheet")
    return Answer(200, _short(files.add(given.get("name") or "Untitled")))


def _list(files: Files, request: Request) -> Answer:
    asked = request.asked("q")
    found = _QUERY.fullmatch(asked) if asked else None
    if asked and (not found or found[1] != SHEET):
        raise NotEmulated(f"searching files with {asked!r}")
    name = found[2] if found else None
    chosen = [one for one in files.by_id.values() if name is None or one.book.properties["title"] == name]
    told = {"kind": "drive#fileList", "incompleteSearch": False, "files": [_told(one) for one in reversed(chosen)]}
    return Answer(200, _masked(told, request, "kind,incompleteSearch,files(kind,id,name,mimeType)"))


def _import(files: Files, file: File, request: Request) -> Answer:
    """The first sheet is made anew of a CSV text, named as the file is."""
    title = file.book.properties["title"]
    book = Spreadsheet(file.book.id, title, first=title, zone="America/Los_Angeles")
    sheet = book.sheets[0]
    sheet.number = book.new_number()
    lines = list(csv.reader(io.StringIO(request.body.decode())))
    place = book.named("A1")[1]
    write(book, sheet, place, {"values": lines}, "USER_ENTERED")
    files.changed(file, book)
    return Answer(200, {"kind": "drive#file", "id": book.id, "title": title, "mimeType": SHEET})


def _csv(book: Spreadsheet) -> bytes:
    sheet = book.sheets[0]
    told = read(book, sheet, sheet.whole, Asked()).get("values", [])
    width = max(map(len, told), default=0)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([*line, *[""] * (width - len(line))] for line in told)
    return text.getvalue().removesuffix("\r\n").encode()


def _short(file: File) -> dict[str, Any]:
    return {"kind": "drive#file", "id": file.book.id, "name": file.book.properties["title"], "mimeType": SHEET}


def _told(file: File) -> dict[str, Any]:
    times = {"createdTime": moment(file.created), "modifiedTime": moment(file.modified)}
    return {**_short(file), **times, "version": str(file.version), "trashed": False}


def _masked(told: dict[str, Any], request: Request, default: str) -> Any:
    return masked(told, mask(request.asked("fields") or default))
