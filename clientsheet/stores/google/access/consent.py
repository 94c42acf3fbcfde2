"""An owner's yes, given in their own browser: Google sends it to this computer, where it becomes a permission.

The OAuth client (``google.client``) is the program as Google knows it: a file for a «Desktop app», which anybody may
make for themselves in the console. It lets nobody in by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from clientsheet.config.values import checked_url
from clientsheet.errors import ClientsheetError, ConfigError, TryLater, WrongUse
from clientsheet.stores.google.access.account import contents
from clientsheet.stores.google.access.extra import require

PATIENCE: Final = 600
"""Seconds for signing in, finding the telephone with the code, and saying yes."""

_ANSWER: Final = 60
_NEEDED: Final = ("client_id", "client_secret", "auth_uri", "token_uri")


def ask(client: Path, scopes: Sequence[str], show: Callable[[str], None], page: str) -> Any:
    """The credentials that the owner granted. ``show`` is given the address to open; ``page``: what the browser says in
    the end. ConfigError: no client, one of another kind. WrongUse: the owner said no, or not to everything. TryLater:
    nobody answered, or Google cannot be reached."""
    told = _client(client)
    require()
    flow = _flow(told, scopes, show)
    try:
        granted = flow.run_local_server(
            host="127.0.0.1",
            port=0,
            open_browser=False,
            authorization_prompt_message=None,
            success_message=page,
            timeout_seconds=PATIENCE,
            prompt="consent",  # a standing permission is given only when the owner is asked anew
        )
    except Exception as wrong:
        raise _explained(wrong, client) or wrong from wrong
    if not granted.refresh_token:
        raise TryLater("login.passing", hint="login.passing.hint")
    return granted


def _client(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        raise ConfigError("login.no-client", hint="login.no-client.hint", file=path)
    told = contents(path)
    if "web" in told:
        raise ConfigError("login.web-client", hint="login.web-client.hint", file=path)
    inner = told.get("installed")
    if not isinstance(inner, dict) or not all(isinstance(inner.get(name), str) and inner[name] for name in _NEEDED):
        raise ConfigError("login.not-client", hint="login.not-client.hint", file=path)
    try:
        checked_url(inner["auth_uri"])
        checked_url(inner["token_uri"])
    except ValueError as wrong:
        raise ConfigError("login.not-client", hint="login.not-client.hint", file=path) from wrong
    return told


def _flow(client: Mapping[str, Any], scopes: Sequence[str], show: Callable[[str], None]) -> Any:
    from google_auth_oauthlib.flow import InstalledAppFlow

    class Shown(InstalledAppFlow):  # type: ignore[misc]
        """Tells the address as it is made, and does not wait for ever for the exchange."""

        def authorization_url(self, **asked: Any) -> tuple[str, str]:
            address, state = super().authorization_url(**asked)
            show(address)
            return address, state

        def fetch_token(self, **asked: Any) -> Any:
            return super().fetch_token(timeout=_ANSWER, **asked)

    return Shown.from_client_config(client, scopes)


def _explained(wrong: Exception, client: Path) -> ClientsheetError | None:
    """What it means for the owner; None: a fault of ours."""
    import requests
    from google_auth_oauthlib.flow import WSGITimeoutError
    from oauthlib.oauth2 import AccessDeniedError, InvalidClientError, OAuth2Error

    if isinstance(wrong, WSGITimeoutError):
        return TryLater("login.nobody", hint="login.nobody.hint")
    if isinstance(wrong, AccessDeniedError):
        return WrongUse("login.refused", hint="login.refused.hint")
    if isinstance(wrong, InvalidClientError):
        return ConfigError("login.dead-client", hint="login.dead-client.hint", file=client)
    if isinstance(wrong, OAuth2Error):
        return TryLater("login.not-taken", hint="login.not-taken.hint", said=wrong.description or wrong.error)
    if isinstance(wrong, Warning):  # oauthlib's word for: other scopes were granted than were asked for
        return WrongUse("login.unticked", hint="login.unticked.hint")
    if isinstance(wrong, requests.RequestException):
        return TryLater("login.away", hint="login.away.hint")
    return None
