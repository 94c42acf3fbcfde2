"""The names of folders: as the wire has them, and what they are for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.mail.imap_names import Folders, folders, from_wire, quoted, to_wire

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(NAMES)
def test_a_name_comes_back_from_the_wire_as_it_went(name):
    assert from_wire(to_wire(name)) == name


@given(NAMES)
def test_on_the_wire_a_name_is_plain_ascii(name):
    assert all(" " <= letter <= "~" for letter in to_wire(name))


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),  # RFC 3501, 5.1.3
        ("Чернетки", "&BCcENQRABD0ENQRCBDoEOA-"),
        ("Q & A", "Q &- A"),
        ("😀", "&2D3eAA-"),
    ],
)
def test_names_are_written_as_the_standard_says(name, wire):
    assert to_wire(name) == wire
    assert from_wire(wire) == name


@pytest.mark.parametrize("broken", ["&", "a&b", "&###-", "&BCc", "&AA-"])
def test_a_name_that_only_looks_coded_stays_as_it_is(broken):
    assert from_wire(broken) == broken


def test_a_name_cannot_end_its_own_quotation():
    assert quoted('a"b\\c') == '"a\\"b\\\\c"'


GMAIL = [
    rb'(\HasNoChildren) "/" "INBOX"',
    rb'(\HasChildren \Noselect) "/" "[Gmail]"',
    rb'(\All \HasNoChildren) "/" "[Gmail]/&BCMEQQRP- &BD8EPgRIBEIEMA-"',
    rb'(\Drafts \HasNoChildren) "/" "[Gmail]/&BCcENQRABD0ENQRCBDoEOA-"',
    rb'(\HasNoChildren \Sent) "/" "[Gmail]/&BB0EMAQ0BFYEQQQ7BDAEPQRW-"',
    rb'(\HasNoChildren \Trash) "/" "[Gmail]/&BBoEPgRIBDgEOg-"',
]


def test_special_use_tells_the_folders_of_gmail_in_any_language():
    assert folders(GMAIL) == Folders("[Gmail]/Чернетки", "[Gmail]/Надіслані", "[Gmail]/Кошик", "[Gmail]/Уся пошта")


def test_without_special_use_the_usual_names_tell():
    listed = [
        rb'(\HasNoChildren) "." INBOX',
        rb'(\HasNoChildren) "." INBOX.Drafts',
        rb'(\HasNoChildren) "." "INBOX.Sent Items"',
        rb"(\HasNoChildren) NIL Trash",
    ]
    assert folders(listed) == Folders("INBOX.Drafts", "INBOX.Sent Items", "Trash")


def test_a_folder_that_cannot_be_opened_is_not_taken():
    assert folders([rb'(\Noselect \Drafts) "/" Drafts', rb'(\NonExistent) "/" Sent']) == Folders()


def test_what_the_owner_has_named_is_taken_at_their_word():
    named = folders(GMAIL, drafts="Мої", sent="Копії")
    assert (named.drafts, named.sent) == ("Мої", "Копії")


def test_a_draft_is_looked_for_once_in_each_place():
    assert Folders("D", "S", "", "S").where_a_draft_may_be() == ("D", "S")


def test_a_line_that_is_no_listing_is_passed_over():
    assert folders([b"nonsense", rb'() "/" Drafts']) == Folders("Drafts")
