"""What the mail verbs tell alike: the chosen, the left out, what came of handing over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from clientsheet.cli.frame import Frame
from clientsheet.mail.letter import State
from clientsheet.text import say

if TYPE_CHECKING:
    from clientsheet.jobs.collect import Collected
    from clientsheet.jobs.mail import Delivered, MailPlan
    from clientsheet.jobs.mail.settling import Settled
    from clientsheet.jobs.sync import SyncOutcome

SHOWN_LEFT_OUT: Final = 100


def chosen(frame: Frame, found: MailPlan) -> None:
    screen = frame.screen
    if not found.letters:
        screen.say("screen.no_letters")
        return
    screen.say("screen.chosen_title", "bold", n=len(found.letters))
    heads = [say(frame.language, f"screen.{head}") for head in ("client", "address", "subject", "mailing", "due")]
    screen.table(heads, [(one.name, one.recipient, one.subject, one.mailing, one.due) for one in found.letters])
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


def delivered(frame: Frame, outcome: Delivered) -> int:
    """What came of handing letters over; what was held back goes to the error stream. The exit code."""
    if frame.json:
        frame.screen.json(outcome.as_json())
        return outcome.code
    screen = frame.screen
    chosen(frame, outcome.plan)
    letters(frame, outcome.counts)
    if waiting := sum(one.reason == "first-send" for one in outcome.plan.left_out):
        screen.say("mailverbs.first_send", n=waiting)
    if outcome.page is not None:
        screen.say("screen.drafts", path=outcome.page)
    troubles(frame, outcome, outcome.counts)
    return outcome.code


def letters(frame: Frame, counts: Mapping[str, int]) -> None:
    """One line: how many were drafted and sent, how many clients were left out."""
    frame.screen.say("mailverbs.letters" if counts["sent"] else "screen.letters", **counts)


def troubles(frame: Frame, outcome: Delivered | SyncOutcome, counts: Mapping[str, int]) -> None:
    """Letters that did not leave, and what a person may do about it: each a line of the error stream."""
    for held in outcome.held:
        facts = {"n": held.letters, **held.facts}
        frame.complain(say(frame.language, held.key, **facts), say(frame.language, f"{held.key}.hint", **facts))
    for stop in outcome.stopped:
        hint = say(frame.language, stop.hint, **stop.facts) if stop.hint else ""
        told = stop.words(frame.language)
        if stop.fault:
            frame.complain(told, hint)
        else:
            frame.screen.line(" ".join(filter(None, (told, hint))))
    for mailing in outcome.trials:
        frame.screen.say("mailverbs.trial", mailing=mailing)
    if outcome.put_off:
        frame.screen.say("mailverbs.put_off", n=outcome.put_off)
    if any(outcome.withdrawn.values()):
        names = ("cancelled", "expired", "suppressed")
        frame.screen.say("mailverbs.withdrawn", **{name: outcome.withdrawn.get(State(name), 0) for name in names})
    if counts["refused"] or counts["unknown"]:
        frame.complain(say(frame.language, "screen.letters_refused", **counts), say(frame.language, "mailverbs.look"))


def trouble(frame: Frame, collected: Collected) -> None:
    """Why the mailbox was not read, or not to its end, or not all of it."""
    from clientsheet.jobs.collect import UNREAD

    if unread := collected.counts.get(UNREAD):
        frame.complain(say(frame.language, "collect.unread", n=unread), say(frame.language, "collect.unread.hint"))
    if error := collected.trouble:
        hint = say(frame.language, error.hint, **error.facts) if error.hint else ""
        frame.complain(say(frame.language, error.key, **error.facts), hint)


def settled(frame: Frame, outcome: Settled) -> int:
    """The letters whose state a person changed. The exit code."""
    if frame.json:
        frame.screen.json(outcome.as_json())
        return outcome.code
    for entry in outcome.letters:
        frame.screen.line(f"{entry.letter.key} → {entry.letter.recipient}")
    frame.screen.say(f"mailverbs.settled.{outcome.state}", "bold", n=len(outcome.letters))
    return outcome.code
