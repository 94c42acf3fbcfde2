"""Doctor's questions about the sender's domain: does the world believe letters in its name."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from clientsheet.jobs.doctor.line import Line, Reason
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.mail.dns_checks import Records, Standing


def domain(workspace: Workspace, records: Records | None, selectors: tuple[str, ...]) -> Iterator[Line]:
    """``records``: who is asked; None: the DNS of this machine. ``selectors``: names of keys that a letter of ours was
    signed with. Letters that are left in a folder leave from wherever their owner likes: nothing is asked."""
    from clientsheet.mail.dns_checks import NoAnswer, resolver, standing
    from clientsheet.sheet.kinds.providers import PROVIDERS

    config = workspace.config
    if config.mail.transport == "folder" or not config.mail.from_:
        return
    name = parseaddr(config.mail.from_)[1].rpartition("@")[2].lower()
    if name in PROVIDERS:
        yield Line("domain_of_provider", "note", {"domain": name})
        return
    server = config.mail.smtp.host if config.mail.transport == "smtp" else ""
    try:
        found = standing(name, records or resolver(), server=server, selectors=selectors)
    except NoAnswer as error:
        yield Line("dns", "note", {"domain": name, "said": error})
        return
    yield from _judged(found)


def _judged(found: Standing) -> Iterator[Line]:
    """Without both SPF and DKIM great providers refuse the letters; DMARC may wait."""
    from clientsheet.mail.dns_checks import Dkim, Dmarc, Spf

    facts = {"domain": found.domain, "selector": found.selector, "needed": found.needed}
    if found.spf == Spf.OK:
        yield Line("spf", "ok", facts)
    else:
        why = Reason(f"spf.{found.spf}", facts)
        yield Line("spf", "note" if found.spf == Spf.WITHOUT_SENDER else "bad", {**facts, "why": why})
    if found.dkim == Dkim.OK:
        yield Line("dkim", "ok", facts)
    else:
        yield Line("dkim", "note", {**facts, "why": Reason(f"dkim.{found.dkim}", facts)})
    if found.dmarc == Dmarc.OK:
        yield Line("dmarc", "ok", facts)
    else:
        yield Line("dmarc", "note", {**facts, "why": Reason(f"dmarc.{found.dmarc}", facts)})
