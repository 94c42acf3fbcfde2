"""What is known of a shop before any occasion (``Ground``) and after it (``Known``): what ``Shop`` offers to the
rooms that it is made of. Arrays run along the rows of the clients tab unless they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.book import Book
from clientsheet.book.counting.contacts import Contacts
from clientsheet.book.counting.contracts_due import ContractsDue
from clientsheet.book.counting.days import Days
from clientsheet.book.counting.events import Events
from clientsheet.book.counting.intervals import Intervals
from clientsheet.book.counting.labels import Labels
from clientsheet.book.counting.last_services import LastServices
from clientsheet.book.counting.money import Flags, Whole
from clientsheet.book.counting.next_contact import NextContacts
from clientsheet.book.counting.purchases import Purchases, Totals
from clientsheet.book.reading.links import Links
from clientsheet.book.sightings import Sightings
from clientsheet.sheet.grid import Raw


class Ground(Protocol):
    book: Book
    today: int

    @property
    def keys(self) -> Sequence[str]: ...
    @property
    def purchases(self) -> Purchases: ...
    @property
    def totals(self) -> Totals: ...
    @property
    def labels(self) -> Labels: ...
    @property
    def last_services(self) -> LastServices: ...
    @property
    def intervals(self) -> Intervals: ...
    @property
    def expected(self) -> Days:
        """One interval after the last visit; NO_DAY where none is expected, or one is booked."""

    @property
    def booked_meanwhile(self) -> Days:
        """The same of those who are not expected because they have booked."""

    @property
    def sighted(self) -> Sightings:
        """What was seen when, today's news included."""

    @property
    def contracts(self) -> ContractsDue: ...
    @property
    def contacts(self) -> Contacts: ...
    def keys_of(self, tab: str) -> Sequence[str]: ...
    def links(self, tab: str) -> Links: ...
    def purchases_of(self, client: int) -> NDArray[np.intp]:
        """The rows of the purchases of one client, in the order of the sheet."""


class Known(Ground, Protocol):
    @property
    def rhythm(self) -> Whole:
        """Days, -1 where there is none."""

    @property
    def favourite(self) -> Whole:
        """Label, -1 where there is none."""

    @property
    def segment(self) -> Whole:
        """Number in ``segments.SEGMENTS``."""

    @property
    def frequency(self) -> Whole:
        """Number in ``segments.FREQUENCIES``, -1 where there is no visit."""

    @property
    def debts(self) -> tuple[Whole, Flags]:
        """Ten-thousandths owed, and who has a contract to owe for."""

    @property
    def events(self) -> Mapping[str, Events]: ...
    @property
    def next_contacts(self) -> NextContacts: ...
    def filled(self) -> dict[str, dict[str, Sequence[Raw]]]: ...
