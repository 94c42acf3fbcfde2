"""The trial of a mailing that begins to send: its first letter goes to the owner, once, and is nobody's contact."""

from __future__ import annotations

import re
from typing import Final

_OWNER: Final = "/@owner/"
_TRIAL: Final = re.compile(rf"{_OWNER}trial(/[0-9a-f]{{32}})?$")
"""At the end of a key, and no client's: a mailing may be called anything."""


def trial_key(mailing: str) -> str:
    return f"{mailing}{_OWNER}trial"


def is_trial(key: str) -> bool:
    """Whether a letter's key is that of a trial: no row of the history, no client written to."""
    return _OWNER in key and _TRIAL.search(key) is not None
