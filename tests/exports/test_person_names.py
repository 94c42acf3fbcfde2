"""The parts of a name, as owners write names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.book.exporting.names import Name, parts


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Коваленко Марина Іванівна", Name("Марина", "Іванівна", "Коваленко")),
        ("Марина Іванівна Коваленко", Name("Марина", "Іванівна", "Коваленко")),
        ("Марина Іванівна", Name("Марина", "Іванівна")),
        ("Марина Коваль", Name("Марина", "", "Коваль")),
        ("Коваль Марина", Name("Марина", "", "Коваль")),
        ("Коваль, Марина", Name("Марина", "", "Коваль")),
        ("Сидоров Сергей Петрович", Name("Сергей", "Петрович", "Сидоров")),
        ("Кузнецова Юлия", Name("Юлия", "", "Кузнецова")),
        ("Олена Петрович", Name("Олена", "", "Петрович")),
        ("Петрович Олена", Name("Олена", "", "Петрович")),
        ("Оглоблин Святополк", Name("Святополк", "", "Оглоблин")),
        ("Анна-Марія Кос", Name("Анна-Марія", "", "Кос")),
        ("Мамедов Заур Алієвич", Name("Заур", "Алієвич", "Мамедов")),
        ("О. Коваль", Name("О.", "", "Коваль")),
        ("Коваль О. М.", Name("О.", "М.", "Коваль")),
        ("Jane M. Doe", Name("Jane", "M.", "Doe")),
        ("Jane Doe", Name("Jane", "", "Doe")),
        ("Марина", Name("Марина")),
        ("Ірина (мама Олі) Ткач", Name("Ірина", "", "Ткач")),
        ("ТОВ «Альфа Плюс»", Name(firm="ТОВ «Альфа Плюс»")),
        ("Acme Ltd", Name(firm="Acme Ltd")),
        ("ФОП Коваль Марина", Name("Марина", "", "Коваль", "ФОП Коваль Марина")),
        ("", Name()),
    ],
)
def test_a_name_has_its_parts_in_whatever_order_it_is_written(written, name):
    assert parts([written]) == [name]


def test_where_no_dictionary_knows_the_order_is_that_of_the_other_names():
    stranger = "Аґінь Ґуянь"
    assert parts([stranger, "Марина Коваль", "Іван Мороз", "Бондар Олена"])[0].first == "Аґінь"
    assert parts([stranger, "Коваль Марина", "Мороз Іван", "Олена Бондар"])[0].first == "Ґуянь"


@given(st.text(alphabet="абвіїєАБВ ,.-’'()«»x", max_size=30))
def test_no_word_of_a_name_is_lost_or_made_up(written):
    (name,) = parts([written])
    if not name.firm:
        told = sorted(" ".join(name).replace(",", " ").split())
        import re

        assert told == sorted(re.sub(r"\([^)]*\)", " ", written).replace(",", " ").split())
