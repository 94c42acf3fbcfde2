"""Letters sent through the shop's mail server: one connection for all, an envelope of its own for each.

The step of no return is the dot that ends a message. Until then a letter has certainly not left; the reply to the dot
says what became of it. Only a link that breaks in between leaves doubt (mail/smtp_doubts.py). The archive, if there is
one, gets every letter in the same transaction: the server takes both or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clientsheet.errors import ConfigError
from clientsheet.mail.base import AccountStopped, Answer, LinkLost, Log
from clientsheet.mail.letter import Entry, Letter, Receipt, State
from clientsheet.mail.login import Login
from clientsheet.mail.message import BadAddress, checked
from clientsheet.mail.replies import Step, judged
from clientsheet.mail.smtp_doubts import NOBODY_TO_ASK, Doubts, doubts
from clientsheet.mail.smtp_envelope import Envelope, Unfit, envelope
from clientsheet.mail.smtp_wire import DOT, Refused, Wire
from clientsheet.mail.verdict import rejected

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal


def opened(config: Config, journal: Journal, language: str, *, patience: float = DOT) -> SmtpTransport:
    """The server of config.yaml; connected when it is needed. ``patience``: seconds for the reply to a dot.

    ConfigError: no server, no sender.
    """
    mail = config.mail
    if not mail.smtp.host:
        raise ConfigError("delivery.smtp.no-host")
    login = Login(mail.smtp, config)
    sender = _bare(mail.from_ or config.business.email)
    archive = _bare(mail.smtp.archive) if mail.smtp.archive else ""
    return SmtpTransport(lambda: Wire(mail.smtp, login, patience), sender, archive, doubts(config, journal))


def _bare(box: str) -> str:
    """``Салон <salon@example.com>`` -> ``salon@example.com``."""
    try:
        return checked(box.rpartition("<")[2].rstrip("> ").strip())
    except BadAddress:
        raise ConfigError("delivery.smtp.no-from") from None


class SmtpTransport:
    """``connect``: again after the link was lost. ``sender``, ``archive`` ('': none): bare addresses."""

    name = "smtp"

    def __init__(
        self, connect: Callable[[], Wire], sender: str, archive: str = "", doubts: Doubts = NOBODY_TO_ASK
    ) -> None:
        self._connect, self._sender, self._archive = connect, sender, archive
        self._doubts = doubts
        self._wire: Wire | None = None

    @property
    def grace(self) -> dt.timedelta:
        return self._doubts.grace

    def hand_over(self, letters: Iterator[Letter], log: Log) -> None:
        for letter in letters:
            try:
                self._deliver(letter, log)
            except BaseException:
                self._drop()
                raise

    def ask(self, letters: Sequence[Letter]) -> Mapping[str, Answer]:
        return self._doubts.ask(letters)

    def look_through(self, day: dt.date, delivered: Sequence[Entry]) -> Path | None:
        """They have left."""
        return None

    def close(self) -> None:
        if self._wire:
            self._wire.quit()
            self._wire = None

    # -- one letter

    def _deliver(self, letter: Letter, log: Log) -> None:
        try:
            wire, refused = self._offered(letter)
        except Unfit as unfit:
            rejected().carry_out(letter, str(unfit), log)
            return
        if refused:
            self._refused(letter, refused, log)
            return
        wire.body(letter.content)
        log.in_doubt(letter)
        reply = wire.dot()
        if reply.good:
            log.settled(Receipt(letter.key, State.ACCEPTED, reply=str(reply)))
        else:
            judged(Step.DOT, reply.code, reply.text).carry_out(letter, str(reply), log)

    def _offered(self, letter: Letter) -> tuple[Wire, Refused | None]:
        """The envelope on the open connection; one that has lain idle too long is made anew, once. Unfit."""
        wire = self._connected()
        try:
            return wire, wire.envelope(*self._envelope(letter, wire))
        except LinkLost:
            if wire.letters == 1:
                raise
            self._drop()
        wire = self._connected()
        return wire, wire.envelope(*self._envelope(letter, wire))

    def _envelope(self, letter: Letter, wire: Wire) -> Envelope:
        return envelope(letter, self._sender, self._archive, wire.offers, wire.size)

    def _refused(self, letter: Letter, refused: Refused, log: Log) -> None:
        """Before the dot. What concerns the connection or the account leaves the letter as it was."""
        (step, line), reply = refused
        verdict = judged(step, reply.code, reply.text)
        if step == Step.RCPT and self._archive and _is_of(line, self._archive) and not _is_of(line, letter.recipient):
            if verdict.state == State.RETRY:
                raise LinkLost(str(reply))
            raise AccountStopped("delivery.smtp.archive", archive=self._archive, words=str(reply))
        verdict.carry_out(letter, str(reply), log)

    def _connected(self) -> Wire:
        if self._wire is None:
            self._doubts.begin()
            self._wire = self._connect()
        return self._wire

    def _drop(self) -> None:
        if self._wire:
            self._wire.drop()
            self._wire = None


def _is_of(line: str, address: str) -> bool:
    return line.startswith(f"RCPT TO:<{address}>")
