"""What each failure of a request means: what a person is told, whether to try again, whether it may have been done.

Google's sentences are recognised by their words where the code says too little (the words as recorded or reported; see
the patterns). An unknown one is passed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from google.auth.exceptions import GoogleAuthError, TransportError
from gspread.exceptions import APIError
from requests import ConnectionError as NoConnection
from requests import Timeout
from requests.exceptions import ConnectTimeout, SSLError
from urllib3.exceptions import NewConnectionError

from clientsheet.errors import ClientsheetError, ConfigError, Refused, TryLater, WrongUse
from clientsheet.stores.google.access.address import sheet_address
from clientsheet.stores.google.access.doors import entrance_refused
from clientsheet.stores.google.api import PlaceGone
from clientsheet.stores.google.line.line import Garbled

_GONE: Final = re.compile(
    "Unable to parse range|exceeds grid limits|tried writing to|beyond the last requested|already exists|doesn't exist"
    "|No (grid|sheet|developer metadata|protected range|conditional format)"
)
"""What we name was there a moment ago, or what we add was not."""

_PROTECTED: Final = "protected cell or object"
_OFFICE: Final = "must not be an Office file"
_LIMITS: Final = {
    "number of cells in the workbook above": "google.cells_full",
    "in a single cell": "google.text_too_long",
    "payload size exceeds": "google.too_large",
}
_BUSY: Final = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
_SCOPE: Final = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})
_LONGEST: Final = 300
_API_PAGE: Final = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"


class NotTaken(Refused):
    """Google refuses for a reason that we have no word of our own for; ``said`` is its sentence."""

    def __init__(self, said: str) -> None:
        super().__init__("google.said", hint="google.said.hint", said=said)
        self.said = said


@dataclass(frozen=True)
class Asked:
    """The request: of which sheet, by whom ('': not by a service account), to write into it or to read; ``welcome``: we
    have read it before."""

    sheet: str
    email: str = ""
    writes: bool = False
    welcome: bool = False

    @property
    def facts(self) -> dict[str, object]:
        return {"sheet": sheet_address(self.sheet), "email": self.email}


@dataclass(frozen=True)
class Trouble:
    """``error``: what is said when it is not tried again. ``again``: it is worth it, after ``wait`` seconds where the
    server said so. ``unclear``: it may have been carried out; ``slow``: or may still be.
    ``cut_off``: nobody is there at all."""

    error: ClientsheetError
    again: bool = False
    unclear: bool = False
    slow: bool = False
    cut_off: bool = False
    wait: float | None = None


def meaning(error: Exception, asked: Asked) -> Trouble:
    """Of one of ``line.BROKEN``."""
    if isinstance(error, APIError):
        return _refused(error, asked)
    if isinstance(error, TransportError):
        return replace(_lost(error.__cause__ or error), unclear=False, slow=False)
    if isinstance(error, GoogleAuthError):
        again = bool(error.retryable)
        return Trouble(_later("google.down") if again else entrance_refused(error, asked.email), again)
    if isinstance(error, Garbled):
        return Trouble(_later("google.garbled"), again=True, unclear=True)
    return _lost(error)


def busy() -> TryLater:
    """The minute's requests are used up."""
    return _later("google.busy")


def _lost(error: BaseException) -> Trouble:
    """On the way there or back."""
    if isinstance(error, SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Trouble(WrongUse("google.certificate", hint="google.certificate.hint"))
    if _never_left(error):
        return Trouble(_later("google.network"), again=True, cut_off=True)
    slow = isinstance(error, Timeout) or (isinstance(error, NoConnection) and "Read timed out" in str(error))
    return Trouble(_later("google.slow" if slow else "google.network"), again=True, unclear=True, slow=slow)


def _never_left(error: BaseException) -> bool:
    """There was no line to send it over."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, ConnectTimeout) or isinstance(reason, NewConnectionError)


def _refused(error: APIError, asked: Asked) -> Trouble:
    status = error.response.status_code
    reasons, said = _reasons(error.error), _said(error)
    if status == 429 or reasons & _BUSY:
        return Trouble(busy(), again=True, wait=_retry_after(error.response.headers))
    if status >= 500 or status in (408, 409):
        down = _later("google.down")
        return Trouble(down, again=True, unclear=True, wait=_retry_after(error.response.headers))
    if status == 400:
        return Trouble(_bad_request(said, asked))
    if status == 401:
        return Trouble(ConfigError("google.not_let_in", hint="google.not_let_in.hint", **asked.facts))
    if status == 403:
        return Trouble(_forbidden(said, reasons, _link(error.error), asked))
    if status == 404:
        return Trouble(_not_found(said, asked))
    return Trouble(WrongUse("google.too_large", hint="google.too_large.hint") if status == 413 else NotTaken(said))


def _bad_request(said: str, asked: Asked) -> ClientsheetError:
    if _PROTECTED in said:
        return Refused("google.protected", hint=_hint("google.protected", asked), **asked.facts)
    if _OFFICE in said:
        return WrongUse("google.office", hint="google.office.hint", **asked.facts)
    for words, key in _LIMITS.items():
        if words in said:
            return Refused(key, hint=f"{key}.hint")
    return _gone() if _GONE.search(said) else NotTaken(said)


def _forbidden(said: str, reasons: frozenset[str], link: str, asked: Asked) -> ClientsheetError:
    if "SERVICE_DISABLED" in reasons or "accessNotConfigured" in reasons:
        return WrongUse("google.api_off", hint="google.api_off.hint", link=link or _API_PAGE)
    if reasons & _SCOPE or "insufficient authentication scopes" in said:
        return ConfigError("google.scope", hint="google.scope.hint")
    if "storageQuotaExceeded" in reasons:
        return WrongUse("google.storage", hint=_hint("google.storage", asked), **asked.facts)
    if "unregistered callers" in said:
        return ConfigError("google.not_let_in", hint="google.not_let_in.hint", **asked.facts)
    if "does not have permission" not in said:
        return WrongUse("google.project", hint="google.project.hint", said=said)
    key = "google.view_only" if asked.writes and asked.welcome else "google.not_shared"
    return WrongUse(_for(key, asked), hint=_hint(key, asked), **asked.facts)


def _not_found(said: str, asked: Asked) -> ClientsheetError:
    return _gone() if _GONE.search(said) else WrongUse("google.no_sheet", hint="google.no_sheet.hint", **asked.facts)


def _gone() -> PlaceGone:
    return PlaceGone("google.changed", hint="google.changed.hint")


def _later(key: str) -> TryLater:
    return TryLater(key, hint="google.busy.hint" if key == "google.busy" else "google.later.hint")


def _for(key: str, asked: Asked) -> str:
    """The sentence for a service account names its address; the other one is for the owner's own account."""
    return key if asked.email else f"{key}.own"


def _hint(key: str, asked: Asked) -> str:
    return f"{_for(key, asked)}.hint"


def _said(error: APIError) -> str:
    """One line; of a page for a browser no more than its status."""
    if error.code == -1:
        return f"{error.response.status_code} {error.response.reason}"
    said = " ".join(str(error.error.get("message") or error.response.status_code).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _reasons(error: Mapping[str, Any]) -> frozenset[str]:
    """Those of Sheets stand in ``details``, those of Drive in ``errors``."""
    told = [one for name in ("details", "errors") for one in error.get(name) or () if isinstance(one, dict)]
    return frozenset(str(one["reason"]) for one in told if "reason" in one)


def _link(error: Mapping[str, Any]) -> str:
    """Where the owner switches the API on."""
    told = [one.get("metadata") or {} for one in error.get("details") or () if isinstance(one, dict)]
    found = re.search(r"https://console\.\S+", str(error.get("message") or ""))
    return next((str(one["activationUrl"]) for one in told if "activationUrl" in one), found[0] if found else "")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else None
