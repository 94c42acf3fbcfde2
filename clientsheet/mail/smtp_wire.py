"""A connection to an SMTP server, as far as the dot: the envelope in one stroke, the body streamed, the dot apart.

Everything before the dot leaves nothing behind when it breaks (RFC 5321 4.1.1.4: the mail data is taken with the end
of data only). Connecting, TLS and login are smtplib's. Replies are ``Reply(code, text)``; any call raises LinkLost
when the connection is gone.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.login import Login, tls
from clientsheet.mail.replies import Step, judged

if TYPE_CHECKING:
    from clientsheet.config.models import Smtp

PATIENCE: Final = 60.0
"""Seconds to connect and to log in."""

COMMAND: Final = 300.0
"""Seconds for the reply to a command (RFC 5321 4.5.3.2)."""

DOT: Final = 600.0
"""Seconds for the reply to the dot (RFC 5321 4.5.3.2.6); less would make doubt where there is none."""

PARTING: Final = 5.0

CHUNK: Final = 1 << 18
"""Bytes of a body written at once, each within the time of a command: a large one may go over a slow line."""

_BARE: Final = re.compile(rb"\r\n|\r|\n")
_BROKEN: Final = (OSError, EOFError, smtplib.SMTPException)


class Reply(NamedTuple):
    code: int
    text: str

    @property
    def good(self) -> bool:
        return 200 <= self.code < 400

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class _Command(NamedTuple):
    step: Step
    line: str


class Refused(NamedTuple):
    """``command``: its step, and the line as it was written."""

    command: _Command
    reply: Reply


class Wire:
    """Open, and logged in. ``letters``: how many envelopes went over it. ``offers``: the server's extensions, in lower
    case. ``size``: the largest message it takes in bytes; 0: it does not say."""

    def __init__(self, options: Smtp, login: Login, patience: float = DOT) -> None:
        """``patience``: seconds for the reply to a dot. AccountStopped: the certificate, the login. LinkLost.
        ConfigError: no password where it should be."""
        self.letters, self._patience = 0, patience
        self._smtp = _connected(options)
        try:
            _enter(self._smtp, options, login)
        except BaseException:
            self.drop()
            raise
        self.offers = frozenset(self._smtp.esmtp_features)
        size = self._smtp.esmtp_features.get("size", "").strip()
        self.size = int(size) if size.isdecimal() else 0
        self._timeout(COMMAND)

    @property
    def secured(self) -> str:
        """The version of TLS; '': none, on this computer only."""
        return self._smtp.sock.version() or "" if isinstance(self._smtp.sock, ssl.SSLSocket) else ""

    def envelope(self, sender: str, recipients: Sequence[str]) -> Refused | None:
        """MAIL, RCPT for each, DATA. ``sender``: ``<address>`` with the parameters of MAIL, as it goes over the wire;
        the recipients likewise.

        None: the body may follow. Refused: no message was begun, and the next envelope may be tried. Where one of
        several recipients is refused, no message is begun.
        """
        self.letters += 1
        commands = [_Command(Step.MAIL, f"MAIL FROM:{sender}")]
        commands += [_Command(Step.RCPT, f"RCPT TO:{recipient}") for recipient in recipients]
        for group in self._groups(commands, _Command(Step.DATA, "DATA")):
            if refused := self._ask(group):
                self._ask([_Command(Step.MAIL, "RSET")])
                return refused
        return None

    def body(self, content: bytes) -> None:
        """The message up to the dot. Lines end with CRLF, one that begins with a dot gets another."""
        if not content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n"):
            content = _BARE.sub(b"\r\n", content)
        content = (b"." if content.startswith(b".") else b"") + content.replace(b"\r\n.", b"\r\n..")
        stuffed = memoryview(content if content.endswith(b"\r\n") else content + b"\r\n")
        for start in range(0, len(stuffed), CHUNK):
            self._write(stuffed[start : start + CHUNK])

    def dot(self) -> Reply:
        """Ends the message: the step of no return. LinkLost: whether it was taken, nobody knows."""
        self._write(b".\r\n")
        self._timeout(self._patience)
        reply = self._reply()
        self._timeout(COMMAND)
        return reply

    def drop(self) -> None:
        """Ends the connection where it is: a message without its dot is thrown away at the other end."""
        with suppress(OSError):
            self._smtp.close()

    def quit(self) -> None:
        """Ends it politely. Never raises."""
        with suppress(OSError, smtplib.SMTPException, LinkLost):
            self._timeout(PARTING)
            self._smtp.docmd("QUIT")
        self.drop()

    def _groups(self, commands: list[_Command], data: _Command) -> list[list[_Command]]:
        """What goes in one stroke (RFC 2920). With several recipients DATA waits for what they are told: it cannot be
        taken back, and a message to some of them only would not be the letter."""
        if "pipelining" not in self.offers:
            return [[command] for command in (*commands, data)]
        return [[*commands, data]] if len(commands) == 2 else [commands, [data]]

    def _ask(self, group: Sequence[_Command]) -> Refused | None:
        """Writes a group and reads as many replies."""
        self._write("".join(f"{command.line}\r\n" for command in group).encode())
        refused = None
        for command in group:
            reply = self._reply()
            if refused is None and not reply.good:
                refused = Refused(command, reply)
        if refused and reply.code == 354:
            # RFC 2920 3.1: DATA was taken although nobody is to get it
            self._write(b".\r\n")
            self._reply()
        return refused

    def _write(self, data: bytes | memoryview) -> None:
        try:
            self._sock.sendall(data)
        except _BROKEN as error:
            self._lost(error)

    def _reply(self) -> Reply:
        try:
            code, text = self._smtp.getreply()
        except _BROKEN as error:
            self._lost(error)
        reply = Reply(code, " ".join(text.decode("utf-8", "replace").split()))
        if code == 421 or code < 200:
            raise LinkLost(str(reply))
        return reply

    def _lost(self, error: Exception) -> NoReturn:
        self._smtp.close()
        raise LinkLost(str(error) or type(error).__name__) from error

    def _timeout(self, seconds: float) -> None:
        if self._smtp.sock:
            self._smtp.sock.settimeout(seconds)

    @property
    def _sock(self) -> socket.socket:
        if self._smtp.sock is None:
            raise LinkLost("closed")
        return self._smtp.sock


def _connected(options: Smtp) -> smtplib.SMTP:
    """Greeted, nothing more. Its own name is not told: a server needs none of a client that logs in."""
    make = partial(smtplib.SMTP_SSL, context=tls()) if options.security == "tls" else smtplib.SMTP
    with _told(None, options.host):
        smtp = make(options.host, options.port, local_hostname="localhost", timeout=PATIENCE)
        assert smtp.sock is not None
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.local_hostname = _literal(smtp.sock.getsockname()[0])
    return smtp


def _enter(smtp: smtplib.SMTP, options: Smtp, login: Login) -> None:
    with _told(smtp, options.host):
        _greet(smtp, options.host)
        if options.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise AccountStopped("delivery.smtp.no-starttls", host=options.host)
            smtp.starttls(context=tls())
            _greet(smtp, options.host)
        if login.wanted:
            _log_in(smtp, options.host, login)


def _greet(smtp: smtplib.SMTP, host: str) -> None:
    code, text = smtp.ehlo()
    if code != 250:
        _stop(Step.DOOR, code, text, host)


def _log_in(smtp: smtplib.SMTP, host: str, login: Login) -> None:
    """The secret goes out as UTF-8, which smtplib's own login cannot."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if login.with_token and "XOAUTH2" in offered:
        lines = [f"XOAUTH2 {_coded(login.xoauth2())}"]
    elif not login.with_token and "PLAIN" in offered:
        lines = ["PLAIN " + _coded("\0".join(("", login.username, login.password())))]
    elif not login.with_token and "LOGIN" in offered:
        lines = ["LOGIN", _coded(login.username), _coded(login.password())]
    else:
        raise AccountStopped("delivery.smtp.no-login", host=host)
    code, text = smtp.docmd("AUTH", lines[0])
    for line in lines[1:]:
        if code == 334:
            code, text = smtp.docmd(line)
    if code == 334:
        # a refused token is explained first; the refusal itself comes after an empty line
        code, text = smtp.docmd("")
    if code != 235:
        _stop(Step.LOGIN, code, text, host)


def _coded(secret: str) -> str:
    return b64encode(secret.encode()).decode("ascii")


def _stop(step: Step, code: int, text: bytes | str, host: str) -> NoReturn:
    words = " ".join((text.decode("utf-8", "replace") if isinstance(text, bytes) else text).split())
    verdict = judged(step, code, words)
    if verdict.sentence:
        raise AccountStopped(verdict.sentence, wait=verdict.rest, host=host, words=f"{code} {words}")
    raise LinkLost(f"{code} {words}")


def _literal(address: str) -> str:
    return f"[IPv6:{address.partition('%')[0]}]" if ":" in address else f"[{address}]"


@contextmanager
def _told(smtp: smtplib.SMTP | None, host: str = "") -> Iterator[None]:
    """What the system and smtplib raise, in the words of the contract. A connection that failed is not used again."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise AccountStopped("delivery.smtp.certificate", host=host, words=error.verify_message) from error
    except smtplib.SMTPConnectError as error:
        _stop(Step.DOOR, error.smtp_code, error.smtp_error, host)
    except _BROKEN as error:
        if smtp is not None:
            smtp.close()
        raise LinkLost(str(error) or type(error).__name__) from error
