"""Gmail's API in a process of ours: drafts.create, messages.send, what lists and finds them, and the token endpoint.

It answers as Google's discovery document says; ``mistakes(document)`` compares every exchange with that document.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from tests.servers.web import Answer, Request, WebDouble

CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN = "client-of-trial", "secret-of-trial", "refresh-of-trial"


@dataclass
class Kept:
    raw: bytes
    labels: list[str]

    @property
    def parsed(self) -> EmailMessage:
        message = BytesParser(policy=default).parsebytes(self.raw)
        assert isinstance(message, EmailMessage)
        return message


class GmailDouble(WebDouble):
    """``messages``: by id. ``may_read``: the permission covers the mailbox, not only drafts and sending. ``rewrites``:
    it gives a message another Message-ID, ``strips`` drops the letter's own headers."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: dict[str, Kept] = {}
        self.drafts: dict[str, str] = {}
        self.may_read, self.rewrites, self.strips, self.revoked = True, False, False, False
        self._tokens = 0
        self._expired = 0

    # -- for the trial

    def permission(self, path: Path) -> Path:
        """The file that lets a client in."""
        told = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "refresh_token": REFRESH_TOKEN}
        path.write_text(json.dumps({"type": "authorized_user", "token_uri": f"{self.url}/token", **told}))
        path.chmod(0o600)
        return path

    def expire(self) -> None:
        """The tokens given so far are good for nothing."""
        self._expired = self._tokens

    def labelled(self, label: str) -> list[Kept]:
        return [kept for kept in self.messages.values() if label in kept.labels]

    # -- answers

    def hands_over(self, request: Request) -> bool:
        return request.method == "POST" and request.path != "/token"

    def answer(self, request: Request) -> Answer:
        if request.path == "/token":
            return self._token(request)
        if not self._known(request.headers.get("authorization", "")):
            return error(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
        upload = request.path.startswith("/upload/")
        method, path = request.method, request.path.removeprefix("/upload").removeprefix("/gmail/v1/users/me/")
        if (method, path) == ("POST", "drafts"):
            return self._create(request.body if upload else _raw(request.json["message"]["raw"]))
        if (method, path) == ("POST", "messages/send"):
            return self._send(request.body if upload else _raw(request.json["raw"]))
        if method == "GET" and path == "drafts":
            found = [self._listed(id_, draft) for draft, id_ in self.drafts.items() if self._asked(id_, request)]
            return Answer(200, {"drafts": found, "resultSizeEstimate": len(found)})
        if method == "GET" and path.startswith("drafts/"):
            draft = path.removeprefix("drafts/")
            return Answer(200, {"id": draft, "message": self._headers(self.drafts[draft])})
        if not self.may_read:
            return error(403, "insufficientPermissions", "Insufficient Permission", "PERMISSION_DENIED")
        if method == "GET" and path == "messages":
            found = [self._listed(id_) for id_ in self.messages if self._asked(id_, request)]
            return Answer(200, {"messages": found, "resultSizeEstimate": len(found)})
        if method == "GET" and path.startswith("messages/"):
            return Answer(200, self._headers(path.removeprefix("messages/")))
        return error(404, "notFound", "Requested entity was not found.", "NOT_FOUND")

    def _token(self, request: Request) -> Answer:
        told = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        assert told["grant_type"] == "refresh_token"
        right = (told["client_id"], told["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
        if self.revoked or not right or told["refresh_token"] != REFRESH_TOKEN:
            return Answer(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        self._tokens += 1
        return Answer(200, {"access_token": f"ya29.{self._tokens}", "expires_in": 3599, "token_type": "Bearer"})

    def _known(self, authorization: str) -> bool:
        token = re.fullmatch(r"Bearer ya29\.(\d+)", authorization)
        return token is not None and self._expired < int(token[1]) <= self._tokens

    def _create(self, raw: bytes) -> Answer:
        id_ = self._keep(raw, ["DRAFT"])
        draft = f"r-{len(self.drafts) + 1}"
        self.drafts[draft] = id_
        return Answer(200, {"id": draft, "message": {"id": id_, "threadId": id_, "labelIds": ["DRAFT"]}})

    def _send(self, raw: bytes) -> Answer:
        to = str(BytesParser(policy=default).parsebytes(raw)["To"] or "")
        if "@" not in to:
            return error(400, "invalidArgument", "Recipient address required", "INVALID_ARGUMENT")
        if "refused@" in to:
            return error(400, "invalidArgument", "Invalid To header", "INVALID_ARGUMENT")
        id_ = self._keep(raw, ["SENT"])
        return Answer(200, {"id": id_, "threadId": id_, "labelIds": ["SENT"]})

    def _keep(self, raw: bytes, labels: list[str]) -> str:
        if self.rewrites:
            raw = re.sub(rb"(?im)^message-id:.*\r\n", b"Message-ID: <CAF-other@mail.gmail.com>\r\n", raw, count=1)
        if self.strips:
            raw = re.sub(rb"(?im)^x-clientsheet-key:.*\r\n", b"", raw, count=1)
        id_ = f"18c{len(self.messages):013x}"
        self.messages[id_] = Kept(raw, labels)
        return id_

    def _asked(self, id_: str, request: Request) -> bool:
        to, after = re.fullmatch(r"to:(\S+) after:([\d/]+)", request.query["q"]).groups()  # type: ignore[union-attr]
        date.fromisoformat(after.replace("/", "-"))
        kept = self.messages[id_]
        if "TRASH" in kept.labels and request.query.get("includeSpamTrash") != "true":
            return False
        return to.lower() in str(kept.parsed["To"]).lower()

    def _listed(self, id_: str, draft: str = "") -> dict[str, object]:
        message = {"id": id_, "threadId": id_}
        return {"id": draft, "message": message} if draft else message

    def _headers(self, id_: str) -> dict[str, object]:
        kept = self.messages[id_]
        headers = [{"name": name, "value": str(value)} for name, value in kept.parsed.items()]
        return {"id": id_, "threadId": id_, "labelIds": kept.labels, "payload": {"headers": headers}}


def error(code: int, reason: str, message: str, status: str) -> Answer:
    errors = [{"message": message, "domain": "global", "reason": reason}]
    return Answer(code, {"error": {"code": code, "message": message, "errors": errors, "status": status}})


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)


# -- the discovery document


def mistakes(double: GmailDouble, document: dict[str, Any]) -> list[str]:
    """What in the exchanges the document does not know: paths, parameters, fields, types."""
    return [wrong for request, answer in double.exchanges for wrong in _mistakes(request, answer, document)]


def _mistakes(request: Request, answer: Answer, document: dict[str, Any]) -> Iterator[str]:
    if request.path == "/token":
        return
    method = next((one for one in _methods(document) if _fits(one, request)), None)
    if method is None:
        yield f"no such method: {request.method} {request.path}"
        return
    known = {**document["parameters"], **method.get("parameters", {})}
    yield from (f"{method['id']}: no parameter {name}" for name in request.query if name not in known)
    if "request" in method and not request.path.startswith("/upload/"):
        yield from _schema(request.json, method["request"], document, method["id"])
    if answer.status == 200:
        yield from _schema(answer.said, method["response"], document, method["id"])


def _methods(resources: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resources.get("methods", {}).values()
    for inner in resources.get("resources", {}).values():
        yield from _methods(inner)


def _fits(method: dict[str, Any], request: Request) -> bool:
    paths = [method["flatPath"]]
    if "mediaUpload" in method:
        paths.append(method["mediaUpload"]["protocols"]["simple"]["path"].lstrip("/"))
    shapes = [re.sub(r"\{\w+\}", "[^/]+", path) for path in paths]
    return method["httpMethod"] == request.method and any(re.fullmatch(s, request.path.lstrip("/")) for s in shapes)


def _schema(value: object, schema: dict[str, Any], document: dict[str, Any], where: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = document["schemas"][schema["$ref"]]
    kinds = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list}
    if not isinstance(value, kinds[schema["type"]]):
        yield f"{where}: {value!r} is no {schema['type']}"
    elif isinstance(value, list):
        for one in value:
            yield from _schema(one, schema["items"], document, where)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in schema.get("properties", {}):
                yield from _schema(one, schema["properties"][name], document, f"{where}.{name}")
            else:
                yield f"{where}: no field {name}"
