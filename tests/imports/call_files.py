"""Call logs as PBXs, telephones and recorders write them. In each: Олена (050 111-22-33) called and talked three
minutes, Ірина (067 454-54-51) was called and did not answer, and somebody called whom nobody knows."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from import_files import text, workbook

TALKED = "2026-03-01 12:30:45"


def _record(src: str, dst: str, context: str, start: str, answer: str, billed: int, ended: str, mark: str) -> list[str]:
    """One line of cdr_csv: accountcode to userfield."""
    caller = f'"somebody" <{src}>'
    told = ["", src, dst, context, caller, "SIP/t-1", "SIP/101-1", "Dial", "SIP/101", start, answer, start]
    return [*told, str(billed + 5), str(billed), ended, "DOCUMENTATION", mark, ""]


MASTER = text(
    [
        _record("0501112233", "101", "from-trunk", TALKED, "2026-03-01 12:30:50", 187, "ANSWERED", "1772361045.10"),
        _record("0501112233", "102", "from-trunk", TALKED, "", 0, "NO ANSWER", "1772361045.10"),
        _record("101", "380674545451", "from-internal", "2026-03-02 09:00:00", "", 0, "NO ANSWER", "1772434800.11"),
        _record("101", "102", "from-internal", "2026-03-02 09:10:00", "2026-03-02 09:10:05", 15, "ANSWERED", "1.12"),
        _record("0991112233", "101", "from-trunk", "2026-03-03 10:00:00", "", 0, "NO ANSWER", "1772524800.13"),
    ],
    quoting=csv.QUOTE_ALL,
).decode()
RINGOSTAT = [
    ["calldate", "caller", "dst", "disposition", "call_type", "billsec", "uniqueid", "connected_with", "pool_name"],
    ["2026-03-01 12:30:45", "380501112233", "380440000001", "ANSWERED", "in", "187", "ua-1", "101", "Google"],
    ["2026-03-02 09:00:00", "380440000001", "380674545451", "NO ANSWER", "out", "0", "ua-2", "", ""],
    ["2026-03-03 10:00:00", "380991112233", "380440000001", "NO ANSWER", "in", "0", "ua-3", "", ""],
]
BINOTEL = [
    ["generalCallID", "startTime", "callType", "internalNumber", "externalNumber", "billsec", "disposition"],
    ["11", "1772361045", "0", "901", "0501112233", "187", "ANSWER"],
    ["12", "1772434800", "1", "901", "0674545451", "0", "NOANSWER"],
    ["13", "1772524800", "0", "901", "0991112233", "0", "CANCEL"],
]
ZADARMA = [
    ["call_id", "sip", "callstart", "clid", "destination", "disposition", "seconds", "is_recorded", "pbx_call_id"],
    ["1.1", "100", "2026-03-01 12:30:45", "+380501112233", "100", "answered", "187", "true", "in_1"],
    ["1.2", "100", "2026-03-02 09:00:00", "100", "380674545451", "no answer", "0", "", "out_2"],
    ["1.3", "100", "2026-03-03 10:00:00", "+380991112233", "100", "cancel", "0", "", "in_3"],
]
PHONET = [
    ["uuid", "dialAt", "lgDirection", "otherLegNum", "otherLegName", "billSecs"],
    ["a", "1772361045000", "4", "+380501112233", "Олена", "187"],
    ["b", "1772434800000", "2", "+380674545451", "", "0"],
    ["c", "1772435400000", "1", "102", "", "15"],
    ["d", "1772524800000", "4", "+380991112233", "", "0"],
]
PLAIN_UK = [
    ["Дата", "Час", "Тип", "Номер", "Тривалість", "Статус"],
    ["01.03.2026", "12:30:45", "Вхідний", "050 111-22-33", "00:03:07", "Прийнятий"],
    ["02.03.2026", "09:00:00", "Вихідний", "067 454-54-51", "00:00:00", "Не відповіли"],
    ["03.03.2026", "10:00:00", "Пропущений", "0991112233", "00:00:00", ""],
]
PLAIN_RU = [
    ["Дата и время", "Откуда", "Куда", "Длительность", "Статус"],
    ["01.03.2026 12:30:45", "380501112233", "101", "3:07", "Отвечен"],
    ["02.03.2026 09:00:00", "101", "380674545451", "0:00", "Не отвечен"],
    ["03.03.2026 10:00:00", "380991112233", "101", "0:00", "Пропущен"],
]
ANDROID_CSV = [
    ["Call Date (timestamp)", "Call date", "Call type", "Caller name", "Caller #", "Call duration (s)", "Call Id #"],
    ["1772361045000", "Mar 1, 2026 12:30:45 PM", "Incoming", "Олена", "+380501112233", "187", "0"],
    ["1772434800000", "Mar 2, 2026 9:00:00 AM", "Outgoing", "(Unknown)", "0674545451", "0", "1"],
    ["1772524800000", "Mar 3, 2026 10:00:00 AM", "Missed", "(Unknown)", "0991112233", "N/A", "2"],
]
BACKUP = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<?xml-stylesheet type="text/xsl" href="calls.xsl"?>
<calls count="5" backup_set="x" backup_date="1772600000000">
  <call number="+380501112233" duration="187" date="1772361045000" type="1" presentation="1" contact_name="Олена" />
  <call number="0674545451" duration="0" date="1772434800000" type="2" presentation="1" contact_name="(Unknown)" />
  <call number="" duration="9" date="1772434900000" type="1" presentation="3" contact_name="(Unknown)" />
  <call number="0991112233" duration="0" date="1772524800000" type="3" presentation="1" contact_name="(Unknown)" />
</calls>
"""


@dataclass(frozen=True)
class CallLog:
    """``inside``: calls of nobody outside, that are only counted."""

    name: str
    source: str
    write: Callable[[Path], None]
    inside: int = 0


def _text(content: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(content, "utf-8") and None


def _rows(rows: list[list[str]], sign: str = ",", letters: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text(rows, sign=sign, letters=letters)) and None


LOGS = (
    CallLog("Master.csv", "asterisk", _text(MASTER), inside=1),
    CallLog("ringostat.csv", "ringostat", _rows(RINGOSTAT)),
    CallLog("binotel.csv", "binotel", _rows(BINOTEL, sign=";")),
    CallLog("binotel.xlsx", "binotel", lambda path: workbook(path, BINOTEL)),
    CallLog("zadarma.csv", "zadarma", _rows(ZADARMA)),
    CallLog("phonet.csv", "phonet", _rows(PHONET), inside=1),
    CallLog("calls.csv", "table", _rows(PLAIN_UK, sign=";", letters="cp1251")),
    CallLog("звонки.csv", "table", _rows(PLAIN_RU, sign=";", letters="cp1251")),
    CallLog("call_log.csv", "android", _rows(ANDROID_CSV)),
    CallLog("calls-20260304.xml", "android", _text(BACKUP), inside=1),
)
