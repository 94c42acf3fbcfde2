"""Every kind of document issues from the demo in three languages, says what the law and the trade ask for, and is drawn
alike everywhere."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from papers_at_hand import Office, words

from clientsheet.book.documents.deals import contract_deal
from clientsheet.book.documents.facts import facts
from clientsheet.book.documents.kinds import KINDS, command_name, kind_called
from clientsheet.book.documents.parties import ours, theirs
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import DOCUMENT_KINDS
from clientsheet.documents.pdf import to_pdf
from clientsheet.errors import TryLater, WrongUse
from clientsheet.jobs.doctor.shop import shop as shop_lines
from clientsheet.jobs.documents import listing, printing
from clientsheet.jobs.documents.meaning import kind_of
from clientsheet.sheet.address import a1
from clientsheet.templating import SHIPPED
from clientsheet.text import LANGUAGES

ROOT = Path(__file__).parents[2]
ISSUED = {"contract": "12-25", "invoice": "04-26", "act": "12-25", "delivery-note": "04-26"}
TEMPLATES = sorted((SHIPPED / "documents").rglob("*.docx"))

TITLES = {
    "uk": ("ДОГОВІР № 12-25", "Рахунок на оплату № 2026-0001", "АКТ № 2026-0001", "Видаткова накладна № 2026-0001"),
    "ru": ("ДОГОВОР № 12-25", "Счёт на оплату № 2026-0001", "АКТ № 2026-0001", "Товарная накладная № 2026-0001"),
    "en": (
        *("SERVICE AGREEMENT No. 12-25", "Invoice No. 2026-0001"),
        *("ACCEPTANCE CERTIFICATE No. 2026-0001", "Delivery note No. 2026-0001"),
    ),
}
DAYS = {"uk": "6 квітня 2026 р.", "ru": "6 апреля 2026 г.", "en": "6 April 2026"}


def said(office: Office, kind: str, whom: str, **how: object) -> str:
    outcome = office.issue(kind, whom, **how)
    assert outcome.file is not None
    return words(outcome.file).replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_issues_from_the_demo(office_in: Callable[[str], Office], language: str) -> None:
    """Under its title, with the sum in figures and words, the date and both sides; no hole of the template is left."""
    office = office_in(language)
    for kind, title in zip(KINDS, TITLES[language], strict=True):
        text = said(office, command_name(kind), ISSUED[command_name(kind)])
        assert title in text
        assert office.workspace().config.business.legal_name in text
        assert not re.search(r"[{}\ue000-\uf8ff]|None|undefined", text)
        if not kind.of_contract:
            assert DAYS[language] in text
    assert len(office.files()) == 4
    assert [row[next(iter(row))] for row in office.register()][1:] == [dt.date(2026, 4, 6)] * 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "whom"), [("act", "12-25"), ("delivery-note", "04-26")])
def test_a_primary_document_has_its_mandatory_fields(
    office_in: Callable[[str], Office], language: str, kind: str, whom: str
) -> None:
    """Law of Ukraine 996-XIV, article 9: name, date, firm, content and volume with its unit, positions, signatures."""
    text = said(office_in(language), kind, whom)
    content = {
        "act": (
            "Обслуговування працівниць кав’ярні",
            "Обслуживание сотрудниц кофейни",
            "Hair care for the café's staff",
        ),
        "delivery-note": ("Набори для догляду за волоссям", "Наборы для ухода за волосами", "Hair care sets"),
    }[kind][LANGUAGES.index(language)]
    unit = {"act": ("послуга", "услуга", "service"), "delivery-note": ("шт.", "шт.", "pcs")}[kind]
    positions = {
        "uk": ("Фізична особа-підприємець", "Директор"),
        "ru": ("Физическое лицо — предприниматель", "Директор"),
        "en": ("Director", "Director"),
    }[language]
    names = {"uk": ("О. І. Савчук", "А. П. Коваль"), "ru": ("Е. И. Савчук", "А. П. Коваль")}
    signed = names.get(language, ("Helen Savage", "Andrew Cole"))
    for wanted in (DAYS[language], content, unit[LANGUAGES.index(language)], *positions, *signed):
        assert wanted in text
    assert text.count("______________________") >= 2


def test_the_russian_invoice_is_no_tax_invoice(office_in: Callable[[str], Office]) -> None:
    """«Счёт на оплату» asks for money; «счёт-фактура» is a tax document, and no word of ours."""
    assert "фактур" not in said(office_in("ru"), "счёт", "04-26").casefold()
    assert kind_called("счёт-фактура") is None
    assert kind_called("рахунок-фактура") is not None


def test_an_invoice_asks_for_what_is_still_owed(office: Office) -> None:
    """Of a contract of 5,000 half is paid: the other half is asked for, in figures and in words."""
    text = said(office, "invoice", "03-26")
    for wanted in ("5 000,00 грн", "Сплачено раніше:", "2 500,00 грн", "Дві тисячі п’ятсот гривень 00 копійок."):
        assert wanted in text
    assert "IBAN: UA14 3000 0100 0002 6001 2345 6789 0" in text
    assert "Без ПДВ" in text
    assert office.register()[0]["Сума"] == 2500


@pytest.mark.parametrize(("word", "sum_"), [("грн.", "гривень 00 копійок"), ("$", "доларів США 00 центів")])
def test_the_money_of_a_contract_is_known_by_any_word(office: Office, word: str, sum_: str) -> None:
    contracts = office.workspace().read()["contracts"]
    office.types("Договори", {a1(contracts.rows[-1], contracts.columns["currency"].number): word})
    assert f"П’ять тисяч чотириста {sum_}" in said(office, "invoice", "04-26")


def test_vat_is_shown_where_prices_hold_it(office: Office) -> None:
    config = office.folder / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("business:", "business:\n  vat: 20 %", 1), "utf-8")
    assert "У т. ч. ПДВ 20 %: 900,00 грн" in said(office, "invoice", "04-26")


def test_the_contract_declines_who_signs(office: Office) -> None:
    """«в особі директора Коваля Андрія Петровича», and the owner's own wording where there is one."""
    assert "в особі директора Коваля Андрія Петровича, що діє на підставі Статуту" in said(office, "contract", "12-25")
    book = office.workspace().read()["clients"]
    column = book.columns["genitive"].number
    office.types("Клієнти", {a1(book.rows[39], column): "керівниці Коваль А. П."})
    assert "в особі керівниці Коваль А. П." in said(office, "contract", "12-25", again=True)


def test_visits_go_into_one_document_only(office: Office) -> None:
    """An act of the month's visits; the next one begins where this one ended, and there is nothing to say yet."""
    first = office.issue("act", "Марина Коваленко")
    assert first.paper is not None
    text = words(first.file or Path()).replace("\xa0", " ")
    assert "Ботокс для волосся" in text
    assert "01.02.2026 – 15.02.2026" in text
    again = office.issue("act", "Марина Коваленко")
    assert again.already is not None
    assert again.already.number == first.paper.number
    assert len(office.files()) == 1


def test_the_same_document_is_not_issued_twice(office: Office) -> None:
    """Asked again it names the one there is; --again makes another, and the first file stays as it was."""
    office.issue("invoice", "04-26")
    before = office.files()
    assert office.issue("invoice", "04-26").already is not None
    second = office.issue("invoice", "04-26", again=True)
    assert second.paper is not None
    assert second.paper.number == "2026-0002"
    assert before.items() < office.files().items()


def test_a_void_document_holds_no_more(office: Office) -> None:
    """Noted as void, it stands in the way of no other."""
    office.issue("invoice", "04-26")
    office.types("Документи", {"I2": "анульовано, помилка в сумі"})
    outcome = office.issue("invoice", "04-26")
    assert outcome.paper is not None
    assert outcome.paper.number == "2026-0002"


def test_a_contract_without_a_number_gets_one(office: Office) -> None:
    """The row of the contracts tab bears it then, and where the document lies; the number is the first of its year."""
    contracts = office.workspace().read()["contracts"]
    row = contracts.rows[-1] + 1
    office.types(
        "Договори",
        {f"B{row}": "Оксана Бондаренко", f"C{row}": dt.date(2026, 4, 1), f"D{row}": "Укладки", f"F{row}": 900},
    )
    both = office.issue("contract", "Оксана").contracts
    assert [one.number or one.cell for one in both] == ["13-25", f"Договори!A{row}"]
    outcome = office.issue("contract", f"Договори!A{row}")
    assert outcome.paper is not None
    assert outcome.paper.number == "2026-0001"
    after = office.workspace().read()["contracts"]
    assert after.value("number", len(after) - 1) == "2026-0001"
    assert after.value("file", len(after) - 1) == "documents/2026/Договір 2026-0001 Оксана Бондаренко.docx"


def test_a_number_and_a_file_of_the_owner_are_left_alone(office: Office) -> None:
    """The contract's own number goes into the document; its file cell is filled only where it is blank."""
    contracts = office.workspace().read()["contracts"]
    cell = a1(contracts.rows[0], contracts.columns["file"].number)
    office.types("Договори", {cell: "скан.pdf"})
    office.issue("contract", "12-25")
    after = office.workspace().read()["contracts"]
    assert (after.value("number", 0), after.value("file", 0)) == ("12-25", "скан.pdf")


def test_several_that_fit_are_listed_and_nothing_is_done(office: Office) -> None:
    """Two clients of one name, or two contracts of one client: the person says which."""
    assert len(office.issue("invoice", "енко").matches) > 10
    both = office.issue("act", "40")
    assert [one.number for one in both.contracts] == ["12-25", "04-26"]
    assert both.code == 2
    assert office.files() == {}


@pytest.mark.parametrize(
    ("kind", "whom", "key"),
    [
        ("довідка", "12-25", "documents.no_kind"),
        ("invoice", "Ніхто Такий", "documents.nobody"),
        ("invoice", "12-25", "documents.paid_up"),
        ("contract", "Марина Коваленко", "documents.no_contract"),
        ("act", "Поліна Чорна", "documents.nothing"),
    ],
)
def test_what_cannot_be_issued_is_said(office: Office, kind: str, whom: str, key: str) -> None:
    """And takes no number."""
    with pytest.raises(WrongUse, match=re.escape(key)):
        office.issue(kind, whom)
    assert office.register() == []


def test_a_mistake_in_a_template_costs_no_number(office: Office) -> None:
    """The owner mistyped a name in Word: it is told with the file, and the next number is still the first."""
    template = office.folder / "templates" / "documents" / "uk" / "invoice.docx"
    kept = template.read_bytes()
    page = docx.Document(str(template))
    page.add_paragraph("{{ totl }}")
    page.save(str(template))
    with pytest.raises(WrongUse, match="totl") as stopped:
        office.issue("invoice", "04-26")
    assert stopped.value.facts["file"] == "invoice.docx"
    template.write_text("not a Word file", "utf-8")
    with pytest.raises(WrongUse, match=r"documents\.template"):
        office.issue("invoice", "04-26")
    template.write_bytes(kept)
    office.issue("invoice", "04-26")
    assert office.numbers() == [("рахунок", "2026-0001")]


def test_an_owners_template_is_the_one_used(office: Office) -> None:
    """Changed in Word, it shows in the next document; taken away, the program's own is used."""
    template = office.folder / "templates" / "documents" / "uk" / "invoice.docx"
    page = docx.Document(str(template))
    page.add_paragraph("Дякуємо, {{ client.name }}! Номер {{ place }}.")
    page.save(str(template))
    assert "Дякуємо, Кав’ярня «Зерно»! Номер 1." in said(office, "invoice", "04-26")
    template.unlink()
    assert "Дякуємо" not in said(office, "invoice", "03-26")


def test_what_a_cell_holds_is_words(office: Office) -> None:
    """Markup, braces, breaks and control characters of a cell are no XML, no Jinja, and break no file."""
    contracts = office.workspace().read()["contracts"]
    nasty = "<w:b/> & {{ 1/0 }} {% raw %} «“\"'” \u202e =1+1"
    office.types("Договори", {a1(contracts.rows[-1], contracts.columns["subject"].number): nasty})
    outcome = office.issue("invoice", "04-26")
    assert outcome.file is not None
    text = words(outcome.file)
    assert "<w:b/> & {{ 1/0 }} {% raw %}" in text
    with zipfile.ZipFile(outcome.file) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def test_a_templates_reach_ends_at_its_facts(office: Office) -> None:
    """Jinja2 runs in its sandbox: a template handed on by a stranger reads no file and runs nothing."""
    template = office.folder / "templates" / "documents" / "uk" / "invoice.docx"
    page = docx.Document(str(template))
    page.add_paragraph("{{ we.__class__.__mro__ }}")
    page.save(str(template))
    with pytest.raises(WrongUse, match=r"documents\.template"):
        office.issue("invoice", "04-26")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_template_is_well_built(template: Path) -> None:
    """A4, headings of tables that come again, rows that do not break, a language to check the spelling in."""
    page = docx.Document(str(template))
    section = page.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.5)
    assert page.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val"))[:2] == template.parent.name
    rows = [row._tr for table in page.tables for row in table.rows]
    if template.stem not in ("contract", "contract_goods"):
        heads = [
            row for table in page.tables for row in table.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None
        ]
        assert len(heads) == 1
    rows = [row for table in page.tables for row in table.rows]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert "PAGE" in section.footer._element.xpath("string(.)")


def test_there_is_a_template_of_every_kind_in_every_language() -> None:
    names = {kind.template(goods) for kind in KINDS for goods in (False, True)}
    assert {(path.parent.name, path.stem) for path in TEMPLATES} == {
        (language, name) for language in LANGUAGES for name in names
    }
    assert names == {name for name, _ in DOCUMENT_KINDS} | {"contract_goods"}
    assert {kind.name for kind in KINDS} == {name for name, _ in DOCUMENT_KINDS}


def test_what_is_drawn_is_what_is_committed(tmp_path: Path) -> None:
    """Part by part; compression is the machine's own."""
    command = [sys.executable, str(ROOT / "tools" / "draw_documents.py"), str(tmp_path)]
    subprocess.run(command, check=True)
    for template in TEMPLATES:
        assert _parts(template) == _parts(tmp_path / template.parent.name / template.name), template


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_dry_run_takes_nothing(office: Office) -> None:
    """It shows the number that would come, and leaves no trace."""
    outcome = office.issue("invoice", "04-26", dry_run=True)
    assert outcome.paper is not None
    assert outcome.paper.number == "2026-0001"
    assert office.register() == []
    assert office.files() == {}
    assert not (office.folder / ".clientsheet" / "documents.json").exists()


def test_what_is_due_goes_away_when_it_is_issued(office: Office) -> None:
    """Each line names a document that issues, and is gone then."""
    due = listing.still_due(office.workspace()).due
    assert due[0].since is not None
    wanted = [(command_name(one.kind), one.number) for one in due]
    assert ("invoice", "03-26") in wanted
    assert ("delivery-note", "04-26") in wanted
    for kind, number in wanted:
        office.issue(kind, number)
    assert listing.still_due(office.workspace()).due == ()


def test_documents_are_listed_with_where_they_are(office: Office) -> None:
    """A file that lies on another computer, or is gone, is said to be so."""
    office.issue("invoice", "04-26")
    office.issue("invoice", "03-26")
    shutil.rmtree(office.folder / "documents")
    office.issue("invoice", "01-26")
    listed = listing.listed(office.workspace()).documents
    assert [one.here for one in listed] == [False, False, True]
    assert [one.client for one in listing.listed(office.workspace(), "Людмила").documents] == ["Людмила Олійник"]


def test_a_document_may_be_in_another_language_than_the_shop(office: Office) -> None:
    """A foreign client reads English; the register stays in the shop's own words."""
    text = said(office, "invoice", "04-26", language="en")
    assert "Invoice No. 2026-0001" in text
    assert "Five thousand, four hundred hryvnias and 00 kopiykas." in text
    assert office.numbers() == [("рахунок", "2026-0001")]


def test_the_names_a_template_may_use_are_written_down(office: Office) -> None:
    """Every one of them stands in the table beside the templates."""
    shop = Shop(office.workspace().read())
    us, them = ours(office.workspace().config, "uk"), theirs(shop, 39, "uk")
    told = facts(shop, contract_deal(shop, kind_of("act"), 0, "uk"), us, them, dt.date(2026, 4, 6), "uk")
    names = {*told, *vars(told["we"]), *vars(told["contract"]), *vars(told["items"][0])}
    written = set(re.findall(r"`(\w+)`", (SHIPPED / "documents" / "README.md").read_text("utf-8")))
    assert names <= written


def test_doctor_tells_what_documents_lack(office: Office) -> None:
    """A template that cannot be read, and requisites that config.yaml does not have."""
    before = {line.name: line.state for line in shop_lines(office.workspace())}
    assert before["requisites"] == "ok"
    assert "document_template" not in before
    (office.folder / "templates" / "documents" / "uk" / "act.docx").write_text("no Word file", "utf-8")
    config = office.folder / "config.yaml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    config.write_text("".join(line for line in lines if not line.startswith("  iban:")), "utf-8")
    after = {line.name: line for line in shop_lines(office.workspace())}
    assert after["requisites"].facts["missing"] == "business.iban"
    assert after["document_template"].facts["file"] == "uk/act.docx"


# PDF


def _has_writer() -> bool:
    office = shutil.which("soffice")
    return office is not None and any(Path(office).resolve().parent.glob("libswlo.*"))


NEEDS_WRITER = pytest.mark.skipif(
    not _has_writer() and os.environ.get("CI") != "true", reason="LibreOffice Writer is not installed"
)


@pytest.mark.libreoffice
@NEEDS_WRITER
def test_a_pdf_lies_beside_its_document(office: Office) -> None:
    """Asked for with the document or afterwards; one that is there is left as it is."""
    outcome = office.issue("invoice", "04-26", pdf=True)
    assert outcome.pdf is not None
    assert outcome.file is not None
    assert outcome.pdf == outcome.file.with_suffix(".pdf")
    assert outcome.pdf.read_bytes().startswith(b"%PDF")
    outcome.pdf.write_bytes(b"%PDF mine")
    assert printing.run(office.workspace(), "2026-0001").pdf.read_bytes() == b"%PDF mine"
    assert [path.suffix for path in outcome.file.parent.iterdir()].count(".pdf") == 1


@pytest.mark.libreoffice
@NEEDS_WRITER
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_prints(office_in: Callable[[str], Office], language: str) -> None:
    """LibreOffice opens each and makes pages of it."""
    office = office_in(language)
    for kind, whom in (*ISSUED.items(), ("contract", "04-26")):
        outcome = office.issue(kind, whom, pdf=True)
        assert outcome.pdf is not None
        assert outcome.pdf.stat().st_size > 10_000


def test_without_libreoffice_nothing_is_taken(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear word before a number is taken."""
    monkeypatch.setattr("clientsheet.documents.pdf.shutil.which", lambda name: None)
    monkeypatch.setattr("clientsheet.documents.pdf._ELSEWHERE", ())
    with pytest.raises(WrongUse, match=r"documents\.pdf\.none"):
        office.issue("invoice", "04-26", pdf=True)
    assert office.register() == []


def _program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_libreoffice_that_fails_or_hangs_is_told(office: Office, tmp_path: Path) -> None:
    """The document is issued all the same, and no half PDF is left."""
    outcome = office.issue("invoice", "04-26")
    assert outcome.file is not None
    with pytest.raises(TryLater, match="source file could not be loaded"):
        to_pdf(outcome.file, _program(tmp_path / "fails", "echo 'Error: source file could not be loaded'"))
    with pytest.raises(TryLater, match=r"documents\.pdf\.late"):
        to_pdf(outcome.file, _program(tmp_path / "hangs", "sleep 60"), patience=0.2)
    assert not outcome.file.with_suffix(".pdf").exists()
