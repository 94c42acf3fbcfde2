"""What a person would write with gspread for the same job: ``python -m benchmarks.google_peer URL ID KEYFILE``.

Both tabs by ``get_all_records``, the sums of each client in plain Python, and all twelve columns by ``update_cells``.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from typing import Any, Final

import gspread

from clientsheet.book.tabs import tab
from clientsheet.stores.google.access.key import Key

TODAY: Final = dt.date(2026, 4, 6)
SCOPE: Final = "https://www.googleapis.com/auth/spreadsheets"
GOOGLE: Final = "https://sheets.googleapis.com"


class Client(gspread.HTTPClient):
    """Goes to the emulator instead of Google."""

    there = ""

    def request(self, method: str, endpoint: str, *given: Any, **more: Any) -> Any:
        return super().request(method, endpoint.replace(GOOGLE, self.there, 1), *given, **more)


def main() -> None:
    Client.there, id_, key = sys.argv[1:]
    way_in = Key.from_service_account_file(key, scopes=[SCOPE])  # type: ignore[no-untyped-call]
    book = gspread.authorize(way_in, http_client=Client).open_by_key(id_)
    people = book.worksheet("Клієнти")
    clients, visits = people.get_all_records(), book.worksheet("Візити").get_all_records()
    lived: dict[object, list[dict[str, Any]]] = {}
    for visit in visits:
        lived.setdefault(visit["Клієнт"], []).append(visit)
    first = list(clients[0]).index(tab("clients").filled[0].headings.first("uk")) + 1
    cells = [
        gspread.Cell(row, column, value)
        for row, client in enumerate(clients, 2)
        for column, value in enumerate(_summed(lived.get(client["ID"], [])), first)
    ]
    people.update_cells(cells)


def _summed(visits: list[dict[str, Any]]) -> list[Any]:
    if not visits:
        return [""] * 12
    days = sorted(dt.datetime.strptime(visit["Дата"], "%d.%m.%Y") for visit in visits)
    total = sum(visit["Сума"] for visit in visits)
    rhythm = (days[-1] - days[0]).days // max(len(days) - 1, 1)
    favourite = Counter(visit["Послуга"] for visit in visits).most_common(1)[0][0]
    after = (days[-1] + dt.timedelta(days=rhythm)).date()
    segment = "постійний" if len(days) > 3 else "новий"
    known = [len(days), _written(days[0]), _written(days[-1]), round(total / len(days), 2), total, 0, rhythm, favourite]
    return [*known, segment, rhythm, _written(after), "час повторити візит" if after <= TODAY else ""]


def _written(day: dt.date) -> str:
    return day.strftime("%d.%m.%Y")


if __name__ == "__main__":
    main()
