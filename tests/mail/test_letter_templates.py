"""Templates and the words in them: every shipped letter reads well for anybody, and a mistake names its line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from salon import HER_VISIT, MARINA, mailing, salon

from clientsheet.templating import TemplateMistake, Templates
from clientsheet.templating.filters import day_month, lower_first, money, percent
from clientsheet.text import LANGUAGES
from clientsheet.text.names import first_name, vocative


def written(folder: Path, body: str, name: str = "try.uk.md") -> Templates:
    (folder / "letters").mkdir(exist_ok=True)
    (folder / "letters" / name).write_text(body, "utf-8")
    return Templates(folder)


def rendered(folder: Path, body: str, **facts: Any) -> str:
    template = written(folder, f"---\nsubject: Тема\n---\n{body}").letter("try", ["uk"])
    assert template is not None
    return template.render(facts).html.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_clients_are_written_to_in_their_own_language(tmp_path: Path, language: str) -> None:
    (letter,) = salon(tmp_path, [MARINA | {"language": language}]).plan().letters
    hello = {"uk": "Добрий день, Марино!", "ru": "Здравствуйте, Марина!", "en": "Hello Марина,"}
    assert letter.text.startswith(hello[language]) or language == "en"
    assert {"uk": "чекаємо", "ru": "ждём", "en": "time to see"}[language] in letter.subject


def test_a_shop_writes_its_own_letters_over_ours(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    (tmp_path / "templates").mkdir()
    body = "---\nsubject: Гей, {{ name }}\n---\n{{ today|date }}\n"
    written(tmp_path / "templates", body, "repeat_visit.uk.md")
    (letter,) = shop.plan().letters
    assert (letter.subject, letter.text) == ("Гей, Коваленко Марина Іванівна", "06.04.2026\n")


def test_a_template_may_use_every_column_of_the_clients_tab(tmp_path: Path) -> None:
    shop = salon(tmp_path)
    columns = [column.name for column in shop.shop().book["clients"].tab.columns]
    (tmp_path / "templates").mkdir()
    body = "\n".join(f"{name}: {{{{ {name} }}}}" for name in columns)
    written(tmp_path / "templates", f"---\nsubject: x\n---\n{body}\n", "repeat_visit.uk.md")
    (letter,) = shop.plan().letters
    assert "visits: 1" in letter.text
    assert "favourite_service: Фарбування" in letter.text


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("---\nsubject: x\n---\nодин\n{{ немає }}\n", 5),
        ("---\nsubject: x\n---\n{% if x %}\n\nбез кінця\n", 5),
        ("---\nsubject: {{ foo }}\n---\nx\n", 2),
        (
            "---\nsubject: x\n---\n{% if x %}\n{% for n in names %}\n\n{{ n.no.more }}\n{% endfor %}\n{% endif %}\n",
            7,
        ),
        ("---\nsubject: x\n---\n{{ ''.__class__.__mro__ }}\n", 4),
        ("---\nsubject: x\n---\n{{ 1 / 0 }}\n", 4),
        ("subject: x\n", 1),
        ("---\nsubject: x\n", 3),
        ("---\nsubject:\n---\nx\n", 1),
    ],
)
def test_a_mistake_names_the_file_and_the_line(tmp_path: Path, body: str, line: int) -> None:
    template = written(tmp_path, body).letter("try", ["uk"])
    assert template is not None
    with pytest.raises(TemplateMistake) as mistake:
        template.render({"names": ["x"], "x": 1})
    assert (mistake.value.facts["file"], mistake.value.facts["line"]) == ("try.uk.md", line)


def test_a_mistake_stops_that_letter_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    written(tmp_path / "templates", "---\nsubject: x\n---\n{{ no_such_name }}\n", "repeat_visit.uk.md")
    people = [MARINA, MARINA | {"id": 2, "email": "b@example.com", "language": "ru"}]
    shop = salon(tmp_path, people, [HER_VISIT, HER_VISIT | {"client": 2}])
    delivered = shop.sync()
    assert delivered.counts["drafted"] == 1
    (out,) = delivered.plan.left_out
    assert out.because("uk").startswith("repeat_visit.uk.md, рядок 4")
    assert shop.sync().mailings == delivered.mailings


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        (b"<html>\n{{ no_such_name }}{{ content }}", 2),
        (b"<html>\n\n{% if %}{{ content }}", 3),
        (b"<html>\n{{ business.__class__.__mro__ }}", 2),
        (b"\xff\xfe<html>{{ content }}", 1),
    ],
)
def test_a_mistake_in_the_frame_names_it_and_its_line(tmp_path: Path, layout: bytes, line: int) -> None:
    """And no letter goes out without one; the rest of the run goes on."""
    (tmp_path / "templates" / "letters").mkdir(parents=True)
    (tmp_path / "templates" / "letters" / "layout.html").write_bytes(layout)
    (out,) = salon(tmp_path).plan().left_out
    assert out.because("uk").startswith(f"layout.html, рядок {line}:")


def test_a_missing_template_is_a_reason(tmp_path: Path) -> None:
    plan = salon(tmp_path, mailings=[mailing("repeat_visit", template="нема")]).plan()
    assert [out.reason for out in plan.left_out] == ["no-template"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60))
def test_what_a_cell_holds_is_words_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, cell: str) -> None:
    """No cell makes a heading, a link, a list, a tag; the text part shows it as it stands."""
    template = written(tmp_path_factory.mktemp("t"), "---\nsubject: {{ x }}.\n---\n{{ x }}\n\n- {{ x }}\n").letter(
        "try", ["uk"]
    )
    assert template is not None
    found = template.render({"x": cell})
    assert set(re.findall(r"<(/?\w+)", found.html)) <= {"p", "/p", "ul", "/ul", "li", "/li"}
    plain = " ".join(cell.split())
    if plain:
        assert found.text.split("\n\n")[0] == plain


@pytest.mark.parametrize(
    "cell",
    [
        "# x",
        "- x",
        "1. x",
        "<b>x</b>",
        "[x](http://x.y)",
        "**x**",
        "`x`",
        "&amp;",
        "x\n\n# y",
        "    x",
        "{{ 7 * 7 }}",
        "***",
        "| a |",
        "x  \ny",
        "\\",
    ],
)
def test_markdown_in_a_cell_stays_as_typed(tmp_path: Path, cell: str) -> None:
    from html import unescape

    html = rendered(tmp_path, "{{ x }}", x=cell)
    assert unescape(html) == f"<p>{' '.join(cell.split())}</p>"


def test_html_in_a_template_is_shown_not_obeyed(tmp_path: Path) -> None:
    assert "&lt;script&gt;" in rendered(tmp_path, "<script>alert(1)</script>")


def test_a_link_alone_is_a_button(tmp_path: Path) -> None:
    """A table, which is what Outlook draws one from."""
    button = rendered(tmp_path, "[Сайт](https://example.com)")
    assert button.startswith('<table role="presentation" class="button"')
    assert '<td><a href="https://example.com">Сайт</a></td>' in button
    assert 'class="button"' not in rendered(tmp_path, "Наш [сайт](https://example.com)")


def test_a_number_and_its_unit_stay_on_one_line_of_the_letter(tmp_path: Path) -> None:
    """In the HTML part; plain text, which a phone may have to show, keeps to ordinary blanks."""
    template = written(tmp_path, "---\nsubject: x\n---\n{{ price|money }} {{ phone|phone }}\n").letter("try", ["uk"])
    assert template is not None
    found = template.render({"price": 1800, "phone": "+380674545451"})
    assert "1\xa0800\xa0₴ +380\xa067\xa0454\xa054\xa051" in found.html
    assert found.text == "1 800 ₴ +380 67 454 54 51\n"


def test_the_text_part_is_made_to_be_read(tmp_path: Path) -> None:
    template = written(
        tmp_path,
        "---\nsubject: x\n---\n# Вітаємо\n\nПерший **рядок**\nтой самий.\n\n"
        "- раз\n- два\n\n1. один\n2. два\n\n> слова\n\n"
        "[Сайт](https://example.com/a) і [лист](mailto:a@b.ua?subject=x)\n\n---\n\nкінець\\\nрядка\n",
    ).letter("try", ["uk"])
    assert template is not None
    assert template.render({}).text == (
        "Вітаємо\n\nПерший рядок той самий.\n\n• раз\n• два\n\n1. один\n2. два\n\n> слова\n\n"
        "Сайт: https://example.com/a і лист: a@b.ua\n\n————————————————————\n\nкінець\nрядка\n"
    )


@pytest.mark.parametrize(
    ("full", "first", "called"),
    [
        ("Коваленко Марина Іванівна", "Марина", "Марино"),
        ("Марина Коваленко", "Марина", "Марино"),
        ("Ткаченко Ігор", "Ігор", "Ігоре"),
        ("Ілля", "Ілля", "Ілле"),
        ("МАР’ЯНА", "Мар’яна", "Мар’яно"),
        ("Анна-Марія Шевчук", "Анна-Марія", "Анно-Маріє"),
        ("Шевченко, Любов", "Любов", "Любове"),
        ("Петро Богдан", "Петро Богдан", "Петро Богдан"),
        ("ТОВ «Марина»", "ТОВ «Марина»", "ТОВ «Марина»"),
        ("ФОП Марина Коваль", "ФОП Марина Коваль", "ФОП Марина Коваль"),
        ("Сергiй", "Сергiй", "Сергiй"),
        ("Бахтіяр Алієв", "Бахтіяр Алієв", "Бахтіяр Алієв"),
        ("Кім", "Кім", "Кім"),
        ("", "", ""),
    ],
)
def test_a_name_is_called_rightly_or_left_as_it_is(full: str, first: str, called: str) -> None:
    """Firms, two names that could both be given ones, a Latin letter inside, a name we do not know: never a guess."""
    assert first_name(full, "uk") == first
    assert vocative(first, "uk") == called


def test_russian_and_english_letters_have_no_vocative() -> None:
    assert vocative("Марина", "ru") == "Марина"
    assert first_name("Иванова Мария Петровна", "ru") == "Мария"
    assert first_name("Emma Stone", "en") == "Emma"


@pytest.mark.parametrize(
    ("value", "currency", "language", "shown"),
    [
        (1800.0, "UAH", "uk", "1 800 ₴"),
        (1234.5, "UAH", "uk", "1 234,50 ₴"),
        (0, "UAH", "ru", "0 ₴"),
        (1234.5, "USD", "en", "$1,234.50"),
        (99, "UAH", "en", "UAH 99"),
        (None, "UAH", "uk", ""),
    ],
)
def test_money_is_written_as_people_write_it(value: Any, currency: str, language: str, shown: str) -> None:
    assert re.sub(r"\s", " ", money(value, currency, language)) == shown


def test_days_in_words() -> None:
    assert [day_month(dt.date(2026, 4, 5), language) for language in LANGUAGES] == ["5 квітня", "5 апреля", "5 April"]
    assert day_month(None, "uk") == ""


def test_a_service_inside_a_sentence_begins_small_unless_it_is_an_abbreviation() -> None:
    assert [lower_first(w) for w in ("Ботокс", "VIP-догляд", "B12", "Я вдома", "")] == [
        "ботокс",
        "VIP-догляд",
        "B12",
        "я вдома",
        "",
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("10", "10 %"), (10, "10 %"), (0.1, "10 %"), ("10 %", "10 %"), (12.5, "12,5 %"), ("на все", "на все")],
)
def test_a_discount_is_a_percentage_however_it_is_written(cell: Any, shown: str) -> None:
    assert percent(cell, "uk") == shown


def test_plural_joins_the_number_and_its_word(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ n|plural('візит', 'візити', 'візитів') }}", n=3) == "<p>3 візити</p>"
