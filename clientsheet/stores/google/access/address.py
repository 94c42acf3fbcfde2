"""The addresses of Google Sheets that people paste, and links to single cells."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from clientsheet.errors import WrongUse

_ID: Final = re.compile(r"[A-Za-z0-9_-]{20,}")
_SHEET: Final = re.compile(r"/spreadsheets(?:/u/\d+)?/d/(?P<id>[A-Za-z0-9_-]{20,})(?:/|$)")
_FILE: Final = re.compile(r"/file(?:/u/\d+)?/d/(?P<id>[A-Za-z0-9_-]{20,})(?:/|$)")
_PUBLISHED: Final = re.compile(r"/spreadsheets(?:/u/\d+)?/d/e/")
_FOLDER: Final = re.compile(r"/folders?/|/drive/(u/\d+/)?(home|my-drive|shared-with-me|recent)")
_OF_AN_ORGANISATION: Final = re.compile(r"^/a/[^/]+(?=/)")
_WRAPPERS: Final = ("q", "url", "continue", "followup")
"""What holds the real address in one that leads there by way of a search page, a letter or a sign-in."""


def spreadsheet_id(text: str) -> str:
    """Of an address in any form a browser, the Share button, Drive or a letter gives it; an id alone is one too.

    WrongUse, each with its own sentence: not of Google, of a folder, of another kind of file, of a published copy.
    """
    given = text.strip().strip("<>\"'«»“”")
    if _ID.fullmatch(given):
        return given
    try:
        place = urlsplit(given if "://" in given else f"https://{given}")
    except ValueError:
        raise _wrong("google.address", given) from None
    asked = {name: values[0] for name, values in parse_qs(place.query).items()}
    wrapped = next((asked[name] for name in _WRAPPERS if "google.com/" in asked.get(name, "")), "")
    if wrapped:
        return spreadsheet_id(wrapped)
    if not f".{place.hostname or ''}".endswith(".google.com"):
        raise _wrong("google.address", given)
    path = _OF_AN_ORGANISATION.sub("", place.path)
    if found := _SHEET.search(path) or _FILE.search(path):
        return found["id"]
    for name in ("id", "key"):
        if _ID.fullmatch(asked.get(name, "")) and not _FOLDER.search(path):
            return asked[name]
    raise _wrong(_kind(path), given)


def sheet_address(spreadsheet: str) -> str:
    """The address a person can open."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"


def cell_link(sheet_id: int, a1: str) -> str:
    """Leads to a cell from within the same spreadsheet: ``cell_link(77, "D14") == "#gid=77&range=D14"``."""
    return f"#gid={sheet_id}&range={a1}"


def _kind(path: str) -> str:
    if _PUBLISHED.search(path):
        return "google.address.published"
    if _FOLDER.search(path):
        return "google.address.folder"
    return "google.address.kind" if re.search(r"/(document|presentation|forms)/", path) else "google.address"


def _wrong(key: str, given: str) -> WrongUse:
    hint = "google.address.published.hint" if key.endswith("published") else "google.address.hint"
    return WrongUse(key, hint=hint, address=given)
