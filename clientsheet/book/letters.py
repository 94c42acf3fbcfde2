"""A chosen client -> the letter, composed and frozen. The names a template may use are gathered here, nowhere else.

Every column of the clients tab by its declared name (``favourite_service``), what the occasion knows (``contract``,
``end``), and: ``names`` of all whom the letter speaks to, ``offer`` (what the client likes, as on the price list),
``business``, ``today``, ``due``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from clientsheet.book.audience import client_word
from clientsheet.book.mailings import Chosen
from clientsheet.book.reach import Reach
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.mail.letter import Letter
from clientsheet.mail.message import Mailbox, Message, encode, message_id, token
from clientsheet.sheet.kinds.fold import fold
from clientsheet.templating import Rendered, Template, Templates, spaced
from clientsheet.text import LANGUAGES, say, show

_SEPARATORS: Final = re.compile(r"\s*[,;\n]\s*")
_OFFERED_AT_MOST: Final = 4


class Composer:
    """Composes the letters of one run. ``at``: the moment they bear, with its zone. ``identity``: the workbook's."""

    def __init__(self, shop: Shop, templates: Templates, identity: str, at: dt.datetime) -> None:
        self._shop, self._templates, self._identity, self._at = shop, templates, identity, at
        self._config = shop.book.config
        self._reach = Reach(shop)

    def compose(self, chosen: Chosen) -> Letter:
        """TemplateMistake, BadAddress: this letter cannot be written; the others can."""
        template = self._template(chosen)
        rendered = template.render(self.facts(chosen, template.language))
        name = self._name(chosen.client)
        mark = token(self._identity, chosen.key)
        because = say(
            self._shop.book.language,
            f"because.{chosen.mailing.occasion}",
            mailing=chosen.mailing.name,
            day=chosen.day,
            **{"service": "", "contract": "", "end": None, "person": "", "last_visit": None} | dict(chosen.facts),
        )
        by_email = chosen.channel == "email"
        return Letter(
            key=chosen.key,
            mailing=chosen.mailing.name,
            client=self._shop.keys[chosen.client],
            name=name,
            channel=chosen.channel,
            recipient=chosen.recipient,
            phone=self._reach.phone(chosen.client),
            subject=rendered.subject,
            text=rendered.text,
            because=because,
            due=chosen.due,
            message_id=message_id(mark, self._sender.address),
            content=self._message(chosen, rendered, template.language, name, mark) if by_email else b"",
            covers=tuple(key for _, key in chosen.others),
        )

    def facts(self, chosen: Chosen, language: str) -> dict[str, Any]:
        """The names a template may use."""
        shop, client = self._shop, chosen.client
        columns = shop.book["clients"].tab.columns
        found = {column.name: client_word(shop, column, client) for column in columns}
        found |= chosen.facts
        return found | {
            "names": [self._name(row) for row in (client, *(row for row, _ in chosen.others))],
            "offer": self._offer(found),
            "business": self._config.business,
            "today": shop.book.today,
            "due": chosen.due,
            "day": chosen.day,
            "mailing": chosen.mailing.name,
        }

    def html(self, rendered: Rendered, language: str, mark: str) -> str:
        """The HTML part: the letter in its frame, styles inlined."""
        framed = self._layout(
            content=self._safe(rendered.html),
            subject=rendered.subject,
            preheader=rendered.preheader,
            business=self._config.business,
            language=language,
            unsubscribe=self._unsubscribe(mark),
            unsubscribe_words=say(language, "letter.unsubscribe"),
            unsubscribe_link=say(language, "letter.unsubscribe.link"),
        )
        return self._inliner(framed)

    def text(self, rendered: Rendered, language: str, mark: str) -> str:
        """The text part: the letter and, below a line, who writes and how to be left in peace."""
        business = self._config.business
        foot = [business.name, spaced(business.phone), business.address]
        if self._answer_to:
            link = say(language, "letter.unsubscribe.link")
            foot.append(f"{say(language, 'letter.unsubscribe')} {link}: {self._answer_to}")
        return f"{rendered.text.rstrip()}\n\n-- \n" + "\n".join(filter(None, foot)) + "\n"

    def _message(self, chosen: Chosen, rendered: Rendered, language: str, name: str, mark: str) -> bytes:
        return encode(
            Message(
                sender=self._sender,
                reply_to=self._reply_to,
                to=Mailbox(chosen.recipient, name),
                subject=rendered.subject,
                text=self.text(rendered, language, mark),
                html=self.html(rendered, language, mark),
                date=self._at,
                token=mark,
            )
        )

    def _template(self, chosen: Chosen) -> Template:
        own = self._shop.book["clients"].value("language", chosen.client)
        wanted = [language for language in (own, self._config.language, *LANGUAGES) if language]
        found = self._templates.letter(chosen.mailing.template, wanted)
        if found is None:
            raise WrongUse("letter.no_template", template=chosen.mailing.template)
        return found

    def _name(self, client: int) -> str:
        return show(self._shop.book["clients"].value("name", client), self._config.language)

    def _offer(self, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What to offer: what the client is interested in, else what they had last time, else what they like best."""
        wanted = _SEPARATORS.split(str(facts.get("interests") or "")) if facts.get("interests") else []
        wanted = wanted or list(facts.get("services") or ())
        wanted = wanted or [str(facts[name]) for name in ("service", "favourite_service") if facts.get(name)][:1]
        distinct = {fold(name): name.strip() for name in wanted if name.strip()}
        return [self._priced(name) for name in list(distinct.values())[:_OFFERED_AT_MOST]]

    def _priced(self, name: str) -> dict[str, Any]:
        row = self._services.get(fold(name))
        services = self._shop.book["services"]
        if row is None:
            return {"name": name, "price": None, "duration": None}
        facts = {fact: services.value(fact, row) for fact in ("name", "price", "duration")}
        return facts | {"name": facts["name"] or name}

    @cached_property
    def _services(self) -> dict[str, int]:
        services = self._shop.book["services"]
        rows = zip(services.values("name"), services.values("active"), strict=True)
        return {fold(name): row for row, (name, active) in enumerate(rows) if name and active is not False}

    @cached_property
    def _sender(self) -> Mailbox:
        return mailbox(self._config.mail.from_ or self._config.business.email, self._config.business.name)

    @cached_property
    def _reply_to(self) -> Mailbox:
        return mailbox(self._config.mail.reply_to, "")

    @property
    def _answer_to(self) -> str:
        return self._reply_to.address or self._sender.address

    def _unsubscribe(self, mark: str) -> str:
        return f"mailto:{self._answer_to}?subject=unsubscribe%20{mark}" if self._answer_to else ""

    @cached_property
    def _layout(self) -> Callable[..., str]:
        return self._templates.layout()

    @cached_property
    def _inliner(self) -> Callable[[str], str]:
        from css_inline import CSSInliner

        # by default it reads style sheets from disk and network; a letter has none of its own
        return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline

    @staticmethod
    def _safe(html: str) -> Any:
        from markupsafe import Markup

        return Markup(html)


def mailbox(address: str, name: str) -> Mailbox:
    """'Салон <a@b.ua>' or 'a@b.ua' -> its parts; ``name`` where the address bears none."""
    match = re.fullmatch(r"\s*(.*?)\s*<([^<>]+)>\s*", address)
    if match is None:
        return Mailbox(address.strip(), name)
    return Mailbox(match[2].strip(), match[1].strip('" ') or name)
