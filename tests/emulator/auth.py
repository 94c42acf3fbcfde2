"""Who may come in: the token endpoint, the key file of a service account and the permission of an owner."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from tests.emulator.files import Answer, Request
from tests.emulator.refusals import Refusal
from tests.emulator.spreadsheet import ROBOT

AUDIENCE = "https://oauth2.googleapis.com/token"
CLIENT = {"client_id": "client-of-trial", "client_secret": "secret-of-trial", "refresh_token": "refresh-of-trial"}

_FOR_EVER = 10**10
_BAD_TIME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


class Door:
    """``fixed``: a token that is always good. ``revoked``: no more tokens are given out. ``codes``: what owners said
    yes to in their browser, not yet exchanged: code -> scopes. ``ahead``: seconds by which our clock runs before
    theirs."""

    def __init__(self, fixed: str = "emulator") -> None:
        self.fixed, self.revoked = fixed, False
        self.codes: dict[str, str] = {}
        self.ahead = 0.0
        self._given = self._expired = 0

    def expire(self) -> None:
        """The tokens given out so far are good for nothing."""
        self._expired = self._given

    def let_in(self, request: Request) -> None:
        said = request.headers.get("authorization", "")
        if not said:
            words = "Method doesn't allow unregistered callers (callers without established identity)."
            raise Refusal(f"{words} Please use API Key or other form of API consumer identity to call this API.", 403)
        token = said.removeprefix("Bearer ")
        number = int(token.removeprefix("ya29.")) if token.removeprefix("ya29.").isdigit() else 0
        if token != self.fixed and not self._expired < number <= self._given:
            words = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie"
            raise Refusal(f"{words} or other valid authentication credential.", 401)

    def token(self, request: Request) -> Answer:
        told = {**_in_the_head(request), **{name: one[0] for name, one in parse_qs(request.body.decode()).items()}}
        wrong = self._wrong(told)
        if self.revoked or wrong:
            said = {"error": "invalid_grant", "error_description": wrong or "Token has been expired or revoked."}
            return Answer(400, said)
        self._given += 1
        granted: dict[str, Any] = {"access_token": f"ya29.{self._given}", "expires_in": 3599, "token_type": "Bearer"}
        if told.get("grant_type") == "authorization_code":
            granted |= {"refresh_token": CLIENT["refresh_token"], "scope": self.codes.pop(told["code"])}
        return Answer(200, granted)

    def _wrong(self, told: dict[str, str]) -> str:
        if told.get("grant_type") == "refresh_token":
            return "" if all(told.get(name) == one for name, one in CLIENT.items()) else "Bad Request"
        if told.get("grant_type") == "authorization_code":
            known = all(told.get(name) == CLIENT[name] for name in ("client_id", "client_secret"))
            return (
                "" if known and told.get("code") in self.codes and "code_verifier" in told else "Malformed auth code."
            )
        from google.auth import jwt

        try:
            claims = jwt.decode(
                told.get("assertion", ""), certs=_keys()[1], audience=AUDIENCE, clock_skew_in_seconds=_FOR_EVER
            )
        except ValueError:
            return "Invalid JWT Signature."
        if claims["iss"] != ROBOT:
            return "Invalid grant: account not found"
        now = time.time() + self.ahead
        return "" if claims["iat"] - 300 <= now <= claims["exp"] + 300 else _BAD_TIME


def _in_the_head(request: Request) -> dict[str, str]:
    """A client may say who it is in a header too (RFC 6749, section 2.3.1)."""
    kind, _, told = request.headers.get("authorization", "").partition(" ")
    if kind != "Basic":
        return {}
    name, _, secret = b64decode(told).decode().partition(":")
    return {"client_id": name, "client_secret": secret}


def service_account(base: str) -> dict[str, Any]:
    """A key file whose tokens come from the emulator at ``base``."""
    return {
        "type": "service_account",
        "project_id": "trial",
        "private_key_id": "key-of-trial",
        "private_key": _keys()[0].decode(),
        "client_email": ROBOT,
        "client_id": "1",
        "token_uri": f"{base}/token",
    }


def write_service_account(base: str, path: Path) -> Path:
    path.write_text(json.dumps(service_account(base)))
    path.chmod(0o600)
    return path


def write_permission(base: str, path: Path) -> Path:
    """The file of an owner who let the program in."""
    path.write_text(json.dumps({"type": "authorized_user", "token_uri": f"{base}/token", **CLIENT}))
    path.chmod(0o600)
    return path


def write_client(base: str, path: Path) -> Path:
    """The file of an OAuth client for a program on a computer."""
    told = {name: CLIENT[name] for name in ("client_id", "client_secret")}
    addresses = {"auth_uri": f"{base}/auth", "token_uri": f"{base}/token", "redirect_uris": ["http://localhost"]}
    path.write_text(json.dumps({"installed": {**told, **addresses}}))
    return path


@cache
def _keys() -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    public = serialization.PublicFormat.SubjectPublicKeyInfo
    return private, key.public_key().public_bytes(serialization.Encoding.PEM, public)
