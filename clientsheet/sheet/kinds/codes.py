"""What reading a cell may say: every code a kind can raise, with the severity that suits it.

The sentences stand in the catalogue (``finding.<code>``, ``.cure``, ``.about``, room ``cells``); the severity a
run uses is decided by the rules of the book. After an error the cell has no value; a warning or a hint that
leaves none says so here.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "error-cell": "error",
    "uncalculated": "warning",  # no value
    "date-unreadable": "error",
    "date-no-year": "error",
    "date-impossible": "error",
    "date-unsure": "warning",  # read day first
    "date-as-text": "hint",
    "date-as-number": "warning",
    "time-unreadable": "warning",  # no value
    "birthday-future": "warning",  # day and month are kept, the year is dropped
    "birthday-this-year": "hint",
    "birthday-age": "warning",
    "number-unreadable": "error",
    "number-unsure": "error",
    "number-is-date": "error",
    "number-not-whole": "error",
    "number-as-text": "hint",
    "currency-foreign": "warning",  # no value: never added to the shop's own money
    "phone-invalid": "error",
    "phone-digits": "error",
    "phone-digits-extra": "error",
    "phone-code": "error",
    "phone-rounded": "error",
    "phone-country": "warning",
    "phone-restored": "hint",
    "email-invalid": "error",
    "email-typo": "warning",
    "email-alphabet": "error",
    "interval-unreadable": "error",
    "interval-unsure": "warning",  # no value
    "yes-no-unreadable": "error",
    "unknown-word": "warning",  # no value
    "mixed-alphabet": "warning",
    "stray-blanks": "hint",
    "formula-like": "hint",
    "text-too-long": "error",  # the value is kept
}
