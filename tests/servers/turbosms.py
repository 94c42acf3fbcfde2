"""TurboSMS in a process of ours, as its page describes it: HTTP 200 always, codes inside, one ``sequence_id`` once."""

from __future__ import annotations

from tests.servers.web import Answer, Request, WebDouble

TOKEN = "turbosms-token-of-trial"
NAMES = {
    105: "REQUIRED_AUTH",
    203: "REQUIRED_BALANCE",
    305: "INVALID_PHONE",
    400: "NOT_ALLOWED_MESSAGE_SENDER",
    404: "NOT_ALLOWED_NUMBER_STOPLIST",
    507: "FAILED_DUPLICATE_REQUEST",
    800: "SUCCESS_MESSAGE_ACCEPTED",
}


class TurboSmsDouble(WebDouble):
    """``sent``: (sequence id, number, kind, text) of each message the networks got. ``balance``: messages left.
    ``stoplist``: numbers that want nothing. ``forgets``: sequence ids are not remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str, str, str]] = []
        self.balance = 1000
        self.stoplist: set[str] = set()
        self.forgets = False
        self._remembered: dict[str, object] = {}

    def answer(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _said(105)
        assert request.path == "/message/send.json", request.path
        message = request.json
        (number,) = message["recipients"]
        assert number.isdecimal(), "without the plus"
        sequence = message["sequence_id"]
        if sequence in self._remembered and not self.forgets:
            return _said(507, self._remembered[sequence])
        if self.balance <= 0:
            return _said(203)
        result = self._result(message, number, sequence)
        self._remembered[sequence] = result
        return _said(800 if result["response_code"] == 0 else 802, result)

    def _result(self, message: dict[str, dict[str, str]], number: str, sequence: str) -> dict[str, object]:
        if number in self.stoplist:
            return {"phone": number, "response_code": 404, "message_id": None, "response_status": NAMES[404]}
        self.balance -= 1
        kind = "viber" if "viber" in message else "sms"
        assert message[kind]["sender"] == "SALON"
        self.sent.append((sequence, number, kind, message[kind]["text"]))
        id_ = f"f83f8868-5e46-c6cf-e4fb-{len(self.sent):012}"
        return {"phone": number, "response_code": 0, "message_id": id_, "response_status": "OK"}


def _said(code: int, result: object = None) -> Answer:
    results = None if result is None else [result]
    return Answer(200, {"response_code": code, "response_status": NAMES.get(code, "?"), "response_result": results})
