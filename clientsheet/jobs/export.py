"""The workbook, or some of its clients, written out for another system. The workbook itself is only read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from clientsheet.book.exporting.audience import audience
from clientsheet.book.exporting.calendar import events
from clientsheet.book.exporting.pages import pages
from clientsheet.book.exporting.people import people
from clientsheet.book.letters.audience import Audience, AudienceMistake
from clientsheet.book.letters.audience import audience as those_who
from clientsheet.book.letters.reach import Reach
from clientsheet.book.letters.rows import mailings
from clientsheet.book.shop import Shop
from clientsheet.errors import WrongUse
from clientsheet.exchange.targets import TARGETS, Target
from clientsheet.exchange.targets.given import About
from clientsheet.exchange.targets.ics import GOOGLE_READS
from clientsheet.files import replacing
from clientsheet.jobs.mail.planning import identity_of, moment
from clientsheet.jobs.numbering import numbered
from clientsheet.mail.journal import Journal
from clientsheet.mail.returned import suppressions
from clientsheet.sheet.grid import Grid
from clientsheet.sheet.kinds.fold import fold
from clientsheet.workspace import Workspace

FOLDER: Final = "exports"
"""Beside config.yaml; where a file goes that nobody named."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_NAMED: Final = ("phone", "email", "birthday", "source")


@dataclass(frozen=True)
class ExportOutcome:
    """``path`` None: there was nothing to write. ``counts``: of what was written, by its sort or the name of its tab,
    which ``titles`` has as the workbook has it; ``left_out``: how many clients for which reason. ``replaced``: an
    earlier file of that name made way. ``too_large``: for Google Calendar."""

    target: Target
    path: Path | None
    count: int
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    replaced: bool = False
    too_large: bool = False
    code: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "format": self.target.name,
            "file": self.path,
            "count": self.count,
            "counts": self.counts,
            "left_out": self.left_out,
            "replaced": self.replaced,
        }


@dataclass(frozen=True)
class _Made:
    things: Sequence[Any]
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def run(
    workspace: Workspace,
    name: str,
    out: Path | None = None,
    *,
    segment: str | None = None,
    mailing: str | None = None,
    only: Collection[str] = (),
) -> ExportOutcome:
    """``out``: the file, or the folder of a target that needs one; an existing one of that kind is replaced.
    ``segment``: only clients of it, or those of whom an expression holds, as in the audience of a mailing; ``mailing``:
    only those it is for. ``only``: of a calendar these sorts of events.

    WrongUse: no such format, segment or mailing, or a file that must not be overwritten.
    """
    target = _target(name, only)
    with _reachable(out):
        path = _path(workspace, target, out, segment or mailing or "")
    grid = workspace.store.read()
    with Journal.peek(workspace.config.state_path) as journal:
        made = _made(workspace, journal, grid, target, segment, mailing, only)
    count = sum(made.counts.values()) if target.of == "pages" else len(made.things)
    if not made.things:
        return ExportOutcome(target, None, 0, made.counts, made.left_out)
    replaced = path.exists()
    with _reachable(path):
        (path.parent if target.suffix else path).mkdir(parents=True, exist_ok=True)
    _write(target, path, made.things, _about(workspace))
    large = target.of == "events" and path.stat().st_size > GOOGLE_READS
    return ExportOutcome(target, path, count, made.counts, made.left_out, made.titles, replaced, large)


def _target(name: str, only: Collection[str]) -> Target:
    if name not in TARGETS:
        raise WrongUse("export.unknown", hint="export.unknown.hint", format=name, formats=", ".join(TARGETS))
    if only and TARGETS[name].of != "events":
        raise WrongUse("export.only", hint="export.only.hint", format=name)
    return TARGETS[name]


# -- what is told


def _made(
    workspace: Workspace,
    journal: Journal,
    grid: Grid,
    target: Target,
    segment: str | None,
    mailing: str | None,
    only: Collection[str],
) -> _Made:
    book = workspace.understand(grid)
    if target.of != "pages":
        book, _ = numbered(workspace, book, look=True)
    shop = Shop(book, journal.sightings())
    language, identity = workspace.language, identity_of(shop)
    rows = _chosen(shop, segment, mailing)
    if target.of == "events":
        found = events(shop, rows, identity, language, only)
        counts = {sort: len(some) for sort, some in found.items() if some}
        return _Made([event for some in found.values() for event in some], counts)
    if target.of == "pages":
        whole = pages(shop, grid, rows if segment or mailing else None)
        titles = {page.name: page.title for page in whole}
        return _Made(whole, {page.name: page.size for page in whole}, titles=titles)
    if target.of == "people":
        everybody = people(shop, rows, identity, language)
        return _Made(everybody)
    reach = Reach(shop, [(one.address, one.topic) for one in suppressions(journal)])
    told, left_out = audience(shop, reach, rows, people(shop, rows, identity, language, contacts=False))
    return _Made(told, left_out=left_out)


def _chosen(shop: Shop, segment: str | None, mailing: str | None) -> Sequence[int]:
    """The rows of the clients who are meant."""
    try:
        fits = [those_who(segment, shop)] if segment else []
    except AudienceMistake as mistake:
        raise WrongUse("export.segment", hint="export.segment.hint", what=str(mistake)) from mistake
    if mailing:
        fits.append(_mailing(shop, mailing))
    try:
        return [row for row in range(len(shop.keys)) if all(holds(row) for holds in fits)]
    except AudienceMistake as mistake:
        raise WrongUse("export.segment", hint="export.segment.hint", what=str(mistake)) from mistake


def _mailing(shop: Shop, name: str) -> Audience:
    """Whom the mailing is for, whether or not it is on, and whether or not they are due."""
    for one in mailings(shop)[0]:
        if fold(one.name) == fold(name) and one.mistake != "mailing-audience":
            return one.audience
    raise WrongUse("export.mailing", hint="export.mailing.hint", mailing=name)


# -- where it goes


@contextmanager
def _reachable(path: Path | None) -> Iterator[None]:
    """WrongUse: no disk has such a place."""
    try:
        if str(path) == "-":
            raise OSError
        yield
    except (OSError, ValueError) as wrong:
        raise WrongUse("export.nowhere", hint="export.nowhere.hint", path=path) from wrong


def _path(workspace: Workspace, target: Target, out: Path | None, whose: str) -> Path:
    config = workspace.config
    if out is None:
        part = safe(whose)
        return config.folder / FOLDER / f"{target.stem}{'-' * bool(part)}{part}{target.suffix}"
    path = out.resolve()
    own = [config.folder / "config.yaml", *([] if config.is_address else [config.workbook_path])]
    if path in [file.resolve() for file in own] or path.is_relative_to(config.state_path.resolve()):
        raise WrongUse("export.ours", hint="export.ours.hint", path=out)
    if target.suffix and (path.is_dir() or (path.exists() and path.suffix.lower() != target.suffix)):
        raise WrongUse("export.taken", hint="export.taken.hint", path=out, suffix=target.suffix)
    if not target.suffix and path.exists() and not path.is_dir():
        raise WrongUse("export.folder", hint="export.folder.hint", path=out)
    return out


def safe(text: str) -> str:
    """A part of a file's name on any system: letters and digits, whatever was between them a hyphen."""
    plain = "-".join(re.findall(r"[^\W_]+", text))[:60].strip("-")
    return f"{plain}-" if _RESERVED.fullmatch(plain) else plain


def _write(target: Target, path: Path, things: Sequence[Any], about: About) -> None:
    if not target.suffix:
        target.write(path, things, about)
        return
    with replacing(path) as new:
        target.write(new, things, about)


def _about(workspace: Workspace) -> About:
    from clientsheet.book.tabs.clients import CLIENTS

    config, language = workspace.config, workspace.language
    said: dt.datetime = moment(workspace)
    words = {name: CLIENTS.column(name).headings.first(language) for name in _NAMED}
    title = config.business.name or config.workbook_name
    return About(title, language, said, config.timezone, config.currency, words)
