"""Which numbers of documents are taken, and by what: the journal of issued documents in the state folder.

    taken    the finished document lies in the journal's folder; its row may or may not stand in the workbook
    written  its row stands there
    issued   the file lies in the folder of documents; nothing is left to do

A number is taken by the row in the workbook; the journal makes sure that what was begun is brought to its end: the same
number, the same document, whichever step dies. One JSON file, replaced whole and flushed at every step.

``documents.json``          the papers
``documents/CODE.docx``     what is to be put into the folder of documents
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from clientsheet.errors import WrongUse
from clientsheet.files import write_file

FILE_NAME: Final = "documents.json"
FOLDER: Final = "documents"


class Step(StrEnum):
    TAKEN = "taken"
    WRITTEN = "written"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``code``: its own mark, in its row too. ``place``: its place within its kind and year, 0 where the
    number is the owner's own. ``client`` is the client's key, ``contract`` the contract's number, ``about`` the key of
    the contract. ``file``: path below the shop's folder, with forward slashes; ``name``: what its name ends in;
    ``notes``: what its row says beside it.
    ``workbook``: the identity of the workbook it belongs to."""

    code: str
    kind: str
    year: int
    place: int
    number: str
    date: dt.date
    client: str
    contract: str
    amount: Decimal
    currency: str
    file: str
    name: str
    workbook: str
    about: str = ""
    notes: str = ""
    step: Step = Step.TAKEN


class Papers:
    def __init__(self, state: Path) -> None:
        """``state``: the state folder."""
        self._path = state / FILE_NAME
        self._folder = state / FOLDER

    def all(self, workbook: str) -> list[Paper]:
        """Those of one workbook, the oldest first. WrongUse: the journal is damaged; it is not guessed at, because a
        number could go out twice."""
        return [paper for paper in self._read() if paper.workbook == workbook]

    def take(self, paper: Paper, content: bytes) -> None:
        """The document first, then that it is to be issued."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_file(self.draft(paper), content)
        self._put(paper)

    def advance(self, paper: Paper, step: Step) -> Paper:
        further = replace(paper, step=step)
        self._put(further)
        if step is Step.ISSUED:
            self.draft(paper).unlink(missing_ok=True)
        return further

    def drop(self, paper: Paper) -> None:
        """Its row never came to stand in the workbook: the number is nobody's."""
        self._write(one for one in self._read() if one.code != paper.code)
        self.draft(paper).unlink(missing_ok=True)

    def draft(self, paper: Paper) -> Path:
        """Where its content lies until it is issued, the number still to come."""
        return self._draft(paper.code)

    def sweep(self) -> None:
        """Takes away what runs that died left of documents that nobody is to issue. For a run that is alone at work."""
        wanted = {paper.code for paper in self._read() if paper.step is not Step.ISSUED}
        for left in self._folder.glob("*") if self._folder.is_dir() else ():
            if left.stem not in wanted:
                left.unlink(missing_ok=True)

    def forget(self, client: str) -> int:
        """Leaves of a client's documents nothing but their numbers; so many of them. The files stay where they are."""
        known = self._read()
        theirs = {paper.code for paper in known if paper.client == client}
        if theirs:
            self._write(_bare(paper) if paper.code in theirs else paper for paper in known)
            for code in theirs:
                self._draft(code).unlink(missing_ok=True)
        return len(theirs)

    def _draft(self, code: str) -> Path:
        return self._folder / f"{code}.docx"

    def _put(self, paper: Paper) -> None:
        known = self._read()
        places = {one.code: place for place, one in enumerate(known)}
        if paper.code in places:
            known[places[paper.code]] = paper
        else:
            known.append(paper)
        self._write(known)

    def _read(self) -> list[Paper]:
        try:
            told = json.loads(self._path.read_text("utf-8"))
            return [_paper(one) for one in told]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError, ArithmeticError) as wrong:
            raise WrongUse("documents.journal", hint="documents.journal.hint", path=self._path) from wrong

    def _write(self, papers: Iterable[Paper]) -> None:
        told = [{**asdict(one), "date": one.date.isoformat(), "amount": str(one.amount)} for one in papers]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_file(self._path, json.dumps(told, ensure_ascii=False, indent=0).encode())


def _paper(told: dict[str, Any]) -> Paper:
    known = {**told, "date": dt.date.fromisoformat(told["date"]), "amount": Decimal(told["amount"])}
    return Paper(**{**known, "step": Step(told["step"])})


def _bare(paper: Paper) -> Paper:
    """Its number alone, which stays taken."""
    return replace(paper, client="", contract="", about="", file="", name="", amount=Decimal(0), step=Step.ISSUED)
