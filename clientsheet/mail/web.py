"""Posts over the web whose body is held back until the journal knows.

The connection is made and the headers are sent first; then ``before`` is called, and only then does the body leave. So
whatever breaks before that leaves the letter certainly unsent, and whatever breaks after it leaves it in doubt. An
answer is read whole, whatever its status; what an answer means is each provider's own matter.

No secret gets into a message of ours: neither the bearer's nor one that stands in an address.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from clientsheet.errors import ConfigError
from clientsheet.mail.base import LinkLost
from clientsheet.mail.letter import Letter

if TYPE_CHECKING:
    import requests

_MARK: Final = re.compile(r"<cs1\.([a-z2-7]+)@")
_SECONDS: Final = (15, 120)
"""To connect; between two bytes of the answer. Short patience is what makes duplicates."""

_SAID_AT_MOST: Final = 200
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Reply(NamedTuple):
    """``said``: the JSON object of the answer, empty where it is none; ``headers`` by their names in small letters."""

    status: int
    said: dict[str, Any]
    text: str
    headers: Mapping[str, str]

    @property
    def well(self) -> bool:
        return 200 <= self.status < 300

    @property
    def wait(self) -> int | None:
        """The seconds of Retry-After, where it is there as a number."""
        asked = self.headers.get("retry-after", "")
        return int(asked) if asked.isdecimal() else None


class Web:
    """One connection, kept open between the letters. ``secret``: never to be repeated in a message."""

    def __init__(self, session: requests.Session, secret: str = "") -> None:
        # urllib3 notes every address, and Telegram's hold the bot's token
        logging.getLogger("urllib3").setLevel(logging.INFO)
        session.auth = session.auth or _Bearer("")
        self._session, self._secret = session, secret

    @classmethod
    def bearing(cls, token: str, secret: str = "") -> Web:
        """``token``: goes with every request as 'Authorization: Bearer …'; '' for none."""
        session = _requests().Session()
        session.auth = _Bearer(token)
        return cls(session, secret or token)

    def post(
        self,
        url: str,
        body: bytes,
        before: Callable[[], None] | None = None,
        *,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """LinkLost: no whole answer; the other end may have the body if, and only if, ``before`` was called."""
        return self._call("POST", url, data=_HeldBack(body, before), headers={"Content-Type": kind, **(headers or {})})

    def get(self, url: str, **query: object) -> Reply:
        """LinkLost."""
        return self._call("GET", url, params=query)

    def close(self) -> None:
        self._session.close()

    def _call(self, method: str, url: str, **what: Any) -> Reply:
        from requests import RequestException

        try:
            answer = self._session.request(method, url, timeout=_SECONDS, allow_redirects=False, **what)
            text = answer.content.decode("utf-8", "replace")
        except RequestException as error:
            raise LinkLost(self._plain(_root(error))) from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, _object(text), self._plain(text), headers)

    def _plain(self, text: str) -> str:
        """One short line that may be shown and kept."""
        if self._secret:
            text = text.replace(self._secret, "…")
        return " ".join(_UNFIT.sub(" ", text).split())[:_SAID_AT_MOST]


class _HeldBack:
    """A body that calls ``before`` once, right before its first byte leaves."""

    def __init__(self, body: bytes, before: Callable[[], None] | None) -> None:
        self._body, self._before = body, before

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        before, self._before = self._before, None
        if before is not None:
            before()
        yield self._body


class _Bearer:
    """Instead of a plain header, which the account's ~/.netrc would replace with a login of its own; with no token it
    keeps that away from a header that somebody else sets."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: Any) -> Any:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def mark(letter: Letter) -> str:
    """The part of its Message-ID that stands for its key: 26 letters and digits, the same on every run."""
    found = _MARK.match(letter.message_id)
    return found[1] if found else ""


def encoded(message: Mapping[str, object]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _root(error: BaseException) -> str:
    """What the system or the other end said, without the address that libraries put before it."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__


def _requests() -> Any:
    try:
        import requests
    except ImportError:
        raise ConfigError("delivery.web-missing", hint="delivery.web-missing.cure") from None
    return requests
