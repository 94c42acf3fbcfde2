"""The owner's permission for Gmail, as a file: a line to Google that renews its token by itself.

The file is the one that Google's own tools write (``authorized_user``): client_id, client_secret, refresh_token.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from clientsheet.config.secrets import check_private
from clientsheet.config.values import checked_url
from clientsheet.errors import ConfigError

_NEEDED: Final = ("client_id", "client_secret", "refresh_token")
_TOKEN_URI: Final = "https://oauth2.googleapis.com/token"


def session(path: Path) -> Any:
    """An AuthorizedSession. ConfigError: no such file, none of that kind, one that others may read, no library."""
    try:
        from google.auth.transport.requests import AuthorizedSession
        from google.oauth2.credentials import Credentials
    except ImportError:
        raise ConfigError("delivery.gmail.missing", hint="delivery.gmail.missing.cure") from None
    permission = _read(path)
    if not all(isinstance(permission.get(name), str) for name in _NEEDED):
        raise ConfigError("delivery.gmail.token", hint="delivery.gmail.token.cure", file=path.name)
    token_uri = permission.get("token_uri") or _TOKEN_URI
    try:
        checked_url(token_uri)
    except ValueError as error:
        raise ConfigError("delivery.gmail.token", hint="delivery.gmail.token.cure", file=path.name) from error
    return AuthorizedSession(Credentials(None, token_uri=token_uri, **{name: permission[name] for name in _NEEDED}))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ConfigError("delivery.gmail.token", hint="delivery.gmail.token.cure", file=path.name)
    check_private(path)
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ConfigError("delivery.gmail.token", hint="delivery.gmail.token.cure", file=path.name) from error
    return found if isinstance(found, dict) else {}
