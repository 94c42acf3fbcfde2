"""Outlook: its contacts as CSV, and what Google Contacts calls "Outlook CSV". An American writes its dates month first;
a birthday nobody knows is ``0/0/00``."""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

CONTACTS: Final = layout(
    "outlook",
    "clients",
    {
        "given": "First Name | Имя | Ім'я",
        "middle": "Middle Name | Отчество | По батькові",
        "family": "Last Name | Фамилия | Прізвище",
        "firm": "Company | Организация | Організація",
        "phone": "Mobile Phone | Business Phone | Business Phone # | Home Phone | Home Phone # | Primary Phone"
        "| Other Phone | Company Main Phone | Телефон переносной | Рабочий телефон | Домашний телефон",
        "email": "E-mail Address | E-mail # Address | Адрес эл. почты | Адрес # эл. почты | Адреса ел. пошти",
        "birthday": "Birthday | День рождения | День народження",
        "address": "Home Street | Home City | Home Address | Other Address | Business Street | Business City",
        "notes": "Notes | Заметки | Нотатки",
        KEPT: "Job Title | Department | Categories | Web Page | Personal Web Page | Spouse | Children"
        "| Должность | Посада",
        LEFT: "Title | Suffix | Initials | Business Fax | Home Fax | Other Fax | Callback | Car Phone | ISDN | Pager"
        "| Radio Phone | TTY/TDD Phone | Telex | Account | Anniversary | Assistant's Name | Assistant's Phone"
        "| Billing Information | Company Yomi | Given Yomi | Surname Yomi | Gender | Government ID Number | Hobby"
        "| Keywords | Language | Location | Manager's Name | Mileage | Office Location | Organizational ID Number"
        "| PO Box | Priority | Private | Profession | Referred By | Sensitivity | User # | Directory Server"
        "| Home State | Home Postal Code | Home Country/Region | Home Country | Business State | Business Postal Code"
        "| Business Country/Region | Business Country | Other Street | Other City | Other State | Other Postal Code"
        "| Other Country/Region | Home Street # | Business Street # | Other Street # | Internet Free Busy"
        "| E-mail Type | E-mail Display Name | E-mail # Type | E-mail # Display Name",
    },
    "E-mail Display Name | E-mail # Address | Company Main Phone | TTY/TDD Phone | Primary Phone"
    "| Телефон переносной | Адрес эл. почты",
    order="month",
)

LAYOUTS: Final = (CONTACTS,)
