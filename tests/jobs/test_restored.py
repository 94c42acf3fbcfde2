"""A workbook that was put back is not a workbook that was typed over."""

from __future__ import annotations

import datetime as dt
import shutil

from demo_salon import Salon

LATER = dt.date(2026, 7, 6)
CLIENTS = "Клієнти"


def test_an_older_copy_put_back_by_hand_keeps_nothing_by_hand(salon: Salon) -> None:
    """Three months of our own updates are missing in it; the owner typed none of them."""
    older = salon.workbook.with_suffix(".copy")
    shutil.copy2(salon.workbook, older)
    assert salon.sync(LATER).patch
    shutil.copy2(older, salon.workbook)
    assert salon.sync(LATER).kept == 0
    assert not salon.sync(LATER).patch


def test_what_the_owner_kept_by_hand_is_kept_in_the_older_copy_too(salon: Salon) -> None:
    place = salon.where(CLIENTS, "Сегмент", 3)
    salon.types(CLIENTS, place, "моя сусідка")
    salon.sync()
    older = salon.workbook.with_suffix(".copy")
    shutil.copy2(salon.workbook, older)
    salon.sync(LATER)
    shutil.copy2(older, salon.workbook)
    assert salon.sync(LATER).kept == 1
    assert salon.cell(CLIENTS, place) == "моя сусідка"
