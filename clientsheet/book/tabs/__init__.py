"""Every tab the program knows, in the order of the starter workbook. The catalogue of declarations."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.clients import CLIENTS
from clientsheet.book.tabs.contracts import CONTRACTS
from clientsheet.book.tabs.days_off import DAYS_OFF
from clientsheet.book.tabs.documents import DOCUMENTS
from clientsheet.book.tabs.history import HISTORY
from clientsheet.book.tabs.mailings import MAILINGS
from clientsheet.book.tabs.phones import PHONES
from clientsheet.book.tabs.problems import PROBLEMS
from clientsheet.book.tabs.services import SERVICES
from clientsheet.book.tabs.settings import SETTINGS_TAB
from clientsheet.book.tabs.summary import SUMMARY
from clientsheet.book.tabs.tasks import TASKS
from clientsheet.book.tabs.unsubscribed import UNSUBSCRIBED
from clientsheet.book.tabs.visits import VISITS
from clientsheet.sheet.schema import Tab

TABS: Final[tuple[Tab, ...]] = (
    CLIENTS,
    VISITS,
    SERVICES,
    PHONES,
    CONTRACTS,
    DOCUMENTS,
    TASKS,
    MAILINGS,
    HISTORY,
    UNSUBSCRIBED,
    DAYS_OFF,
    SETTINGS_TAB,
    PROBLEMS,
    SUMMARY,
)

_BY_NAME: Final = {declared.name: declared for declared in TABS}


def tab(name: str) -> Tab:
    """KeyError: no such tab is declared."""
    return _BY_NAME[name]
