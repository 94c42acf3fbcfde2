"""The way into a Google Sheet: the file of Google's that config.yaml names, told apart by what is inside it.

service_account     a key of the program's own account; the sheet is shared with its address
authorized_user     an owner's permission, as ``clientsheet google login`` writes it (``permission.py``)

Where that file is missing, the one that other programs of Google's find on this computer serves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.config.secrets import check_private
from clientsheet.config.values import checked_url
from clientsheet.errors import ConfigError
from clientsheet.stores.google.access.extra import require

if TYPE_CHECKING:
    from clientsheet.config.models import Config

SHEETS: Final = "https://www.googleapis.com/auth/spreadsheets"
"""The one scope that is asked for: the sheets that somebody shared with the account, and nothing else of Drive."""

_CLIENTS: Final = ("installed", "web")
_ENOUGH: Final = frozenset({SHEETS, "https://www.googleapis.com/auth/drive"})


@dataclass(frozen=True)
class Entrance:
    """``session``: an AuthorizedSession; what is sent through it carries a token that renews itself. ``email``: the
    address to share the sheet with, '' for an owner who enters as themselves. ``path``: the file that lets us in."""

    session: Any
    email: str
    path: Path


def entrance(config: Config) -> Entrance:
    """Nobody is asked over the network yet. ConfigError: no file, one of another kind, a damaged one, a permission that
    others may read or that is not for sheets, no library."""
    path = credentials_path(config)
    told = contents(path)
    require()
    from google.auth.transport.requests import AuthorizedSession

    credentials = _credentials(told, path, ours=path == config.resolve(config.google.credentials))
    return Entrance(AuthorizedSession(credentials), str(told.get("client_email", "")), path)


def credentials_path(config: Config) -> Path:
    """The file of ``google.credentials``, or what lies on this computer for all programs of its user. ConfigError."""
    path = config.resolve(config.google.credentials)
    if path.is_file():
        return path
    for found in _ambient():
        if found.is_file():
            return found
    raise ConfigError("entrance.missing", hint="entrance.missing.hint", file=path)


def contents(path: Path) -> Mapping[str, Any]:
    """What the file says, if it is JSON. ConfigError."""
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, OSError, RecursionError) as wrong:
        raise ConfigError("entrance.not-json", hint="entrance.not-json.hint", file=path) from wrong
    return told if isinstance(told, dict) else {}


def is_service_account(told: Mapping[str, Any]) -> bool:
    return told.get("type") == "service_account"


def _ambient() -> Iterator[Path]:
    """Where Google's own libraries look (Application Default Credentials), in their order."""
    if named := os.environ.get("GOOGLE_APPLICATION_CREDENTIALS"):
        yield Path(named)
    if own := os.environ.get("CLOUDSDK_CONFIG"):
        folder = Path(own)
    elif os.name == "nt":
        folder = Path(os.environ.get("APPDATA", "")) / "gcloud"
    else:
        folder = Path.home() / ".config" / "gcloud"
    yield folder / "application_default_credentials.json"


def _credentials(told: Mapping[str, Any], path: Path, ours: bool) -> Any:
    if is_service_account(told):
        return _key(told, path)
    if told.get("type") == "authorized_user":
        return _permission(told, path, ours)
    if any(name in told for name in _CLIENTS):
        raise ConfigError("entrance.client", hint="entrance.client.hint", file=path)
    raise ConfigError("entrance.other-kind", hint="entrance.other-kind.hint", file=path)


def _key(told: Mapping[str, Any], path: Path) -> Any:
    from clientsheet.stores.google.access.key import Key

    try:
        checked_url(str(told.get("token_uri", "")))
        return Key.from_service_account_info(told, scopes=[SHEETS])  # type: ignore[no-untyped-call]
    except (ValueError, TypeError) as wrong:  # a field is missing, or the key is not one
        raise ConfigError("entrance.damaged", hint="entrance.damaged.hint", file=path) from wrong


def _permission(told: Mapping[str, Any], path: Path, ours: bool) -> Any:
    from clientsheet.stores.google.access.permission import Permission

    if ours:
        check_private(path)
    scopes = told.get("scopes")
    if scopes and _ENOUGH.isdisjoint(scopes.split() if isinstance(scopes, str) else scopes):
        raise ConfigError("entrance.not-sheets", hint="entrance.not-sheets.hint", file=path)
    try:
        return Permission.read(told, path if ours else None)
    except (ValueError, KeyError, TypeError) as wrong:
        raise ConfigError("entrance.permission-damaged", hint="entrance.permission-damaged.hint", file=path) from wrong
