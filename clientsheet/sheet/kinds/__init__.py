"""Kinds of column: what a cell of each means, read a whole column at a time.

Each kind has a fast way for columns whose cells are all well formed and a careful way for the rest; both give the
same answer. A cell that cannot be read yields None and a ``Remark``; nothing is guessed where two readings are
possible. ``CODES`` lists everything a remark may say.

==========  =================================================================================
TEXT, NAME  ``str`` without stray blanks (names: mixed alphabets are found)
INTEGER     ``int``
NUMBER      ``float``
MONEY       ``float`` in the shop's currency; another currency leaves no value
DATE        ``datetime.date``
DATETIME    ``datetime.datetime``
TIME        ``datetime.time``
BIRTHDAY    ``Birthday(month, day, year | None)``
PHONES      ``tuple[Phone, ...]``, never empty
EMAILS      ``tuple[str, ...]`` in lower case, never empty
INTERVAL    ``Interval(days | None, months | None)``
YES_NO      ``bool``
CHOICE      ``str``: what the word means, one of the column's choices
REFERENCE   ``str``: names a row of another tab by id ('17'), name, phone or email
IDENTIFIER  ``str``: '17', leading zeros kept
==========  =================================================================================
"""

from __future__ import annotations

from clientsheet.sheet.kinds.base import Kind, Reading, Remark
from clientsheet.sheet.kinds.birthdays import BIRTHDAY, Birthday
from clientsheet.sheet.kinds.codes import CODES
from clientsheet.sheet.kinds.dates import DATE, DATETIME
from clientsheet.sheet.kinds.emails import EMAILS
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.kinds.intervals import INTERVAL, Interval
from clientsheet.sheet.kinds.numbers import INTEGER, MONEY, NUMBER
from clientsheet.sheet.kinds.phone import Phone
from clientsheet.sheet.kinds.phones import PHONES
from clientsheet.sheet.kinds.texts import IDENTIFIER, NAME, REFERENCE, TEXT
from clientsheet.sheet.kinds.times import TIME
from clientsheet.sheet.kinds.words import CHOICE, YES_NO

KINDS: tuple[Kind, ...] = (
    TEXT,
    NAME,
    INTEGER,
    NUMBER,
    MONEY,
    DATE,
    DATETIME,
    TIME,
    BIRTHDAY,
    PHONES,
    EMAILS,
    INTERVAL,
    YES_NO,
    CHOICE,
    REFERENCE,
    IDENTIFIER,
)

__all__ = [
    "BIRTHDAY",
    "CHOICE",
    "CODES",
    "DATE",
    "DATETIME",
    "EMAILS",
    "IDENTIFIER",
    "INTEGER",
    "INTERVAL",
    "KINDS",
    "MONEY",
    "NAME",
    "NUMBER",
    "PHONES",
    "REFERENCE",
    "TEXT",
    "TIME",
    "YES_NO",
    "Birthday",
    "Interval",
    "Kind",
    "Phone",
    "Reading",
    "Remark",
    "fold",
]
