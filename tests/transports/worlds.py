"""The other end of each way out, for one contract suite: what it has got, and how to make it fail."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

from clientsheet.config import Config
from clientsheet.mail.base import Answer
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, Receipt
from clientsheet.mail.message import Mailbox, Message, encode
from clientsheet.mail.transports import imap
from clientsheet.mail.web import mark
from tests.emulator.auth import CLIENT, write_permission
from tests.emulator.control import Emulator
from tests.emulator.faults import Wire
from tests.emulator.gmail_api import HANDS_OVER
from tests.emulator.gmail_api import Mailbox as GmailBox
from tests.emulator.refusals import GmailRefusal
from tests.imap.cutting import CuttingLink
from tests.servers import dovecot, http_post, telegram, turbosms
from tests.servers.needs import free_port
from tests.servers.smtp_double import BREAK, SmtpDouble, Step
from tests.servers.web import Answer as WebAnswer
from tests.servers.web import Fault, WebDouble

WIRE = {
    Fault.LOST: Wire.LOST_FIN,
    Fault.SWALLOWED: Wire.SWALLOWED_FIN,
    Fault.CUT: Wire.CUT_LENGTH,
    Fault.BAD_GATEWAY: Wire.SWALLOWED_502,
}
ZONE = dt.timezone(dt.timedelta(hours=3))


class World:
    """``draft``: what arrives is a draft. ``repeatable``: handed over twice it is still one, so nothing is in doubt.
    ``tells``: the answers it can give about a letter in doubt. ``refuses``: it may refuse one letter for good.
    """

    name: ClassVar[str]
    channel: ClassVar[str] = "sms"
    draft: ClassVar[bool] = False
    repeatable: ClassVar[bool] = False
    tells: ClassVar[frozenset[Answer]] = frozenset()
    refuses: ClassVar[bool] = True
    stops: ClassVar[bool] = True
    breaks: ClassVar[bool] = True
    secret: ClassVar[str] = ""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("TRIAL_SECRET", self.secret)

    # -- what a trial asks of it

    def mail(self) -> dict[str, Any]:
        """The section ``mail`` of config.yaml."""
        raise NotImplementedError

    def copies(self) -> Counter[str]:
        """How often each letter arrived, by its mark."""
        raise NotImplementedError

    def out_of_reach(self) -> None:
        """From now on nobody listens there."""
        raise NotImplementedError

    def swallow_second(self) -> None:
        """The second letter is taken, and the line breaks before the answer."""
        raise NotImplementedError

    def lose_second(self) -> None:
        """The line breaks when the second letter is almost there."""
        raise NotImplementedError

    def refuse_second(self) -> None:
        """The second letter is refused for good, for a reason of its own."""
        raise NotImplementedError

    def stop_second(self) -> None:
        """At the second letter the account is refused."""
        raise NotImplementedError

    def mend(self) -> None:
        """The line is whole again."""

    # -- the same for all

    def config(self) -> Config:
        business = {"name": "Салон «Марина»", "email": "salon@example.com"}
        return Config.default(self.folder, mail=self.mail(), business=business)

    def letter(self, number: int) -> Letter:
        token = b32encode(f"letter {number:09}".encode()).decode().lower()[:26]
        message = Message(
            sender=Mailbox("salon@example.com", "Салон «Марина»"),
            reply_to=Mailbox("", ""),
            to=Mailbox(f"client{number}@example.test", f"Клієнт {number}"),
            subject=f"Час на візит {number}",
            text="Вітаємо!\n",
            html="<p>Вітаємо!</p>\n",
            date=dt.datetime(2026, 4, 5, 10, 0, tzinfo=ZONE),
            token=token,
        )
        by_email = self.channel == "email"
        return Letter(
            key=f"visit/K{number}/2026-02-15",
            mailing="visit",
            client=f"K{number}",
            name=f"Клієнт {number}",
            channel=self.channel,
            recipient=message.to.address if by_email else f"+38067{number:07}",
            phone=f"+38067{number:07}",
            subject=message.subject,
            text="Вітаємо! Чекаємо на вас.",
            because="час повторити візит",
            due=dt.date(2026, 4, 5),
            message_id=message.message_id,
            content=encode(message) if by_email else b"",
            way=self.name,
            draft=self.draft,
        )

    def known(self, journal: Journal) -> None:
        """What the journal has to know beforehand."""


class OfTheWeb(World):
    double: WebDouble

    @contextmanager
    def open(self) -> Iterator[None]:
        with self.double:
            yield

    @property
    def api(self) -> str:
        return getattr(self, "_elsewhere", None) or self.url

    @property
    def url(self) -> str:
        return self.double.url

    def script(self, *faults: Fault | None) -> None:
        """What happens to the next requests that hand a letter over; None: all goes well."""
        self.double.script(*faults)

    def out_of_reach(self) -> None:
        self._elsewhere = f"http://127.0.0.1:{free_port()}"

    def swallow_second(self) -> None:
        self.script(None, Fault.SWALLOWED)

    def lose_second(self) -> None:
        self.script(None, Fault.LOST)


class GmailDrafts(OfTheWeb):
    name, channel, draft = "gmail", "email", True
    tells = frozenset(Answer)
    secret = CLIENT["refresh_token"]

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.google = Emulator()

    @contextmanager
    def open(self) -> Iterator[None]:
        with self.google:
            yield

    @property
    def url(self) -> str:
        return self.google.url

    @property
    def mailbox(self) -> GmailBox:
        return self.google.mailbox

    def script(self, *faults: Fault | None) -> None:
        for number, fault in enumerate(faults, 1):
            if fault:
                self.google.plan(HANDS_OVER, nth=number, does=WIRE[fault])

    def mail(self) -> dict[str, Any]:
        write_permission(self.url, self.folder / "gmail-token.json")
        return {"transport": "gmail", "gmail": {"api": self.api}}

    def copies(self) -> Counter[str]:
        return Counter(str(kept.parsed["X-Clientsheet-Key"]) for kept in self.mailbox.messages.values())

    def refuse_second(self) -> None:
        self.google.plan(HANDS_OVER, nth=2, does=GmailRefusal("Invalid To header", 400, "invalidArgument"))

    def stop_second(self) -> None:
        words = "User-rate limit exceeded.  Retry after 2026-04-06T10:00:00.000Z"
        self.google.plan(HANDS_OVER, nth=2, does=GmailRefusal(words, 429, "rateLimitExceeded"))


class GmailSending(GmailDrafts):
    draft = False


class TurboSms(OfTheWeb):
    name = "turbosms"
    tells = frozenset({Answer.ABSENT})
    secret = turbosms.TOKEN

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.double = turbosms.TurboSmsDouble()

    def mail(self) -> dict[str, Any]:
        return {"channels": {"sms": {"token": "env:TRIAL_SECRET", "sender": "SALON", "api": self.api}}}

    def copies(self) -> Counter[str]:
        return Counter(sequence for sequence, *_ in self.double.sent)

    def refuse_second(self) -> None:
        self.double.stoplist.add(self.letter(2).recipient.lstrip("+"))

    def stop_second(self) -> None:
        self.double.balance = 1


class Telegram(OfTheWeb):
    name, channel = "telegram", "telegram"
    secret = telegram.TOKEN

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.double = telegram.TelegramDouble()
        self.double.begun = {str(1000 + number) for number in range(100)}

    def mail(self) -> dict[str, Any]:
        return {"channels": {"telegram": {"token": "env:TRIAL_SECRET", "api": self.api}}}

    def known(self, journal: Journal) -> None:
        rows = [(f"K{number}", str(1000 + number)) for number in range(100)]
        journal.database.executemany("insert into chats (client, chat) values (?, ?)", rows)

    def copies(self) -> Counter[str]:
        return Counter(mark(self.letter(int(chat) - 1000)) for chat, _ in self.double.sent)

    def refuse_second(self) -> None:
        self.double.blocked.add("1002")

    def stop_second(self) -> None:
        self.double.script(None, telegram.slow_down(35))


class Http(OfTheWeb):
    name = "http"
    secret = http_post.TOKEN
    idempotent: ClassVar[bool] = False

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.double = http_post.HttpPostDouble(idempotent=self.idempotent)

    def mail(self) -> dict[str, Any]:
        http = {"url": f"{self.api}/messages", "token": "env:TRIAL_SECRET", "idempotent": self.idempotent}
        return {"channels": {"http": http}}

    def copies(self) -> Counter[str]:
        return Counter(message["key"] for message in self.double.taken)

    def refuse_second(self) -> None:
        self.double.unknown.add(self.letter(2).recipient)

    def stop_second(self) -> None:
        self.double.script(None, WebAnswer(402, {"error": "pay first"}))


class HttpOnce(Http):
    repeatable, idempotent = True, True
    tells = frozenset({Answer.ABSENT})


class Folder(World):
    name, channel, draft, repeatable = "folder", "email", True, True
    tells = frozenset(Answer)
    refuses = stops = breaks = False

    @contextmanager
    def open(self) -> Iterator[None]:
        yield

    def mail(self) -> dict[str, Any]:
        return {"folder": {"path": "drafts"}}

    def copies(self) -> Counter[str]:
        names = [path.name for path in (self.folder / "drafts").glob("**/*.eml")]
        return Counter(found[1] for name in names if (found := re.search(r"([a-z2-7]{26})\.eml$", name)))


class Smtp(World):
    """The double of a mail server, which writes its log as Postfix does."""

    name, channel = "smtp", "email"
    tells = frozenset(Answer)

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.double = SmtpDouble(log=folder / "maillog")
        (folder / "maillog").touch()

    @contextmanager
    def open(self) -> Iterator[None]:
        with self.double:
            self._port = self.double.port
            yield

    def mail(self) -> dict[str, Any]:
        smtp = {"host": "127.0.0.1", "port": self._port, "security": "none", "log": str(self.folder / "maillog")}
        return {"transport": "smtp", "from": "Салон «Марина» <salon@example.com>", "smtp": smtp}

    def copies(self) -> Counter[str]:
        return Counter(taken.message_id[5:31] for taken in self.double.taken)

    def out_of_reach(self) -> None:
        self._port = free_port()

    def swallow_second(self) -> None:
        self.double.script(Step.REPLY, BREAK, recipient=self.letter(2).recipient)

    def lose_second(self) -> None:
        self.double.script(Step.DOT, BREAK, recipient=self.letter(2).recipient)

    def refuse_second(self) -> None:
        self.double.script(Step.RCPT, "550 5.1.1 no such user", recipient=self.letter(2).recipient)

    def stop_second(self) -> None:
        self.double.script(Step.DOT, "550 5.4.5 Daily quota exceeded", recipient=self.letter(2).recipient)


class Imap(World):
    """A real Dovecot, and a link to it that is cut at a byte found by rehearsal."""

    name, channel, draft = "imap", "email", True
    tells = frozenset(Answer)
    refuses = stops = False
    secret = dovecot.PASSWORD

    @contextmanager
    def open(self) -> Iterator[None]:
        with dovecot.Dovecot() as self._server, ExitStack() as self._links:
            self._port = self._server.imap
            yield

    def mail(self, user: str = "owner1@example.test") -> dict[str, Any]:
        imap = {"host": "127.0.0.1", "port": self._port, "security": "none", "username": user}
        return {"transport": "imap", "imap": {**imap, "password": "env:TRIAL_SECRET"}}

    def copies(self) -> Counter[str]:
        drafts = self._server.messages("owner1@example.test", "Drafts")
        return Counter(re.search(rb"<cs1\.([a-z2-7]{26})@", one.content)[1].decode() for one in drafts)  # type: ignore[index]

    def out_of_reach(self) -> None:
        self._port = free_port()

    def swallow_second(self) -> None:
        self._port = self._links.enter_context(CuttingLink(self._server.imap, until=b" 2] Append")).port

    def lose_second(self) -> None:
        almost = self._rehearsed() - len("\r\n") - 1
        self._port = self._links.enter_context(CuttingLink(self._server.imap, after=almost)).port

    def mend(self) -> None:
        self._port = self._server.imap

    def _rehearsed(self) -> int:
        """Bytes that two letters into another mailbox take."""
        with CuttingLink(self._server.imap) as link, Journal.peek(self.folder / "none") as journal:
            self._port = link.port
            config = Config.default(self.folder, mail=self.mail("owner2@example.test"))
            transport = imap.opened(config, journal, "uk")
            transport.hand_over(iter([self.letter(1), self.letter(2)]), Deaf())
            passed = link.sent
            transport.close()
        return passed


class Deaf:
    """A log for a rehearsal."""

    def in_doubt(self, letter: Letter) -> None: ...

    def settled(self, receipt: Receipt) -> None: ...

    def flush(self) -> None: ...


WORLDS = (Folder, Imap, Smtp, GmailDrafts, GmailSending, TurboSms, Telegram, Http, HttpOnce)
