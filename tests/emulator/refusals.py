"""What the emulated APIs answer instead of doing a thing: bodies in the shapes Google was seen to give (facts §2)."""

from __future__ import annotations

from typing import Any

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}


class Refusal(Exception):
    """A request that is answered with an error; nothing of it is carried out."""

    def __init__(self, message: str, code: int = 400, status: str = "", details: list[Any] | None = None) -> None:
        super().__init__(message)
        self.message, self.code, self.details = message, code, details
        self.status = status or STATUS[code]

    @property
    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class NotEmulated(Refusal):
    """What nobody showed us how Google answers: loud, never a guess."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The emulator does not know how Google answers this: {what}", 501)


class NotInDocument(Refusal):
    """What Google's documents do not know, refused in Google's words."""


class DriveRefusal(Refusal):
    """Drive's errors carry ``errors[]``."""

    def __init__(self, message: str, code: int, reason: str, location: str = "") -> None:
        super().__init__(message, code)
        self.reason, self.location = reason, location

    @property
    def body(self) -> dict[str, Any]:
        one = {"message": self.message, "domain": "global", "reason": self.reason}
        if self.location:
            one |= {"location": self.location, "locationType": "parameter"}
        return {"error": {"code": self.code, "message": self.message, "errors": [one]}}


class GmailRefusal(Refusal):
    """Gmail's errors carry ``errors[]`` and a status."""

    def __init__(self, message: str, code: int, reason: str, status: str = "") -> None:
        super().__init__(message, code, status)
        self.reason = reason

    @property
    def body(self) -> dict[str, Any]:
        one = {"message": self.message, "domain": "global", "reason": self.reason}
        error = {"code": self.code, "message": self.message, "errors": [one], "status": self.status}
        return {"error": error}


def not_found() -> Refusal:
    return Refusal("Requested entity was not found.", 404)


def no_permission() -> Refusal:
    return Refusal("The caller does not have permission", 403)


def storage_full() -> DriveRefusal:
    """What a service account hears that makes a file."""
    return DriveRefusal("The user's Drive storage quota has been exceeded.", 403, "storageQuotaExceeded")


def office_file() -> Refusal:
    words = "This operation is not supported for this document. The document must not be an Office file."
    return Refusal(words, 400, "FAILED_PRECONDITION")


def api_switched_off() -> Refusal:
    link = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=1"
    words = "Google Sheets API has not been used in project 1 before or it is disabled."
    words = f"{words} Enable it by visiting {link} then retry."
    metadata = {"service": "sheets.googleapis.com", "consumer": "projects/1", "activationUrl": link}
    return Refusal(words, 403, details=[_error_info("SERVICE_DISABLED", metadata)])


def over_quota(kind: str = "Read") -> Refusal:
    """``kind``: Read or Write."""
    limit = f"{kind} requests per minute per user"
    words = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{limit}' of service 'sheets.googleapis.com' "
        "for consumer 'project_number:1'."
    )
    metadata = {
        "service": "sheets.googleapis.com",
        "consumer": "projects/1",
        "quota_limit": f"{kind}RequestsPerMinutePerUser",
        "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
    }
    return Refusal(words, 429, details=[_error_info("RATE_LIMIT_EXCEEDED", metadata)])


def protected() -> str:
    return (
        "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
        "if you need to edit."
    )


def _error_info(reason: str, metadata: dict[str, str]) -> dict[str, Any]:
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    return {"@type": kind, "reason": reason, "domain": "googleapis.com", "metadata": metadata}
