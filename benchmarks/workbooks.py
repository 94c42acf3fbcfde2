"""Workbooks of any size, written as text straight into the package: Excel's own row limit in a few seconds.

The tabs as a Ukrainian owner would keep them: clients with twelve columns of their own and our twelve empty ones, five
visits each, and mailings where a trial wants some. Deterministic for a size.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from clientsheet.book.tabs import tab
from clientsheet.sheet.address import letters
from clientsheet.sheet.schema import Tab

VISITS_EACH: Final = 5
FIRST_DAY: Final = 45_300  # 9 January 2024, as Excel counts days
LAST_DAY: Final = 46_110  # 29 March 2026
OWN: Final = (
    *("id", "name", "phone", "email", "birthday", "language"),
    *("channel", "source", "manager", "interval", "consent", "notes"),
)
VISITS: Final = ("date", "client", "service", "quantity", "price", "amount", "receipt", "staff", "status")
FIRST_NAMES: Final = ("Марина", "Олена", "Ірина", "Оксана", "Андрій", "Ігор", "Сергій", "Наталія")
SURNAMES: Final = ("Коваль", "Шевченко", "Бондар", "Ткач", "Мельник", "Кравець", "Лисенко")
SERVICES: Final = (
    ("Стрижка", 400),
    ("Фарбування", 1200),
    ("Ботокс для волосся", 1500),
    ("Манікюр", 500),
    ("Педикюр", 600),
    ("Укладка", 350),
)
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make(path: Path, clients: int, *, adopted: bool = True, mailings: Sequence[Mapping[str, str | int]] = ()) -> None:
    """A workbook of ``clients`` clients and five visits each; ``adopted``: our columns are recorded as ours.

    ``mailings``: rows of that tab, each by the names of its columns; dates as Excel counts days.
    """
    strings = _Strings()
    titles = ["clients", "visits", *(["mailings"] if mailings else [])]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        _stream(package, "xl/worksheets/sheet1.xml", _clients(clients, strings))
        _stream(package, "xl/worksheets/sheet2.xml", _visits(clients, strings))
        if mailings:
            _stream(package, "xl/worksheets/sheet3.xml", _mailings(mailings, strings))
        package.writestr("xl/sharedStrings.xml", strings.part())
        package.writestr("[Content_Types].xml", _content_types(len(titles)))
        package.writestr("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml")))
        package.writestr("xl/workbook.xml", _workbook(titles, adopted))
        sheets = [("worksheet", f"worksheets/sheet{k}.xml") for k in range(1, len(titles) + 1)]
        parts = _relations(*sheets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))
        package.writestr("xl/_rels/workbook.xml.rels", parts)
        package.writestr("xl/styles.xml", _styles())


class _Strings:
    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.uses = 0

    def cell(self, column: str, row: int, text: str) -> str:
        self.uses += 1
        place = self.index.setdefault(text, len(self.index))
        return f'<c r="{column}{row}" t="s"><v>{place}</v></c>'

    def part(self) -> str:
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.index)
        return f'{HEAD}<sst xmlns="{MAIN}" count="{self.uses}" uniqueCount="{len(self.index)}">{items}</sst>'


def _stream(package: zipfile.ZipFile, name: str, rows: Iterator[str]) -> None:
    with package.open(name, "w", force_zip64=False) as part:
        part.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        block: list[str] = []
        for row in rows:
            block.append(row)
            if len(block) == 5000:
                part.write("".join(block).encode())
                block.clear()
        part.write("".join(block).encode() + b"</sheetData></worksheet>")


def _headings(declared: Tab, names: tuple[str, ...], strings: _Strings) -> str:
    words = [declared.column(name).headings.first("uk") for name in names]
    cells = "".join(strings.cell(letters(k), 1, word) for k, word in enumerate(words, 1))
    return f'<row r="1">{cells}</row>'


def _filled() -> tuple[str, ...]:
    return tuple(column.name for column in tab("clients").filled)


def _clients(count: int, strings: _Strings) -> Iterator[str]:
    chance = random.Random(1)
    yield _headings(tab("clients"), OWN + _filled(), strings)
    text = strings.cell
    for number in range(1, count + 1):
        row = number + 1
        name = f"{chance.choice(SURNAMES)} {chance.choice(FIRST_NAMES)} {number}"
        yield (
            f'<row r="{row}"><c r="A{row}"><v>{number}</v></c>{text("B", row, name)}'
            f"{text('C', row, f'+38067{number:07d}')}{text('D', row, f'client{number}@example.com')}"
            f'<c r="E{row}" s="1"><v>{chance.randint(25_000, 38_000)}</v></c>{text("F", row, "українська")}'
            f"{text('G', row, 'email')}{text('H', row, 'сайт')}{text('I', row, 'Олена')}"
            f"{text('J', row, '6 тижнів')}{text('K', row, 'так')}</row>"
        )


def _visits(clients: int, strings: _Strings) -> Iterator[str]:
    chance = random.Random(2)
    yield _headings(tab("visits"), VISITS, strings)
    text = strings.cell
    for number in range(clients * VISITS_EACH):
        row = number + 2
        service, price = chance.choice(SERVICES)
        yield (
            f'<row r="{row}"><c r="A{row}" s="1"><v>{chance.randint(FIRST_DAY, LAST_DAY)}</v></c>'
            f'<c r="B{row}"><v>{chance.randint(1, clients)}</v></c>{text("C", row, service)}'
            f'<c r="D{row}"><v>1</v></c><c r="E{row}"><v>{price}</v></c><c r="F{row}"><v>{price}</v></c>'
            f'<c r="G{row}"><v>{number + 1}</v></c>{text("H", row, chance.choice(FIRST_NAMES))}'
            f"{text('I', row, 'відбувся')}</row>"
        )


def _mailings(rows: Sequence[Mapping[str, str | int]], strings: _Strings) -> Iterator[str]:
    names = tuple({name: None for row in rows for name in row})
    yield _headings(tab("mailings"), names, strings)
    for number, row in enumerate(rows, 2):
        cells = []
        for column, name in enumerate(names, 1):
            value, place = row.get(name, ""), letters(column)
            if isinstance(value, int):
                style = ' s="1"' if name == "date" else ""
                cells.append(f'<c r="{place}{number}"{style}><v>{value}</v></c>')
            elif value:
                cells.append(strings.cell(place, number, value))
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _workbook(names: Sequence[str], adopted: bool) -> str:
    titles = [tab(name).titles.first("uk") for name in names]
    sheets = "".join(f'<sheet name="{t}" sheetId="{k}" r:id="rId{k}"/>' for k, t in enumerate(titles, 1))
    marks = "".join(
        f'<definedName name="_clientsheet.clients.{name}" hidden="1">\'{titles[0]}\'!${letters(column)}$1</definedName>'
        for column, name in enumerate(_filled(), len(OWN) + 1)
    )
    marks += '<definedName name="_clientsheet.mark.workbook_id" hidden="1">"benchmark"</definedName>'
    defined = f"<definedNames>{marks}</definedNames>" if adopted else ""
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{sheets}</sheets>{defined}</workbook>'


def _relations(*parts: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="rId{k}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def _content_types(sheets: int) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = (
        ("workbook.xml", "sheet.main"),
        *((f"worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)),
        ("styles.xml", "styles"),
        ("sharedStrings.xml", "sharedStrings"),
    )
    items = "".join(f'<Override PartName="/xl/{part}" ContentType="{office}.{kind}+xml"/>' for part, kind in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relations}"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{items}</Types>'


def _styles() -> str:
    plain = 'fontId="0" fillId="0" borderId="0" xfId="0"'
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="2"><xf numFmtId="0" {plain}/><xf numFmtId="14" {plain} applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>"
    )
