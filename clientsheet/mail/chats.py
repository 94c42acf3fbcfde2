"""Which Telegram chat is whose: a client comes by a link of their own, presses Start, and may be written to.

The link carries a mark made of the client's key, so nobody can come as somebody else. «/stop», or blocking the bot,
ends it. Reading what came in moves a cursor that is kept in the journal, so each message is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.message import token

if TYPE_CHECKING:
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.web import Web

_CURSOR: Final = "telegram.read"
_START: Final = re.compile(r"/start ([a-z2-7]{26})\s*")
_GONE: Final = ("kicked", "left")
_AT_ONCE: Final = 100


def chats(journal: Journal) -> dict[str, str]:
    """Client -> chat."""
    return dict(journal.database.execute("select client, chat from chats"))


def start_mark(identity: str, client: str) -> str:
    """What the client's link carries. ``identity``: the workbook's; ``client``: the client's key."""
    return token(identity, f"telegram/{client}")


def start_link(bot: str, identity: str, client: str) -> str:
    """``bot``: its name, with or without the @; '' for none, and no link."""
    return f"https://t.me/{bot.lstrip('@')}?start={start_mark(identity, client)}" if bot else ""


def read_updates(web: Web, api: str, journal: Journal, clients: Callable[[], Mapping[str, str]]) -> int:
    """How many chats were learnt. ``clients``: mark -> client; asked for when somebody came. LinkLost,
    AccountStopped."""
    learnt, clients = 0, cache(clients)
    while updates := _updates(web, api, journal.note(_CURSOR)):
        for update in updates:
            learnt += _learn(journal, update, clients())
        journal.set_note(_CURSOR, str(updates[-1]["update_id"] + 1))
    return learnt


def _learn(journal: Journal, update: Mapping[str, Any], clients: Mapping[str, str]) -> int:
    message, member = update.get("message") or {}, update.get("my_chat_member") or {}
    chat = str(((message or member).get("chat") or {}).get("id") or "")
    text = str(message.get("text") or "").strip()
    came = _START.fullmatch(text)
    if came and (client := clients.get(came[1])):
        journal.database.execute("insert or replace into chats (client, chat) values (?, ?)", (client, chat))
        return 1
    if text == "/stop" or (member.get("new_chat_member") or {}).get("status") in _GONE:
        journal.database.execute("delete from chats where chat = ?", (chat,))
    return 0


def _updates(web: Web, api: str, cursor: str) -> list[dict[str, Any]]:
    return list(_asked(web, f"{api}/getUpdates", offset=int(cursor or 0), limit=_AT_ONCE))


def _asked(web: Web, url: str, **query: object) -> Any:
    reply = web.get(url, **query)
    if reply.said.get("ok") is True:
        return reply.said["result"]
    code = reply.said.get("error_code")
    if code == 409:
        raise AccountStopped("delivery.telegram.webhook")
    if code in (401, 404):
        raise AccountStopped("delivery.telegram.login", words=str(reply.said.get("description") or ""))
    raise LinkLost(reply.text)
