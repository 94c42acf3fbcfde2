"""``mail test``: one real letter, as a client would get it, to an address of one's own. The journal knows nothing of
it: it is nobody's contact, and may be repeated."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clientsheet.book.letters.chosen import Chosen
from clientsheet.book.letters.composing import Composer
from clientsheet.book.letters.mailings import plan
from clientsheet.book.letters.rows import Mailing, mailings, urgency
from clientsheet.book.letters.trials import trial_key
from clientsheet.book.shop import Shop
from clientsheet.errors import ClientsheetError, TryLater, WrongUse
from clientsheet.jobs.mail.planning import identity_of, moment, shop_of, templates, written_so_far
from clientsheet.mail.base import AccountStopped, LinkLost
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Letter, Receipt, State
from clientsheet.mail.message import BadAddress, mailbox
from clientsheet.mail.transports import opened
from clientsheet.mail.ways import way
from clientsheet.sheet.kinds.fold import fold
from clientsheet.templating import TemplateMistake
from clientsheet.workspace import Workspace


@dataclass(frozen=True)
class Tried:
    """``state``: accepted or drafted; rejected or retry where the other end did not take it, with its ``reply``."""

    letter: Letter
    state: State
    file: str = ""
    reply: str = ""

    @property
    def code(self) -> int:
        return 0 if self.state in (State.ACCEPTED, State.DRAFTED) else 4

    @property
    def facts(self) -> dict[str, object]:
        return {"to": self.letter.recipient, "subject": self.letter.subject, "reply": self.reply}

    def as_json(self) -> dict[str, object]:
        return {"state": self.state.value, "mailing": self.letter.mailing, "file": self.file, **self.facts}


def trial(workspace: Workspace, address: str, mailing: str | None) -> Tried:
    """``address`` '': the owner's. ``mailing`` None: the first that has somebody to write to. WrongUse: no address, no
    such mailing, nobody to write to, a mistake in the template. TryLater: the mailbox cannot be reached now."""
    config = workspace.config
    to = mailbox(address or config.mail.owner or config.business.email, "").address
    if not to:
        raise WrongUse("mailverbs.test.no_address", hint="mailverbs.test.no_address.hint")
    with Journal.peek(config.state_path) as journal:
        shop = shop_of(workspace, journal)
        sample = next(_samples(workspace, shop, journal, mailing), None)
        if sample is None:
            raise WrongUse("mailverbs.test.nobody", hint="mailverbs.test.nobody.hint")
        return _handed(workspace, journal, _letter(workspace, shop, sample, to))


def _samples(workspace: Workspace, shop: Shop, journal: Journal, name: str | None) -> Iterator[Chosen]:
    """Letters due today, then any that an occasion of the workbook could call for."""
    rows = [row for row in mailings(shop)[0] if not row.mistake and (name is None or fold(row.name) == fold(name))]
    if name is not None and not rows:
        raise WrongUse("why.no_mailing", mailing=name)
    known = written_so_far(shop, journal.entries(), journal, identity_of(shop))
    due = plan(shop, known, trials=False).letters
    names = {row.name for row in rows}
    yield from (one for one in due if one.mailing.name in names)
    for row in sorted(rows, key=lambda row: (not row.on, urgency(row))):
        yield from _imagined(shop, row)


def _imagined(shop: Shop, mailing: Mailing) -> Iterator[Chosen]:
    events = shop.occasion(mailing.occasion, mailing.date)
    for event in range(len(events.client)):
        client, today = int(events.client[event]), shop.book.today
        if shop.keys[client]:
            facts = events.facts(event)
            yield Chosen(mailing, client, "", today, today, today, "email", "", "", False, facts)


def _letter(workspace: Workspace, shop: Shop, sample: Chosen, to: str) -> Letter:
    out = way(workspace.config.mail, "email", "send")
    chosen = replace(
        sample,
        key=f"{trial_key(sample.mailing.name)}/{uuid.uuid4().hex}",
        channel="email",
        recipient=to,
        way=out.name,
        draft=out.draft,
        others=[],
    )
    try:
        return Composer(shop, templates(workspace), identity_of(shop), moment(workspace)).compose(chosen)
    except TemplateMistake as mistake:
        raise _told(WrongUse("letter.mistake"), mistake.facts) from mistake
    except BadAddress as bad:
        raise WrongUse("mailverbs.test.bad_address", address=to) from bad


class _Receipts:
    """Notes what became of the letter, for this run alone."""

    def __init__(self) -> None:
        self.receipt: Receipt | None = None

    def in_doubt(self, letter: Letter) -> None:
        self.receipt = Receipt(letter.key, State.UNKNOWN)

    def settled(self, receipt: Receipt) -> None:
        self.receipt = receipt

    def flush(self) -> None:
        """Nothing is kept back."""


def _handed(workspace: Workspace, journal: Journal, letter: Letter) -> Tried:
    transport = opened(letter.way, workspace.config, journal, workspace.config.language)
    log = _Receipts()
    try:
        transport.hand_over(iter([letter]), log)
    except LinkLost as lost:
        raise TryLater("delivery.link-lost", hint="delivery.link-lost.cure", way=letter.way, words=str(lost)) from lost
    except AccountStopped as stopped:
        raise _told(TryLater(stopped.key), stopped.facts) from stopped
    finally:
        transport.close()
    receipt = log.receipt or Receipt(letter.key, State.RETRY)
    return Tried(letter, receipt.state, receipt.file, receipt.reply)


def _told(error: ClientsheetError, facts: Mapping[str, object]) -> ClientsheetError:
    error.facts.update(facts)
    return error
