"""The one door: whatever stops a run becomes a sentence, a next step and an exit code here, and nowhere else.

0 done · 1 findings · 2 wrong use or config · 3 try again later · 4 some letters refused or unknown · 70 our own bug,
whose traceback goes into the log file alone.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from clientsheet.cli.frame import Frame, spoken_language, with_near
from clientsheet.cli.verbs import clientsheet
from clientsheet.errors import ClientsheetError, TryLater
from clientsheet.text import say

WRONG_USE: Final = 2
BUG: Final = 70
INTERRUPTED: Final = 130
DISK_TROUBLES: Final = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EIO)
"""Not ours: a folder that may not be written to, a full or failing disk."""


def enter(arguments: Sequence[str]) -> int:
    """Runs one command line. The exit code."""
    frame = Frame(language=spoken_language(arguments))
    try:
        code = clientsheet.main(list(arguments), prog_name="clientsheet", standalone_mode=False, obj=frame)
    except ClientsheetError as error:
        told = _sentence(frame.language, error.key, error.facts)
        return _stop(frame, error.exit_code, error.key, told, _hint(frame.language, error))
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _stop(frame, INTERRUPTED, "stopped", say(frame.language, "door.stopped"))
    except click.ClickException as wrong:
        told = _wrong_use(frame.language, wrong)
        return _stop(frame, WRONG_USE, "usage", told, _ask_for_help(frame.language, wrong))
    except BrokenPipeError:
        # The reader of a pipe left (``| head``): nothing of ours went wrong; keep Python from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno in DISK_TROUBLES:
            told = say(frame.language, "door.disk", path=bug.filename or "", problem=bug.strerror or "")
            return _stop(frame, TryLater.exit_code, "disk", told, say(frame.language, "door.disk.hint"))
        log = _log(frame, bug)
        told = say(frame.language, "door.bug", log=str(log))
        return _stop(frame, BUG, "bug", told, say(frame.language, "door.bug.hint"))
    return code if isinstance(code, int) else 0


def _stop(frame: Frame, code: int, key: str, sentence: str, hint: str = "") -> int:
    """Says it to the person; a program that reads JSON gets it as its one document."""
    frame.complain(sentence, hint)
    if frame.json:
        error = {"code": key, "message": sentence, "hint": hint, "exit": code}
        frame.screen.json({"error": error})
    return code


def _sentence(language: str, key: str, facts: dict[str, object]) -> str:
    try:
        return say(language, key, **facts)
    except KeyError:  # a sentence nobody wrote down must not hide what happened
        told = ", ".join(f"{name}: {fact}" for name, fact in facts.items() if fact not in ("", None))
        return f"{key} ({told})" if told else key


def _hint(language: str, error: ClientsheetError) -> str:
    return _sentence(language, error.hint, error.facts) if error.hint else ""


def _wrong_use(language: str, wrong: click.ClickException) -> str:
    """Click's own complaints in the reader's language."""
    if isinstance(wrong, click.NoSuchOption):
        told = say(language, "door.no_option", option=wrong.option_name)
        return with_near(language, told, wrong.possibilities or ())
    if isinstance(wrong, click.MissingParameter) and wrong.param is not None:
        name = wrong.param.make_metavar(wrong.ctx) if wrong.ctx else wrong.param.human_readable_name
        return say(language, "door.missing", name=name)
    if isinstance(wrong, click.BadParameter) and wrong.param is not None:
        return _bad_value(language, wrong, wrong.param)
    if extra := re.search(r"extra arguments? \((.*)\)", wrong.message):
        return say(language, "door.extra", words=extra[1])
    return wrong.format_message()


def _bad_value(language: str, wrong: click.BadParameter, parameter: click.Parameter) -> str:
    name = parameter.opts[-1]
    if isinstance(parameter.type, click.Choice):
        return say(language, "door.bad_choice", name=name, choices=parameter.type.choices)
    if isinstance(parameter.type, click.DateTime):
        return say(language, "door.bad_day", name=name)
    return say(language, "door.bad_value", name=name, problem=wrong.message)


def _ask_for_help(language: str, wrong: click.ClickException) -> str:
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    return say(language, "door.help", command=context.command_path if context else "clientsheet")


def _log(frame: Frame, bug: Exception) -> Path:
    """Appends the traceback, without the addresses and numbers that a message may quote, and says where."""
    import datetime as dt
    import tempfile
    import traceback

    told = "".join(traceback.format_exception(bug))
    told = re.sub(r"[^\s'\"<>]+@[^\s'\"<>]+", "<address>", told)
    told = re.sub(r"\+?\d[\d ()-]{7,}\d", "<number>", told)
    entry = f"{dt.datetime.now():%Y-%m-%d %H:%M:%S} {told}\n"
    for log in (frame.log_path(), Path(tempfile.gettempdir()) / "clientsheet.log"):
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8") as lines:
                lines.write(entry)
        except OSError:
            continue
        return log
    return Path(os.devnull)
