"""What can stop a run, each with its exit code and a next step.

    ClientsheetError
    ├── WrongUse            2   the command line, the config, a file that is not what was said
    │   ├── ConfigError         config.yaml, with file and line
    │   └── Refused             a workbook that cannot be changed without risk; it is left untouched
    ├── TryLater            3   somebody or something is in the way now
    │   ├── WorkbookLocked      open in Excel or LibreOffice, or another run of ours is at work
    │   └── WorkbookChanged     edited while we worked
    └── Undelivered         4   some letters refused or unknown

Exit code 1 (findings) is an outcome, not an error; 70 is our own bug (any other exception).

An error carries a *key* into the catalogue of words and the facts that fill it, so that a person reads it in
their language; ``hint`` is the key of the next step. Raised by a room that knows what happened, spoken by the
receptionist alone.
"""

from __future__ import annotations


class ClientsheetError(Exception):
    """Stops the run. ``key`` and ``hint`` name texts of the catalogue, ``facts`` fill both."""

    exit_code = 70

    def __init__(self, key: str, *, hint: str = "", **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.hint = hint
        self.facts = facts


class WrongUse(ClientsheetError):
    exit_code = 2


class ConfigError(WrongUse):
    pass


class Refused(WrongUse):
    """The file, or the edit, cannot be done without risk to what the owner has there."""


class TryLater(ClientsheetError):
    exit_code = 3


class WorkbookLocked(TryLater):
    """``holder`` names who has it open, or is empty where the lock does not say."""

    def __init__(self, key: str, *, holder: str = "", hint: str = "", **facts: object) -> None:
        super().__init__(key, hint=hint, holder=holder, **facts)
        self.holder = holder


class WorkbookChanged(TryLater):
    pass


class Undelivered(ClientsheetError):
    exit_code = 4
