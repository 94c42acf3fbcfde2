"""A large answer is read without a dictionary for each cell, and says what a plain parser reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.stores.google.line.answers import parsed
from clientsheet.stores.google.seeing.looking import seen
from tests.emulator.control import Emulator
from tests.google.seeing import Watched

TRICKY = st.sampled_from(
    ['"rowData":[', '{"values":[', '"effectiveValue":{}', ",{}", "]}", '"', "\\", "{}", "[{},{}]", "ї", '"x":{},']
)
TEXTS = st.lists(TRICKY | st.text(max_size=5), max_size=4).map("".join)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "userEnteredValue": st.just({}) | TEXTS.map(lambda text: {"formulaValue": f"={text}"}),
        "effectiveValue": st.just({}) | st.just({"errorValue": {"type": "N_A"}}),
        "effectiveFormat": st.just({}) | st.just({"numberFormat": {"type": "DATE"}}),
        "note": TEXTS,
    },
)
ROWS: st.SearchStrategy[Any] = st.just({}) | st.fixed_dictionaries({"values": st.lists(CELLS, min_size=1, max_size=4)})
TABS = st.fixed_dictionaries(
    {"properties": TEXTS.map(lambda title: {"title": title})},
    optional={
        "data": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "rowData": st.lists(ROWS, min_size=1, max_size=6),
                    "rowMetadata": st.lists(st.just({}), max_size=3),
                },
            ),
            max_size=2,
        )
    },
)
ANSWERS = st.fixed_dictionaries({"spreadsheetId": TEXTS}, optional={"sheets": st.lists(TABS, max_size=3)})


def told(answer: Any) -> Any:
    """Without the shells of which nothing is told."""
    if isinstance(answer, dict):
        return {name: there for name, one in answer.items() if (there := told(one)) != {}}
    return [told(one) for one in answer] if isinstance(answer, list) else answer


@given(ANSWERS)
def test_it_says_what_a_plain_parser_reads(answer: Any) -> None:
    assert told(parsed(orjson.dumps(answer))) == told(answer)


@given(ANSWERS)
def test_so_it_does_inside_the_answer_to_a_batch(answer: Any) -> None:
    batch = {"replies": [{}], "updatedSpreadsheet": answer}
    assert told(parsed(orjson.dumps(batch))) == told(batch)


@given(ANSWERS)
def test_an_answer_laid_out_for_people_is_read_too(answer: Any) -> None:
    assert told(parsed(json.dumps(answer, indent=2).encode())) == told(answer)


@given(ANSWERS, st.data())
def test_an_answer_that_breaks_off_is_never_taken_for_a_whole_one(answer: Any, data: st.DataObject) -> None:
    text = orjson.dumps(answer)
    length = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(orjson.JSONDecodeError):
        parsed(text[:length])


def test_what_is_seen_is_the_same_by_either_way(google: Emulator, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["id", "день", "x"], *([n, 46000 + n, f"'{n}"] for n in range(50)), [], ["a"], [], []]
    sheet = Watched(google, tmp_path, {"Клієнти": rows, "Пусто": [], "Ще": [[], ["b"]]}, "uk_UA")
    sheet.shows_as("DATE", 2, 2, last_row=300)
    sheet.owner.notes("Клієнти", 7, 2, '},{"values":[{')
    sheet.owner.formula("Клієнти", 9, 2, '="""rowData"":["', 1)
    whole = sheet.seen()
    text = sheet.google.log[-2].answer.body(pretty=False)
    values = [tab.values for tab in whole.tabs]
    assert seen(orjson.loads(text), values) == whole == seen(parsed(text), values)
    assert sum(map(len, whole.tabs[0].times.values())) == 50


def test_rows_that_read_the_same_are_one_object() -> None:
    cell: dict[str, Any] = {"userEnteredValue": {}, "effectiveValue": {}}
    rows = [{"values": [cell, cell]}, {"values": [{}, cell]}, {}, {"values": [{"note": "їжак"}]}, {}]
    read = parsed(orjson.dumps({"sheets": [{"data": [{"rowData": rows * 50}]}]}))
    assert len({id(row) for row in read["sheets"][0]["data"][0]["rowData"]}) == 3
