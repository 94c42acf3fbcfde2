"""The careful way of phones: whatever stands in the cell, its numbers, extensions and the words beside them.

The home country's numbers are read first, then those of ``phone_countries``, and only a number that exists counts.
What Excel did to a number (380674545451.0, 6.74545451e8) is undone before it is read; digits that Excel threw away
are not made up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from clientsheet.sheet.grid import Raw
from clientsheet.sheet.kinds.base import Reading
from clientsheet.sheet.kinds.column import EMPTY, Answer, Note, means_nothing, wrong
from clientsheet.sheet.kinds.numbering import Plan, country_of, plan_of, valid
from clientsheet.sheet.kinds.phone import Phone, in_a_cell

_ONE_NUMBER: Final = re.compile(r"[+(]{0,2}\d[\d ()-]*\d")
_TWO_NUMBERS: Final = 18
"""So many digits are more than any one number has."""
_SCIENTIFIC: Final = re.compile(r"\+?(\d)(?:[.,](\d+))?[eEеЕ]\+?(\d{1,2})")
_DECIMAL_ZERO: Final = re.compile(r"(?<!\d)(\d{9,15})[.,]0(?!\d)")
_SPLIT: Final = re.compile(r"[,;/|\n\r]+| (?:або|или|or|та|и|і|и) (?=[+(\d])")
_EXTENSION: Final = re.compile(
    r"[\s,.(]*(?<![^\W\d_])(?:внутрішній|внутренний|внутр|вн|доб|дод|ext|extension|x|х|#)\s?[.:]?\s?№?\s?(\d{1,7})(?!\d)\)?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?:\(\s*)?\+{0,2}[ (]{0,2}\d(?:[\s().\-–—−‑]*\d)+")
_DAY: Final = re.compile(r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:(?:19|20)\d\d|\d\d)(?![\d.])")
# A letter O among digits is a zero.
_ZERO_LETTER: Final = re.compile(r"(?<![^\W\d_])[OoОо](?=[\s()\-]*\d)|(?<=\d)[OoОо](?![^\W\d_])")
_NOTE_ENDS: Final = " ()[],.;:-–—'’\"«»№*+"


class _Found(NamedTuple):
    """One number of a cell, as far as it could be read."""

    phone: Phone | None
    notes: tuple[Note, ...]


def no_phone(cell: Raw, reading: Reading) -> Answer:
    """Nothing in the cell can be dialled; the words show what a number looks like."""
    return wrong("phone-invalid", number=cell, example=plan_of(reading.country).example)


def from_number(cell: float, reading: Reading) -> Answer:
    """Excel keeps a number: no plus, no leading zero."""
    if not 0 < cell < 1e15 or cell != int(cell):
        return no_phone(cell, reading)
    found = _number(str(int(cell)), reading)
    if found.phone is None or found.notes:
        return Answer((found.phone,) if found.phone else None, found.notes)
    return Answer((found.phone,), (Note("phone-restored", {"number": found.phone.display()}, found.phone.display()),))


def from_text(cell: str, reading: Reading) -> Answer:
    """A cell as its owner typed it, or as Excel left it."""
    text = " ".join(cell.split())
    if means_nothing(text):
        return EMPTY
    if _ONE_NUMBER.fullmatch(text) and len(_digits(text)) < _TWO_NUMBERS:
        found = _number(text, reading)
        return Answer((found.phone,) if found.phone else None, found.notes)
    if match := _SCIENTIFIC.fullmatch(text):
        return _from_scientific(match, text, reading)
    if match := _DECIMAL_ZERO.fullmatch(text):
        return from_number(int(match[1]), reading)
    lines = "\n".join(" ".join(line.split()) for line in cell.splitlines())
    return _from_parts(_DECIMAL_ZERO.sub(r"\1", lines), reading)


def _from_scientific(match: re.Match[str], text: str, reading: Reading) -> Answer:
    """``3,80674545451E+11`` has all its digits, ``3,80675E+11`` has lost half of them for good."""
    fraction, power = match[2] or "", int(match[3])
    if len(fraction) < power:
        return wrong("phone-rounded", shown=text, example=plan_of(reading.country).example)
    if fraction[power:].strip("0"):
        return no_phone(text, reading)
    return from_number(int(match[1] + fraction[:power]), reading)


def _from_parts(text: str, reading: Reading) -> Answer:
    found: list[_Found] = []
    waiting = ""
    for part in _SPLIT.split(text):
        part = part.strip()
        bare = _EXTENSION.sub(" ", part)
        plain = _ZERO_LETTER.sub("0", bare)
        numbers = _numbers(plain)
        if not numbers and _EXTENSION.fullmatch(part) and found and found[-1].phone:
            found[-1] = _Found(found[-1].phone._replace(extension=_extension(part)), found[-1].notes)
        elif not numbers:
            found, waiting = _beside(part.strip(_NOTE_ENDS), found, waiting)
        else:
            read = _part(plain, numbers, _extension(part) if bare != part else "", waiting, reading)
            found += read if plain == bare else _restored(read)
            waiting = ""
    if "/" in text and not any(one.phone for one in found):
        return _from_parts(text.replace("/", " "), reading)  # 067/123-45-67: a mark inside the number
    if not found:
        return no_phone(text, reading)
    phones = tuple(dict.fromkeys(one.phone for one in found if one.phone))
    return Answer(phones or None, _whole_cures(found, phones))


def _extension(part: str) -> str:
    match = _EXTENSION.search(part)
    return match[1] if match else ""


def _numbers(plain: str) -> list[str]:
    """The numbers of a part; a short one only where there is nothing longer, a day is none."""
    found = _NUMBER.findall(_DAY.sub("день", plain))
    long = [number for number in found if len(_digits(number)) >= 7]
    return long or [number for number in found if len(_digits(number)) >= 5] or found[:1]


def _beside(words: str, found: list[_Found], waiting: str) -> tuple[list[_Found], str]:
    """Words without a number belong to the number before them, else to the next one."""
    if not words:
        return found, waiting
    if found and (phone := found[-1].phone):
        note = f"{phone.note}, {words}" if phone.note else words
        return [*found[:-1], _Found(phone._replace(note=note), found[-1].notes)], waiting
    return found, f"{waiting}, {words}" if waiting else words


def _part(rest: str, numbers: list[str], extension: str, waiting: str, reading: Reading) -> list[_Found]:
    """The numbers of one part; what is left of it, and the words before it, are the note of the first."""
    for number in numbers:
        rest = rest.replace(number, " ", 1)
    note = " ".join(rest.split()).strip(_NOTE_ENDS)
    note = f"{waiting}, {note}" if waiting and note else waiting or note
    pieces = [piece for number in numbers for piece in _halves(number, reading)]
    found = [_number(piece, reading) for piece in pieces]
    if found[-1].phone:
        found[-1] = _Found(found[-1].phone._replace(extension=extension), found[-1].notes)
    if found[0].phone:
        found[0] = _Found(found[0].phone._replace(note=note), found[0].notes)
    return found


def _restored(found: list[_Found]) -> list[_Found]:
    """A letter O stood among the digits: said, where the number is one and nothing else is wrong with it."""
    if len(found) != 1 or not found[0].phone or found[0].notes:
        return found
    shown = found[0].phone.display()
    return [_Found(found[0].phone, (Note("phone-restored", {"number": shown}, shown),))]


def _halves(number: str, reading: Reading) -> list[str]:
    """Two numbers with only blanks between, where exactly one cut gives two numbers that exist."""
    if len(_digits(number)) < _TWO_NUMBERS:
        return [number]
    words = number.split(" ")
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    good = [cut for cut in cuts if all(_number(half, reading).phone for half in cut)]
    return list(good[0]) if len(good) == 1 else [number]


def _whole_cures(found: list[_Found], phones: tuple[Phone, ...]) -> tuple[Note, ...]:
    """A cure replaces the whole cell: it is certain only when every number of the cell is."""
    notes = [note for one in found for note in one.notes]
    if not any(note.cure for note in notes):
        return tuple(notes)
    whole = in_a_cell(phones) if all(one.phone for one in found) else None
    return tuple(Note(note.code, note.facts, whole if note.cure else None) for note in notes)


def _number(text: str, reading: Reading) -> _Found:
    """One number, read the ways its country allows."""
    digits = _digits(text)
    plus = text.lstrip("( ").startswith("+")
    plan = plan_of(reading.country)
    if (not plus or plan.prefix[1:] == digits[: len(plan.prefix) - 1]) and (number := plan.certain(digits)):
        return _Found(Phone(number), ())
    if plus and (number := valid("+" + digits)):
        return _accepted(number, reading)
    for region in (reading.country, *reading.phone_countries):
        if number := plan_of(region).e164(digits):
            shown = Phone(number)
            notes = (Note("phone-restored", {"number": shown.display()}, shown.display()),) if plus else ()
            return _Found(shown, notes)
    if len(digits) >= 11 and (number := valid("+" + digits)):
        return _accepted(number, reading)
    return _Found(None, (_fault(text.strip(), digits, plan, reading),))


def _accepted(number: str, reading: Reading) -> _Found:
    country = country_of(number)
    phone = Phone(number)
    if country in (reading.country, *reading.phone_countries):
        return _Found(phone, ())
    return _Found(phone, (Note("phone-country", {"number": phone.display(), **_country_names(country)}),))


def _fault(text: str, digits: str, plan: Plan, reading: Reading) -> Note:
    """What is wrong with a number that does not exist at home."""
    stranger = text.lstrip("( ").startswith("+") and not plan.is_home(digits)
    if stranger or not plan.lengths:
        return no_phone(text, reading).notes[0]
    significant = plan.significant(digits)
    shortest, longest = plan.lengths[0], plan.lengths[-1]
    expected = shortest if shortest == longest else f"{shortest}–{longest}"
    facts = {"number": text, "digits": len(significant), "expected": expected}
    if len(significant) < shortest:
        return Note("phone-digits", facts)
    if len(significant) > longest:
        return Note("phone-digits-extra", facts)
    if shortest != longest:
        return no_phone(text, reading).notes[0]
    return Note("phone-code", {"number": text, "code": significant[:2], **_country_names(reading.country)})


@cache
def _country_names(country: str) -> dict[str, str]:
    """The country's name for the sentence of each language."""
    from babel import Locale

    return {
        f"country_{language}": Locale.parse(language).territories.get(country, country)
        for language in ("uk", "ru", "en")
    }


def _digits(text: str) -> str:
    return "".join(mark for mark in text if mark.isdecimal())
