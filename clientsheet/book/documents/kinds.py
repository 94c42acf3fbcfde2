"""The kinds of document: what each is about and what it needs. A further kind is one more row here, its word in
``choices.DOCUMENT_KINDS`` and its Word template in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clientsheet.book.tabs.choices import DOCUMENT_KINDS, word
from clientsheet.sheet.kinds.fold import fold


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """``of_contract``: made of a row of the contracts tab alone, whose number it bears. ``goods``: of things handed
    over, not of work done. ``primary``: of those that the law lists the fields of (Law of Ukraine 996-XIV, article 9).
    ``asks_pay``: says how much is to be paid and where to."""

    name: str
    of_contract: bool = False
    goods: bool = False
    primary: bool = False
    asks_pay: bool = False

    def template(self, goods: bool) -> str:
        """The name of its Word template. ``goods``: of a contract about things, which binds a supplier and a buyer."""
        return f"{self.name}_goods" if self.of_contract and goods else self.name


CONTRACT: Final = DocumentKind("contract", of_contract=True, asks_pay=True)
INVOICE: Final = DocumentKind("invoice", asks_pay=True)
ACT: Final = DocumentKind("act", primary=True)
DELIVERY_NOTE: Final = DocumentKind("delivery_note", goods=True, primary=True)

KINDS: Final[tuple[DocumentKind, ...]] = (CONTRACT, INVOICE, ACT, DELIVERY_NOTE)


def kind_called(text: str) -> DocumentKind | None:
    """``invoice``, ``delivery-note``, or what it is called in any of the three languages."""
    wanted = fold(text.replace("_", " ").replace("-", " "))
    for kind in KINDS:
        words = dict(DOCUMENT_KINDS)[kind.name].every()
        if wanted in {fold(said.replace("-", " ")) for said in (kind.name.replace("_", " "), *words)}:
            return kind
    return None


def titled(kind: str, language: str) -> str:
    """'Рахунок': its word with a capital letter. A kind of the owner's own stays as it is."""
    known = {name for name, _ in DOCUMENT_KINDS}
    said = word(DOCUMENT_KINDS, kind, language) if kind in known else kind
    return said[:1].upper() + said[1:]


def command_name(kind: DocumentKind) -> str:
    """As it is typed: ``delivery-note``."""
    return kind.name.replace("_", "-")
