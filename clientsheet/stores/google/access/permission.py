"""An owner's permission as a file that only its owner may read: what Google's own tools call ``authorized_user``.

A token that was renewed is written back, so that the next run need not ask for another.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

from google.oauth2.credentials import Credentials

from clientsheet.config.values import checked_url
from clientsheet.errors import ClientsheetError
from clientsheet.files import replacing

TOKEN_URI: Final = "https://oauth2.googleapis.com/token"


class Permission(Credentials):  # type: ignore[misc,unused-ignore]
    """Renews its token by itself; ``kept``: the file that is told, if it is ours."""

    kept: Path | None = None

    @classmethod
    def read(cls, told: Mapping[str, Any], kept: Path | None) -> Self:
        """ValueError, KeyError, TypeError: something is missing or is not what it should be."""
        expiry = told.get("expiry")
        made = cls(
            told.get("token"),
            refresh_token=_text(told["refresh_token"]),
            token_uri=checked_url(_text(told.get("token_uri") or TOKEN_URI)),
            client_id=_text(told["client_id"]),
            client_secret=_text(told["client_secret"]),
            scopes=_scopes(told.get("scopes")),
            quota_project_id=told.get("quota_project_id"),
            expiry=_moment(expiry) if expiry else dt.datetime(2000, 1, 1),
            account=told.get("account"),
        )
        made.kept = kept
        return made

    def refresh(self, request: Any) -> None:
        super().refresh(request)  # type: ignore[no-untyped-call]
        if self.kept is not None:
            with suppress(ClientsheetError):  # the token is good even where it cannot be kept
                save(self, self.kept)


def save(credentials: Credentials, path: Path) -> None:
    """The file holds the permission afterwards, or what it held before. Errors as of ``files.replacing``."""
    told = {"type": "authorized_user", **json.loads(credentials.to_json())}
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.chmod(0o600)  # the new file takes the mode of the old one
    with replacing(path) as new:
        new.chmod(0o600)
        new.write_text(json.dumps(told, indent=1), "utf-8")


def _text(told: object) -> str:
    if not (isinstance(told, str) and told):
        raise ValueError("not a text")
    return told


def _scopes(told: object) -> Sequence[str] | None:
    if isinstance(told, str):
        return told.split()
    return [_text(one) for one in told] if isinstance(told, list) else None


def _moment(told: str) -> dt.datetime:
    """As google-auth keeps it: UTC, naive."""
    return dt.datetime.fromisoformat(told).astimezone(dt.UTC).replace(tzinfo=None)
