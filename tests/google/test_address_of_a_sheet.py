"""Every address of a sheet that a person may paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.errors import WrongUse
from clientsheet.stores.google.access.address import cell_link, sheet_address, spreadsheet_id
from clientsheet.text import LANGUAGES, say

ID = "1AbC-dEf_GhIjKlMnOpQrStUvWxYz0123456789abcde"

FORMS = [
    "https://docs.google.com/spreadsheets/d/{}/edit",
    "https://docs.google.com/spreadsheets/d/{}",
    "https://docs.google.com/spreadsheets/d/{}/edit#gid=0",
    "https://docs.google.com/spreadsheets/d/{}/edit?gid=77#gid=77",
    "https://docs.google.com/spreadsheets/d/{}/edit?usp=sharing",
    "https://docs.google.com/spreadsheets/d/{}/edit?usp=drivesdk&ouid=115&rtpof=true&sd=true",
    "https://docs.google.com/spreadsheets/u/0/d/{}/edit",
    "https://docs.google.com/spreadsheets/u/2/d/{}/htmlview",
    "https://docs.google.com/a/example.com/spreadsheets/d/{}/edit",
    "https://docs.google.com/spreadsheets/d/{}/copy",
    "https://docs.google.com/spreadsheets/d/{}/preview?hl=uk",
    "https://docs.google.com/spreadsheets/d/{}/gviz/tq?tqx=out:csv",
    "https://docs.google.com/spreadsheets/d/{}/export?format=xlsx",
    "https://drive.google.com/open?id={}",
    "https://drive.google.com/open?id={}&usp=drive_copy",
    "https://drive.google.com/file/d/{}/view?usp=sharing",
    "https://spreadsheets.google.com/ccc?key={}&hl=en",
    "http://docs.google.com/spreadsheets/d/{}/edit",
    "docs.google.com/spreadsheets/d/{}/edit",
    "  https://docs.google.com/spreadsheets/d/{}/edit \n",
    "<https://docs.google.com/spreadsheets/d/{}/edit>",
    "«https://docs.google.com/spreadsheets/d/{}/edit»",
    "https://www.google.com/url?q=https://docs.google.com/spreadsheets/d/{}/edit&sa=D",
    "https://accounts.google.com/ServiceLogin?continue=https%3A%2F%2Fdocs.google.com%2Fspreadsheets%2Fd%2F{}%2Fedit",
    "HTTPS://DOCS.GOOGLE.COM/spreadsheets/d/{}/edit",
    "{}",
]

WRONG = {
    "https://docs.google.com/spreadsheets/d/e/2PACX-1vQwertyuiopasdfghjklzxcvbnm/pubhtml": "google.address.published",
    f"https://drive.google.com/drive/folders/{ID}?usp=sharing": "google.address.folder",
    "https://drive.google.com/drive/u/0/my-drive": "google.address.folder",
    f"https://docs.google.com/document/d/{ID}/edit": "google.address.kind",
    f"https://docs.google.com/forms/d/e/{ID}/viewform": "google.address.kind",
    "https://docs.google.com/spreadsheets/u/0/": "google.address",
    "https://docs.google.com/spreadsheets/d/short/edit": "google.address",
    f"https://example.com/spreadsheets/d/{ID}/edit": "google.address",
    f"https://docs.google.com.example.com/spreadsheets/d/{ID}/edit": "google.address",
    f"https://notgoogle.com/spreadsheets/d/{ID}/edit": "google.address",
    f"https://onedrive.live.com/edit?id={ID}": "google.address",
    "https://[": "google.address",
    "": "google.address",
    "clients.xlsx": "google.address",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_sheet_is_found_in_whatever_a_person_copies(form: str) -> None:
    assert spreadsheet_id(form.format(ID)) == ID


@pytest.mark.parametrize("address", WRONG)
def test_an_address_of_something_else_says_of_what(address: str) -> None:
    with pytest.raises(WrongUse) as told:
        spreadsheet_id(address)
    assert told.value.key == WRONG[address]
    for language in LANGUAGES:
        assert address in say(language, told.value.key, **told.value.facts)
        assert "docs.google.com" in (hint := say(language, told.value.hint)) or "/d/e/" in hint


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    try:
        assert spreadsheet_id(text)
    except WrongUse:
        return


@given(st.from_regex(r"[A-Za-z0-9_-]{44}", fullmatch=True))
def test_the_address_we_show_leads_to_the_sheet_we_mean(spreadsheet: str) -> None:
    assert spreadsheet_id(sheet_address(spreadsheet)) == spreadsheet


def test_a_link_to_a_cell_stays_within_the_sheet() -> None:
    assert cell_link(77, "D14") == "#gid=77&range=D14"
