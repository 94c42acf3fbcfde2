"""Draws templates/documents, the Word files a shop begins with: ``python tools/draw_documents.py [FOLDER]``.

The words of each document are in tools/document_words.py and supply_words.py; here is how they look: A4, tables whose
headings come again on every page, rows that do not break, a signature block that stays together. A test compares what
is drawn with what is committed, so an edit made in Word has to be made here too.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from document_words import WORDS  # noqa: E402

TARGET: Final = HERE.parent / "templates" / "documents"
LANGUAGES: Final = {"uk": "uk-UA", "ru": "ru-RU", "en": "en-GB"}
SIDES: Final = 1.6
WIDTH: Final = 175
"""Millimetres between the margins of A4: 20 left, 15 right."""
GREY: Final = RGBColor(0x55, 0x5B, 0x66)
LINE: Final = "8A919C"
SHADE: Final = "EEF1F5"
LEFT, RIGHT, CENTER, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


class Page:
    """One document being drawn."""

    def __init__(self, language: str, font: str, size: float) -> None:
        self.words: dict[str, Any] = WORDS[language]
        self.doc = Document()
        self._paper()
        self._style(font, size, LANGUAGES[language])

    def _paper(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(20), Mm(15)
        section.top_margin, section.bottom_margin = Mm(15), Mm(17)
        section.header_distance, section.footer_distance = Mm(8), Mm(8)

    def _style(self, font: str, size: float, language: str) -> None:
        style = self.doc.styles["Normal"]
        style.font.name, style.font.size = font, Pt(size)
        fonts = style.element.rPr.rFonts
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(name), font)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), language)
        style.element.rPr.append(lang)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1.08
        style.paragraph_format.widow_control = True

    def text(self, words: str, align: Any = LEFT, **how: Any) -> Any:
        return write(self.doc.add_paragraph(), words, align, **how)

    def tag(self, words: str) -> None:
        """A line that is one instruction and leaves nothing behind."""
        write(self.doc.add_paragraph(), words, LEFT, size=8)

    def table(self, widths: Sequence[float], rows: int, sides: float = 0) -> Any:
        """``sides``: millimetres between the edge of a cell and its words."""
        table = self.doc.add_table(rows=rows, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        layout = OxmlElement("w:tblLayout")
        layout.set(qn("w:type"), "fixed")
        table._tbl.tblPr.append(layout)
        indent = OxmlElement("w:tblInd")  # else the words, not the edges, stand at the margin
        indent.set(qn("w:w"), str(round(sides * 56.7)))
        indent.set(qn("w:type"), "dxa")
        table._tbl.tblPr.append(indent)
        for row in table.rows:
            once(row, "w:cantSplit")
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        margins(table, sides)
        return table

    def footer(self, words: str) -> None:
        paragraph = self.doc.sections[0].footer.paragraphs[0]
        paragraph.alignment = RIGHT
        before, _, rest = words.partition("<page>")
        between, _, after = rest.partition("<pages>")
        for said, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            small(paragraph.add_run(said))
            if field:
                numbered_field(paragraph, field)


def write(
    paragraph: Any,
    words: str,
    align: Any = LEFT,
    *,
    bold: bool = False,
    size: float | None = None,
    grey: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
    indent: float = 0,
    hanging: float = 0,
) -> Any:
    """``**bold**`` inside the words is bold. A number stays beside its №, a dash beside the word before it."""
    words = words.replace("№ ", "№\xa0").replace(" — ", "\xa0— ").replace("No. {", "No.\xa0{")
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep or None
    if indent or hanging:
        form.left_indent, form.first_line_indent = Mm(indent), Mm(-hanging)
    for place, piece in enumerate(words.split("**")):
        if piece:
            run = paragraph.add_run(piece)
            run.bold = (bold or place % 2 == 1) or None
            run.font.size = Pt(size) if size else None
            if grey:
                run.font.color.rgb = GREY
    return paragraph


def small(run: Any) -> Any:
    run.font.size = Pt(8)
    run.font.color.rgb = GREY
    return run


def numbered_field(paragraph: Any, name: str) -> None:
    for kind in ("begin", "instr", "end"):
        run = small(paragraph.add_run())
        if kind == "instr":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
        else:
            code = OxmlElement("w:fldChar")
            code.set(qn("w:fldCharType"), kind)
        run._r.append(code)


def once(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def margins(table: Any, sides: float) -> None:
    held = OxmlElement("w:tblCellMar")
    for side, width in (("top", 0.7), ("left", sides), ("bottom", 0.7), ("right", sides)):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(width * 56.7)))
        one.set(qn("w:type"), "dxa")
        held.append(one)
    table._tbl.tblPr.append(held)


def borders(cell: Any, *sides: str, size: int = 4) -> None:
    held = cell._tc.get_or_add_tcPr()
    box = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", LINE)):
                line.set(qn(f"w:{name}"), value)
            box.append(line)
    held.append(box)


def shade(cell: Any) -> None:
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        fill.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


# What all of them share


def title(page: Page, words: str, under: str) -> None:
    page.text(words, bold=True, size=16, before=10, keep=True)
    page.text(under, grey=True, after=6, keep=True)


def parties(page: Page, left: str, right: str) -> None:
    """The two sides beside each other, each under its role."""
    table = page.table((WIDTH / 2, WIDTH / 2), 2)
    for cell, role in zip(table.rows[0].cells, (left, right), strict=True):
        borders(cell, "top", size=8)
        write(cell.paragraphs[0], role.upper(), size=8, grey=True, bold=True, before=2)
    for cell, who in zip(table.rows[1].cells, ("we", "client"), strict=True):
        write(cell.paragraphs[0], f"{{{{ {who}.name }}}}", bold=True, after=1)
        write(cell.add_paragraph(), f"{{{{ {who}.details }}}}", after=4)


def grounds(page: Page) -> None:
    words = page.words
    page.tag("{%p if under %}")
    page.text(f"{words['grounds']}: {{{{ under }}}}", before=4)
    page.tag("{%p endif %}")
    page.tag("{%p if period %}")
    page.text(f"{words['period']}: {{{{ period }}}}", before=4)
    page.tag("{%p endif %}")


def items(page: Page, name: str) -> None:
    """What is charged, a row each; the headings come again on every page."""
    words = page.words
    page.text("", size=5)
    widths = (9, 84, 20, 17, 22, 23)
    table = page.table(widths, 4, SIDES)
    money = "{{ unit_of_money }}"
    heads = ("№", name, words["unit"], words["quantity"], f"{words['price']}, {money}", f"{words['amount']}, {money}")
    if words is WORDS["en"]:
        heads = ("No.", *heads[1:])
    once(table.rows[0], "w:tblHeader")
    for place, (cell, head) in enumerate(zip(table.rows[0].cells, heads, strict=True)):
        borders(cell, "top", "left", "bottom", "right")
        shade(cell)
        write(cell.paragraphs[0], head, RIGHT if place > 2 else LEFT, bold=True, size=8.5)
    table.rows[1].cells[0].merge(table.rows[1].cells[-1]).text = "{%tr for item in items %}"
    said = (
        "{{ item.no }}",
        "{{ item.name }}",
        "{{ item.unit }}",
        "{{ item.quantity }}",
        "{{ item.price }}",
        "{{ item.amount }}",
    )
    for place, (cell, value) in enumerate(zip(table.rows[2].cells, said, strict=True)):
        borders(cell, "top", "left", "bottom", "right")
        write(cell.paragraphs[0], value, RIGHT if place > 2 else LEFT)
    table.rows[3].cells[0].merge(table.rows[3].cells[-1]).text = "{%tr endfor %}"


def totals(page: Page, *, to_pay: bool) -> None:
    words = page.words
    page.text("", size=3)
    rows = [("", words["total"], "{{ total }}", False), ("", "{{ vat }}", "", False)]
    if to_pay:
        rows += [("{%tr if paid %}", "", "", False), ("", words["paid"], "{{ paid }}", False)]
        rows += [("", words["to_pay"], "{{ to_pay }}", True), ("{%tr endif %}", "", "", False)]
    table = page.table((WIDTH - 45, 45), len(rows), SIDES)
    for row, (tag, label, value, bold) in zip(table.rows, rows, strict=True):
        left, right = row.cells
        if tag:
            left.merge(right).text = tag
            continue
        write(left.paragraphs[0], label, RIGHT, bold=bold or label == words["total"])
        write(
            right.paragraphs[0],
            value,
            RIGHT,
            bold=bold or label == words["total"],
        )


def in_words(page: Page, which: str) -> None:
    page.text(page.words["in_words"].format(which=which), before=6)
    page.text(f"**{{{{ {which}_words }}}}.**", after=6)


def signatures(page: Page, left: str, right: str, *, requisites: bool) -> None:
    """Both sides beside each other: role, requisites where wanted, position, a line to sign on, the name."""
    table = page.table((WIDTH / 2 - 4, 8, WIDTH / 2 - 4), 2 if requisites else 1)
    for place, (role, who) in {0: (left, "we"), 2: (right, "client")}.items():
        cell = table.rows[0].cells[place]
        borders(cell, "top", size=8)
        write(cell.paragraphs[0], role.upper(), size=8, grey=True, bold=True, before=2, after=3, keep=True)
        if requisites:
            write(cell.add_paragraph(), f"{{{{ {who}.name }}}}", bold=True, after=1, keep=True)
            write(cell.add_paragraph(), f"{{{{ {who}.details }}}}", after=4, keep=True)
            cell = table.rows[1].cells[place]
            signature(page, cell, who, cell.paragraphs[0])
        else:
            signature(page, cell, who, cell.add_paragraph())


def signature(page: Page, cell: Any, who: str, first: Any) -> None:
    write(first, f"{{{{ {who}.signs_as }}}}", before=4, keep=True)
    write(
        cell.add_paragraph(),
        f"______________________ {{{{ {who}.signed_by or '______________________' }}}}",
        before=14,
        keep=True,
    )
    write(cell.add_paragraph(), page.words["sign_here"], size=7.5, grey=True)


# The four kinds; a contract about goods has a page of its own


def invoice(page: Page) -> None:
    words = page.words
    parties(page, words["seller"], words["buyer"])
    title(page, words["invoice"], words["dated"])
    grounds(page)
    items(page, words["item"])
    totals(page, to_pay=True)
    in_words(page, "to_pay")
    page.tag("{%p if contract.pay_by %}")
    page.text(words["pay_by"], before=2)
    page.tag("{%p endif %}")
    page.text(words["purpose"], before=2, after=16)
    table = page.table((30, 60, 4, WIDTH - 94), 2)
    top = table.rows[0].cells
    write(top[0].paragraphs[0], words["issued_by"], keep=True)
    borders(top[1], "bottom")
    write(top[3].paragraphs[0], "{{ we.signed_by }}", keep=True)
    write(table.rows[1].cells[1].paragraphs[0], words["sign_here"], CENTER, size=7.5, grey=True)
    page.footer(words["footer_invoice"])


def act(page: Page) -> None:
    words = page.words
    page.text(words["act"], CENTER, bold=True, size=14, before=4, keep=True)
    page.text(words["act_under"], CENTER, size=11, after=8, keep=True)
    place_and_day(page)
    page.text(words["act_preamble"], JUSTIFY, before=8)
    page.tag("{%p if under %}")
    page.text(words["act_grounds"], JUSTIFY, before=4)
    page.tag("{%p else %}")
    page.text(words["act_no_grounds"], JUSTIFY, before=4)
    page.tag("{%p endif %}")
    items(page, words["service"])
    totals(page, to_pay=False)
    in_words(page, "total")
    for clause in words["act_clauses"]:
        page.text(clause, JUSTIFY, after=3, keep=True)
    page.text("", size=6, keep=True)
    signatures(page, words["contractor"], words["customer"], requisites=True)
    page.footer(words["footer_act"])


def delivery_note(page: Page) -> None:
    words = page.words
    parties(page, words["supplier"], words["recipient"])
    title(page, words["delivery_note"], words["dated_in"])
    grounds(page)
    items(page, words["goods"])
    totals(page, to_pay=False)
    in_words(page, "total")
    page.text(words["accepted"], before=2, after=2, keep=True)
    if words["proxy"]:
        page.text(words["proxy"], before=4, keep=True)
    page.text("", size=8, keep=True)
    signatures(page, words["handed_over"], words["received"], requisites=False)
    page.footer(words["footer_note"])


def contract(page: Page) -> None:
    agreement(page, "contract", page.words["contractor"], page.words["customer"])


def contract_goods(page: Page) -> None:
    agreement(page, "contract_goods", page.words["supplier"], page.words["purchaser"])


def agreement(page: Page, name: str, left: str, right: str) -> None:
    """``name``: what the keys of its words begin with; ``left``, ``right``: our role and the client's."""
    words = page.words
    page.text(words[name], CENTER, bold=True, size=14, before=4, keep=True)
    page.text(words[f"{name}_under"], CENTER, size=12, after=8, keep=True)
    place_and_day(page)
    page.text(words[f"{name}_preamble"], JUSTIFY, before=8, after=2)
    sections = words[f"{name}_sections"]
    for number, (heading, clauses) in enumerate(sections, 1):
        page.text(f"{number}. {heading}", bold=True, before=8, after=2, keep=True)
        for place, clause in enumerate(clauses, 1):
            keep = number == len(sections) and place >= len(clauses) - 1  # signatures never stand on a page alone
            if isinstance(clause, tuple):  # (condition, words)
                page.tag(f"{{%p if {clause[0]} %}}")
                page.text(f"{number}.{place}. {clause[1]}", JUSTIFY, after=2)
                if len(clause) > 2:
                    page.tag("{%p else %}")
                    page.text(f"{number}.{place}. {clause[2]}", JUSTIFY, after=2)
                page.tag("{%p endif %}")
            else:
                page.text(f"{number}.{place}. {clause}", JUSTIFY, after=2, keep=keep)
    last = len(sections) + 1
    page.text(f"{last}. {words['contract_signatures']}", bold=True, before=8, after=6, keep=True)
    signatures(page, left, right, requisites=True)
    page.footer(words["footer_contract"])


def place_and_day(page: Page) -> None:
    table = page.table((WIDTH / 2, WIDTH / 2), 1)
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "{{ town }}")
    write(right.paragraphs[0], "{{ date }}", RIGHT)


KINDS: Final[dict[str, tuple[Callable[[Page], None], str, float]]] = {
    "contract": (contract, "Times New Roman", 11),
    "contract_goods": (contract_goods, "Times New Roman", 11),
    "invoice": (invoice, "Arial", 9.5),
    "act": (act, "Arial", 9.5),
    "delivery_note": (delivery_note, "Arial", 9.5),
}


def drawn(kind: str, language: str) -> bytes:
    """The same on every machine and day."""
    draw, font, size = KINDS[kind]
    page = Page(language, font, size)
    draw(page)
    properties = page.doc.core_properties
    properties.title, properties.author, properties.comments = "", "", ""
    properties.created = properties.modified = properties.created.replace(2026, 1, 1, 0, 0, 0)
    made = io.BytesIO()
    page.doc.save(made)
    still = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, (2026, 1, 1, 0, 0, 0)), old.read(part), zipfile.ZIP_DEFLATED)
    return still.getvalue()


def main(target: Path) -> None:
    for language in LANGUAGES:
        for kind in KINDS:
            place = target / language / f"{kind}.docx"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(drawn(kind, language))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
