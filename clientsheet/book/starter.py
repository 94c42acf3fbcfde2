"""The starter workbook, and any single tab of it, as data: every declared tab with its headings, drop-downs and notes,
the mailings ready in their rows, the settings explained. Follows from the declarations; nothing is said twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from clientsheet.book.reading import settings
from clientsheet.book.tabs import TABS
from clientsheet.book.tabs.choices import MAILING_KINDS, MODES, OCCASIONS, word
from clientsheet.config import Rules
from clientsheet.sheet.blueprint import ColumnBlueprint, TabBlueprint, WorkbookBlueprint
from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds import YES_NO
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import say, show

Row = dict[str, Raw]
"""The values of one record by column name; a column that is not named stays empty."""


class Mailing(NamedTuple):
    """One ready row: what it is for, whether it is on from the first day, and its habits."""

    occasion: str
    on: bool = False
    kind: str = "service"
    offset: int = 0
    valid_days: int = 14
    daily_limit: int | None = 50


MAILINGS: Final = (
    Mailing("repeat_visit", on=True),
    Mailing("birthday", on=True, valid_days=2),
    Mailing("contract_ends", on=True),
    Mailing("booking", valid_days=0),
    Mailing("after_visit", offset=1, valid_days=5),
    Mailing("payment_overdue"),
    Mailing("stage_changed", valid_days=3),
    Mailing("not_seen", kind="advertising", offset=90, valid_days=30),
    Mailing("new_client", valid_days=7),
    Mailing("date", kind="advertising", valid_days=7, daily_limit=None),
    Mailing("task", valid_days=3),
    Mailing("follow_up"),
)


def starter(
    language: str, workbook_id: str, rows: Mapping[str, Sequence[Mapping[str, Raw]]] | None = None
) -> WorkbookBlueprint:
    """All tabs in ``language``; ``rows`` by tab name replace what would stand in it ready-made."""
    filled = rows or {}
    tabs = tuple(
        blueprint(tab, language, filled[tab.name] if tab.name in filled else ready(tab.name, language)) for tab in TABS
    )
    return WorkbookBlueprint(tabs, language, {"workbook_id": workbook_id})


def blueprint(tab: Tab, language: str, rows: Sequence[Mapping[str, Raw]] = ()) -> TabBlueprint:
    """One declared tab. KeyError: a row names a column that is not declared."""
    names = [column.name for column in tab.columns]
    for row in rows:
        for name in row:
            if name not in names:
                raise KeyError(f"{tab.name}.{name}")
    return TabBlueprint(
        name=tab.name,
        title=tab.titles.first(language),
        columns=tuple(column_blueprint(tab, column, language) for column in tab.columns),
        rows=tuple(tuple(row.get(name) for name in names) for row in rows),
        program=tab.writer == "program",
    )


def column_blueprint(tab: Tab, column: Column, language: str) -> ColumnBlueprint:
    return ColumnBlueprint(
        heading=column.headings.first(language),
        width=column.width,
        look=column.kind.look,
        program=column.filled,
        choices=_choices(column, language),
        note=_note(column, language),
        anchor=f"{tab.name}.{column.name}" if column.filled else "",
        checkbox=column.checkbox,
    )


def ready(tab_name: str, language: str) -> list[Row]:
    """The rows that stand in a new tab."""
    if tab_name == "mailings":
        return mailings(language)
    if tab_name == "settings":
        return settings.rows(Rules(), language)
    return []


def mailings(language: str) -> list[Row]:
    """One row per occasion; those that are on make drafts."""
    return [
        {
            "name": _capital(word(OCCASIONS, one.occasion, language)),
            "on": show(one.on, language),
            "occasion": word(OCCASIONS, one.occasion, language),
            "offset": one.offset,
            "template": one.occasion,
            "mode": word(MODES, "draft", language),
            "kind": word(MAILING_KINDS, one.kind, language),
            "valid_days": one.valid_days,
            "daily_limit": one.daily_limit,
        }
        for one in MAILINGS
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choices(column: Column, language: str) -> tuple[str, ...]:
    if column.choices:
        return tuple(words.first(language) for _, words in column.choices)
    if column.kind is YES_NO:
        return (show(True, language), show(False, language))
    return ()


def _note(column: Column, language: str) -> str:
    about = column.about.first(language)
    return f"{about}\n{say(language, 'starter.program_column')}" if column.filled else about
