"""What the mail verbs tell alike: the chosen, the left out, what came of handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from clientsheet.cli.frame import Frame
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.mail import MailPlan

SHOWN_LEFT_OUT: Final = 100


def chosen(frame: Frame, found: MailPlan) -> None:
    screen = frame.screen
    if not found.letters:
        screen.say("screen.no_letters")
        return
    screen.say("screen.chosen_title", "bold", n=len(found.letters))
    heads = [say(frame.language, f"screen.{head}") for head in ("mailing", "address", "subject", "due")]
    screen.table(heads, [(one.mailing, one.recipient, one.subject, one.due) for one in found.letters])
    screen.line()


def left_out(frame: Frame, found: MailPlan) -> None:
    if not found.left_out:
        return
    screen = frame.screen
    screen.say("screen.left_out_title", "bold", n=len(found.left_out))
    heads = [say(frame.language, f"screen.{head}") for head in ("mailing", "client", "reason")]
    rows = [(one.mailing, found.names[one.client], one.because(frame.language)) for one in found.left_out]
    screen.table(heads, rows[:SHOWN_LEFT_OUT])
    if (more := len(rows) - SHOWN_LEFT_OUT) > 0:
        screen.say("screen.more_edits", n=more)
