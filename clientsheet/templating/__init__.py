"""A template and its facts -> the subject, the HTML and the plain text of a letter. Knows no client, writes nothing.

A template is ``letters/<name>.<language>.md``: front matter (``subject:``, ``preheader:``, ``attachments:``), then
Markdown, both with Jinja2 in its sandbox; ``letters/<name>.sms.<language>.md`` has its words for a phone. What a cell
holds is never read as Markdown, HTML or Jinja. An unknown name is a mistake that tells the file and the line.
"""

from __future__ import annotations

from clientsheet.templating.filters import Called, spaced
from clientsheet.templating.layout import Layout
from clientsheet.templating.letter import Frame, Rendered, Template, TemplateMistake
from clientsheet.templating.sandbox import Record, sandbox
from clientsheet.templating.templates import SHIPPED, Templates

__all__ = [
    "SHIPPED",
    "Called",
    "Frame",
    "Layout",
    "Record",
    "Rendered",
    "Template",
    "TemplateMistake",
    "Templates",
    "sandbox",
    "spaced",
]
