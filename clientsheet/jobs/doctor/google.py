"""Doctor's questions about a workbook that is a Google Sheet: who are we, are we let in, may we write, and does it
count days and read dates as the shop does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clientsheet.config.secrets import check_private
from clientsheet.errors import ClientsheetError, ConfigError
from clientsheet.jobs.doctor.line import Line, Reason
from clientsheet.sheet.address import letters
from clientsheet.workspace import Workspace

if TYPE_CHECKING:
    from clientsheet.stores.google.access.account import Entrance

PATIENCE: Final = 30.0
"""Seconds for a Google that is slow or busy: whoever asks a doctor sits and waits."""

_LOOKED_AT: Final = (
    "properties(title,locale,timeZone),"
    "sheets(properties(title),protectedRanges(range,warningOnly,requestingUserCanEdit,unprotectedRanges))"
)
_TOLD: Final = 5
"""Places that we may not write to; a list of more nobody reads."""


def sheet(workspace: Workspace) -> Iterator[Line]:
    """One request, or none where nobody would let us in."""
    try:
        entered = _entered(workspace)
        found = _look(workspace, entered)
    except ConfigError as error:
        yield Line("google_account", "bad", {"why": Reason.of(error)})
        return
    except ClientsheetError as error:
        yield from _account(entered)
        yield Line("google_sheet", "bad", {"why": Reason.of(error)})
        return
    yield from _account(entered)
    properties = found["properties"]
    yield Line("google_sheet", "ok", {"title": properties["title"]})
    yield from _closed(found, entered)
    yield from _zone(workspace, properties["timeZone"])
    yield from _locale(workspace, properties["locale"])
    yield from _at_work(workspace)


def _entered(workspace: Workspace) -> Entrance:
    from clientsheet.stores.google.access.account import entrance

    return entrance(workspace.config)


def _account(entered: Entrance) -> Iterator[Line]:
    if entered.email:
        yield Line("google_robot", "ok", {"email": entered.email, "file": entered.path})
    else:
        yield Line("google_owner", "ok", {"file": entered.path})
    try:
        check_private(entered.path)
    except ConfigError:
        yield Line("google_key_open", "note", {"file": entered.path})


def _look(workspace: Workspace, entered: Entrance) -> Any:
    from clientsheet.stores.google.access.address import spreadsheet_id
    from clientsheet.stores.google.line.calls import Calls

    config = workspace.config
    calls = Calls(
        entered.session,
        spreadsheet_id(config.workbook),
        base=config.google.api,
        state=config.state_path,
        patience=min(PATIENCE, config.google.patience),
        email=entered.email,
    )
    return calls.get(_LOOKED_AT)


def _closed(found: Any, entered: Entrance) -> Iterator[Line]:
    """Ranges that others may not change: our columns may lie there."""
    places = [
        f"{tab['properties']['title']}{_rows_and_columns(guard.get('range', {}))}"
        for tab in found.get("sheets", ())
        for guard in tab.get("protectedRanges", ())
        if not guard.get("warningOnly") and not guard.get("requestingUserCanEdit")
    ]
    if places:
        told = [*places[:_TOLD], "…"] if len(places) > _TOLD else places
        if entered.email:
            yield Line("google_closed", "note", {"places": told, "email": entered.email})
        else:
            yield Line("google_closed_own", "note", {"places": told})


def _rows_and_columns(place: dict[str, int]) -> str:
    """'!B2:D', '' for a whole tab. Google leaves out the ends that are open."""
    first, last = place.get("startColumnIndex", 0), place.get("endColumnIndex")
    top, bottom = place.get("startRowIndex", 0), place.get("endRowIndex")
    if last is None and bottom is None and not first and not top:
        return ""
    start = f"{letters(first + 1)}{top + 1 if top or bottom else ''}"
    return f"!{start}:{letters(last) if last else ''}{bottom or ''}"


def _zone(workspace: Workspace, told: str) -> Iterator[Line]:
    """One zone has several names (Europe/Kiev, Europe/Kyiv): what counts is what the clock shows through the year."""
    zone = workspace.config.timezone
    try:
        same = _through_the_year(told, workspace.today.year) == _through_the_year(zone, workspace.today.year)
    except (ZoneInfoNotFoundError, ValueError):
        same = False
    yield Line("google_zone", "ok" if same else "note", {"sheet": told, "zone": zone})


def _through_the_year(zone: str, year: int) -> list[dt.timedelta | None]:
    return [dt.datetime(year, month, 15, 12, tzinfo=ZoneInfo(zone)).utcoffset() for month in range(1, 13)]


def _locale(workspace: Workspace, told: str) -> Iterator[Line]:
    """What the sheet makes of a date and a price that are typed into it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(told)
    except (UnknownLocaleError, ValueError):
        return
    month_first = locale.date_formats["short"].pattern.lower().startswith("m")
    point = locale.number_symbols.get("latn", {}).get("decimal") == "." and workspace.config.language != "en"
    yield Line("google_locale", "note" if month_first or point else "ok", {"locale": told})


def _at_work(workspace: Workspace) -> Iterator[Line]:
    try:
        holder = workspace.store.locked_by()
    except ClientsheetError:
        return  # whatever it is, the line about the contents says it
    if holder is not None:
        yield Line("google_at_work", "note", {"holder": holder or "?"})
