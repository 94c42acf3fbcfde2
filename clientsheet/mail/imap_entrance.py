"""How a mailbox is entered: connected, secured and verified first, then logged in, by password or by token.

What the system and imaplib raise is said in the words of the contract (mail/base.py).
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

from clientsheet.config.models import Imap
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.login import Login, tls

PATIENCE: Final = 60.0
"""Seconds for any answer."""

_BUSY: Final = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]|too many|try again|temporar", re.IGNORECASE)


def connected(options: Imap) -> imaplib.IMAP4:
    """Greeted by the right host, over a connection as the options demand; not logged in. AccountStopped."""
    if not options.host:
        raise AccountStopped("imap.no-host")
    link: imaplib.IMAP4
    if options.security == "tls":
        link = imaplib.IMAP4_SSL(options.host, options.port, ssl_context=tls(), timeout=PATIENCE)
    else:
        link = imaplib.IMAP4(options.host, options.port, timeout=PATIENCE)
    link.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if options.security == "starttls":
        try:
            _secure(link, options)
        except BaseException:
            with suppress(OSError):
                link.shutdown()
            raise
    return link


def _secure(link: imaplib.IMAP4, options: Imap) -> None:
    if "STARTTLS" not in link.capabilities:
        raise AccountStopped("imap.no-starttls", host=options.host, port=options.port)
    link.starttls(tls())


def enter(link: imaplib.IMAP4, login: Login, host: str) -> None:
    """Logs in; what a server offers only after that is asked for again."""
    if link.state == "AUTH":
        return
    token = login.xoauth2().encode() if login.with_token else b""
    password = "" if login.with_token else login.password()
    try:
        if token:
            link.authenticate("XOAUTH2", lambda complaint: b"" if complaint else token)
        elif "AUTH=PLAIN" in link.capabilities:
            link.authenticate("PLAIN", lambda _: f"\0{login.username}\0{password}".encode())
        else:
            link.login(login.username, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        _refused(_plain(str(error)), login.username, host)
    _, offered = link.capability()
    link.capabilities = tuple((offered[0] or b"").decode("ascii", "replace").upper().split())


def _refused(said: str, username: str, host: str) -> NoReturn:
    if _BUSY.search(said):
        raise LinkLost(said)
    raise AccountStopped("imap.login", host=host, username=username, said=said)


@contextmanager
def told(host: str) -> Iterator[None]:
    """What the system and imaplib raise, in the words of the contract."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise AccountStopped("imap.certificate", host=host, said=error.verify_message) from error
    except (OSError, EOFError, imaplib.IMAP4.error) as error:
        raise LinkLost(_plain(str(error)) or type(error).__name__) from error


def _plain(said: str) -> str:
    """``b'[X] words'``, as imaplib shows bytes, without what is only Python's."""
    found = re.fullmatch(r"""b(['"])(.*)\1""", said, re.DOTALL)
    return (found[2] if found else said).strip()
