"""The documents tab: every contract, invoice, act and delivery note that was issued, one row each. The row is what
takes the number; the owner may add rows of documents made elsewhere, and the numbering goes on from them."""

from __future__ import annotations

from typing import Final

from clientsheet.book.tabs.choices import DOCUMENT_KINDS
from clientsheet.sheet.kinds import CHOICE, DATE, IDENTIFIER, MONEY, REFERENCE, TEXT
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

DOCUMENTS: Final = Tab(
    "documents",
    words(
        "Документи, Видані документи, Реєстр документів",
        "Документы, Выданные документы, Реестр документов",
        "Documents, Issued documents, Document register",
    ),
    (
        Column(
            "date",
            DATE,
            words("Дата, Дата документа, Від", "Дата, Дата документа, От", "Date, Document date, Issued on"),
            sentence("Дата документа.", "Дата документа.", "The date of the document."),
            width=13,
        ),
        Column(
            "kind",
            CHOICE,
            words("Вид, Документ, Вид документа, Тип", "Вид, Документ, Вид документа, Тип", "Kind, Document, Type"),
            sentence(
                "Договір, рахунок, акт чи накладна; можна писати свої слова.",
                "Договор, счёт, акт или накладная; можно писать свои слова.",
                "Contract, invoice, act or delivery note; your own words will do.",
            ),
            choices=DOCUMENT_KINDS,
            open=True,
            width=14,
        ),
        Column(
            "number",
            IDENTIFIER,
            words(
                "Номер, № документа, Номер документа, №",
                "Номер, № документа, Номер документа, №",
                "Number, Document number, No",
            ),
            sentence(
                "Номер: рік і порядковий номер у межах виду, без пропусків.",
                "Номер: год и порядковый номер в пределах вида, без пропусков.",
                "The number: the year and the place within its kind, with no gaps.",
            ),
            width=12,
        ),
        Column(
            "client",
            REFERENCE,
            words(
                "Клієнт, ID клієнта, Контрагент, Кому, ПІБ",
                "Клиент, ID клиента, Контрагент, Кому, ФИО",
                "Client, Client ID, Customer, Customer ID, Whom",
            ),
            sentence("Для кого документ.", "Для кого документ.", "Whom it is for."),
            refers="clients",
            width=24,
        ),
        Column(
            "contract",
            TEXT,
            words(
                "Договір, № договору, Номер договору, За договором",
                "Договор, № договора, Номер договора, По договору",
                "Contract, Contract number, Contract No, Under contract",
            ),
            sentence(
                "За яким договором; порожньо — без договору.",
                "По какому договору; пусто — без договора.",
                "Under which contract; blank = none.",
            ),
            width=12,
        ),
        Column(
            "amount",
            MONEY,
            words("Сума, Сума документа, Всього", "Сумма, Сумма документа, Всего", "Amount, Total"),
            sentence("Сума документа.", "Сумма документа.", "What it comes to."),
            width=13,
        ),
        Column(
            "currency",
            TEXT,
            words("Валюта", "Валюта", "Currency"),
            sentence(
                "Валюта; порожньо — валюта закладу.",
                "Валюта; пусто — валюта заведения.",
                "The currency; blank = the shop's.",
            ),
            width=9,
        ),
        Column(
            "file",
            TEXT,
            words("Файл, Посилання, Де лежить", "Файл, Ссылка, Где лежит", "File, Link, Path"),
            sentence("Де лежить файл.", "Где лежит файл.", "Where the file is."),
            width=44,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Коментар, Нотатки",
                "Примечания, Примечание, Комментарий, Заметки",
                "Notes, Note, Comment, Comments",
            ),
            sentence(
                "Усе інше; «анульовано», якщо документ не діє.",
                "Всё остальное; «аннулировано», если документ не действует.",
                "Anything else; “void” if it no longer holds.",
            ),
            width=28,
        ),
        Column(
            "code",
            TEXT,
            words("Код документа", "Код документа", "Document code"),
            sentence(
                "За цим кодом програма впізнає свій документ; не змінюйте його.",
                "По этому коду программа узнаёт свой документ; не меняйте его.",
                "The program knows its own document by this; leave it as it is.",
            ),
            unique=True,
            width=12,
        ),
    ),
    sentence(
        "Видані договори, рахунки, акти й накладні.",
        "Выданные договоры, счета, акты и накладные.",
        "Contracts, invoices, acts and delivery notes that were issued.",
    ),
    writer="both",
)
