"""The great providers of mail, and the slips of the finger that lead past them."""

from __future__ import annotations

from functools import cache
from typing import Final

_PROVIDERS: Final = (
    "gmail.com ukr.net yahoo.com hotmail.com outlook.com icloud.com yandex.ua yandex.ru yandex.com mail.ru "
    "rambler.ru bigmir.net meta.ua i.ua email.ua online.ua bk.ru inbox.ru list.ru live.com protonmail.com proton.me "
    "googlemail.com gmx.de gmx.net web.de wp.pl onet.pl interia.pl o2.pl aol.com me.com mac.com msn.com"
)
PROVIDERS: Final = tuple(_PROVIDERS.split())
_REAL: Final = (
    "mail.com email.com ymail.com gmx.com mail.ua ya.ru ya.ua yahoo.co.uk yahoo.de yahoo.fr yahoo.pl hotmail.de "
    "hotmail.fr hotmail.co.uk outlook.de outlook.fr live.ru live.de live.ua yandex.by yandex.kz tut.by fmail.com "
    "email.de email.cz mail.de mail.bg mail.ee mail.kz inbox.com inbox.lv ukr.com uk.net hmail.com imail.com "
    "rambler.ua gmail.by list.com bigmir.com online.de"
)
_RIGHT: Final = frozenset(_REAL.split()).union(PROVIDERS)
_SLIPS: Final = {
    slip: meant
    for meant, slips in {
        "gmail.com": "gmail.ru gmail.ua gmail.net gmail.org gmail.com.ua gmail.com.ru gmail.co gmail.cm gmail.con "
        "gmail.om gmail.comm gmail.cim gmail.vom gmail.xom gmail.cpm gmail.comua gamil.com gmial.com gmai.com "
        "gmal.com gmil.com gimail.com gmailcom gmale.com gemail.com jmail.com gmaill.com",
        "ukr.net": "urk.net ukr.ner ukr.nrt ukr.ent ukr.nte ukr.bet ukr.met ukr.nen ukt.net uke.net ukr.ney ukr.nett "
        "ukrnet ukr.ne ukr.nt ukr.net.ua ucr.net ykr.net ukr.neet ukr.mail.net ukrr.net kur.net ukr.bnet",
        "mail.ru": "mail.ry mai.ru mial.ru maul.ru maill.ru mail.tu mail.rru mali.ru",
        "i.ua": "i.ia i.ya i.uaa",
        "meta.ua": "meta.ia metta.ua meta.uaa",
    }.items()
    for slip in slips.split()
}
_LONG: Final = tuple(provider for provider in PROVIDERS if len(provider) >= 9)


@cache
def meant_provider(domain: str) -> str | None:
    """``gmial.com`` -> 'gmail.com'; None: the domain is a provider's own, or like none of them."""
    if domain in _RIGHT:
        return None
    if domain in _SLIPS:
        return _SLIPS[domain]
    close = [provider for provider in _LONG if _one_slip(domain, provider)]
    return close[0] if len(close) == 1 else None


def _one_slip(typed: str, meant: str) -> bool:
    """One letter too many, one missing, one wrong, or two neighbours swapped, after the same first letter."""
    if typed[:1] != meant[:1] or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    left, right = typed[start:], meant[start:]
    if len(left) == len(right):
        swapped = left[1:2] + left[:1] + left[2:]
        return left[1:] == right[1:] or swapped == right
    return left[1:] == right if len(left) > len(right) else left == right[1:]
