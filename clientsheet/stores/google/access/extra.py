"""The libraries that a Google Sheet needs and a file does not."""

from __future__ import annotations

from importlib import import_module

from clientsheet.errors import ConfigError


def require() -> None:
    """ConfigError: they are not installed."""
    try:
        for name in ("requests", "google.auth", "gspread"):
            import_module(name)
    except ImportError as missing:
        raise ConfigError("google.extra", hint="google.extra.hint", library=missing.name or "gspread") from missing
