"""The letters that come with the program: there is one for every occasion, and it reads well for anybody."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientsheet.book.demo import TODAY, demo
from clientsheet.book.letters.chosen import Chosen
from clientsheet.book.letters.composing import Composer
from clientsheet.book.letters.facts import BLANK
from clientsheet.book.letters.rows import Mailing
from clientsheet.book.reading.understand import understand
from clientsheet.book.shop import Shop
from clientsheet.book.tabs.choices import OCCASIONS, ORDER_STAGES
from clientsheet.config import Business, Config
from clientsheet.mail.letter import Letter
from clientsheet.mail.sms_parts import parts
from clientsheet.stores.memory import MemoryStore
from clientsheet.templating import SHIPPED, Templates
from clientsheet.templating.filters import filters
from clientsheet.text import LANGUAGES

LETTERS = sorted(path.name.removesuffix(".md") for path in (SHIPPED / "letters").glob("*.*.md"))
FACTS: dict[str, Any] = dict(BLANK) | {
    "names": ["Коваленко Марина Іванівна"],
    "offer": [{"name": "Ботокс для волосся", "price": 1800.0, "duration": None}],
    "business": Business(
        name="Салон «Марина»",
        phone="+380 44 123 45 67",
        email="salon@example.com",
        address="Київ, Садова, 5",
        iban="UA123456789012345678901234567",
        tax_id="1234567890",
    ),
    "last_visit": dt.date(2026, 2, 15),
    "contacted": dt.date(2026, 3, 20),
    "day": dt.date(2026, 4, 6),
    "date": dt.date(2026, 4, 8),
    "time": dt.time(10, 30),
    "service": "Фарбування",
    "services": ("Фарбування", "Стрижка"),
    "staff": "Олена",
    "discount": None,
    "contract": "Д-7",
    "subject": "Обслуговування",
    "end": dt.date(2026, 5, 1),
    "pay_by": dt.date(2026, 4, 1),
    "balance": 250.5,
    "stage": "ready",
    "stage_words": "готово",
    "goods": "у нас на складі",
    "what": "подзвонити",
}
BARE: dict[str, Any] = {
    name: [] if name == "offer" else BLANK.get(name)
    for name in FACTS
    if name not in ("names", "business", "day", "date", "end")
}
ODD = {"names": ["ТОВ «Ромашка»", "Іван"], "person": "Ольга", "discount": 10, "balance": -5, "stage": "lost"}
STAGES = {stage: FACTS | {"stage": stage} for stage, _ in ORDER_STAGES}
MISSING = re.compile(r"None|\{\{|\{%|undefined|\(\)|«»|“”| ,| \.|:\.|  |\n{3}")


def template(name: str) -> Any:
    letter, *kinds, language = name.split(".")
    found = Templates(None).letter(letter, [language], short=bool(kinds))
    assert found is not None
    assert found.path.name == f"{name}.md"
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", [occasion for occasion, _ in OCCASIONS])
def test_every_occasion_has_a_letter_and_short_words_in_every_language(occasion: str, language: str) -> None:
    assert {f"{occasion}.{language}", f"{occasion}.sms.{language}"} <= set(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize(
    "said",
    [FACTS, FACTS | BARE | {"business": Business()}, FACTS | ODD, *STAGES.values()],
    ids=["full", "bare", "odd", *STAGES],
)
def test_every_letter_is_written_for_everybody(name: str, said: dict[str, Any]) -> None:
    """Full, nearly empty or odd facts: a subject, both parts, no word missing, no gap where one would be."""
    found = template(name).render(said)
    for part in (found.subject, found.preheader, found.text):
        assert not MISSING.search(part), part
    assert found.subject
    assert found.text.strip()
    blocks = re.sub(r"<li>\s*<p>.*?</p>", "<li>", found.html, flags=re.DOTALL)
    assert found.text.count("\n\n") == len(re.findall(r"<(?:p|ul|ol|table)\b", blocks)) - 1


@pytest.mark.parametrize("name", [name for name in LETTERS if ".sms." in name])
def test_short_words_are_one_paragraph_of_at_most_three_parts(name: str) -> None:
    text = template(name).render(FACTS | {"person": ""}).text.strip()
    assert "\n" not in text
    assert parts(text) <= 3


def test_the_page_about_templates_names_every_filter_and_every_fact() -> None:
    page = (SHIPPED / "letters" / "README.md").read_text("utf-8")
    for name in (
        *(f"\\|{name}" for name in filters("uk", "UAH")),
        *(f"`{name}`" for name in (*BLANK, "offer", "names", "business", "today", "due", "day", "mailing")),
    ):
        assert name in page, name


# -- the demo, everybody in it


@pytest.fixture(scope="module", params=LANGUAGES)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The demo salon, every order of which is at a new stage and every client of which is new."""
    language = request.param
    store = MemoryStore()
    store.build(demo(language, "demo"))
    business = Business(name="Салон «Локон»", email="salon@example.com", phone="+380440000001")
    config = Config.default(tmp_path_factory.mktemp("demo"), language=language, business=business)
    book = understand(store.read(), config, TODAY)
    return Shop(book, {("looked", "client"): ("", TODAY), ("looked", "stage"): ("", TODAY)})


def everybody(shop: Shop, occasion: str, channel: str) -> Iterator[Chosen]:
    """A letter of that occasion to each client, whether one is due or not, with what the occasion knows of them."""
    events = shop.occasion(occasion, TODAY if occasion == "date" else None)
    known = {int(client): events.facts(k) for k, client in enumerate(events.client)}
    nothing = {"date": TODAY, "end": TODAY, "days": 90}
    mailing = Mailing(0, occasion, True, occasion, 0, channel, occasion, "draft", False, 3, 100)
    for client in range(len(shop.keys)):
        yield Chosen(
            mailing=mailing,
            client=client,
            key=f"{occasion}/{client}/x",
            due=TODAY,
            day=TODAY,
            expires=TODAY,
            channel=channel,
            recipient="client@example.com" if channel == "email" else "+380671234567",
            way="folder",
            draft=True,
            facts=known.get(client, nothing),
        )


def composer(shop: Shop) -> Composer:
    return Composer(shop, Templates(None), "demo", dt.datetime(2026, 4, 6, 9, 30, tzinfo=dt.UTC))


@pytest.mark.parametrize("channel", ["email", "sms"])
@pytest.mark.parametrize("occasion", [occasion for occasion, _ in OCCASIONS])
def test_every_client_of_the_demo_can_be_written_to_about_anything(shop: Shop, occasion: str, channel: str) -> None:
    compose = composer(shop).compose
    letters = [compose(chosen) for chosen in everybody(shop, occasion, channel)]
    assert len(letters) == len(shop.keys) >= 40
    for letter in letters:
        for part in (letter.subject, *shown(letter)):
            assert not MISSING.search(part), part
        assert letter.because


def shown(letter: Letter) -> list[str]:
    """What the client reads: the text, and the words of the HTML part where there is one."""
    if not letter.content:
        return [letter.text]
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    html = message.get_body(("html",))
    assert html is not None
    words = re.sub(r"<style.*?</style>|<!--.*?-->|<[^>]+>", "", html.get_content(), flags=re.DOTALL)
    return [letter.text, *filter(None, map(str.strip, words.splitlines()))]


def test_a_booked_visit_comes_with_an_event_for_the_calendar(shop: Shop, tmp_path: Path) -> None:
    booked = next(chosen for chosen in everybody(shop, "booking", "email") if chosen.facts.get("service"))
    message = email.message_from_bytes(composer(shop).compose(booked).content, policy=email.policy.default)
    (event,) = message.iter_attachments()
    assert event.get_filename() == "visit.ics"
    assert event.get_content_type() == "text/calendar"
    assert "BEGIN:VEVENT" in event.get_content()
