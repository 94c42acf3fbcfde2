"""Who is asked about letters that were handed to an SMTP server without an answer: the log of one's own Postfix,
then the copies in the mailbox. *Taken* as soon as one says so; *absent* only by one who must have known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from clientsheet.mail.base import AccountStopped, Answer, LinkLost
from clientsheet.mail.letter import Letter

if TYPE_CHECKING:
    from clientsheet.config.models import Config
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.mta_log import MtaLog

Source = Callable[[Sequence[Letter]], Mapping[str, Answer]]
"""By key, as far as it knows. LinkLost, AccountStopped: it cannot be asked now."""

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_FAR: Final = dt.timedelta(minutes=15)
"""As long as a system goes on sending what a process had written when it died."""

_NEAR: Final = dt.timedelta(minutes=1)
"""To a server on this very computer nothing is under way that long."""

_WITNESSES: Final = 5


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Doubts:
    """``begin``: to be called before a connection is made. ``grace``: how long *absent* is not yet certain."""

    sources: tuple[Source, ...] = ()
    begin: Callable[[], None] = _nothing
    grace: dt.timedelta = _FAR

    def ask(self, letters: Sequence[Letter]) -> dict[str, Answer]:
        """While one who cannot be asked now might know more than the others, nothing is said: LinkLost,
        AccountStopped."""
        found: dict[str, Answer] = {}
        silent: LinkLost | AccountStopped | None = None
        for source in self.sources:
            try:
                answers = source(letters)
            except (LinkLost, AccountStopped) as error:
                silent = silent or error
            else:
                for key, answer in answers.items():
                    if found.get(key) != Answer.TAKEN:
                        found[key] = answer
        if silent and len(found) < len(letters):
            raise silent
        return found


NOBODY_TO_ASK: Final = Doubts()


def doubts(config: Config, journal: Journal) -> Doubts:
    """As the options allow: mail.smtp.log, mail.imap."""
    sources: list[Source] = []
    begin = _nothing
    if config.mail.smtp.log:
        from clientsheet.mail.mta_log import MtaLog

        log = MtaLog(config.resolve(config.mail.smtp.log), journal)
        begin = partial(_begin, log, journal)
        sources.append(log)
    if config.mail.imap.host:
        sources.append(partial(_copies, config, journal))
    near = config.mail.smtp.host in _LOOPBACK
    return Doubts(tuple(sources), begin, _NEAR if near else _FAR)


def _copies(config: Config, journal: Journal, letters: Sequence[Letter]) -> Mapping[str, Answer]:
    from clientsheet.mail.copies import Copies
    from clientsheet.mail.imap_client import ImapAccount

    return Copies(partial(ImapAccount.opened, config), partial(_witnesses, journal))(letters)


def _begin(log: MtaLog, journal: Journal) -> None:
    sql = "select 1 from letters where way = 'smtp' and state = 'in_doubt' limit 1"
    log.begin(doubts=journal.database.execute(sql).fetchone() is not None)


def _witnesses(journal: Journal, letter: Letter) -> list[str]:
    """Message-IDs of letters that the server took for certain, it said so itself: the last before the doubt, whose
    copies have had the time to come; where there are none, the first after it."""
    taken = "select message_id from letters where way = 'smtp' and state = 'accepted' and reply like '2%'"
    doubt = "(select at from letters where key = ?)"
    for nearest in (f"at <= {doubt} order by at desc", f"at > {doubt} order by at"):
        rows = journal.database.execute(f"{taken} and {nearest} limit {_WITNESSES}", (letter.key,)).fetchall()
        if rows:
            return [mark for (mark,) in rows]
    return []
