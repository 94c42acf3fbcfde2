"""A template and its facts -> the subject, the HTML and the plain text of a letter. Knows no client, writes nothing.

A template is ``letters/<name>.<language>.md``: front matter (``subject:``, ``preheader:``), then Markdown, both with
Jinja2 in its sandbox. What a cell holds is never read as Markdown, HTML or Jinja. An unknown name is a mistake that
tells the file and the line. The text part is written from the same Markdown, to be read, not stripped from HTML.
"""

from __future__ import annotations

import datetime as dt
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clientsheet.errors import WrongUse
from clientsheet.text import plural, show
from clientsheet.text.names import first_name, vocative

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment
    from markdown_it.token import Token

_LONE_TAG: Final = re.compile(r"^[ \t]*({%(?:(?!%}).)*)(%})[ \t]*\n", re.MULTILINE)
"""A line that is one tag leaves no line behind: its break goes inside the tag, so that lines still count."""

_AND: Final = {"uk": " та ", "ru": " и ", "en": " and "}
_HERE: Final = Path(__file__).resolve().parent
SHIPPED: Final = next((p for p in (_HERE / "templates", _HERE.parent / "templates") if p.is_dir()), _HERE / "templates")
"""The templates that come with the program (inside the wheel, or beside the package in a checkout)."""


class TemplateMistake(WrongUse):
    """The template cannot be carried out: ``facts`` hold ``file``, ``line`` and ``what``."""


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    preheader: str
    html: str
    text: str


@dataclass(frozen=True)
class Template:
    """One letter in one language. ``render`` raises TemplateMistake."""

    path: Path
    language: str
    source: str
    _jinja: SandboxedEnvironment
    _plain: SandboxedEnvironment

    @cached_property
    def _parts(self) -> tuple[Any, Any, Any]:
        head, body = _front_matter(self)
        compiled = []
        for environment, (line, source) in (
            (self._plain, head.get("subject", (1, ""))),
            (self._plain, head.get("preheader", (1, ""))),
            (self._jinja, body),
        ):
            # blank lines before the source keep the line numbers of the file in every message
            code = self._compiled(environment, "\n" * (line - 1) + source)
            compiled.append(code)
        return compiled[0], compiled[1], compiled[2]

    def _compiled(self, environment: SandboxedEnvironment, source: str) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            code = environment.compile(source, str(self.path), str(self.path))
        except TemplateSyntaxError as error:
            raise self._mistake(error.lineno, error.message or "") from error
        return environment.template_class.from_code(environment, code, environment.make_globals(None))

    def check(self) -> None:
        """TemplateMistake: the template is not well written (its names are only known when it is rendered)."""
        _ = self._parts

    def render(self, facts: Mapping[str, object]) -> Rendered:
        subject, preheader, body = self._parts
        try:
            lines = [" ".join(part.render(facts).split()) for part in (subject, preheader)]
            tokens = _markdown().parse(body.render(facts))
        except Exception as error:  # whatever an owner's expression can raise stops this letter only
            raise self._mistake(self._line_of(error), str(error)) from error
        if not lines[0]:
            raise self._mistake(1, "subject")
        return Rendered(lines[0], lines[1], _html(tokens), _text(tokens))

    def _line_of(self, error: Exception) -> int:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(self.path)]
        return frames[-1].lineno or 1 if frames else 1

    def _mistake(self, line: int, what: str) -> TemplateMistake:
        return TemplateMistake("letter.mistake", file=self.path.name, line=line, what=what)


class Templates:
    """The shop's own folder first, then the templates that come with the program."""

    def __init__(self, folder: Path | None, currency: str = "UAH") -> None:
        self.folders = tuple(f for f in (folder, SHIPPED) if f is not None)
        self.currency = currency
        self._known: dict[tuple[str, str], Template | None] = {}
        self._environments: dict[str, tuple[SandboxedEnvironment, SandboxedEnvironment]] = {}

    def letter(self, name: str, languages: Iterable[str]) -> Template | None:
        """The letter in the first of the languages that it is written in; None: in none of them."""
        return next((found for language in languages if (found := self._letter(name, language))), None)

    def layout(self) -> Callable[..., str]:
        """The frame around the HTML part, its styles not yet inlined."""
        path = self._file("layout.html")
        if path is None:
            raise TemplateMistake("letter.mistake", file="layout.html", line=1, what="-")
        environment = _environment("en", self.currency, escape="html")
        return environment.from_string(path.read_text("utf-8")).render

    def names(self) -> list[str]:
        """Every letter there is a template for, by name."""
        found = {p.name.split(".")[0] for f in self.folders for p in (f / "letters").glob("*.*.md")}
        return sorted(found)

    def _letter(self, name: str, language: str) -> Template | None:
        if (name, language) not in self._known:
            self._known[name, language] = self._load(name, language)
        return self._known[name, language]

    def _load(self, name: str, language: str) -> Template | None:
        path = self._file(f"{name}.{language}.md") if re.fullmatch(r"[\w-]+", name) else None
        if path is None:
            return None
        if language not in self._environments:
            self._environments[language] = (
                _environment(language, self.currency, escape="markdown"),
                _environment(language, self.currency, escape=""),
            )
        try:
            source = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise TemplateMistake("letter.mistake", file=path.name, line=1, what="UTF-8") from error
        return Template(path, language, source.replace("\r\n", "\n"), *self._environments[language])

    def _file(self, name: str) -> Path | None:
        return next((p for f in self.folders if (p := f / "letters" / name).is_file()), None)


# -- Jinja


def sandbox() -> SandboxedEnvironment:
    """Jinja2's sandbox, strict about unknown names. SecurityError: an expression reached for what it must not."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def _environment(language: str, currency: str, escape: str) -> SandboxedEnvironment:
    environment = sandbox()
    environment.autoescape = escape == "html"
    if escape != "html":
        finish = _escape_markdown if escape == "markdown" else str
        environment.finalize = lambda value: finish(show(value, language))
    environment.filters.update(_filters(language, currency))
    return environment


def _filters(language: str, currency: str) -> dict[str, Callable[..., object]]:
    def dear(names: str | Iterable[str]) -> str:
        """'Марино', 'Марино та Іване': how a letter begins."""
        people = [names] if isinstance(names, str) else list(names)
        return join([vocative(first_name(name, language), language) for name in people])

    def join(words: Iterable[object]) -> str:
        *others, last = [show(word, language) for word in words] or [""]
        return _AND[language].join(filter(None, (", ".join(others), last)))

    return {
        "money": lambda value, unit=currency: money(value, unit, language),
        "date": lambda value: show(value, language),
        "day_month": lambda value: day_month(value, language),
        "plural": lambda number, *forms: f"{show(number, language)} {plural(language, int(number), forms)}",
        "first_name": lambda name: first_name(name, language),
        "vocative": lambda name: vocative(name, language),
        "dear": dear,
        "percent": lambda value: percent(value, language),
        "phone": lambda number: spaced(show(number, language)),
        "tel": lambda number: re.sub(r"[^+\d]", "", show(number, language)),
        "lower_first": lambda word: lower_first(show(word, language)),
        "list": join,
    }


def lower_first(words: str) -> str:
    """'Ботокс для волосся' -> 'ботокс для волосся' inside a sentence; 'VIP-догляд' and 'B12' stay."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def money(value: object, currency: str, language: str) -> str:
    """'1 800 ₴', '1 234,50 ₴': kopecks only where there are some. Blank stays blank."""
    from babel.numbers import format_currency, get_currency_symbol

    if not isinstance(value, (int, float, Decimal)):
        return show(value, language)
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    digits = "#,##0.00" if amount % 1 else "#,##0"
    before = "¤ " if get_currency_symbol(currency, language).isalpha() else "¤"
    shape = f"{before}{digits}" if language == "en" else f"{digits} ¤"
    return format_currency(amount, currency, format=shape, locale=language, currency_digits=False)


def spaced(number: str) -> str:
    """'+380674545451' -> '+380 67 454 54 51', as people read it out; whatever is written otherwise as it is."""
    match = re.fullmatch(r"(\+380)(\d\d)(\d{3})(\d\d)(\d\d)", number)
    return " ".join(match.groups()) if match else number


def percent(value: object, language: str) -> str:
    """'10', 10 and 0.1 (a cell shown as a percentage) -> '10 %'; words stay as they are."""
    text = show(value, language).strip().replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return show(value, language)
    share = Decimal(text) * (100 if isinstance(value, float) and value < 1 else 1)
    return f"{show(share.normalize(), language)} %"


def day_month(value: object, language: str) -> str:
    """'5 квітня', '5 апреля', '5 April', with the year where the value has one worth saying."""
    from babel.dates import format_date

    month, day = getattr(value, "month", None), getattr(value, "day", None)
    if not isinstance(month, int) or not isinstance(day, int):
        return show(value, language)
    return format_date(dt.date(2000, month, day), "d MMMM", locale=language)


# -- Markdown


def _escape_markdown(value: str) -> str:
    """A cell's text inside Markdown: every punctuation mark stands for itself, no line break starts a new block."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(value.split()))


def _front_matter(template: Template) -> tuple[dict[str, tuple[int, str]], tuple[int, str]]:
    """key -> (line, source), and the body with the line it begins on."""
    lines = template.source.split("\n")
    if lines[0].strip() != "---":
        raise template._mistake(1, "---")
    end = next((k for k, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise template._mistake(len(lines), "---")
    head = {}
    for number, line in enumerate(lines[1:end], 2):
        key, colon, value = line.partition(":")
        if colon:
            head[key.strip()] = (number, value.strip())
        elif line.strip():
            raise template._mistake(number, line.strip())
    body = "\n".join(lines[end + 1 :])
    return head, (end + 2, _LONE_TAG.sub(r"\1\n\2", body))


def _markdown() -> Any:
    global _parser
    if _parser is None:
        from markdown_it import MarkdownIt

        # html off: a template is words; the frame and its styles live in layout.html
        _parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _parser


_parser: Any = None


def _html(tokens: list[Token]) -> str:
    """As markdown-it writes it; a link that stands alone in its paragraph becomes a button."""
    for opening, inline in pairwise(tokens):
        children = inline.children or []
        alone = len(children) >= 3 and children[0].type == "link_open" and children[-1].type == "link_close"
        if opening.type == "paragraph_open" and alone and sum(c.type == "link_open" for c in children) == 1:
            opening.attrSet("class", "button")
    parser = _markdown()
    return str(parser.renderer.render(tokens, parser.options, {}))


def _text(tokens: list[Token]) -> str:
    """Paragraphs apart by a blank line, lists with bullets or numbers, links with their address behind."""
    blocks: list[str] = []
    marks: list[str | int] = []
    quote, item = 0, ""
    tight = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                marks.append("• ")
            case "ordered_list_open":
                marks.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                marks.pop()
                tight = False
            case "list_item_open":
                mark = marks[-1]
                item = "  " * (len(marks) - 1) + (mark if isinstance(mark, str) else f"{mark}. ")
                if isinstance(mark, int):
                    marks[-1] = mark + 1
            case "blockquote_open":
                quote += 1
            case "blockquote_close":
                quote -= 1
            case "hr":
                blocks.append("—" * 20)
            case "inline":
                words = "> " * quote + item + _inline_text(token)
                if item and tight:
                    blocks[-1] += "\n" + words
                else:
                    blocks.append(words)
                tight, item = bool(item) or (tight and bool(marks)), ""
            case "fence" | "code_block":
                blocks.append(token.content.rstrip())
    return "\n\n".join(blocks) + "\n"


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    link, shown = "", 0
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type == "link_open":
            link, shown = str(child.attrs.get("href", "")), len(parts)
        elif child.type == "link_close":
            plain = re.sub(r"^(tel|mailto):", "", link).partition("?")[0]
            if plain and plain not in "".join(parts[shown:]).replace(" ", ""):
                parts.append(f": {plain}")
        else:
            parts.append(child.content)
    return "".join(parts)
