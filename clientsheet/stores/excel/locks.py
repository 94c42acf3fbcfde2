"""Who has the workbook open: the lock files that Excel and LibreOffice leave beside it. Read, never removed.

Excel: ``~$Name.xlsx``, 165 bytes, the user's name first in the local code page and again at offset 55 as a two-byte
length and UTF-16LE (LibreOffice, svl/source/misc/msodocumentlockfile.cxx). LibreOffice: ``.~lock.Name.xlsx#``, UTF-8,
fields between commas, a backslash before a comma that is none (svl/source/misc/documentlockfile.cxx).
A lock that was left over by a crash looks the same; it is reported like any other.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from clientsheet.files import SHARING

_WIDE_NAME: Final = 55
_LONGEST_NAME: Final = 52
_FIELD: Final = re.compile(r"((?:\\.|[^,;\\])*)[,;]?")


def locked_by(workbook: Path) -> str | None:
    """The name in the lock, '' where it names nobody, None where there is no lock."""
    path = workbook.resolve()
    for lock, name_in in (
        (path.with_name(f"~${path.name}"), excel_user),
        (path.with_name(f".~lock.{path.name}#"), libreoffice_user),
    ):
        try:
            return name_in(lock.read_bytes())
        except FileNotFoundError:
            continue
        except OSError:  # Excel keeps its lock file to itself on some disks
            return ""
    return "" if os.name == "nt" and _is_held(path) else None


def excel_user(lock: bytes) -> str:
    length = int.from_bytes(lock[_WIDE_NAME : _WIDE_NAME + 2], "little")
    wide = lock[_WIDE_NAME + 2 : _WIDE_NAME + 2 + 2 * length]
    if 0 < length <= _LONGEST_NAME and len(wide) == 2 * length:
        return wide.decode("utf-16-le", "replace").strip("\0 ")
    narrow = lock[1 : 1 + lock[0]] if lock else b""
    return narrow.decode("cp1251", "replace").strip("\0 ")


def libreoffice_user(lock: bytes) -> str:
    """The name given in the options, else the user of the system."""
    fields = [re.sub(r"\\(.)", r"\1", field) for field in _FIELD.findall(lock.decode("utf-8", "replace"))]
    return next((field.strip() for field in fields[:2] if field.strip()), "")


def _is_held(path: Path) -> bool:  # pragma: no cover (a call of Windows itself)
    """Windows: whether some program keeps others from writing to the file."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateFileW.restype = ctypes.c_void_p
    write, share_nothing, open_existing = 0x40000000, 0, 3
    handle = kernel.CreateFileW(str(path), write, share_nothing, None, open_existing, 0, None)
    if handle is None or handle == ctypes.c_void_p(-1).value:
        code = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
        return code in SHARING - {5}  # 5: no right to write, or marked read-only
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return False
