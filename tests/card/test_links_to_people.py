"""Numbers and addresses open what they name: the links in their published forms."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from salon_card import TODAY

from clientsheet.book.card.links import email_links, phone_links, with_text
from clientsheet.sheet.kinds import EMAILS, Phone, Reading

NUMBER = Phone("+380674545451")


def test_a_number_is_called_and_written_to_in_every_messenger() -> None:
    """RFC 3966 for the call; wa.me wants the digits alone, Viber the plus as %2B, Telegram the plus itself."""
    assert phone_links(NUMBER) == {
        "tel": "tel:+380674545451",
        "whatsapp": "https://wa.me/380674545451",
        "viber": "viber://chat?number=%2B380674545451",
        "telegram": "https://t.me/+380674545451",
    }


def test_an_extension_is_dialled_and_has_no_chat() -> None:
    """Nobody has WhatsApp behind an office's switchboard."""
    assert phone_links(Phone("+380441234567", "12")) == {"tel": "tel:+380441234567;ext=12"}


@given(st.text(max_size=60))
def test_words_of_a_chat_arrive_as_they_are(words: str) -> None:
    """Whatever the template says, line breaks, ampersands and other alphabets included."""
    words = words.encode("utf-8", "ignore").decode()
    links = phone_links(NUMBER)
    whatsapp = urlsplit(with_text(links["whatsapp"], "whatsapp", words))
    assert whatsapp.path == "/380674545451"
    assert parse_qs(whatsapp.query, keep_blank_values=True)["text"] == [words]
    viber = parse_qs(urlsplit(with_text(links["viber"], "viber", words)).query, keep_blank_values=True)
    assert viber == {"number": ["+380674545451"], "draft": [words]}
    assert with_text(links["telegram"], "telegram", words) == links["telegram"]


@given(st.from_regex(r"[a-z0-9!#$%&'*+/=?^_{|}~-]{1,12}@[a-z]{1,8}\.com", fullmatch=True))
def test_an_address_is_the_one_that_is_written_to(address: str) -> None:
    """Signs that mean something in a link are told apart from it (RFC 6068)."""
    read, _ = EMAILS.read([address], Reading(TODAY, "UA", (), "UAH", 4))
    for one in read[0] or ():
        link = urlsplit(email_links(one)["mailto"])
        assert (link.scheme, link.query, link.fragment) == ("mailto", "", "")
        letter = EmailMessage()
        letter["To"] = unquote(link.path)
        assert letter["To"].addresses[0].addr_spec == one
