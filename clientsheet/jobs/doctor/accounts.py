"""Doctor's questions about mail accounts: are we let in, over a secured connection, and where do drafts and copies lie.

A shop that leaves its letters in a folder is asked nothing over the network.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from clientsheet.errors import ClientsheetError
from clientsheet.jobs.doctor.line import Line, Reason
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.config.models import Config

Found = TypeVar("Found")


def accounts(workspace: Workspace) -> Iterator[Line]:
    config = workspace.config
    transport = config.mail.transport
    if not config.mail.from_:
        yield Line("mail_from", "bad" if transport != "folder" else "note", {"path": config.path})
    if transport == "folder":
        yield _folder(config)
    else:
        yield Line("mail_transport", "ok", {"transport": transport})
        if not config.mail.owner:
            yield Line("mail_owner", "note", {"path": config.path})
    if transport == "smtp":
        yield _server(config)
    if config.mail.imap.host or transport == "imap":
        yield from _mailbox(config)
    yield from _services(workspace)


def entered(look: Callable[[], Found]) -> Found | Reason:
    """What was found, or why nobody was let in."""
    from clientsheet.mail.base import AccountStopped, LinkLost

    try:
        return look()
    except AccountStopped as stopped:
        return Reason(stopped.key, stopped.facts)
    except LinkLost as lost:
        return Reason("account.away", {"said": lost})
    except ClientsheetError as error:
        return Reason.of(error)


def _folder(config: Config) -> Line:
    folder = config.resolve(config.mail.folder.path)
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    return Line("mail_folder", "ok" if os.access(nearest, os.W_OK) else "bad", {"path": folder})


def _server(config: Config) -> Line:
    from clientsheet.mail.probing import look_at_server

    found = entered(lambda: look_at_server(config))
    options = config.mail.smtp
    facts = {"host": options.host, "port": options.port}
    if isinstance(found, Reason):
        return Line("mail_server", "bad", {**facts, "why": found})
    return Line("mail_server", "ok", {**facts, "secured": _secured(found.tls)})


def _mailbox(config: Config) -> Iterator[Line]:
    from clientsheet.mail.probing import look_at_mailbox

    found = entered(lambda: look_at_mailbox(config))
    options = config.mail.imap
    facts = {"host": options.host, "port": options.port}
    if isinstance(found, Reason):
        yield Line("mailbox", "bad", {**facts, "why": found})
        return
    yield Line("mailbox", "ok", {**facts, "secured": _secured(found.tls)})
    if found.drafts:
        yield Line("drafts_folder", "ok", {"folder": found.drafts})
    else:
        yield Line("drafts_folder", "bad" if config.mail.transport == "imap" else "note")
    if found.sent:
        yield Line("sent_folder", "ok", {"folder": found.sent})
    else:
        yield Line("sent_folder", "note")


def _secured(tls: str) -> str | Reason:
    return tls or Reason("account.in-the-clear")


def _services(workspace: Workspace) -> Iterator[Line]:
    """Whether what each of the others needs is where config.yaml says; nobody is asked over the network."""
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.transports import opened

    config = workspace.config
    channels = config.mail.channels
    wanted = {
        "gmail": config.mail.transport == "gmail",
        "turbosms": channels.sms.token,
        "telegram": channels.telegram.token,
        "http": channels.http.url,
    }
    with Journal.peek(config.state_path) as journal:
        for name in (name for name, is_wanted in wanted.items() if is_wanted):
            try:
                opened(name, config, journal, config.language).close()
            except ClientsheetError as error:
                yield Line("service", "bad", {"service": name, "why": Reason.of(error)})
            else:
                yield Line("service", "ok", {"service": name})
