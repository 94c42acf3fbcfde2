"""The line to Google: one request out, one answer back, packed both ways as far as Google packs.

Everything goes through gspread's HTTPClient, which turns refusals into APIError; what else may happen is listed in
``BROKEN``. Nothing is tried twice here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from google.auth.exceptions import GoogleAuthError
from gspread import HTTPClient
from gspread.exceptions import APIError
from requests import RequestException, Session

from clientsheet import __version__
from clientsheet.stores.google.line.answers import parsed

TIMEOUT: Final = (15.0, 185.0)
"""Seconds to connect, and between two bytes of the answer: Google itself gives a request up after 180."""

_LONGEST_ADDRESS: Final = 2000
_BY_FORM: Final = {"X-HTTP-Method-Override": "GET", "Content-Type": "application/x-www-form-urlencoded"}
"""How Google's own clients ask a question that is too long for an address."""

_JSON: Final = {"Content-Type": "application/json"}

Query = Mapping[str, str | Sequence[str]]


class Garbled(Exception):
    """An answer that is not Google's, or not all of it."""


BROKEN: Final = (APIError, RequestException, GoogleAuthError, Garbled)
"""What a request may end in: refused, lost on the way, not let in, not understood."""


class Line(HTTPClient):
    """``session`` says who we are; ``base``: where Google is, https://sheets.googleapis.com but in trials."""

    def __init__(self, session: Session, base: str) -> None:
        super().__init__(None, session)  # type: ignore[arg-type]  # whoever brings a session needs no credentials
        # Google packs its answers only for those whose name says gzip too
        session.headers["User-Agent"] = f"clientsheet/{__version__} (gzip)"
        session.headers["Accept-Encoding"] = "gzip"
        self._base = base.rstrip("/")

    def ask(self, path: str, query: Query) -> Any:
        """The JSON that stands there. Errors: ``BROKEN``."""
        asked = urlencode(_with_packing(query), doseq=True)
        if len(self._base) + len(path) + len(asked) < _LONGEST_ADDRESS:
            return self._told("get", f"{path}?{asked}")
        return self._told("post", path, asked.encode(), _BY_FORM)

    def tell(self, path: str, query: Query, body: Mapping[str, Any]) -> Any:
        """What is answered to ``body``. Errors: ``BROKEN``."""
        return self._told("post", f"{path}?{urlencode(_with_packing(query), doseq=True)}", _written(body), _JSON)

    def _told(self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] = _JSON) -> Any:
        try:
            answer = self.request(method, self._base + target, data=body or None, headers=dict(headers))
        except (KeyError, TypeError) as error:  # gspread takes every refusal in JSON for one of Google's
            raise Garbled("a refusal of somebody else") from error
        try:
            return _read(answer.content)
        except ValueError as error:
            raise Garbled(f"{len(answer.content)} bytes") from error


def _with_packing(query: Query) -> Query:
    return {"prettyPrint": "false", **{name: asked for name, asked in query.items() if asked}}


def _read(content: bytes) -> Any:
    """ValueError. What orjson finds fault with, half of a pair of surrogates, the standard library lets pass."""
    try:
        return parsed(content)
    except ValueError:
        return json.loads(content)


def _written(body: Mapping[str, Any]) -> bytes:
    """The same the other way round; a whole number beyond 64 bits too."""
    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body).encode()
