"""A contract about goods binds a supplier and a buyer, one about services a contractor and a customer; both are of one
kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from papers_at_hand import Office, words

from clientsheet.book.documents.deals import of_goods
from clientsheet.book.shop import Shop
from clientsheet.jobs.documents import listing
from clientsheet.sheet.address import a1
from clientsheet.text import LANGUAGES

SUPPLY = {
    "uk": ("поставки товару", "Постачальник", "Покупець", "видатковою накладною", "Право власності"),
    "ru": ("поставки товара", "Поставщик", "Покупатель", "товарной накладной", "Право собственности"),
    "en": ("SUPPLY AGREEMENT", "Supplier", "Buyer", "a delivery note signed", "Title to the goods"),
}
SERVICE = {
    "uk": ("про надання послуг", "Виконавець", "Замовник", "актом приймання-передачі"),
    "ru": ("об оказании услуг", "Исполнитель", "Заказчик", "актом сдачи-приёмки"),
    "en": ("SERVICE AGREEMENT", "Contractor", "Customer", "acceptance certificate"),
}
WHAT = {
    "uk": (
        "Набори для догляду за волоссям, а Покупець",
        "6 (шт.), ціна за одиницю — 900,00 грн.",
        "не пізніше 31 травня 2026 р. за",
    ),
    "ru": (
        "Наборы для ухода за волосами, а Покупатель",
        "6 (шт.), цена за единицу — 900,00",
        "не позднее 31 мая 2026 г. по",
    ),
    "en": ("Hair care sets, and the Buyer", "6 (pcs); price per unit: 45.00 GBP.", "no later than 31 May 2026, at"),
}

BLANK = ("start", "end", "terms", "subject")


def said(office: Office, whom: str) -> str:
    outcome = office.issue("contract", whom)
    assert outcome.file is not None
    return words(outcome.file).replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_goods_are_supplied(office_in: Callable[[str], Office], language: str) -> None:
    """Sets in the stockroom: what, how many, at what price, by when; no word of services, no hole left."""
    text = said(office_in(language), "04-26")
    assert "04-26" in text
    for wanted in (*SUPPLY[language], *WHAT[language]):
        assert wanted in text
    for foreign in SERVICE[language]:
        assert foreign.casefold() not in text.casefold()
    _, left, right, *_ = SUPPLY[language]
    assert [text.count(role.upper()) for role in (left, right)] == [1, 1], "the roles above the signatures"
    assert not re.search(r"[{}\ue000-\uf8ff]|None|undefined|\.\.|,,", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_services_are_rendered(office_in: Callable[[str], Office], language: str) -> None:
    """A season ticket for blow-dries is no thing."""
    text = said(office_in(language), "13-25")
    for wanted in SERVICE[language]:
        assert wanted in text
    for foreign in SUPPLY[language]:
        assert foreign not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_supply_agreement_reads_whole(office_in: Callable[[str], Office], language: str) -> None:
    """Without days, terms of payment and a subject the usual ones stand there; goods are not called services."""
    office = office_in(language)
    contracts = office.workspace().read()["contracts"]
    blank = {a1(contracts.rows[-1], contracts.columns[name].number): None for name in BLANK}
    office.types(contracts.title, blank)
    text = said(office, "04-26")
    usual = {"uk": ("десяти робочих днів з дня набрання", "п’яти банківських днів"), "ru": ("десяти рабочих дней",)}
    for wanted in usual.get(language, ("within ten working days", "within five banking days")):
        assert wanted in text
    assert {"uk": "Товар за договором", "ru": "Товар по договору", "en": "Goods under the contract"}[language] in text
    assert not re.search(r"[{}]|None|\.\.|,,| ,| \.", text)


def test_the_agreement_goes_with_what_is_due(office: Office) -> None:
    """Where a delivery note is wanted the contract is one about goods; where an act is, it is not."""
    shop = Shop(office.workspace().read())
    due = {one.kind.name: one for one in listing.still_due(office.workspace()).due if one.kind.primary}
    assert set(due) == {"act", "delivery_note"}
    assert [of_goods(shop, due[kind].contract) for kind in ("act", "delivery_note")] == [False, True]


def test_both_are_contracts(office: Office) -> None:
    """One kind in the register, one row of numbers: the next without a number comes after the last, whatever it is
    about."""
    contracts = office.workspace().read()["contracts"]
    number = contracts.columns["number"].number
    office.types(contracts.title, {a1(contracts.rows[place], number): None for place in (1, -1)})
    for place in (1, -1):
        office.issue("contract", f"{contracts.title}!{a1(contracts.rows[place], number)}")
    kinds = {kind for kind, _ in office.numbers()}
    assert kinds == {"договір"}
    assert [number for _, number in office.numbers()] == ["2025-0001", "2026-0001"]


def test_the_owners_supply_agreement_is_the_one_used(office: Office) -> None:
    """Edited in Word it is taken; a folder laid before there was one takes the program's own."""
    template: Path = office.folder / "templates" / "documents" / "uk" / "contract_goods.docx"
    assert template.is_file()
    page = docx.Document(str(template))
    page.add_paragraph("Товар повертається протягом {{ count }} тижня.")
    page.save(str(template))
    assert "протягом 1 тижня" in said(office, "04-26")
    template.unlink()
    outcome = office.issue("contract", "04-26", again=True)
    assert outcome.file is not None
    text = words(outcome.file)
    assert "Постачальник" in text
    assert "тижня" not in text
