"""The folders of a mailbox: how they are called on the wire, and which of them are the drafts and the sent ones.

IMAP writes a name beyond ASCII in a UTF-7 of its own (RFC 3501, 5.1.3); what a folder is for stands in its attributes
(SPECIAL-USE, RFC 6154). A server that tells no attributes is read by the names that mail programs give.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?P<separator>\\?.)"|NIL) (?P<name>.+)', re.DOTALL)
_SHIFTED: Final = re.compile("[^\x20-\x7e]+|&")
_UNSHIFTED: Final = re.compile("&([^-]*)-")
_SPECIAL: Final = {
    "drafts": ("\\Drafts", ("drafts", "чернетки", "черновики")),
    "sent": ("\\Sent", ("sent", "sent items", "sent mail", "sent messages", "надіслані", "отправленные")),
    "trash": ("\\Trash", ("trash", "deleted items", "deleted messages", "bin", "кошик", "корзина", "удаленные")),
    "everything": ("\\All", ("all mail",)),
}


@dataclass(frozen=True, slots=True)
class Folders:
    """Names in Unicode; '' where there is none. ``everything``: where a server shows all mail at once (Gmail)."""

    drafts: str = ""
    sent: str = ""
    trash: str = ""
    everything: str = ""

    def where_a_draft_may_be(self) -> tuple[str, ...]:
        """A draft, or what its owner made of it."""
        places = (self.drafts, self.sent, self.trash, self.everything)
        return tuple(dict.fromkeys(name for name in places if name))


def folders(lines: Iterable[bytes], drafts: str = "", sent: str = "") -> Folders:
    """From the lines of LIST; ``drafts`` and ``sent``, where the owner has named them, are taken at their word."""
    listed = [known for line in lines if (known := _listed(line))]
    chosen = {role: _chosen(listed, *signs) for role, signs in _SPECIAL.items()}
    return Folders(drafts or chosen["drafts"], sent or chosen["sent"], chosen["trash"], chosen["everything"])


def to_wire(name: str) -> str:
    """Modified UTF-7: ``Чернетки`` -> ``&BCcENQRABD0ENQRCBDoEOA-``."""

    def shifted(found: re.Match[str]) -> str:
        if found[0] == "&":
            return "&-"
        coded = b64encode(found[0].encode("utf-16-be", "surrogatepass")).rstrip(b"=").replace(b"/", b",")
        return f"&{coded.decode()}-"

    return _SHIFTED.sub(shifted, name)


def from_wire(name: str) -> str:
    """The other way; a name that is no modified UTF-7 stays as it is."""

    def plain(found: re.Match[str]) -> str:
        if not found[1]:
            return "&"
        coded = found[1].replace(",", "/")
        return b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode("utf-16-be", "surrogatepass")

    try:
        return _UNSHIFTED.sub(plain, name)
    except ValueError:
        return name


def quoted(name: str) -> str:
    """A folder's name as an argument of a command."""
    wire = to_wire(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{wire}"'


def _listed(line: bytes) -> tuple[frozenset[str], str, str] | None:
    """Attributes, name, and the name without the folders above it."""
    found = _LINE.fullmatch(line)
    if not found:
        return None
    name = found["name"].decode("utf-8", "replace")
    if name.startswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    name = from_wire(name)
    flags = frozenset(flag.lower() for flag in found["flags"].decode("ascii", "replace").split())
    separator = (found["separator"] or b"").decode("ascii", "replace").lstrip("\\")
    return flags, name, name.rsplit(separator, 1)[-1] if separator else name


def _chosen(listed: list[tuple[frozenset[str], str, str]], attribute: str, names: tuple[str, ...]) -> str:
    usable = [(flags, name, last) for flags, name, last in listed if not flags & {"\\noselect", "\\nonexistent"}]
    by_attribute = [name for flags, name, _ in usable if attribute.lower() in flags]
    by_name = [name for _, name, last in usable if last.casefold() in names]
    return next(iter(by_attribute + by_name), "")
