"""Messages as the networks count them (3GPP TS 23.038)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.mail.letter import Letter
from clientsheet.mail.preview_page import page
from clientsheet.mail.sms_parts import parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("a" * 70 + "і", 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("я" * 66 + "😀" + "я" * 66, 3),
        ("Чекаємо на вас 05.04.2026 о 10:00", 1),
    ],
)
def test_a_text_is_so_many_messages(text, count):
    assert parts(text) == count


@pytest.mark.parametrize(("channel", "told"), [("sms", True), ("telegram", False)])
def test_the_preview_says_how_many_messages_an_sms_will_be(channel, told):
    day = dt.date(2026, 4, 5)
    letter = Letter("k", "m", "1", "Марина", channel, "+380671234567", "", "Новини", "я" * 135, "", day, "<cs1.a@b>")
    assert ("3 повідомлення SMS" in page(day, [letter], (), "uk")) == told


@given(st.text(max_size=400), st.text(max_size=10))
def test_more_text_is_never_fewer_messages(text, more):
    assert parts(text + more) >= parts(text)
