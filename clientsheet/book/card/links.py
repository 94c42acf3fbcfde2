"""What a number or an address is called with, written to or chatted with: links that a phone and a computer open.

Forms as published: ``tel:`` RFC 3966, ``mailto:`` RFC 6068, WhatsApp's click to chat (https://wa.me/ and the digits
alone), Viber's chat (the plus written as %2B, else phones drop it), Telegram's phone number links
(https://core.telegram.org/api/links#phone-number-links).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from clientsheet.sheet.kinds import Phone

CHATS: Final[Mapping[str, str]] = {
    "whatsapp": "https://wa.me/{digits}",
    "viber": "viber://chat?number=%2B{digits}",
    "telegram": "https://t.me/+{digits}",
}
MESSENGERS: Final = tuple(CHATS)


def phone_links(phone: Phone) -> dict[str, str]:
    """``tel`` first, then the messengers; a number with an extension is an office's, and has no chat."""
    if phone.extension:
        return {"tel": phone.uri()}
    digits = phone.e164.removeprefix("+")
    return {"tel": phone.uri()} | {name: form.format(digits=digits) for name, form in CHATS.items()}


def email_links(address: str) -> dict[str, str]:
    return {"mailto": f"mailto:{quote(address, safe='@')}"}


def with_text(link: str, channel: str, text: str) -> str:
    """The same chat with the words in its line; Telegram's links to numbers take none."""
    said = quote(text, safe="")
    if channel == "whatsapp":
        return f"{link}?text={said}"
    return f"{link}&draft={said}" if channel == "viber" else link
