"""Words for probe (en): what doctor found out about the mail account."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "imap.no-host": "The mailbox is not set up: write mail.imap.host into config.yaml",
    "imap.login": "The mailbox does not let {username} in: {said}. Check the name and the password (mail.imap); Gmail, Outlook and ukr.net want a separate password for programs",
    "imap.certificate": "The server {host} showed a certificate that cannot be trusted ({said}); it was not told the password. Check mail.imap.host",
    "imap.no-starttls": "The server {host}:{port} cannot secure a connection once it has begun. Try security: tls and port: 993",
    "imap.no-drafts": "No folder of drafts was found in the mailbox at {host}. Name it in mail.imap.drafts",
    "imap.full": "The mailbox at {host} is full: {said}. Make room in it",
}
