"""Numbers as a sheet shows them, and typed text as a sheet understands it (USER_ENTERED, an owner's typing)."""

from __future__ import annotations

import ast
import operator
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.emulator.refusals import NotEmulated

DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
_POINT = ("en", "ja", "zh", "ko", "th", "he")
_TOKENS = re.compile(r'yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|"[^"]*"|.', re.IGNORECASE)
_SUM = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def decimal_comma(locale: str) -> bool:
    return not locale.startswith(_POINT)


def is_date(form: dict[str, Any]) -> bool:
    return form.get("type") in ("DATE", "TIME", "DATE_TIME")


def shown(number: float, form: dict[str, Any], locale: str) -> str:
    """``form``: a NumberFormat, or nothing."""
    kind, pattern = form.get("type", ""), form.get("pattern", "")
    if is_date(form):
        return _moment(number, pattern or {"DATE": "yyyy-mm-dd", "TIME": "hh:mm:ss"}.get(kind, "yyyy-mm-dd hh:mm:ss"))
    if not pattern or pattern in ("@", "General") or kind == "TEXT":
        text = {"NUMBER": lambda: f"{number:,.2f}", "PERCENT": lambda: f"{number * 100:.2f}%"}.get(
            kind, lambda: _plain(number)
        )()
    else:
        text = _by_pattern(number, pattern)
    if decimal_comma(locale):
        return text.translate({ord(","): "\u00a0", ord("."): ","})
    return text


def _plain(number: float) -> str:
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" not in text:
        return text
    if abs(number) < 1:
        return f"{number:.18f}".rstrip("0")
    return text.upper()


def _by_pattern(number: float, pattern: str) -> str:
    pattern = pattern.split(";")[0]
    found = re.fullmatch(r"((?:[^#0?%\[\"\\]|\"[^\"]*\"|\[\$[^\]]*\])*)([#0,?]+)(?:\.([0#?]+))?(%?)(.*)", pattern)
    if not found:
        raise NotEmulated(f"the number format {pattern!r}")
    head, whole, places, percent, tail = found.groups()
    value = number * 100 if percent else number
    text = f"{value:{',' if ',' in whole else ''}.{len(places or '')}f}"
    if places and "#" in places:
        text = text.rstrip("0").rstrip(".")
    least = whole.count("0")
    if "." not in text and "," not in text and least > 1:
        text = text.zfill(least)
    clean = [re.sub(r'"|\\|\[\$([^\]-]*)[^\]]*\]', r"\1", one or "") for one in (head, tail)]
    return f"{clean[0]}{text}{percent}{clean[1]}"


def _moment(number: float, pattern: str) -> str:
    moment = DAY_ZERO + timedelta(seconds=round(number * 86400))
    told, clock = [], False
    for token in _TOKENS.findall(pattern):
        low = token.lower()
        if low in ("h", "hh"):
            clock = True
        minutes = clock and low in ("m", "mm")
        told.append(_part(moment, low, minutes, token))
        if low in ("d", "dd", "yy", "yyyy"):
            clock = False
    return "".join(told)


def _part(moment: datetime, low: str, minutes: bool, token: str) -> str:
    number = {
        "yyyy": moment.year,
        "yy": moment.year % 100,
        "mm": moment.minute if minutes else moment.month,
        "m": moment.minute if minutes else moment.month,
        "dd": moment.day,
        "d": moment.day,
        "hh": moment.hour,
        "h": moment.hour,
        "ss": moment.second,
        "s": moment.second,
    }.get(low)
    if number is None:
        if token.isalpha() and token not in "TZ":
            raise NotEmulated(f"{token!r} in a date format")
        return token.strip('"')
    return str(number).zfill(len(low))


def typed(text: str, locale: str) -> tuple[object, str, dict[str, Any] | None]:
    """What a sheet makes of a text: its value, its formula or nothing, the number format it brings or None."""
    if text.startswith("'"):
        return text[1:], "", None
    if text.startswith("=") and len(text) > 1:
        return counted(text), text, None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE", "", None
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _dated(text, int(found[1]), int(found[2]), int(found[3]), "yyyy-mm-dd")
    comma = decimal_comma(locale)
    if comma and (found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)):
        return _dated(text, int(found[3]), int(found[2]), int(found[1]), "dd.mm.yyyy")
    if not comma and (found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)):
        return _dated(text, int(found[3]), int(found[1]), int(found[2]), "m/d/yyyy")
    return _number(text, comma)


def _number(text: str, comma: bool) -> tuple[object, str, dict[str, Any] | None]:
    plain = text.strip()
    if comma:
        plain = plain.replace("\u00a0", " ").translate({ord(" "): ",", ord(","): "."})
    found = re.fullmatch(r"([+-]?)(\$?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d+)?([eE][+-]?\d+)?(%?)", plain)
    if not found or not (found[3] or found[4]):
        return text, "", None
    number = float(f"{found[1]}{(found[3] or '0').replace(',', '')}{found[4] or ''}{found[5] or ''}")
    if number in (float("inf"), float("-inf")):
        return text, "", None
    grouped, places = "," in (found[3] or ""), "0.00" if found[4] else "0"
    if found[6]:
        return number / 100, "", {"type": "PERCENT", "pattern": f"{places}%"}
    if found[2]:
        return number, "", {"type": "CURRENCY", "pattern": '"$"#,##' + places}
    return number, "", {"type": "NUMBER", "pattern": "#,##" + places} if grouped else None


def _dated(text: str, year: int, month: int, day: int, pattern: str) -> tuple[object, str, dict[str, Any] | None]:
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return text, "", None
    return float((moment - DAY_ZERO).days), "", {"type": "DATE", "pattern": pattern}


def counted(formula: str) -> float:
    """Sums of plain numbers only: a trial that needs more says what the cell shows (``Owner.formula``)."""
    try:
        return float(_sum(ast.parse(formula[1:].strip().replace("^", "**"), mode="eval").body))
    except (SyntaxError, KeyError, ValueError, ZeroDivisionError):
        raise NotEmulated(f"the formula {formula!r}") from None


def _sum(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_sum(node.operand)
    if isinstance(node, ast.BinOp):
        return _SUM[type(node.op)](_sum(node.left), _sum(node.right))
    raise ValueError
