"""Every tab the program knows, in the order of the starter workbook. The catalogue of declarations."""

from __future__ import annotations

from typing import Final

from clientsheet.book.clients import CLIENTS
from clientsheet.book.contracts import CONTRACTS
from clientsheet.book.days_off import DAYS_OFF
from clientsheet.book.documents_tab import DOCUMENTS
from clientsheet.book.history import HISTORY
from clientsheet.book.mailings_tab import MAILINGS
from clientsheet.book.phones import PHONES
from clientsheet.book.problems import PROBLEMS
from clientsheet.book.services import SERVICES
from clientsheet.book.settings_tab import SETTINGS_TAB
from clientsheet.book.summary import SUMMARY
from clientsheet.book.tasks import TASKS
from clientsheet.book.unsubscribed import UNSUBSCRIBED
from clientsheet.book.visits import VISITS
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
