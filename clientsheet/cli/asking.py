"""A question to the person at the keyboard. Where nobody sits there, the answer is no."""

from __future__ import annotations

import sys
from typing import Final

import click

from clientsheet.cli.frame import Frame
from clientsheet.text import say

YES: Final = frozenset({"y", "yes", "т", "так", "д", "да"})


def agreed(frame: Frame, key: str, /, **facts: object) -> bool:
    if frame.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    question = say(frame.language, key, **facts)
    answer: str = click.prompt(
        say(frame.language, "screen.ask", question=question), default="", show_default=False, prompt_suffix=""
    )
    return answer.strip().casefold() in YES
