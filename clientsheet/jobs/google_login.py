"""``google login``: an owner lets the program in as themselves, once, in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.errors import ConfigError, WrongUse
from clientsheet.text import say
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.config.models import Config

MAIL: Final = "https://www.googleapis.com/auth/gmail.compose"
"""Drafts and sending; nothing of the mailbox can be read with it."""


@dataclass(frozen=True)
class LoginOutcome:
    """``kept``: the files that hold the permission now."""

    kept: tuple[Path, ...]
    code: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"kept": [str(path) for path in self.kept]}


def run(workspace: Workspace, show: Callable[[str], None], *, mail: bool = False) -> LoginOutcome:
    """``show``: is given the address to open in a browser; the run waits for the answer. ``mail``: for drafts and
    letters in Gmail too. ConfigError, WrongUse, TryLater: nothing was kept."""
    from clientsheet.stores.google.access.consent import ask
    from clientsheet.stores.google.access.permission import save

    config = workspace.config
    wanted = tuple(_wanted(config, mail))
    granted = ask(
        config.resolve(config.google.client),
        sorted({scope for _, scope in wanted}),
        show,
        say(workspace.language, "login.page"),
    )
    places = tuple(dict.fromkeys(path for path, _ in wanted))
    for path in places:
        save(granted, path)
    return LoginOutcome(places)


def _wanted(config: Config, mail: bool) -> Iterator[tuple[Path, str]]:
    """(where to keep it, what for). A key of a service account lets the program into the sheet already."""
    from clientsheet.stores.google.access.account import SHEETS

    sheet, letters = config.resolve(config.google.credentials), config.resolve(config.mail.gmail.token)
    if mail:
        _check_free(letters)
        yield letters, MAIL
    if mail and not config.is_address:
        return
    if not _is_key(sheet):
        _check_free(sheet)
        yield sheet, SHEETS
    elif not mail:
        raise WrongUse("login.key", hint="login.key.hint", file=sheet)


def _is_key(path: Path) -> bool:
    from clientsheet.stores.google.access.account import contents, is_service_account

    return path.exists() and is_service_account(contents(path))


def _check_free(path: Path) -> None:
    """Only a permission gives way to a permission."""
    from clientsheet.stores.google.access.account import contents

    if path.exists() and contents(path).get("type") != "authorized_user":
        raise ConfigError("login.taken", hint="login.taken.hint", file=path)
