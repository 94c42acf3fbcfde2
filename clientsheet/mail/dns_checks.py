"""What a domain says in the DNS of mail in its name: who may send it (SPF), who signs it (DKIM), what to do with the
rest (DMARC). Receivers throw away or sort aside what fails; from great senders they demand all three.

Only looks. ``Records`` is who is asked; ``resolver()`` makes one that asks the DNS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dns.resolver import Resolver

Records = Callable[[str], tuple[str, ...]]
"""The TXT records of a name, () for none. NoAnswer: nobody could be asked."""

PATIENCE: Final = 5.0
"""Seconds for one question, all tries together."""

_LOOKUPS: Final = 10
"""More questions than that make an SPF record void (RFC 7208, 4.6.4)."""

_ASKING: Final = ("include", "a", "mx", "ptr", "exists", "redirect")
_TERM: Final = re.compile(r"([+?~-]?)([a-z0-9]+)(?:[:=](.+))?(?:/.*)?", re.IGNORECASE)
_SELECTORS: Final = ("google", "selector1", "selector2", "default", "mail", "dkim", "k1", "s1")
"""What great providers and common servers call their keys; a domain cannot be asked for a list."""

_SENDERS: Final = {
    "gmail.com": "_spf.google.com",
    "google.com": "_spf.google.com",
    "office365.com": "spf.protection.outlook.com",
    "outlook.com": "spf.protection.outlook.com",
    "zoho.com": "zoho.com",
    "zoho.eu": "zoho.eu",
    "ukr.net": "spf.ukr.net",
    "fastmail.com": "spf.messagingengine.com",
    "mailgun.org": "mailgun.org",
    "sendgrid.net": "sendgrid.net",
    "amazonaws.com": "amazonses.com",
    "elasticemail.com": "_spf.elasticemail.com",
    "brevo.com": "spf.brevo.com",
}
"""Domain of a mail server -> what the SPF record of whoever sends over it has to include."""


class NoAnswer(Exception):
    """The DNS could not be asked; the text is what the system said."""


class Spf(StrEnum):
    OK = "ok"
    NONE = "none"
    SEVERAL = "several"
    """More than one record: receivers take none."""
    EVERYBODY = "everybody"
    """``+all``: anybody in the world may send in this name."""
    TOO_LONG = "too_long"
    """It asks for more than ten other names: receivers take it for void."""
    WITHOUT_SENDER = "without_sender"
    """The provider over whose server the letters go is not in it."""


class Dkim(StrEnum):
    OK = "ok"
    NONE = "none"
    """No key under any name that we know of; a key under another name may well be there."""
    REVOKED = "revoked"


class Dmarc(StrEnum):
    OK = "ok"
    NONE = "none"
    WATCHING = "watching"
    """``p=none``: nothing is thrown away, failures are reported at most."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one domain. ``selector``: under which name its key was found. ``needed``: what SPF lacks, where it does."""

    domain: str
    spf: Spf
    dkim: Dkim
    dmarc: Dmarc
    selector: str = ""
    needed: str = ""


def standing(domain: str, records: Records, *, server: str = "", selectors: Iterable[str] = ()) -> Standing:
    """``domain``: of the sender's address. ``server``: host of the mail server that sends. ``selectors``: names of
    keys known from letters of ours, tried before the usual ones. NoAnswer."""
    needed = sender_of(server)
    spf = _spf(domain, records, needed)
    dkim, selector = _dkim(domain, records, selectors)
    return Standing(domain, spf, dkim, _dmarc(domain, records), selector, needed if spf == Spf.WITHOUT_SENDER else "")


def sender_of(server: str) -> str:
    """What SPF has to include for a mail server; '': not known."""
    return next((needed for domain, needed in _SENDERS.items() if f".{server}".lower().endswith(f".{domain}")), "")


def resolver(using: Resolver | None = None) -> Records:
    """Asks the DNS of this machine, or ``using``; each name once."""
    import dns.exception
    import dns.name
    import dns.resolver

    nothing = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN, dns.name.LabelTooLong)

    @cache
    def records(name: str) -> tuple[str, ...]:
        try:
            asked = using or dns.resolver.Resolver()
            answer = asked.resolve(name, "TXT", lifetime=PATIENCE)
        except nothing:
            return ()
        except (dns.exception.DNSException, OSError) as error:
            raise NoAnswer(str(error) or type(error).__name__) from error
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in answer)

    return records


# -- SPF (RFC 7208)


def _spf(domain: str, records: Records, needed: str) -> Spf:
    found = _spf_records(domain, records)
    if len(found) != 1:
        return Spf.SEVERAL if found else Spf.NONE
    included: set[str] = set()
    asking = 0
    everybody = False
    for depth, sign, name in _walked(domain, records, included):
        everybody |= (depth, name) == (0, "all") and sign in ("", "+")
        asking += name in _ASKING
        if asking > _LOOKUPS:
            return Spf.TOO_LONG
    if everybody:
        return Spf.EVERYBODY
    return Spf.WITHOUT_SENDER if needed and needed not in included else Spf.OK


def _walked(domain: str, records: Records, included: set[str], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Terms of a record and of those it includes; ``included`` collects their names. A circle is no end: the count of
    questions ends it."""
    found = _spf_records(domain, records)
    for term in found[0].split()[1:] if len(found) == 1 else ():
        parts = _TERM.fullmatch(term)
        if not parts:
            continue
        sign, name, where = parts[1], parts[2].lower(), parts[3] or ""
        yield depth, sign, name
        if name in ("include", "redirect") and where and "%" not in where:
            included.add(where.lower().rstrip("."))
            yield from _walked(where, records, included, depth + (name == "include"))


def _spf_records(domain: str, records: Records) -> list[str]:
    return [one for one in records(domain) if re.match(r"v=spf1(\s|$)", one, re.IGNORECASE)]


# -- DKIM (RFC 6376)


def _dkim(domain: str, records: Records, selectors: Iterable[str]) -> tuple[Dkim, str]:
    worst = (Dkim.NONE, "")
    for selector in dict.fromkeys((*selectors, *_SELECTORS)):
        for record in records(f"{selector}._domainkey.{domain}"):
            tags = _tags(record)
            if tags.get("p"):
                return Dkim.OK, selector
            if "p" in tags:
                worst = (Dkim.REVOKED, selector)
    return worst


# -- DMARC (RFC 7489; up the tree as its successor has it)


def _dmarc(domain: str, records: Records) -> Dmarc:
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        found = [one for one in records("_dmarc." + ".".join(labels[start:])) if one.lower().startswith("v=dmarc1")]
        if len(found) == 1:
            tags = _tags(found[0])
            policy = tags.get("sp", tags.get("p", "")) if start else tags.get("p", "")
            return {"none": Dmarc.WATCHING, "quarantine": Dmarc.OK, "reject": Dmarc.OK}.get(
                policy.lower(), Dmarc.BROKEN
            )
        if found:
            return Dmarc.BROKEN
    return Dmarc.NONE


def _tags(record: str) -> dict[str, str]:
    """``v=DKIM1; p=MIG…`` -> {'v': 'DKIM1', 'p': 'MIG…'}; names in lower case."""
    pairs = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}
