"""What was handed over to another program comes back as the same people."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from export_shop import MARINA, Row, workspace

from clientsheet.jobs import export, importing

CLIENTS: list[Row] = [
    MARINA | {"birthday": "14.05.1990", "phone": "+380674545451; 050 111 22 33"},
    {"id": 2, "name": "Іван Мороз", "phone": "+380631112233", "birthday": "29.02"},
    {"id": 3, "name": "Лис Ганна", "email": "hanna@example.com", "address": "Київ, вул. Садова, 5"},
    {"id": 4, "name": "ТОВ «Альфа»", "phone": "+380441234567"},
]


FORMS = ("vcard", "bitrix24", "espocrm")


@pytest.mark.parametrize("form", FORMS)
def test_contacts_read_in_again_add_nobody(tmp_path: Path, form: str) -> None:
    shop = workspace(tmp_path, {"clients": CLIENTS})
    written = export.run(shop, form)
    assert written.path is not None
    plan = importing.run(shop, written.path).plan
    assert [one.cells for one in plan.clients] == []
    assert plan.there == len(CLIENTS)


@pytest.mark.parametrize("strangers", [[], [{"id": 9, "name": "Хтось Інший", "phone": "+380991112233"}]])
def test_contacts_read_into_another_workbook_are_all_there(tmp_path: Path, strangers: list[Row]) -> None:
    """Each with names, numbers, addresses and birthdays, also one without a year."""
    written = export.run(workspace(tmp_path, {"clients": CLIENTS}), "vcard")
    assert written.path is not None
    columns = {column: "" for row in CLIENTS for column in row}
    other = workspace(tmp_path / "other", {"clients": [columns | dict(row) for row in strangers] or [columns]})
    plan = importing.run(other, written.path).plan
    told = [one.cells for one in plan.clients]
    assert len(told) == len(CLIENTS)
    for said, client in zip(told, CLIENTS, strict=True):
        assert set(re.findall(r"\w+", str(client["name"]))) <= set(re.findall(r"\w+", str(said["name"])))
        numbers, theirs = (re.sub(r"\D", "", str(of.get("phone") or "")) for of in (said, client))
        assert theirs[-9:] in numbers
        assert str(client.get("email") or "") in str(said.get("email"))
        assert str(client.get("address") or "") in str(said.get("address"))
    assert [said.get("birthday") for said in told[:2]] == [dt.date(1990, 5, 14), "29.02"]
