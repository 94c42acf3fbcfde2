"""What it means when Google gives out no token: the key, the permission, the clock. Words of the token endpoint as its
users report them."""

from __future__ import annotations

import re
from typing import Final

from google.auth.exceptions import GoogleAuthError

from clientsheet.errors import ClientsheetError, ConfigError, WrongUse

_MEANINGS: Final = (
    ("short-lived token|reasonable timeframe|check your clock|iat and exp", "google.clock"),
    ("Invalid JWT Signature|Invalid signature|key .*(disabled|deleted|not found)", "google.key_dead"),
    ("account not found|Account has been deleted|account.*disabled", "google.account_gone"),
    ("invalid_client|deleted_client|unauthorized_client|OAuth client was", "google.client_dead"),
    ("invalid_scope|restricted_client|admin_policy_enforced", "google.scope"),
    ("invalid_grant|invalid_rapt|access_denied|Reauthentication|expired or revoked", "google.permission_ended"),
)


def entrance_refused(error: GoogleAuthError, email: str = "") -> ClientsheetError:
    """For a person. ``email``: of the service account, '' for an owner's own permission."""
    said = " ".join(str(part) for part in error.args)
    key = next((key for words, key in _MEANINGS if re.search(words, said, re.IGNORECASE)), "google.entrance")
    if key == "google.clock":
        return WrongUse(key, hint="google.clock.hint")
    if key == "google.permission_ended" and email:
        key = "google.key_dead"
    return ConfigError(key, hint=f"{key}.hint", email=email, said=str(error.args[0] if error.args else error))
