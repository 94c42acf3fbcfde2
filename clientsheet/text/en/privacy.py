"""What we hold of a person: handed over, or forgotten."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "verb.forget": "Forget a person: take their data out of everything the program keeps.",
    "verb.forget.about": "Shows where the program keeps data of CLIENT and, after a yes, takes it out: the journal of letters, drafts, the memory of filled cells, the records of runs, backups of the workbook, pages and the error log. So that no letter goes twice, only digests stay, from which nobody can be told.\nThe sheet is yours and is not touched: the cells to clear are listed, and what remains elsewhere (issued documents, reports, the mailbox). What is gone cannot be put back, and clientsheet undo puts back cells from then on, no longer the whole file.",
    "verb.personal-data": "Hand over all that is written down about a person.",
    "verb.personal-data.about": "Gathers everything about CLIENT: rows of the workbook, letters, answers, unsubscribes, documents, copies. With --out FILE it writes a page (.html), a text (.txt) or JSON (.json) for another program; a file that is there already is not replaced.",
    "help.personal_data.out": "Where to write it: .html, .txt or .json.",
    "privacy.kept": "What the program keeps about {name}:",
    "privacy.nothing_kept": "Beside the workbook the program keeps nothing about {name}.",
    "privacy.kept.letters": "letters in the journal: {n}",
    "privacy.kept.answers": "answers and bounces in the journal: {n}",
    "privacy.kept.addresses": "addresses not to be written to, and chats: {n}",
    "privacy.kept.memories": "memories of filled cells and records of runs: {n}",
    "privacy.kept.papers": "entries about issued documents: {n}",
    "privacy.kept.drafts": "drafts and pages of the day: {n}, to be deleted",
    "privacy.kept.backups": "backups of the workbook: {n}, to be deleted",
    "privacy.kept.others": "other files: {n}",
    "privacy.ask": "Forget {name}? This cannot be taken back.",
    "privacy.shown": "Nothing was changed. To forget, add --yes.",
    "privacy.done": "Forgotten: {name}. Nothing in the program's folder tells of this person any more.",
    "privacy.next": "Take these rows out of the workbook before the next clientsheet sync: what stays in the workbook it will remember again.",
    "privacy.state_left": "These files still speak of the person; close whatever holds them and try again:",
    "privacy.remains": "What remains, and is not the program's to touch:",
    "privacy.rows": "workbook, {tab}: {n} {n:row|rows} ({rows})",
    "privacy.mentions": "workbook, {tab}: mentioned in {cells}",
    "privacy.files": "files in the shop's folder: {n}. Issued documents are kept as long as the law says; delete the others yourself",
    "privacy.sent": "in the mailbox, or with the provider of messages: {n} {n:letter|letters}; delete them there",
    "privacy.google": "the version history of the Google Sheet: “File”, “Version history”. A single row cannot be removed from it; make a copy of the sheet, which has no history",
    "privacy.shared": "shared with other clients, and therefore left alone: {addresses}",
    "privacy.more": "{shown} and {n} more",
}
