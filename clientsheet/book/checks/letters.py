"""What stands in the way of writing to people: no address for the channel they like, a mailing with no template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from clientsheet.book.checks.spot import Spot
from clientsheet.templating import Templates

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop

NEEDS: Final = {
    "email": "email",
    "phone": "phone",
    "sms": "phone",
    "whatsapp": "phone",
    "viber": "phone",
}
"""Channel -> the column of its address. Telegram knows people by other names too."""


def address_missing(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    if "channel" not in clients:
        return
    # An address that stands there and cannot be read is another rule's.
    addresses = {name: clients.columns[name].raw if name in clients else () for name in ("email", "phone")}
    for index, channel in enumerate(clients.values("channel")):
        needed = NEEDS.get(channel)
        if needed is not None and (not addresses[needed] or addresses[needed][index] is None):
            yield Spot(clients, index, "channel", {"channel": clients.columns["channel"].raw[index]})


def template_unknown(book: Book, shop: Shop) -> Iterator[Spot]:
    """A template is the shop's own file in its folder, or one that comes with the program."""
    mailings = book["mailings"]
    if "template" not in mailings or mailings.values("template").count(None) == len(mailings):
        return
    known = Templates(book.config.templates_path).names()
    for index, name in enumerate(mailings.values("template")):
        if name is not None and name not in known:
            yield Spot(mailings, index, "template", {"known": ", ".join(known)})
