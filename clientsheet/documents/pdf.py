"""LibreOffice makes a PDF of a Word file: without a window, in a profile of its own, within a time. Where LibreOffice
is not installed, that is said before anything is done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from clientsheet.errors import TryLater, WrongUse
from clientsheet.files import write_file

PATIENCE: Final = 120
"""Seconds. The first start of a fresh profile takes most of them on a slow machine."""

_ELSEWHERE: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def office() -> str:
    """Where LibreOffice is. WrongUse: there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _ELSEWHERE if Path(place).is_file()), None)
    if found is None:
        raise WrongUse("documents.pdf.none", hint="documents.pdf.none.hint")
    return found


def to_pdf(document: Path, program: str = "", patience: float = PATIENCE) -> Path:
    """Beside ``document``, under its name. A PDF that is there is left as it is. ``program``: LibreOffice, where it is
    known already. WrongUse: not installed. TryLater: it failed, or took too long."""
    target = document.with_suffix(".pdf")
    if target.exists():
        return target
    program = program or office()
    with tempfile.TemporaryDirectory(prefix="clientsheet-pdf-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document.docx")  # a plain name: some builds stumble over what a client may be called
        shutil.copyfile(document, source)
        said = _run(_command(program, source, Path(folder)), patience, document)
        made = source.with_suffix(".pdf")
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise _failed(document, said)
        if not target.exists():
            write_file(target, made.read_bytes())
    return target


def _command(program: str, source: Path, folder: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    return [program, profile, *quiet, "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)]


def _run(command: list[str], patience: float, document: Path) -> str:
    """What it said. The whole family goes when the time is over: soffice is a shell around the real program."""
    try:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
    except OSError as wrong:
        raise _failed(document, wrong.strerror or str(wrong)) from wrong
    try:
        said, _ = running.communicate(timeout=patience)
    except subprocess.TimeoutExpired as late:
        if sys.platform == "win32":  # pragma: no cover
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        raise TryLater(
            "documents.pdf.late", hint="documents.pdf.failed.hint", file=document.name, seconds=int(patience)
        ) from late
    return said.decode("utf-8", "replace").strip()


def _failed(document: Path, said: str) -> TryLater:
    lines = said.splitlines()
    what = lines[-1] if lines else "—"
    return TryLater("documents.pdf.failed", hint="documents.pdf.failed.hint", file=document.name, what=what)
