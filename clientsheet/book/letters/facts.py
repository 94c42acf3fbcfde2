"""The names a letter's template may use, and what each says of one client: gathered here, nowhere else.

Every column of the clients tab by its declared name (``favourite_service``), what the occasion knows (``contract``,
``end``), and: ``names`` of all whom the letter speaks to, ``offer`` (what the client likes, as on the price list),
``business``, ``today``, ``due``, ``day``, ``mailing``, ``documents`` (``documents.invoice``: a file to attach, '' where
there is none). The composer adds ``telegram_link``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Final

from clientsheet.book.documents.issued import Issued, issued
from clientsheet.book.documents.kinds import KINDS
from clientsheet.book.letters.audience import words_of
from clientsheet.book.letters.chosen import Chosen
from clientsheet.book.shop import Shop
from clientsheet.config import Config
from clientsheet.sheet.kinds.fold import fold
from clientsheet.templating import Called, Record
from clientsheet.text import show

_WORDS: Final = ("service", "staff", "person", "contract", "subject", "stage", "stage_words", "goods", "what")
_DAYS: Final = ("last_visit", "expected", "contacted", "date", "time", "start", "end", "pay_by")
_NUMBERS: Final = ("interval_days", "interval_months", "age", "days", "amount", "balance")
_NO_DOCUMENTS: Final = Record(**dict.fromkeys((kind.name for kind in KINDS), ""))
BLANK: Final[Mapping[str, Any]] = (
    dict.fromkeys(_WORDS, "") | dict.fromkeys(_DAYS + _NUMBERS) | {"services": (), "documents": _NO_DOCUMENTS}
)
"""What occasions know; blank where this one does not, so that one template serves several occasions."""

_SEPARATORS: Final = re.compile(r"\s*[,;\n]\s*")
_HOURS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:год|ч|h)")
_MINUTES: Final = re.compile(r"(\d+)\s*(?:хв|мин|m)")
_OFFERED_AT_MOST: Final = 4
_OFFERED_FROM: Final = ("interests", "favourite_service")


class Facts:
    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._clients = shop.book["clients"]
        self._says: dict[str, Callable[[int], Any]] = {}
        self._prices: dict[str, Record] = {}
        self._own_names = {column.name for column in self._clients.tab.columns}

    def of(self, chosen: Chosen, wanted: Container[str]) -> dict[str, Any]:
        """What a template that uses the ``wanted`` names may say of the client."""
        client = chosen.client
        needed = _OFFERED_FROM if "offer" in wanted else ()
        found = dict(BLANK)
        for name in self._own_names:
            if name in wanted or name in needed:
                found[name] = self._said(name, client)
        found.update(chosen.facts)
        found["names"] = [self.name(client), *(self.name(row) for row, _ in chosen.others)]
        found["offer"] = self._offer(found) if needed else []
        found["business"] = self._business
        found["today"], found["due"], found["day"] = self._shop.book.today, chosen.due, chosen.day
        found["mailing"] = chosen.mailing.name
        if "documents" in wanted:
            found["documents"] = self._documents(client, str(found.get("contract") or ""))
        return found

    def name(self, client: int) -> Called:
        """As the workbook has it, and how the owner wants them addressed."""
        name, called = self._names[client], self._called[client]
        return Called(show(name, self._shop.book.config.language), show(called, self._shop.book.config.language))

    def minutes(self, service: str) -> int | None:
        """How long it takes, as the price list has it; None: it does not say."""
        return minutes(show(self._priced(service).duration, self._shop.book.language))

    def _documents(self, client: int, contract: str) -> Record:
        """The latest document of each kind that lies here: of the contract the letter is about, else of the client."""
        config = self._shop.book.config
        return Record(**{kind.name: self._file(config, kind.name, client, contract) for kind in KINDS})

    def _file(self, config: Config, kind: str, client: int, contract: str) -> str:
        """The PDF, else the Word file, as an attachment is named; '' where there is none."""
        told = [one for one in self._issued if one.kind == kind and one.client == client and one.file and not one.void]
        about = [one for one in told if contract and fold(contract) in (fold(one.contract), fold(one.number))]
        for one in reversed(about if contract else told):
            for name in (str(PurePosixPath(one.file).with_suffix(".pdf")), one.file):
                if config.resolve(name).is_file():
                    return name
        return ""

    def _said(self, name: str, client: int) -> Any:
        if name not in self._says:
            self._says[name] = words_of(self._shop, self._clients.tab.column(name))
        return self._says[name](client)

    def _offer(self, facts: Mapping[str, Any]) -> list[Record]:
        """What to offer: what the client is interested in, else what they had last time, else what they like best."""
        wanted = _SEPARATORS.split(str(facts["interests"])) if facts.get("interests") else []
        wanted = wanted or list(facts["services"] or ())
        wanted = wanted or [str(facts[name]) for name in ("service", "favourite_service") if facts.get(name)][:1]
        distinct = {fold(name): name.strip() for name in wanted if name.strip()}
        return [self._priced(name) for name in list(distinct.values())[:_OFFERED_AT_MOST]]

    def _priced(self, name: str) -> Record:
        if name not in self._prices:
            row = self._services.get(fold(name))
            table = self._shop.book["services"]
            said = {fact: None if row is None else table.value(fact, row) for fact in ("name", "price", "duration")}
            self._prices[name] = Record(**said | {"name": said["name"] or name})
        return self._prices[name]

    @cached_property
    def _services(self) -> dict[str, int]:
        services = self._shop.book["services"]
        rows = zip(services.values("name"), services.values("active"), strict=True)
        return {fold(name): row for row, (name, active) in enumerate(rows) if name and active is not False}

    @cached_property
    def _issued(self) -> list[Issued]:
        return list(issued(self._shop))

    @cached_property
    def _names(self) -> Any:
        return self._clients.values("name")

    @cached_property
    def _called(self) -> Any:
        return self._clients.values("salutation")

    @cached_property
    def _business(self) -> Record:
        return Record(**self._shop.book.config.business.model_dump())


def minutes(text: str) -> int | None:
    """'120', '90 хв', '1,5 год', '1:30', '1 ч 30 мин' -> minutes; None: it says no length of time, or a whole day."""
    said = text.strip().casefold().replace(",", ".")
    clock = re.fullmatch(r"(\d{1,2}):(\d\d)", said)
    if clock:
        found = int(clock[1]) * 60 + int(clock[2])
    elif re.fullmatch(r"\d{2,}", said):
        found = int(said)
    else:
        hours, rest = _HOURS.search(said), _MINUTES.search(said)
        found = round(float(hours[1]) * 60 if hours else 0) + (int(rest[1]) if rest else 0)
    return found if 0 < found < 24 * 60 else None
