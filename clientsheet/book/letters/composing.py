"""A chosen client -> the letter, composed and frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from clientsheet.book.letters.chosen import Chosen
from clientsheet.book.letters.enclosed import Files, MissingFile
from clientsheet.book.letters.facts import BLANK, Facts
from clientsheet.book.letters.reach import Reach
from clientsheet.book.letters.trials import is_trial
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.mail.chats import start_link
from clientsheet.mail.letter import Letter
from clientsheet.mail.message import Attachment, Mailbox, Message, encode, mailbox, message_id, token
from clientsheet.templating import Frame, Layout, Rendered, Template, Templates, spaced
from clientsheet.text import LANGUAGES, say


class Composer:
    """Composes the letters of one run. ``at``: the moment they bear, with its zone. ``identity``: the workbook's."""

    def __init__(self, shop: Shop, templates: Templates, identity: str, at: dt.datetime) -> None:
        self._shop, self._templates, self._identity, self._at = shop, templates, identity, at
        self._config = shop.book.config
        self._reach = Reach(shop)
        self._facts = Facts(shop)
        self._files = Files(self._config, identity, at)
        self._languages = shop.book["clients"].values("language")
        self._frames: dict[str, Frame] = {}
        self._feet: dict[str, str] = {}

    def compose(self, chosen: Chosen) -> Letter:
        """TemplateMistake, BadAddress: this letter cannot be written; the others can."""
        template = self._template(chosen)
        facts = self._facts.of(chosen, template.names)
        if "telegram_link" in template.names:
            bot, client = self._config.mail.channels.telegram.name, self._shop.keys[chosen.client]
            facts["telegram_link"] = start_link(bot, self._identity, client)
        mark = token(self._identity, chosen.key)
        by_email = chosen.channel == "email"
        if by_email:
            rendered = template.render(facts, self.frame(template.language), self._way_out(mark))
        else:
            rendered = template.render(facts)
        name = str(facts["names"][0])
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
            because=self._because(chosen),
            due=chosen.due,
            message_id=message_id(mark, self._sender.address),
            content=self._message(chosen, template, rendered, name, mark) if by_email else b"",
            covers=tuple(key for _, key in chosen.others),
            way=chosen.way,
            draft=chosen.draft,
            expires=chosen.expires,
            advertising=chosen.advertising,
            occasion=chosen.mailing.occasion,
        )

    def frame(self, language: str) -> Frame:
        """What goes around the HTML part of a letter in that language: the layout, its styles inlined."""
        if language not in self._frames:
            words = {
                "language": language,
                "business": self._config.business,
                "unsubscribe_words": say(language, "letter.unsubscribe"),
                "unsubscribe_link": say(language, f"letter.unsubscribe.{'click' if self._one_click else 'link'}"),
            }
            self._frames[language] = lambda *parts: self._framed(words, *parts)
        return self._frames[language]

    def text(self, rendered: Rendered, language: str, mark: str) -> str:
        """The text part: the letter and, below a line, who writes and how to be left in peace."""
        if language not in self._feet:
            self._feet[language] = self._foot(language)
        return f"{rendered.text.rstrip()}\n\n-- \n{self._feet[language].replace('{token}', mark)}\n"

    def _framed(self, words: Mapping[str, Any], content: str, subject: str, preheader: str, way_out: str) -> str:
        unsubscribe = way_out if self._answer_to or self._one_click else ""
        said = {"subject": subject, "preheader": preheader, "unsubscribe": unsubscribe}
        return self._layout.framed({**words, **said}, content)

    def _foot(self, language: str) -> str:
        business = self._config.business
        foot = [business.name, spaced(business.phone), business.address]
        if self._one_click:
            words = say(language, "letter.unsubscribe"), say(language, "letter.unsubscribe.click")
            foot.append(f"{' '.join(words)}: {self._one_click}")
        elif self._answer_to:
            words = say(language, "letter.unsubscribe"), say(language, "letter.unsubscribe.link")
            foot.append(f"{' '.join(words)}: {self._answer_to}")
        return "\n".join(filter(None, foot))

    def _message(self, chosen: Chosen, template: Template, rendered: Rendered, name: str, mark: str) -> bytes:
        return encode(
            Message(
                sender=self._sender,
                reply_to=self._reply_to,
                to=Mailbox(chosen.recipient, "" if is_trial(chosen.key) else name),
                subject=rendered.subject,
                text=self.text(rendered, template.language, mark),
                html=rendered.html,
                date=self._at,
                token=mark,
                draft=chosen.way == "folder",
                unsubscribe=self._one_click.replace("{token}", mark),
                attachments=self._attached(chosen, template, rendered) if rendered.attachments else (),
            )
        )

    def _attached(self, chosen: Chosen, template: Template, rendered: Rendered) -> tuple[Attachment, ...]:
        minutes = self._facts.minutes(str(chosen.facts.get("service") or ""))
        try:
            return self._files.attached(rendered.attachments, chosen, minutes, template.language)
        except MissingFile as missing:
            raise template.mistake(template.line_of("attachments"), str(missing)) from missing

    def _template(self, chosen: Chosen) -> Template:
        wanted = [self._languages[chosen.client], self._config.language, *LANGUAGES]
        found = self._templates.letter(chosen.mailing.template, filter(None, wanted), short=chosen.channel != "email")
        if found is None:
            raise WrongUse("letter.no_template", template=chosen.mailing.template)
        return found

    def _because(self, chosen: Chosen) -> str:
        facts = {**BLANK, **chosen.facts, "mailing": chosen.mailing.name, "day": chosen.day}
        return say(self._shop.book.language, f"because.{chosen.mailing.occasion}", **facts)

    @cached_property
    def _sender(self) -> Mailbox:
        return mailbox(self._config.mail.from_ or self._config.business.email, self._config.business.name)

    @cached_property
    def _reply_to(self) -> Mailbox:
        return mailbox(self._config.mail.reply_to, "")

    @cached_property
    def _one_click(self) -> str:
        return self._config.mail.unsubscribe_url

    @property
    def _answer_to(self) -> str:
        return self._reply_to.address or self._sender.address

    def _way_out(self, mark: str) -> str:
        """The link at the foot of a letter."""
        if self._one_click:
            return self._one_click.replace("{token}", mark)
        return f"mailto:{self._answer_to}?subject=unsubscribe%20{mark}" if self._answer_to else ""

    @cached_property
    def _layout(self) -> Layout:
        return self._templates.layout()
