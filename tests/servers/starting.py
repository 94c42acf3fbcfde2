"""Starts a server of the system in the foreground and waits until it greets."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def started(
    arguments: Sequence[str], folder: Path, port: int, greeting: bytes, log: Callable[[], str]
) -> subprocess.Popen[bytes]:
    """In a session of its own. OSError: it ended, or said nothing for 20 s; with its own words and its ``log``."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(arguments, stdout=said, stderr=said, start_new_session=True)
    deadline = time.monotonic() + 20
    while not _greets(port, greeting):
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            raise OSError((folder / "said").read_text() + log())
        time.sleep(0.01)
    return process


def _greets(port: int, greeting: bytes) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as link:
            link.settimeout(5)
            return link.recv(64).startswith(greeting)
    except OSError:
        return False
