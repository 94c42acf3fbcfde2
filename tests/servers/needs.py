"""What a trial with a real server needs on this machine: a missing program skips it, and fails it where CI says so."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import ExitStack

import pytest

_PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/lib/postfix/sbin"))


def program(name: str) -> str:
    """The path of a program of the system."""
    found = shutil.which(name, path=_PLACES)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed, and CI must try it")
    pytest.skip(f"{name} is not installed")


def free_ports(number: int) -> list[int]:
    """So many different ports of 127.0.0.1 that nobody listens on at this moment."""
    with ExitStack() as held:
        listeners = [held.enter_context(socket.socket()) for _ in range(number)]
        for listener in listeners:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in listeners]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    return free_ports(1)[0]
