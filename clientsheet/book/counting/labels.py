"""What was bought, by its name: the services of the price list, and what is in no list as the owner wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clientsheet.book.reading.links import Directory, Links
from clientsheet.sheet.kinds.fold import fold
from clientsheet.sheet.tables import Table


@dataclass(frozen=True)
class Labels:
    """``names[label]`` is what a label is called; ``row[label]`` its row of the services tab, negative: none."""

    names: Sequence[str]
    row: Links
    of_text: Links
    """The label of each text that was given."""

    def along(self, texts: Links) -> Links:
        """The label of each purchase; ``texts`` are the numbers of its texts, negative where it names none."""
        return np.append(self.of_text, np.int32(-1))[np.maximum(texts, -1)]


def labels(texts: Sequence[str], services: Table, directory: Directory) -> Labels:
    """One label for all the spellings and codes of one service."""
    rows = directory.links(texts)
    called = services.values("name")
    numbers: dict[object, int] = {}
    names: list[str] = []
    places: list[int] = []
    of_text = np.empty(len(texts), np.int32)
    for position, (text, row) in enumerate(zip(texts, rows.tolist(), strict=True)):
        same: object = row if row >= 0 else fold(text)
        if same not in numbers:
            numbers[same] = len(names)
            names.append((called[row] or text) if row >= 0 else text.strip())
            places.append(row)
        of_text[position] = numbers[same]
    return Labels(names, np.array(places, np.int32), of_text)
