"""Doctor's trial letter: to the owner, and watched for; what it showed stays known in the journal."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from clientsheet.jobs.doctor.accounts import entered
from clientsheet.jobs.doctor.line import Line, Reason
from clientsheet.mail.ways import Way, way
from clientsheet.text import say
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.letter import Letter, Receipt
    from clientsheet.mail.probing import Learnt, Trial


def last_trial(workspace: Workspace) -> Learnt | None:
    """What the last trial letter of the way that letters go now has shown."""
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.probing import learnt

    with Journal.peek(workspace.config.state_path) as journal:
        return learnt(journal, _way(workspace).name)


def known(workspace: Workspace) -> Iterator[Line]:
    """The same in lines."""
    if _way(workspace).name == "folder":
        return
    if last := last_trial(workspace):
        yield from _shown(last)
    else:
        yield Line("trial_none", "note")


def trial(workspace: Workspace, patience: float) -> Iterator[Line]:
    """Sends the letter, waits for it ``patience`` seconds at most, and notes what that showed."""
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.message import BadAddress

    config = workspace.config
    out = _way(workspace)
    if out.name == "folder":
        yield Line("trial_folder", "note")
        return
    if not (config.mail.owner and config.mail.from_):
        yield Line("trial_nobody", "note", {"path": config.path})
        return
    try:
        letter = letter_to_owner(workspace, out)
    except BadAddress as error:
        yield Line("trial", "bad", {"why": Reason("trial.address", {"address": error})})
        return
    with Journal.open(config.state_path) as journal:
        yield from _tried(workspace, journal, letter, patience)


def _way(workspace: Workspace) -> Way:
    return way(workspace.config.mail, "email", "send")


def letter_to_owner(workspace: Workspace, out: Way) -> Letter:
    from clientsheet.jobs.mail.planning import moment
    from clientsheet.mail.letter import Letter
    from clientsheet.mail.message import Mailbox, Message, encode, token

    config, language = workspace.config, workspace.config.language
    key = f"doctor/{uuid.uuid4().hex}"
    name, address = parseaddr(config.mail.from_)
    owner_name, owner = parseaddr(config.mail.owner)
    subject = say(language, "trial.subject")
    text = say(language, "trial.text")
    message = Message(
        sender=Mailbox(address, name),
        to=Mailbox(owner, owner_name),
        subject=subject,
        text=text,
        html=f"<p>{text}</p>",
        date=moment(workspace),
        token=token("doctor", key),
        draft=out.draft,
    )
    return Letter(
        key=key,
        mailing="",
        client="",
        name=owner_name,
        channel="email",
        recipient=owner,
        phone="",
        subject=subject,
        text=text,
        because="",
        due=workspace.today,
        message_id=message.message_id,
        content=encode(message),
        way=out.name,
        draft=out.draft,
    )


def _tried(workspace: Workspace, journal: Journal, letter: Letter, patience: float) -> Iterator[Line]:
    from clientsheet.mail.clock import Clock
    from clientsheet.mail.probing import remember, try_out
    from clientsheet.mail.transports import opened

    config = workspace.config
    clock = Clock.running_from(workspace.now)

    def attempt() -> Trial:
        transport = opened(letter.way, config, journal, config.language)
        try:
            return try_out(letter, transport, config, clock, patience)
        finally:
            transport.close()

    found = entered(attempt)
    if isinstance(found, Reason):
        yield Line("trial", "bad", {"why": found})
        return
    yield _received(found.receipt, letter)
    if found.watched:
        yield from _shown(remember(journal, letter.way, workspace.today, found))


def _shown(last: Learnt) -> Iterator[Line]:
    facts = {"day": last.day, "seconds": max(1, round(last.copy or 0))}
    if last.kept is False:
        yield Line("trial_mark", "note", facts)
    if last.copy is not None:
        yield Line("trial_copy", "ok", facts)
    else:
        yield Line("trial_no_copy", "note", facts)


def _received(receipt: Receipt | None, letter: Letter) -> Line:
    from clientsheet.mail.letter import State

    if receipt and receipt.state in (State.ACCEPTED, State.DRAFTED):
        return Line("trial", "ok", {"address": letter.recipient})
    said = receipt.reply if receipt else ""
    return Line("trial", "bad", {"why": Reason("trial.refused", {"said": said})})
