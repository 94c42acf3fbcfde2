"""Which tab of a workbook is which of ours, and which column means what: titles and headings compared as words.

Anchors go before words (a renamed heading of ours still is ours), the owner's config.yaml before our own aliases.
Nothing of a tab is read beyond its first rows, and nothing at all of a tab whose title says nothing, unless tabs are
to be found ``by_headings``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from clientsheet.book.reading.aliases import Alias, aliases, titled
from clientsheet.book.tabs import TABS, tab
from clientsheet.config import Config
from clientsheet.errors import ConfigError
from clientsheet.sheet.address import a1
from clientsheet.sheet.finding import Finding, Severity
from clientsheet.sheet.grid import Anchor, CellError, Grid, GridTab, Raw, Uncalculated
from clientsheet.sheet.kinds import fold
from clientsheet.sheet.schema import Tab
from clientsheet.text import LANGUAGES, show

SEARCHED_ROWS: Final = 20
"""The headings stand in one of these."""

LONGEST: Final = 120
"""Letters of a heading; what stands behind them is a text."""

ENOUGH: Final = 3
"""So many headings of a tab, the indispensable ones among them, tell what an unknown tab is."""

How = Literal["anchor", "config", "title", "headings", "heading", "alias", ""]


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column that is understood. ``how``: by its anchor, by config.yaml, by the very heading we write, by an alias."""

    number: int
    heading: str
    how: How


@dataclass(frozen=True, slots=True)
class Rival:
    """A heading that means the same as the column that was taken for ``name``, and is left to the owner."""

    number: int
    heading: str
    name: str


@dataclass(frozen=True)
class SeenTab:
    """``name``: of the declaration, '' for a tab that is the owner's alone. ``heading_row`` 0: no headings found.

    ``columns``: by declared name. ``unknown``: headings by column number. ``guesses``: what an unknown heading
    probably means (declared name by column number).
    """

    title: str
    name: str = ""
    how: How = ""
    heading_row: int = 0
    columns: Mapping[str, SeenColumn] = field(default_factory=dict)
    rivals: tuple[Rival, ...] = ()
    unknown: Mapping[int, str] = field(default_factory=dict)
    guesses: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognition:
    """All tabs of the workbook in order; the language its headings are written in; what is missing or doubled."""

    tabs: tuple[SeenTab, ...]
    language: str
    news: tuple[Finding, ...] = ()

    def __getitem__(self, name: str) -> SeenTab | None:
        return next((seen for seen in self.tabs if seen.name == name), None)


def recognise(grid: Grid, config: Config, by_headings: bool = True) -> Recognition:
    """ConfigError: config.yaml maps a tab or a column that does not exist."""
    _refuse_unknown_names(config)
    named, doubled = _by_name(grid, config)
    seen = {title: _look(grid, config, title, name, how) for title, (name, how) in named.items()}
    if by_headings:
        seen |= _by_headings(grid, config, seen)
    tabs = tuple(seen.get(there.title) or SeenTab(there.title) for there in grid.tabs)
    if by_headings:
        tabs = tuple(_with_guesses(one) for one in tabs)
    language = _language(tabs, config.language)
    return Recognition(tabs, language, (*doubled, *_news(grid, tabs, language)))


def _refuse_unknown_names(config: Config) -> None:
    known = {declared.name: {column.name for column in declared.columns} for declared in TABS}
    for section, names in (("tabs", config.tabs), ("headings", config.headings)):
        for name in names:
            if name not in known:
                raise ConfigError(
                    "config.unknown-tab",
                    hint="config.known-keys",
                    place=config.place(section, name),
                    name=name,
                    known=", ".join(known),
                )
    for name, columns in config.headings.items():
        for column in columns:
            if column not in known[name]:
                raise ConfigError(
                    "config.unknown-column",
                    hint="config.known-keys",
                    place=config.place("headings", name, column),
                    tab=name,
                    name=column,
                    known=", ".join(sorted(known[name])),
                )


# Tabs


def _by_name(grid: Grid, config: Config) -> tuple[dict[str, tuple[str, How]], list[Finding]]:
    """Title -> declared name, by anchors, then config.yaml, then the title; and the titles that came too late."""
    titles = [there.title for there in grid.tabs]
    found: dict[str, tuple[str, How]] = {}
    taken: dict[str, str] = {}

    def take(title: str, name: str, how: How) -> None:
        if (
            title in titles
            and title not in found
            and name not in taken
            and (how == "anchor" or _may_be(grid, title, name))
        ):
            found[title], taken[name] = (name, how), title

    for (name, title), _ in Counter(_anchored(grid.anchors)).most_common():
        take(title, name, "anchor")
    for name, wanted in config.tabs.items():
        folded = [fold(word) for word in wanted]
        for title in sorted((one for one in titles if fold(one) in folded), key=lambda one: folded.index(fold(one))):
            take(title, name, "config")
    matched = [(alias.rank, title, alias.name) for title in titles if (alias := titled(title))]
    doubled = []
    for _, title, name in sorted(matched, key=lambda match: match[0]):
        take(title, name, "title")
        if title not in found and name in taken and found[taken[name]][1] == "title":
            doubled.append(Finding("tab-doubled", Severity.WARNING, title, 0, 0, facts={"title": taken[name]}))
    return found, doubled


def _may_be(grid: Grid, title: str, name: str) -> bool:
    """A tab that the program writes whole must be its own, or empty: an owner may have a «Summary» too."""
    there = grid.tab(title)
    if tab(name).writer != "program" or there is None or not there.row_count:
        return True
    return max((len(_meanings(row, aliases(name))) for row in _top(there)), default=0) >= ENOUGH


def _anchored(anchors: Mapping[str, Anchor]) -> Iterator[tuple[str, str]]:
    known = {declared.name for declared in TABS}
    for name, anchor in anchors.items():
        declared = name.partition(".")[0]
        if declared in known:
            yield declared, anchor.tab


def _by_headings(grid: Grid, config: Config, seen: Mapping[str, SeenTab]) -> dict[str, SeenTab]:
    """Tabs whose title says nothing, but whose headings are those of a declared tab that is not there yet."""
    free = [declared for declared in TABS if declared.writer != "program" and declared.name not in _names(seen)]
    candidates = []
    for there in grid.tabs:
        if (there.title not in seen or _is_doubtful(seen[there.title])) and there.row_count:
            for place, declared in enumerate(free):
                found = _look(grid, config, there.title, declared.name, "headings")
                named = len(found.columns) + len(found.unknown)
                if _tells(found, declared) and 2 * len(found.columns) >= named:
                    candidates.append((-len(found.columns), named, place, found))
    chosen: dict[str, SeenTab] = {}
    for *_, found in sorted(candidates, key=lambda candidate: candidate[:3]):
        if found.title not in chosen and found.name not in _names(chosen):
            chosen[found.title] = found
    return chosen


def _is_doubtful(seen: SeenTab) -> bool:
    """«Contacts» may be the people at our clients, or the clients themselves."""
    required = {column.name for column in tab(seen.name).columns if column.required}
    return seen.how == "title" and not required <= set(seen.columns)


def _tells(found: SeenTab, declared: Tab) -> bool:
    required = {column.name for column in declared.columns if column.required}
    return len(found.columns) >= ENOUGH and required <= set(found.columns)


def _names(seen: Mapping[str, SeenTab]) -> set[str]:
    return {one.name for one in seen.values()}


# Columns


def _look(grid: Grid, config: Config, title: str, name: str, how: How) -> SeenTab:
    """The columns of one tab, taken for the declaration ``name``."""
    there = grid.tab(title)
    known = aliases(name, config)
    ours = _anchors_of(grid, title, name)
    top = _top(there) if there else []
    row = next(iter(Counter(anchor.row for anchor in ours.values()).most_common(1)), (0, 0))[0]
    row = row or _heading_row(top, known)
    if not row:
        return SeenTab(title, name, how)
    cells = top[row - 1] if row <= len(top) else (there.rows(row, row) if there else [[]])[0]
    words = {number: word for number, cell in enumerate(cells, 1) if (word := _word(cell))}
    columns, rivals = _columns(words, known, {column: one.column for column, one in ours.items() if one.row == row})
    used = {column.number for column in columns.values()}
    unknown = {number: word for number, word in words.items() if number not in used}
    return SeenTab(title, name, how, row, columns, rivals, unknown)


def _anchors_of(grid: Grid, title: str, name: str) -> dict[str, Anchor]:
    """The recorded columns of that tab, by the name of the column."""
    declared = {column.name for column in tab(name).columns}
    return {
        column: anchor
        for full, anchor in grid.anchors.items()
        if full.startswith(f"{name}.") and (column := full.removeprefix(f"{name}.")) in declared and anchor.tab == title
    }


def _top(there: GridTab) -> list[list[Raw]]:
    return there.rows(1, SEARCHED_ROWS)


def _heading_row(top: Sequence[Sequence[Raw]], known: Mapping[str, Alias]) -> int:
    """The row that names most columns, the first of several; 0: none does."""
    counts = [len(_meanings(row, known)) for row in top]
    best = max(counts, default=0)
    return counts.index(best) + 1 if best else 0


def _meanings(row: Sequence[Raw], known: Mapping[str, Alias]) -> set[str]:
    """The columns that a row names."""
    return {known[word].name for cell in row if (word := fold(_word(cell))) in known}


def _word(cell: Raw) -> str:
    """A heading on one line; a number or a date may be one too (a column for each year)."""
    if cell is None or isinstance(cell, (CellError, Uncalculated)):
        return ""
    return " ".join(show(cell, "en")[:LONGEST].split())


def _columns(
    words: Mapping[int, str], known: Mapping[str, Alias], anchored: Mapping[str, int]
) -> tuple[dict[str, SeenColumn], tuple[Rival, ...]]:
    """The best heading for each column, the leftmost of equals; the others are rivals."""
    columns = {name: SeenColumn(number, words.get(number, ""), "anchor") for name, number in anchored.items()}
    taken = set(anchored.values())
    matches = sorted(
        (alias.rank, number, alias.name)
        for number, word in words.items()
        if number not in taken and (alias := known.get(fold(word)))
    )
    rivals = []
    for rank, number, name in matches:
        if name not in columns:
            how: How = "config" if rank < 0 else "alias" if rank else "heading"
            columns[name] = SeenColumn(number, words[number], how)
        elif columns[name].how != "anchor":
            rivals.append(Rival(number, words[number], name))
    in_order = dict(sorted(columns.items(), key=lambda item: item[1].number))
    return in_order, tuple(sorted(rivals, key=lambda rival: rival.number))


def _with_guesses(seen: SeenTab) -> SeenTab:
    """Unknown headings that contain, or nearly are, a word for a column that is still missing."""
    import difflib

    if not seen.name:
        return seen
    missing = {word: alias.name for word, alias in aliases(seen.name).items() if alias.name not in seen.columns}
    guesses: dict[int, str] = {}
    for number, heading in seen.unknown.items():
        folded = fold(heading)
        inside = [word for word in missing if len(word) > 3 and word in folded]
        best = max(inside, key=len) if inside else next(iter(difflib.get_close_matches(folded, missing, 1, 0.8)), None)
        if best and missing[best] not in guesses.values():
            guesses[number] = missing[best]
    return replace(seen, guesses=guesses)


# What follows


def _language(tabs: Sequence[SeenTab], preferred: str) -> str:
    """The language most titles and headings are written in; of equals the shop's own."""
    hits: Counter[str] = Counter(dict.fromkeys(LANGUAGES, 0))
    for seen in tabs:
        if seen.name:
            words = [aliases(seen.name).get(fold(column.heading)) for column in seen.columns.values()]
            for alias in (titled(seen.title), *words):
                hits.update(alias.languages if alias else ())
    best = max(hits.values())
    return preferred if hits[preferred] == best else next(one for one in LANGUAGES if hits[one] == best)


def _news(grid: Grid, tabs: Sequence[SeenTab], language: str) -> Iterator[Finding]:
    by_name = {seen.name: seen for seen in tabs if seen.name}
    for declared in TABS:
        seen = by_name.get(declared.name)
        if seen is None:
            if declared.required:
                facts = {"title": declared.titles.first(language)}
                yield Finding("tab-missing", Severity.ERROR, "", 0, 0, facts=facts)
        elif declared.writer != "program":
            yield from _missing_headings(grid, seen, declared, language)
            yield from _rivals(seen)


def _missing_headings(grid: Grid, seen: SeenTab, declared: Tab, language: str) -> Iterator[Finding]:
    there = grid.tab(seen.title)
    if not seen.heading_row and not declared.required and not (there and there.row_count):
        return
    for column in declared.columns:
        if column.required and column.name not in seen.columns:
            facts = {"title": column.headings.first(language)}
            yield Finding("heading-missing", Severity.ERROR, seen.title, seen.heading_row, 0, facts=facts)


def _rivals(seen: SeenTab) -> Iterator[Finding]:
    for rival in seen.rivals:
        taken = seen.columns[rival.name]
        same = fold(taken.heading) == fold(rival.heading)
        facts = {"taken": taken.heading, "other": a1(seen.heading_row, taken.number)}
        code, severity = ("heading-doubled", Severity.WARNING) if same else ("heading-spare", Severity.HINT)
        place = (seen.heading_row, rival.number)
        yield Finding(code, severity, seen.title, *place, rival.heading, rival.heading, facts)
