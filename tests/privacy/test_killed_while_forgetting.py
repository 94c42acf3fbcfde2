"""A run that is killed while it forgets is finished by the next one, wherever it died."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from known_shop import THEIRS, opened
from searching import told

from clientsheet.jobs.privacy import files, forget
from clientsheet.ledger import Ledger
from clientsheet.mail import forgetting

STEPS: list[tuple[Any, str]] = [
    (Path, "unlink"),
    (Ledger, "_put"),
    (files, "write_file"),
    (forgetting, "_mark_gone"),
    (forgetting, "_texts"),
    (forgetting, "_swept"),
    (forget.forgetting, "wipe"),
]


class Killed(BaseException):
    """Nobody gets to tidy up."""


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    "number", [n if n in (2, 6, 11) else pytest.param(n, marks=pytest.mark.slow) for n in range(1, 13)]
)
def test_the_next_run_finishes(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, after: bool) -> None:
    """Killed right before or right after its n-th step, the same command leaves nothing the second time."""
    steps = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == number and not after:
                raise Killed
            done = real(*args, **options)
            if steps == number and after:
                raise Killed
            return done

        return step

    with monkeypatch.context() as patched:
        for owner, name in STEPS:
            patched.setattr(owner, name, counted(getattr(owner, name)))
        with pytest.raises(Killed):
            forget.run(opened(folder, 5), "2", agreed=True)
    outcome = forget.run(opened(folder, 5), "2", agreed=True)
    assert outcome.code == 0
    assert told(folder / ".clientsheet", THEIRS) == []
    assert told(folder / "drafts", THEIRS) == []
