"""A chosen client -> the letter, composed and frozen. The names a template may use are gathered here, nowhere else.

Every column of the clients tab by its declared name (``favourite_service``), what the occasion knows (``contract``,
``end``), and: ``names`` of all whom the letter speaks to, ``offer`` (what the client likes, as on the price list),
``business``, ``today``, ``due``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Mapping
from functools import cached_property
from typing import Any, Final

from clientsheet.book.audience import words_of
from clientsheet.book.mailings import Chosen
from clientsheet.book.reach import Reach
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.mail.letter import Letter
from clientsheet.mail.message import Mailbox, Message, encode, message_id, token
from clientsheet.sheet.kinds.fold import fold
from clientsheet.templating import Frame, Rendered, Template, Templates, spaced
from clientsheet.text import LANGUAGES, say, show

_SEPARATORS: Final = re.compile(r"\s*[,;\n]\s*")
_OFFERED_AT_MOST: Final = 4
_OFFERED_FROM: Final = ("interests", "favourite_service")


class Composer:
    """Composes the letters of one run. ``at``: the moment they bear, with its zone. ``identity``: the workbook's."""

    def __init__(self, shop: Shop, templates: Templates, identity: str, at: dt.datetime) -> None:
        self._shop, self._templates, self._identity, self._at = shop, templates, identity, at
        self._config = shop.book.config
        self._reach = Reach(shop)
        self._frames: dict[str, Frame] = {}

    def compose(self, chosen: Chosen) -> Letter:
        """TemplateMistake, BadAddress: this letter cannot be written; the others can."""
        template = self._template(chosen)
        name = self._name(chosen.client)
        mark = token(self._identity, chosen.key)
        by_email = chosen.channel == "email"
        facts = self.facts(chosen, template.names)
        if by_email:
            rendered = template.render(facts, self.frame(template.language), self._unsubscribe(mark))
        else:
            rendered = template.render(facts)
        because = say(
            self._shop.book.language,
            f"because.{chosen.mailing.occasion}",
            mailing=chosen.mailing.name,
            day=chosen.day,
            **{"service": "", "contract": "", "end": None, "person": "", "last_visit": None} | dict(chosen.facts),
        )
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

    def facts(self, chosen: Chosen, wanted: Container[str]) -> dict[str, Any]:
        """The names a template may use, so far as ``wanted``."""
        shop, client = self._shop, chosen.client
        needed = _OFFERED_FROM if "offer" in wanted else ()
        found = {name: word(client) for name, word in self._words.items() if name in wanted or name in needed}
        found |= chosen.facts
        return found | {
            "names": [self._name(row) for row in (client, *(row for row, _ in chosen.others))],
            "offer": self._offer(found) if needed else [],
            "business": self._config.business,
            "today": shop.book.today,
            "due": chosen.due,
            "day": chosen.day,
            "mailing": chosen.mailing.name,
        }

    def frame(self, language: str) -> Frame:
        """What goes around the HTML part of a letter in that language: the layout, its styles inlined."""
        if language not in self._frames:
            words = {
                "language": language,
                "business": self._config.business,
                "unsubscribe_words": say(language, "letter.unsubscribe"),
                "unsubscribe_link": say(language, "letter.unsubscribe.link"),
            }
            self._frames[language] = lambda *parts: self._framed(words, *parts)
        return self._frames[language]

    def _framed(self, words: Mapping[str, Any], content: str, subject: str, preheader: str, way_out: str) -> str:
        from css_inline import CSSInliner
        from markupsafe import Markup

        framed = self._layout.render(
            words,
            content=Markup(content),
            subject=subject,
            preheader=preheader,
            unsubscribe=way_out if self._answer_to else "",
        )
        # by default it reads style sheets from disk and network; a letter has none of its own
        return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(framed)

    def text(self, rendered: Rendered, language: str) -> str:
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
                text=self.text(rendered, language),
                html=rendered.html,
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
    def _words(self) -> dict[str, Callable[[int], Any]]:
        """What each column of the clients tab says, by its name."""
        return {column.name: words_of(self._shop, column) for column in self._shop.book["clients"].tab.columns}

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
    def _layout(self) -> Any:
        return self._templates.layout()


def mailbox(address: str, name: str) -> Mailbox:
    """'Салон <a@b.ua>' or 'a@b.ua' -> its parts; ``name`` where the address bears none."""
    match = re.fullmatch(r"\s*(.*?)\s*<([^<>]+)>\s*", address)
    if match is None:
        return Mailbox(address.strip(), name)
    return Mailbox(match[2].strip(), match[1].strip('" ') or name)
