"""A shop's folder: config.yaml and the letter templates laid into it. What is there already is kept as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clientsheet.config import FILE_NAME, Config, load, written
from clientsheet.files import folder_of
from clientsheet.templating import SHIPPED

HOMES: Final = {
    "uk": {"country": "UA", "currency": "UAH", "timezone": "Europe/Kyiv"},
    "ru": {"country": "UA", "currency": "UAH", "timezone": "Europe/Kyiv"},
    "en": {"country": "GB", "currency": "GBP", "timezone": "Europe/London"},
}
"""Where a shop of each language is taken to be until its owner says otherwise."""


@dataclass(frozen=True)
class Laid:
    """``made`` and ``kept`` are paths: new ones, and those that were there before."""

    config: Config
    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def lay(config: Config) -> Laid:
    """Writes config.yaml for ``config`` into its folder and the templates beside it. Where there is a config.yaml,
    that one stays and is the one returned. ConfigError: it cannot be read."""
    place = config.folder / FILE_NAME
    folder_of(place)
    there = place.exists()
    if not there:
        write_new(place, written(config).encode())
    in_force = load(place)
    made, kept = _copy_templates(in_force.templates_path)
    return Laid(in_force, (*(() if there else (place,)), *made), (*((place,) if there else ()), *kept))


def write_new(path: Path, content: bytes) -> None:
    """FileExistsError rather than overwriting."""
    folder_of(path)
    with path.open("xb") as file:
        file.write(content)


def _copy_templates(target: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    made: list[Path] = []
    for file in _files(SHIPPED):
        place = target / file.relative_to(SHIPPED)
        if not place.exists():
            write_new(place, file.read_bytes())
            made.append(place)
    if made:
        return (target,), ()
    return (), (target,)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
