"""Where a password really lies. config.yaml only says the place: an environment variable, the keyring, a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from clientsheet.errors import ConfigError

if TYPE_CHECKING:
    from clientsheet.config.models import Config


def reveal(secret: str, config: Config) -> str:
    """``env:NAME``, ``keyring:SERVICE/USER``, ``file:PATH`` -> the secret itself ('' for '').

    ConfigError: nothing is kept there, or the file can be read by others.
    """
    way, _, where = secret.partition(":")
    if not secret:
        return ""
    found = {"env": _from_environment, "keyring": _from_keyring, "file": _from_file}[way](where, config)
    if not found:
        raise ConfigError("config.secret-missing", hint="config.secret-missing.cure", name=secret)
    return found


def _from_environment(name: str, config: Config) -> str | None:
    return os.environ.get(name)


def _from_keyring(where: str, config: Config) -> str | None:
    import importlib

    service, _, user = where.partition("/")
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        raise ConfigError("config.keyring", hint="config.keyring.cure") from None
    found: str | None = keyring.get_password(service, user)
    return found


def _from_file(where: str, config: Config) -> str | None:
    path = config.resolve(where)
    if not path.is_file():
        return None
    check_private(path)
    return path.read_text(encoding="utf-8").strip()


def check_private(path: Path) -> None:
    """ConfigError: others on this computer may read the file."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ConfigError("config.secret-open", hint="config.secret-open.cure", name=str(path))
