"""A Word template filled in. The owner edits templates in Word; Jinja2 runs in its sandbox, strict about unknown names,
and what a cell holds is words, never markup."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from clientsheet.errors import WrongUse
from clientsheet.templating import Record, sandbox
from clientsheet.templating.filters import filters
from clientsheet.text import show

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

NUMBER: Final = "\ue0a1number\ue0a2"
PLACE: Final = "\ue0a1place\ue0a2"
"""What stands for the number, and for its place within the year, while the number is nobody's yet. Letters for private
use, which no cell holds."""

_UNFIT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


class DocumentMistake(WrongUse):
    """The template cannot be carried out: ``facts`` hold ``file`` and ``what``."""


def filled(template: Path, facts: Mapping[str, Any], *, language: str, currency: str, title: str) -> bytes:
    """The bytes of a .docx, its number still to come: where the facts hold ``NUMBER`` or ``PLACE``, ``numbered`` puts
    them. ``title`` goes into its properties. DocumentMistake: the template asks for a name that there is not, or is no
    Word file."""
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(template)
        document.render({name: _clean(value) for name, value in facts.items()}, _environment(language, currency), True)
        properties = document.docx.core_properties
        properties.title, properties.subject, properties.author, properties.comments = title, "", "", ""
        made = BytesIO()
        document.save(made)
    except Exception as error:  # whatever an owner's template can raise stops this document only
        raise DocumentMistake(
            "documents.template", hint="documents.template.hint", file=template.name, what=_told(error)
        ) from error
    return made.getvalue()


def numbered(content: bytes, number: str, place: int) -> bytes:
    """The document with its number. The same content and number give the same bytes."""
    written = {NUMBER: escape(number), PLACE: str(place) if place else escape(number)}
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            held = old.read(part)
            if part.filename.endswith(".xml"):
                for mark, told in written.items():
                    held = held.replace(mark.encode(), told.encode())
            new.writestr(part, held)
    return made.getvalue()


def mistake(template: Path, currency: str) -> str:
    """What is wrong with a template, as far as it shows without a document: '' where nothing is."""
    from docxtpl import DocxTemplate

    try:
        DocxTemplate(template).get_undeclared_template_variables(_environment("en", currency))
    except Exception as error:  # whatever an owner's template can raise
        return _told(error)
    return ""


def _environment(language: str, currency: str) -> SandboxedEnvironment:
    environment = sandbox()
    environment.finalize = lambda value: value if isinstance(value, str) else show(value, language)
    environment.filters.update(filters(language, currency))
    return environment


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _UNFIT.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).replace("№ ", "№\xa0")
    if isinstance(value, Record):
        return Record(**{name: _clean(held) for name, held in vars(value).items()})
    if isinstance(value, (list, tuple)):
        return [_clean(held) for held in value]
    return value


def _told(error: Exception) -> str:
    said = str(error).strip().splitlines()
    return said[0].rstrip(".") if said else type(error).__name__
