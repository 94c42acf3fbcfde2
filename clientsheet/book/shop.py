"""Everything that follows from the owner's data on one day, computed once, when first asked for.

keys, links --> purchases --> totals --> intervals --> events --> next contact
                                |                                     |
                                +---------------> filled() <----------+
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clientsheet.book.because import because
from clientsheet.book.book import Book
from clientsheet.book.counting import filling
from clientsheet.book.counting.contacts import Contacts, contacts
from clientsheet.book.counting.contracts_due import ContractsDue, contracts_due
from clientsheet.book.counting.days import NO_DAY, Days
from clientsheet.book.counting.events import Events
from clientsheet.book.counting.intervals import Intervals, intervals, spans
from clientsheet.book.counting.labels import Labels, labels
from clientsheet.book.counting.last_services import LastServices, last_services
from clientsheet.book.counting.letter_occasions import LETTER_OCCASIONS, MEANWHILE, no_events, on_date
from clientsheet.book.counting.money import Flags, Whole
from clientsheet.book.counting.next_contact import NextContacts, next_contacts
from clientsheet.book.counting.occasions import OCCASIONS
from clientsheet.book.counting.purchases import Purchases, Totals, purchases, totals
from clientsheet.book.counting.rhythm import favourites, median_gaps
from clientsheet.book.counting.segments import frequencies, segments
from clientsheet.book.reading import keys
from clientsheet.book.reading.links import Directory, Links, client_directory, service_directory
from clientsheet.book.sightings import NONE, Sighting, Sightings, seen
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import Reading

_WITHOUT_HISTORY = (
    *("keys", "directory", "service_directory", "purchases", "totals", "labels", "_label", "_visits", "rhythm"),
    *("favourite", "_by_client", "last_services", "intervals", "expected", "contracts", "news", "sighted"),
)
"""What is computed from other tabs than the history."""


class Shop:
    """A book with its consequences. Arrays run along the rows of the clients tab unless they say otherwise."""

    def __init__(self, book: Book, sightings: Sightings = NONE) -> None:
        """``sightings``: what the journal remembers to have seen when; without it nothing is new."""
        self.book = book
        self.today = book.today.toordinal()
        self._sightings = sightings
        self._links: dict[str, Links] = {}
        self._occasions: dict[tuple[str, dt.date | None], Events] = {}

    def after(self, book: Book) -> Shop:
        """The shop of the same book with rows below its history, its tasks and its unsubscribed tab: only what follows
        from these is computed again."""
        later = Shop(book, self._sightings)
        later._links = {tab: links for tab, links in self._links.items() if tab not in ("history", "tasks")}
        later.__dict__.update({name: self.__dict__[name] for name in _WITHOUT_HISTORY if name in self.__dict__})
        return later

    def until(self, day: dt.date) -> Shop:
        """The shop at the end of an earlier day, as far as the sheet tells of it: without the purchases made since, and
        with nothing booked."""
        earlier = Shop(replace(self.book, today=day), self._sightings)
        earlier._links = dict(self._links)
        bought, made = self.purchases, self.purchases.day <= day.toordinal()
        known = {name: getattr(self, name) for name in ("keys", "directory", "service_directory", "labels", "_label")}
        earlier.__dict__.update(known)
        earlier.__dict__["purchases"] = replace(
            bought, visit=bought.visit & made, counted=bought.counted & made, booked=np.zeros_like(bought.booked)
        )
        return earlier

    # -- who is who

    @cached_property
    def keys(self) -> Sequence[str]:
        """How each client is known; '' for a row that nothing is written to."""
        return keys.client_keys(self.book["clients"])

    def keys_of(self, tab: str) -> Sequence[str]:
        """The keys of the rows of a tab that has columns of ours: clients, services, contracts, mailings."""
        if tab == "clients":
            return self.keys
        known = {"services": keys.service_keys, "contracts": keys.contract_keys, "mailings": keys.mailing_keys}
        return known[tab](self.book[tab])

    def row_keys(self) -> dict[str, tuple[Sequence[int], Sequence[str]]]:
        """Tab title -> sheet rows and the key of each, so that what was written finds its cell again after a sort."""
        tables = (table for table in self.book.tables.values() if table.present and table.tab.filled)
        return {table.title: (table.rows, self.keys_of(table.tab.name)) for table in tables}

    def witnesses(self, titles: Collection[str] = ()) -> dict[str, list[int]]:
        """``Patch.witnesses``: of every tab with columns of ours, and of the tabs with these titles."""
        tables = (table for table in self.book.tables.values() if table.present)
        told = {table.title: keys.witnesses(table) for table in tables if table.tab.filled or table.title in titles}
        return {title: columns for title, columns in told.items() if columns}

    @cached_property
    def directory(self) -> Directory:
        config, rules = self.book.config, self.book.rules
        reading = Reading(self.book.today, config.country, config.phone_countries, config.currency, rules.month_weeks)
        return client_directory(self.book["clients"], reading)

    @cached_property
    def service_directory(self) -> Directory:
        return service_directory(self.book["services"])

    def index_of(self, reference: str) -> list[int]:
        """The rows of the clients that an id, a name, a phone or an email may mean."""
        return self.directory.rows(reference)

    def links(self, tab: str) -> Links:
        """Which client each row of a tab means: its row, or BLANK, AMBIGUOUS, UNKNOWN."""
        if tab not in self._links:
            table = self.book[tab]
            cells = table.columns["client"].raw if "client" in table else ()
            self._links[tab] = self.directory.links(table.values("client"), cells)
        return self._links[tab]

    # -- what they bought

    @cached_property
    def purchases(self) -> Purchases:
        table = self.book["visits"] if self.book["visits"].present else self.book["contracts"]
        return purchases(table, self.links(table.tab.name), self.book.today, self.book.config.currency)

    @cached_property
    def totals(self) -> Totals:
        return totals(self.purchases, len(self.keys), self.book.today)

    @cached_property
    def labels(self) -> Labels:
        """What was bought, by name."""
        return labels(self.purchases.services, self.book["services"], self.service_directory)

    @cached_property
    def _label(self) -> Links:
        """Along the purchases."""
        return self.labels.along(self.purchases.service)

    @cached_property
    def _visits(self) -> NDArray[np.intp]:
        """The purchases that are visits of a known client."""
        return np.flatnonzero(self.purchases.visit & (self.purchases.client >= 0))

    @cached_property
    def rhythm(self) -> Whole:
        """Days, -1 where there is none."""
        bought, rows = self.purchases, self._visits
        return median_gaps(bought.client[rows], bought.day[rows], len(self.keys))

    @cached_property
    def favourite(self) -> Whole:
        """Label, -1 where there is none."""
        bought, rows = self.purchases, self._visits
        return favourites(bought.client[rows], bought.day[rows], self._label[rows], len(self.keys))

    @cached_property
    def _by_client(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        order = np.argsort(self.purchases.client, kind="stable")
        return order, np.searchsorted(self.purchases.client[order], np.arange(len(self.keys) + 1))

    def purchases_of(self, client: int) -> NDArray[np.intp]:
        """The rows of the purchases of one client, in the order of the sheet."""
        order, starts = self._by_client
        return order[starts[client] : starts[client + 1]]

    # -- when they are expected

    @cached_property
    def last_services(self) -> LastServices:
        days, months = spans(self.book["services"].values("interval"), self.book.rules.month_weeks)
        row = np.where(self.labels.row >= 0, self.labels.row, -1)
        listed = np.append(days, np.int64(0))[row], np.append(months, np.int64(0))[row]
        return last_services(self.purchases, self._label, listed, self.totals)

    @cached_property
    def intervals(self) -> Intervals:
        own, listed = self.book["clients"].values("interval"), self.book["services"].values("interval")
        return intervals(own, self.last_services.label, self.labels, listed, self.rhythm, self.book.rules)

    @cached_property
    def expected(self) -> Days:
        """One interval after the last visit; NO_DAY where none is expected, or one is booked."""
        return np.where(self.totals.booked == NO_DAY, self.intervals.after(self.totals.last), NO_DAY)

    @cached_property
    def booked_meanwhile(self) -> Days:
        """The same of those who are not expected because they have booked."""
        return np.where(self.totals.booked != NO_DAY, self.intervals.after(self.totals.last), NO_DAY)

    @cached_property
    def news(self) -> list[Sighting]:
        """What the journal is to remember of today."""
        return seen(self.book, self._sightings)

    @cached_property
    def sighted(self) -> Sightings:
        """What was seen when, today's news included."""
        return {**self._sightings, **{(kind, key): (what, since) for kind, key, what, since in self.news}}

    @cached_property
    def contracts(self) -> ContractsDue:
        book = self.book
        return contracts_due(book["contracts"], book.config.currency, book.rules.contract_notice_days, book.today)

    @cached_property
    def contacts(self) -> Contacts:
        return contacts(self.book["history"], self.links("history"), self.book.today)

    @cached_property
    def events(self) -> Mapping[str, Events]:
        """What happens to clients, by kind of occasion."""
        return {kind: occasion(self) for kind, occasion in OCCASIONS.items()}

    def occasion(self, kind: str, date: dt.date | None = None) -> Events:
        """What letters of that kind are about; ``date``: that of a mailing on a fixed date."""
        if kind in OCCASIONS:
            return self.events[kind]
        if (kind, date) not in self._occasions:
            self._occasions[kind, date] = on_date(self, date) if date else LETTER_OCCASIONS[kind](self)
        return self._occasions[kind, date]

    def meanwhile(self, kind: str) -> Events:
        """What would be due had the client not booked a visit."""
        return MEANWHILE[kind](self) if kind in MEANWHILE else no_events(kind)

    @cached_property
    def next_contacts(self) -> NextContacts:
        return next_contacts(tuple(self.events.values()), len(self.keys))

    # -- what is said of them

    @cached_property
    def segment(self) -> Whole:
        """Number in ``segments.SEGMENTS``."""
        marked = np.fromiter(map(bool, self.book["clients"].values("vip")), np.bool_, len(self.keys))
        return segments(marked, self.totals, self.expected, self.book.rules, self.today)

    @cached_property
    def frequency(self) -> Whole:
        """Number in ``segments.FREQUENCIES``, -1 where there is no visit."""
        return frequencies(self.totals)

    @cached_property
    def debts(self) -> tuple[Whole, Flags]:
        """Ten-thousandths owed, and who has a contract to owe for."""
        return self.contracts.debts(self.links("contracts"), len(self.keys))

    # -- what is written

    @cached_property
    def _filled(self) -> dict[str, dict[str, Sequence[Raw]]]:
        return filling.filled(self)

    def filled(self) -> dict[str, dict[str, Sequence[Raw]]]:
        """Tab -> column -> the value of each row, as it is written; None for rows without a key."""
        return self._filled

    def because(self, column: str, client: int, language: str = "") -> list[str]:
        """Why a filled column of a client says what it says; in the language of the workbook unless said."""
        return because(self, column, client, language or self.book.language)
