"""HubSpot: contacts and deals, as CSV or XLSX, under the labels of its default properties
(https://knowledge.hubspot.com/contacts/hubspots-default-contact-properties). Dates are ``2026-02-25 15:04``.
"""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.sources.base import KEPT, LEFT, layout

CONTACTS: Final = layout(
    "hubspot",
    "clients",
    {
        "given": "First Name",
        "family": "Last Name",
        "name": "Full Name",
        "firm": "Company Name | Company | Associated Company",
        "phone": "Phone Number | Mobile Phone Number | WhatsApp Phone Number",
        "email": "Email | Work email | Additional email addresses",
        "birthday": "Date of birth | Birthday",
        "address": "Street Address | City | Street Address 2",
        "language": "Preferred language",
        "source": "Original Source | Original Traffic Source | Latest Source",
        "manager": "Contact owner",
        "refuses": "Unsubscribed from all email",
        "notes": "Notes | Message",
        KEPT: "Job Title | Lead Status | Lifecycle Stage | Persona | Website URL",
        LEFT: "Record ID | Contact ID | Record ID - Contact | Salutation | Create Date | Created by user ID"
        "| Last Activity Date | Last Modified Date | Last Contacted | Associated Company IDs | Associated Deal IDs"
        "| Associated Company ID | Associated Deals | Associated Deal | Number of Associated Deals | HubSpot Score"
        "| Marketing contact status | HubSpot Team | State/Region | Postal Code | Country/Region | Fax Number"
        "| Annual Revenue | Total Revenue | First Conversion | Recent Conversion | Buying Role | Likelihood to close"
        "| Email Domain | Became a Customer Date | Become a Lead Date | Next Activity Date | Time Zone",
    },
    "Record ID | Record ID - Contact | Lifecycle Stage | Contact owner | Marketing contact status"
    "| Associated Company IDs | Unsubscribed from all email",
    order="month",
)

DEALS: Final = layout(
    "hubspot",
    "contracts",
    {
        "number": "Record ID | Deal ID | Record ID - Deal",
        "subject": "Deal Name",
        "stage": "Deal Stage",
        "amount": "Amount",
        "currency": "Currency",
        "date": "Create Date",
        "client.name": "Associated Contact | Associated Contacts",
        "client.firm": "Associated Company | Associated Companies",
        "client.email": "Associated Contact Email",
        KEPT: "Pipeline | Deal Type | Deal owner | Deal Description | Close Date | Next step",
        LEFT: "Last Activity Date | Last Modified Date | Associated Company IDs | Associated Contact IDs"
        "| Associated Company ID | Associated Contact ID | Deal probability | Weighted amount | Forecast amount"
        "| HubSpot Team | Amount in company currency | Closed Lost Reason | Closed Won Reason",
    },
    "Deal Name | Deal Stage | Deal owner",
    order="month",
    words={
        "won": "Closed Won | Closed won (Sales Pipeline)",
        "lost": "Closed Lost | Closed lost (Sales Pipeline)",
    },
)

LAYOUTS: Final = (CONTACTS, DEALS)
