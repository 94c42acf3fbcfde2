"""Words for letters (en): why a client is written to or not, the day's page, the preview, what stops a letter."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "letter.mistake": "Template {file}, line {line}: {what}",
    "letter.no_template": "There is no letter template “{template}”.",
    "letter.unsubscribe": "Rather not get letters like this?",
    "letter.unsubscribe.link": "Write to us",
    "letter.unsubscribe.click": "Unsubscribe",
    "letter.visit": "Visit",
    "letter.file.none": "there is no file “{file}” in the shop’s folder",
    "letter.file.kind": "“{file}” is not attached: only documents and pictures are sent",
    "letter.file.large": "the attachments “{file}” are too large: {megabytes} MB together at most",
    "journal.newer": "The journal of letters {file} was made by a later version of the program.",
    "journal.newer.hint": "Update the program: pip install --upgrade clientsheet.",
    "journal.unreachable": "The journal of letters {file} cannot be opened: {what}",
    "journal.unreachable.hint": "Check that this folder can be written to and that the disk is not full.",
    "journal.damaged": "The journal of letters {file} is damaged, so no letter was prepared.",
    "journal.damaged.hint": "Rename that file: what was written already is taken from the History tab.",
    # channels
    "channel.email": "email",
    "channel.phone": "phone",
    "channel.sms": "SMS",
    "channel.whatsapp": "WhatsApp",
    "channel.telegram": "Telegram",
    "channel.viber": "Viber",
    # the page of the day
    "sheet.file": "Contacts {day}",
    "sheet.title": "Whom to write to and call on {day}: {n} {n:client|clients}",
    "sheet.about": "Look the letters through, change what you like, and send them. Tick those you have been in touch with.",
    "sheet.search": "Search",
    "sheet.copy": "Copy the text",
    "sheet.open": "Open the letter",
    # the preview
    "preview.title": "Letters for {day}",
    "preview.letters": "{n} {n:letter|letters}",
    "preview.none": "No letters today.",
    "preview.left_out": "Not written to",
    "preview.to": "To",
    "preview.files": "Attached",
    "preview.search": "Search",
}
