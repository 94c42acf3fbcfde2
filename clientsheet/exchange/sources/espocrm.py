"""EspoCRM: contacts, as CSV or XLSX, under the names of its fields (docs.espocrm.com/administration/import)."""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

CONTACTS: Final = layout(
    "espocrm",
    "clients",
    {
        "given": "firstName",
        "middle": "middleName",
        "family": "lastName",
        "name": "name",
        "firm": "accountName",
        "phone": "phoneNumber | phoneNumberMobile | phoneNumberOffice | phoneNumberHome | phoneNumberOther",
        "email": "emailAddress",
        "address": "addressStreet | addressCity",
        "manager": "assignedUserName",
        "notes": "description",
        KEPT: "title | accountType",
        LEFT: "id | salutationName | addressPostalCode | addressState | addressCountry | createdAt | modifiedAt"
        "| createdByName | modifiedByName | assignedUserId | accountId | teamsIds | emailAddressIsOptedOut"
        "| phoneNumberIsOptedOut | doNotCall | campaignId | campaignName",
    },
    "accountName | phoneNumberMobile | phoneNumberOffice | assignedUserName | addressStreet",
)

LAYOUTS: Final = (CONTACTS,)
