"""What documents stand on: codes and accounts by their check digits, numbers without gaps and repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientsheet.book.checks.spot import Spot, cell_of
from clientsheet.book.documents.numbers import number_text, places
from clientsheet.book.requisites import iban_mistake, tax_id_mistake, tidy_iban, tidy_tax_id

if TYPE_CHECKING:
    from clientsheet.book.book import Book
    from clientsheet.book.shop import Shop


def tax_id_invalid(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    for index, text in enumerate(clients.values("tax_id") if "tax_id" in clients else ()):
        if text and tax_id_mistake(text, book.config.country):
            yield Spot(clients, index, "tax_id", {"digits": len(tidy_tax_id(text))})


def iban_invalid(book: Book, shop: Shop) -> Iterator[Spot]:
    clients = book["clients"]
    for index, text in enumerate(clients.values("iban") if "iban" in clients else ()):
        if text and iban_mistake(text):
            yield Spot(clients, index, "iban", {"length": len(tidy_iban(text))})


def document_doubled(book: Book, shop: Shop) -> Iterator[Spot]:
    """Two documents of one kind and year with one number; a contract's own row is the same contract."""
    documents, rows = book["documents"], defaultdict(list)
    if "number" in documents:
        for place, index in places(documents, book["contracts"]):
            if index >= 0:
                rows[place].append(index)
    for indices in rows.values():
        for index in indices if len(indices) > 1 else ():
            others = [cell_of(documents, "number", other) for other in indices if other != index]
            yield Spot(documents, index, "number", {"cells": ", ".join(others)})


def document_gap(book: Book, shop: Shop) -> Iterator[Spot]:
    """The numbers that are missing before a document, told at it; those before the first are the owner's start."""
    documents = book["documents"]
    taken: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    if "number" in documents:
        for (kind, year, place), index in places(documents, book["contracts"]):
            taken[kind, year].setdefault(place, index)
    for (_, year), numbers in taken.items():
        before = min(numbers)
        for place in sorted(numbers):
            if place > before + 1 and numbers[place] >= 0:
                first, last = number_text(year, before + 1), number_text(year, place - 1)
                missing = first if first == last else f"{first} – {last}"
                yield Spot(documents, numbers[place], "number", {"missing": missing})
            before = place
