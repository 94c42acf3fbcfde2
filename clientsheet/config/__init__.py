"""config.yaml -> frozen Config, with file and line in every error; config.example.yaml from its own fields."""

from __future__ import annotations

from clientsheet.config.example import example, written
from clientsheet.config.models import Business, Config, Mail, Rules, Vip
from clientsheet.config.reading import FILE_NAME, find, load, parse
from clientsheet.config.values import Cap, Hours

__all__ = [
    "FILE_NAME",
    "Business",
    "Cap",
    "Config",
    "Hours",
    "Mail",
    "Rules",
    "Vip",
    "example",
    "find",
    "load",
    "parse",
    "written",
]
