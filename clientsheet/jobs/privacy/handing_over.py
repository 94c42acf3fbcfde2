"""``personal-data``: everything that is written down about a person, in the workbook and beside it, for them to read
and to take elsewhere. Reads only, but for the file that is asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.files import folder_of, write_file
from clientsheet.jobs.clients import Match, match, somebody_meant
from clientsheet.jobs.mail.planning import identity_of
from clientsheet.jobs.privacy import files
from clientsheet.jobs.privacy.forget import known_with_letters, paths_of
from clientsheet.jobs.privacy.person import Cell, person
from clientsheet.mail.forgetting import answers_of, chats_of, silences_of
from clientsheet.mail.journal import Journal
from clientsheet.mail.letter import Entry
from clientsheet.mail.returned import Returned
from clientsheet.text import say
from clientsheet.workspace import Workspace

Records = Mapping[str, Sequence[Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class SentLetter:
    """``state``: what became of it, in words; ``text``: as far as it is still kept."""

    at: dt.datetime
    mailing: str
    channel: str
    to: str
    subject: str
    state: str
    text: str


@dataclass(frozen=True)
class PersonalData:
    """``records``: by tab, each row cell by cell; ``mentions``: cells elsewhere that name them. ``silent``: addresses
    they want no letters at, with the mailing ('' all). ``files`` hold them too, below the shop's folder."""

    name: str
    day: dt.date
    shop: str
    records: Records
    mentions: tuple[Cell, ...] = ()
    letters: tuple[SentLetter, ...] = ()
    answers: tuple[Returned, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    chats: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "date": self.day.isoformat(),
            "shop": self.shop,
            "workbook": {tab: [list(map(_plain, row)) for row in rows] for tab, rows in self.records.items()},
            "mentions": [{"tab": cell.tab, **_plain(cell)} for cell in self.mentions],
            "letters": [
                {
                    "at": one.at.isoformat(),
                    "mailing": one.mailing,
                    "channel": one.channel,
                    "to": one.to,
                    "subject": one.subject,
                    "state": one.state,
                    "text": one.text,
                }
                for one in self.letters
            ],
            "answers": [
                {"at": one.at.isoformat(), "from": one.address, "subject": one.subject, "text": one.detail}
                for one in self.answers
            ],
            "not_written_to": [{"address": address, "mailing": topic} for address, topic in self.silent],
            "telegram_chats": list(self.chats),
            "files": list(self.files),
        }


@dataclass(frozen=True)
class PersonalOutcome:
    """``several``: any of these may be meant, and nothing was done. ``out``: the file written."""

    several: tuple[Match, ...] = ()
    data: PersonalData | None = None
    out: Path | None = None

    @property
    def code(self) -> int:
        return WrongUse.exit_code if self.several else 0

    def as_json(self) -> dict[str, object]:
        if self.data is None:
            return {"matches": [{"client": m.client, "name": m.name, "cell": m.cell} for m in self.several]}
        return self.data.as_json()


def run(workspace: Workspace, client: str, *, out: Path | None = None) -> PersonalOutcome:
    """``out``: a file to write, its ending says what (.html, .txt, .json). WrongUse: nobody is meant; the file is there
    already, or has another ending."""
    write = _writer(out, workspace.language) if out is not None else None
    grid = workspace.store.read()
    shop = Shop(workspace.understand(grid))
    rows = somebody_meant(shop, client)
    if len(rows) > 1:
        return PersonalOutcome(tuple(match(shop, row) for row in rows))
    with Journal.peek(workspace.config.state_path) as journal:
        known, letters = known_with_letters(shop, journal, person(shop, grid, rows[0]))
        by_tab: dict[str, list[Sequence[Cell]]] = {}
        for record in known.records:
            if record:
                by_tab.setdefault(record[0].tab, []).append(record)
        kept = paths_of(workspace, known, letters, identity_of(shop))
        held = (*kept, *files.elsewhere(workspace, known.is_named_in))
        addresses = (*known.emails, *known.phones)
        data = PersonalData(
            name=known.name,
            day=workspace.today,
            shop=workspace.config.business.name,
            records=by_tab,
            mentions=known.mentions,
            letters=tuple(_sent(journal, one, workspace.language) for one in letters),
            answers=tuple(answers_of(journal, [one.letter.key for one in letters], addresses)),
            silent=tuple(silences_of(journal, addresses)),
            chats=tuple(chats_of(journal, known.clients)),
            files=tuple(_near(path, workspace.config.folder) for path in held),
        )
    if out is not None and write is not None:
        folder_of(out)
        write_file(out, write(data).encode())
    return PersonalOutcome(data=data, out=out)


def _sent(journal: Journal, entry: Entry, language: str) -> SentLetter:
    whole = journal.entry(entry.letter.key) or entry
    letter = whole.letter
    state = say(language, f"mailverbs.journal.{entry.state}", at=entry.at, to=letter.recipient, reply=entry.reply)
    return SentLetter(entry.at, letter.mailing, letter.channel, letter.recipient, letter.subject, state, letter.text)


def _writer(out: Path, language: str) -> Callable[[PersonalData], str]:
    if out.exists():
        raise WrongUse("privacy.exists", hint="privacy.exists.hint", path=out)
    if (write := _WRITERS.get(out.suffix.lower())) is None:
        raise WrongUse("privacy.ending", hint="privacy.ending.hint", path=out)
    return lambda data: write(data, language)


def _json(data: PersonalData, language: str) -> str:
    return json.dumps(data.as_json(), ensure_ascii=False, indent=2) + "\n"


def _page(data: PersonalData, language: str) -> str:
    from clientsheet.pages.personal import personal_page

    return personal_page(told(data, language), language, name=data.name, on=_on(data, language))


def _text(data: PersonalData, language: str) -> str:
    title = say(language, "privacy.data", name=data.name)
    lines = [title, "=" * len(title), _on(data, language), ""]
    for part in told(data, language):
        lines += [part.title, "-" * len(part.title)]
        for row in part.rows:
            lines += [f"{heading}: {value}" if heading else value for heading, value in row]
            lines += [""] if len(row) > 1 else []
        lines.append("")
    return "\n".join(lines)


_WRITERS: Final[Mapping[str, Callable[[PersonalData, str], str]]] = {".json": _json, ".html": _page, ".txt": _text}


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of what is told: rows of (heading, value), the heading blank where the value says it all."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def told(data: PersonalData, language: str) -> list[Part]:
    """Everything, for a person to read, in their language."""

    def word(key: str, **facts: object) -> str:
        return say(language, f"privacy.data.{key}", **facts)

    parts = [
        Part(word("tab", tab=tab), tuple(tuple((cell.heading, cell.value) for cell in row) for row in rows))
        for tab, rows in data.records.items()
    ]
    letters = (
        (
            (word("what"), one.state),
            (word("mailing"), one.mailing),
            (word("subject"), one.subject),
            (word("text"), one.text),
        )
        for one in data.letters
    )
    answers = (
        (
            (word("when"), say(language, "privacy.data.moment", at=one.at)),
            (word("subject"), one.subject),
            (word("text"), one.detail),
        )
        for one in data.answers
    )
    silent = ((("", word("silent", address=address, mailing=topic or word("all"))),) for address, topic in data.silent)
    parts += [
        Part(word("letters"), tuple(tuple(cell for cell in row if cell[1]) for row in letters)),
        Part(word("answers"), tuple(tuple(cell for cell in row if cell[1]) for row in answers)),
        Part(word("silence"), tuple(silent)),
        Part(word("chats"), tuple((("", chat),) for chat in data.chats)),
        Part(word("mentions"), tuple(((f"{one.tab}!{one.cell}", one.value),) for one in data.mentions)),
        Part(word("files"), tuple((("", name),) for name in data.files)),
    ]
    return [part for part in parts if part.rows]


def _on(data: PersonalData, language: str) -> str:
    return say(language, "privacy.data.on", shop=data.shop or "—", day=data.day)


def _plain(cell: Cell) -> dict[str, str]:
    return {"cell": cell.cell, "heading": cell.heading, "value": cell.value}


def _near(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
