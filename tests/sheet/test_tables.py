"""A tab that is understood answers for the columns its owner has not, too."""

from __future__ import annotations

import pytest

from clientsheet.sheet.kinds import NUMBER, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.sheet.tables import Table, TableColumn
from clientsheet.text import words

NAME = Column("name", TEXT, words("ПІБ", "ФИО", "Name"), words("Хто", "Кто", "Who"))
TOTAL = Column("total", NUMBER, words("Всього", "Всего", "Total"), words("Разом", "Итого", "All"), filled=True)
TAB = Tab("clients", words("Клієнти", "Клиенты", "Clients"), (NAME, TOTAL), words("Усі", "Все", "Everyone"))
TABLE = Table(TAB, "Клієнти", 3, [4, 6], {"name": TableColumn(NAME, 2, "Імʼя", ["М", "О"], ["М", "О"])}, last_row=6)


def test_a_column_the_owner_has_gives_its_values_and_one_that_is_missing_gives_as_many_blanks() -> None:
    assert (TABLE.values("name"), TABLE.value("name", 1)) == (["М", "О"], "О")
    assert (TABLE.values("total"), TABLE.value("total", 1)) == ([None, None], None)
    assert ("name" in TABLE, "total" in TABLE, len(TABLE)) == (True, False, 2)


def test_a_tab_is_there_when_it_has_headings() -> None:
    assert TABLE.present
    assert Table(TAB, "Клієнти", 1, [], {}).present
    assert not Table(TAB, "", 0, [], {}).present


def test_a_tab_knows_its_columns_by_name_and_says_which_one_it_lacks() -> None:
    assert (TAB.column("total"), TAB.filled) == (TOTAL, (TOTAL,))
    with pytest.raises(KeyError, match=r"clients\.phone"):
        TAB.column("phone")
