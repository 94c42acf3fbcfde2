"""An SMTP server in this process that says and does what a trial's script tells it to, and remembers what it took.

    with SmtpDouble() as server:
        server.script(Step.RCPT, "550 5.1.1 no such user", recipient="gone@example.test")
        server.script(Step.REPLY, BREAK)           # the next letter is taken, and the connection dies before the 250
        server.taken                               # what it answers for, in order

A script is used up once (``times``); without a script every step goes well. ``server.chance`` may break the steps of
letters at random. With ``log`` it writes what a Postfix would: a Message-ID as soon as it was read, taken or not.
"""

from __future__ import annotations

import asyncio
import re
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.needs import free_port

BREAK: Final = ""
"""Instead of a reply: the connection dies."""

HANG: Final = "hang"
"""Instead of a reply: silence."""

ANY: Final = -1
"""As often as it comes to that."""

_DSN: Final = re.compile(r"\s+(ENVID|RET|NOTIFY|ORCPT)=(\S+)", re.IGNORECASE)


class Step(StrEnum):
    """What the client is at when the script takes over."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"
    """In the midst of the message; only BREAK."""
    DOT = "dot"
    """The message was read to its end, and is not taken."""
    REPLY = "reply"
    """The message is taken for good; the reply to it."""


class Taken(NamedTuple):
    """``options``: of MAIL and RCPT, as they came, those of DSN among them."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    options: tuple[str, ...]

    @property
    def message_id(self) -> str:
        return _message_id(self.content)


@dataclass
class _Script:
    step: Step
    reply: str
    recipient: str
    times: int


class SmtpDouble:
    """``pipelining``: offers PIPELINING; ``dsn``: offers DSN; ``users``: name -> password, None: everybody may send.

    ``connections``: how many said EHLO to it.
    """

    def __init__(
        self,
        *,
        pipelining: bool = True,
        dsn: bool = False,
        users: dict[str, str] | None = None,
        size: int = 10_000_000,
        log: Path | None = None,
    ) -> None:
        self.pipelining, self.dsn, self.users, self.size, self.log = pipelining, dsn, users, size, log
        self.taken: list[Taken] = []
        self.chance: Callable[[Step], str | None] = lambda step: None
        self.connections = 0
        self._scripts: list[_Script] = []
        self._guard = threading.Lock()

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def script(self, step: Step, reply: str, *, recipient: str = "", times: int = 1) -> None:
        """At that step (of a letter to ``recipient``, '': to anybody) it says ``reply``, BREAKs or HANGs."""
        with self._guard:
            self._scripts.append(_Script(step, reply, recipient, times))

    def start(self) -> Self:
        self._controller = _Controller(self)
        self._controller.start()
        return self

    def stop(self) -> None:
        self._controller.stop()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- what its protocol asks

    def scripted(self, step: Step, recipients: Sequence[str] = ()) -> str | None:
        """The reply in store for this step; None: all goes well."""
        with self._guard:
            for script in self._scripts:
                if script.step == step and script.times and script.recipient in ("", *recipients):
                    script.times -= 1
                    return script.reply
        return self.chance(step)

    def take(self, taken: Taken) -> str:
        """Remembers it and gives it a queue id."""
        self.taken.append(taken)
        name = f"{len(self.taken):010X}"
        self.write(f"smtpd[3]: {name}: client=unknown[127.0.0.1]")
        self.write(f"cleanup[1]: {name}: message-id={taken.message_id}")
        self.write(f"qmgr[2]: {name}: from=<{taken.sender}>, size={len(taken.content)}, nrcpt=1 (queue active)")
        return name

    def write(self, line: str) -> None:
        if self.log:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(f"Nov 22 06:44:37 mx postfix/{line}\n")


class _Controller(Controller):
    def __init__(self, double: SmtpDouble) -> None:
        self.double = double
        super().__init__(_Handler(double), hostname="127.0.0.1", port=free_port())

    def factory(self) -> SMTP:
        options: dict[str, Any] = {"data_size_limit": self.double.size, "enable_SMTPUTF8": True}
        if self.double.users is not None:
            options |= {"authenticator": self._knows, "auth_required": True, "auth_require_tls": False}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a login without TLS: nobody else is on this line
            return _Protocol(self.handler, self.double, hostname="mx.example.test", **options)

    def _knows(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        users = self.double.users or {}
        return AuthResult(success=users.get(data.login.decode()) == data.password.decode(), handled=False)


class _Protocol(SMTP):
    def __init__(self, handler: _Handler, double: SmtpDouble, **options: Any) -> None:
        super().__init__(handler, **options)
        self.double, self.options = double, list[str]()

    async def _handle_client(self) -> None:
        said = self.double.scripted(Step.CONNECT)
        if said is not None:
            if said:
                await self.push(said)
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        self.options.clear()
        await super().smtp_MAIL(self._without_dsn(arg))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await super().smtp_RCPT(self._without_dsn(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        recipients = self.envelope.rcpt_tos if self.envelope else []
        if recipients:
            said = self.double.scripted(Step.DATA, recipients)
            if said is not None:
                await self.answer(said)
                return
            if self.double.scripted(Step.BODY, recipients) is not None:
                await self.push("354 End data with <CR><LF>.<CR><LF>")
                await self._reader.read(64)
                self.transport.abort()
                return
        await super().smtp_DATA(arg)

    async def answer(self, said: str) -> str:
        if said == HANG:
            await asyncio.sleep(3600)
        if said in (BREAK, HANG):
            self.transport.abort()
            return "421 4.4.2 gone"
        await self.push(said)
        if said.startswith("421"):
            self.transport.close()
        return said

    def _without_dsn(self, arg: str | None) -> str | None:
        """aiosmtpd refuses the options of DSN; they are remembered, and taken off where DSN is offered."""
        if arg is None or not self.double.dsn:
            return arg
        self.options += [f"{name.upper()}={value}" for name, value in _DSN.findall(arg)]
        return _DSN.sub("", arg)


class _Handler:
    def __init__(self, double: SmtpDouble) -> None:
        self.double = double

    async def handle_EHLO(  # noqa: N802
        self, server: _Protocol, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if not session.host_name:
            self.double.connections += 1
            self.double.write("smtpd[3]: connect from unknown[127.0.0.1]")
        session.host_name = hostname
        more = ["250-PIPELINING"] * self.double.pipelining + ["250-DSN"] * self.double.dsn
        return [*responses[:-1], *more, "250-ENHANCEDSTATUSCODES", responses[-1]]

    async def handle_MAIL(  # noqa: N802
        self, server: _Protocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.double.scripted(Step.MAIL)
        if said is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
            return "250 2.1.0 Ok"
        return self._said(server, said)

    async def handle_RCPT(  # noqa: N802
        self, server: _Protocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.double.scripted(Step.RCPT, [address])
        if said is None:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 Ok"
        return self._said(server, said)

    async def handle_DATA(self, server: _Protocol, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        said = self.double.scripted(Step.DOT, envelope.rcpt_tos)
        if said is not None:
            self.double.write(f"cleanup[1]: FFFFFFFFFF: message-id={_message_id(content)}")
            return await self._ends(server, said)
        options = (*(str(option) for option in envelope.mail_options), *server.options)
        name = self.double.take(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), content, options))
        said = self.double.scripted(Step.REPLY, envelope.rcpt_tos)
        if said is not None:
            return await self._ends(server, said)
        return f"250 2.0.0 Ok: queued as {name}"

    async def _ends(self, server: _Protocol, said: str) -> str:
        if said == HANG:
            await asyncio.sleep(3600)
        return self._said(server, said)

    def _said(self, server: _Protocol, said: str) -> str:
        if said == BREAK:
            server.transport.abort()
        return said or "421 4.4.2 gone"


def _message_id(content: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(content).get("Message-ID", ""))
