"""Google Contacts: "Google CSV" as it is written since 2024 (``Phone 1 - Label``) and before (``Phone 1 - Type``).

The headings are English in every language of the account. Several values of one field stand in one cell, apart by
`` ::: ``. A birthday is ``1990-05-15``, without a year `` --05-15``.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

CONTACTS: Final = layout(
    "google_contacts",
    "clients",
    {
        "given": "First Name | Given Name",
        "middle": "Middle Name | Additional Name",
        "family": "Last Name | Family Name",
        "name": "Name | File As",
        "firm": "Organization Name | Organization # - Name",
        "phone": "Phone # - Value",
        "email": "E-mail # - Value | Email # - Value",
        "birthday": "Birthday",
        "address": "Address # - Formatted",
        "language": "Language",
        "notes": "Notes",
        KEPT: "Nickname | Organization Title | Organization # - Title | Organization Department"
        "| Organization # - Department | Website # - Value | Relation # - Value | Custom Field # - Value | Occupation"
        "| Labels | Group Membership",
        LEFT: "Name Prefix | Name Suffix | Phonetic First Name | Phonetic Middle Name | Phonetic Last Name | Photo"
        "| E-mail # - Label | E-mail # - Type | Email # - Label | Phone # - Label | Phone # - Type"
        "| Address # - Label | Address # - Type | Address # - Street | Address # - City | Address # - Region"
        "| Address # - Postal Code | Address # - Country | Address # - PO Box | Address # - Extended Address"
        "| Website # - Label | Website # - Type | Relation # - Label | Relation # - Type | Event # - Label"
        "| Event # - Type | Event # - Value | Custom Field # - Label | Custom Field # - Type | Yomi Name"
        "| Given Name Yomi | Additional Name Yomi | Family Name Yomi | Initials | Short Name | Maiden Name | Gender"
        "| Location | Billing Information | Directory Server | Mileage | Hobby | Sensitivity | Priority | Subject"
        "| Organization # - Type | Organization # - Yomi Name | Organization # - Symbol | Organization # - Location"
        "| Organization # - Job Description | Recent Call | IM # - Type | IM # - Service | IM # - Value",
    },
    "Phone # - Value | Phone # - Label | Phone # - Type | E-mail # - Value | E-mail # - Label | Phonetic First Name"
    "| Given Name Yomi | Group Membership",
)

LAYOUTS: Final = (CONTACTS,)
