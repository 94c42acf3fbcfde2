"""Everything about one client in one place. Writes nothing but the page that is asked for.

Only the client's own rows are understood, so a card of a workbook with a million visits takes hardly longer than
reading it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clientsheet.errors import WrongUse
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.book.card.meant import Match
    from clientsheet.book.card.value import Card
    from clientsheet.book.reading.understand import Outline


@dataclass(frozen=True)
class CardOutcome:
    """``matches``: one, whose ``card`` it is; or several, and nothing else. ``page``: where it was laid."""

    matches: tuple[Match, ...]
    card: Card | None = None
    page: Path | None = None

    @property
    def code(self) -> int:
        return 0 if self.card else WrongUse.exit_code

    def as_json(self) -> dict[str, object]:
        if self.card is None:
            return {"matches": [{"client": one.key, "name": one.name, "cell": one.cell} for one in self.matches]}
        from clientsheet.book.card.value import as_data

        data: dict[str, object] = as_data(self.card)
        return data


def run(workspace: Workspace, client: str, *, html: Path | None = None) -> CardOutcome:
    """``client``: an id, a name, a phone, an email, or a part of a name. ``html``: where to lay the page (one that is
    there is replaced). WrongUse: nobody is called so."""
    outline = _outline(workspace)
    from clientsheet.book.card.asked import card_of
    from clientsheet.book.card.meant import Meant

    meant = Meant(outline)
    matches = tuple(meant.matches(client))
    if not matches:
        raise WrongUse("why.nobody", hint="why.nobody.hint", client=client)
    if len(matches) > 1:
        return CardOutcome(matches)
    card = card_of(outline, meant, matches[0].row, workspace.language, suppressed(workspace))
    if html is not None:
        from clientsheet.pages.card import card_page
        from clientsheet.pages.frame import save

        save(html, card_page(card, workspace.language))
    return CardOutcome(matches, card, html)


def suppressed(workspace: Workspace) -> list[tuple[str, str]]:
    """(address, topic) of those who asked the mailings to leave them alone."""
    from clientsheet.mail.journal import Journal
    from clientsheet.mail.returned import suppressions

    with Journal.peek(workspace.config.state_path) as journal:
        return [(one.address, one.topic) for one in suppressions(journal)]


def _outline(workspace: Workspace) -> Outline:
    """The workbook, and meanwhile what understands it: unpacking need not wait for Python's imports."""
    store = workspace.store
    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(store.read)
        import clientsheet.book.card.asked  # noqa: F401
        from clientsheet.book.reading.understand import Outline
    return Outline(reading.result(), workspace.config, workspace.today)
