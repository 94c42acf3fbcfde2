"""The starter workbook: everything declared is in it, and the program understands what it made."""

from __future__ import annotations

import pytest

from clientsheet.book.rules import check
from clientsheet.book.shop import Shop
from clientsheet.book.starter import MAILINGS, blueprint, starter
from clientsheet.book.tabs import TABS, tab
from clientsheet.text import LANGUAGES

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_every_declared_tab_and_column_is_recognised_in_it(reread, language):
    book = reread(starter(language, "id"))
    for declared in TABS:
        assert set(book[declared.name].columns) == {column.name for column in declared.columns}


def test_its_language_is_recognised(reread, language):
    assert reread(starter(language, "id")).language == language


def test_there_is_nothing_to_remark_about_it(reread, language):
    book = reread(starter(language, "id"))
    assert [finding.code for finding in check(book, Shop(book))] == []


def test_the_programs_columns_are_recorded_as_its_own(reread, language):
    book = reread(starter(language, "id"))
    ours = {f"{declared.name}.{column.name}" for declared in TABS for column in declared.filled}
    assert set(book.anchors or {}) == ours
    assert (book.marks or {})["workbook_id"] == "id"


def test_there_is_a_mailing_for_every_occasion_and_three_are_on_as_drafts(reread, language):
    mailings = reread(starter(language, "id"))["mailings"]
    known = [value for value, _ in tab("mailings").column("occasion").choices]
    assert sorted(mailings.values("occasion")) == sorted(known)
    on = [name for name, is_on in zip(mailings.values("occasion"), mailings.values("on"), strict=True) if is_on]
    assert on == ["repeat_visit", "birthday", "contract_ends"] == [one.occasion for one in MAILINGS if one.on]
    assert set(mailings.values("mode")) == {"draft"}


def test_a_row_of_a_column_that_nobody_declared_is_a_mistake_of_ours(language):
    with pytest.raises(KeyError):
        blueprint(tab("clients"), language, [{"shoe_size": 38}])
