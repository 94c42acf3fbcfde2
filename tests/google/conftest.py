"""A Google Sheet for a trial: the emulator that keeps it, and what lets us in."""

from __future__ import annotations

from tests.emulator.conftest import call, google

__all__ = ["call", "google"]
