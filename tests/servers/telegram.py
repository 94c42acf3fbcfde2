"""Telegram's bot API in a process of ours: chats that were begun, those who block the bot, what came in, patience."""

from __future__ import annotations

from tests.servers.web import Answer, Request, WebDouble

TOKEN = "123456:telegram-token-of-trial"
NAME = "marina_salon_bot"


class TelegramDouble(WebDouble):
    """``sent``: (chat, text). ``begun``: chats the bot may write to. ``blocked``: those that have blocked it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.begun: set[str] = set()
        self.blocked: set[str] = set()
        self.webhook = False
        self._updates: list[dict[str, object]] = []
        self._next = 500

    def says(self, chat: int, text: str) -> None:
        """Somebody writes to the bot."""
        self._came({"message": {"message_id": 1, "chat": {"id": chat, "type": "private"}, "text": text}})

    def blocks(self, chat: int) -> None:
        self._came({"my_chat_member": {"chat": {"id": chat}, "new_chat_member": {"status": "kicked"}}})

    def answer(self, request: Request) -> Answer:
        bot, _, method = request.path.removeprefix("/bot").partition("/")
        if bot != TOKEN:
            return _refused(401, "Unauthorized")
        if method == "getUpdates":
            if self.webhook:
                return _refused(409, "Conflict: can't use getUpdates method while webhook is active")
            return self._updates_from(int(request.query.get("offset", "0")), int(request.query["limit"]))
        if method != "sendMessage":
            return _refused(404, "Not Found")
        chat, text = str(request.json["chat_id"]), request.json["text"]
        if chat in self.blocked:
            return _refused(403, "Forbidden: bot was blocked by the user")
        if chat not in self.begun:
            return _refused(400, "Bad Request: chat not found")
        if not text or len(text) > 4096:
            return _refused(400, "Bad Request: message is too long" if text else "Bad Request: message text is empty")
        self.sent.append((chat, text))
        return _said({"message_id": len(self.sent), "chat": {"id": int(chat)}, "text": text})

    def _updates_from(self, offset: int, limit: int) -> Answer:
        self._updates = [update for update in self._updates if int(str(update["update_id"])) >= offset]
        return _said(self._updates[:limit])

    def _came(self, what: dict[str, object]) -> None:
        self._updates.append({"update_id": self._next, **what})
        self._next += 1


def slow_down(seconds: int) -> Answer:
    said = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return Answer(429, said)


def _said(result: object) -> Answer:
    return Answer(200, {"ok": True, "result": result})


def _refused(code: int, words: str) -> Answer:
    return Answer(code, {"ok": False, "error_code": code, "description": words})
