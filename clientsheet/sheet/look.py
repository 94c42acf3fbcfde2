"""How a value of ours is shown in its cell; a store turns it into its own number format."""

from __future__ import annotations

from enum import StrEnum


class Look(StrEnum):
    GENERAL = "general"
    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
