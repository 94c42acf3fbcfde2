"""A worksheet as a stream: its head (columns, size), its rows, its tail (filters, rules, drop-downs).

The bytes come in chunks and go out in chunks; a sheet of hundreds of megabytes is never held whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml

_STRETCH: Final = 1 << 20
"""How many characters of rows are handled at once, at least."""
_PLAIN_CODECS: Final = ("utf-8", "ascii")
_LONGEST_HEAD: Final = 64 << 20


@dataclass(slots=True)
class Rewriting:
    """What is done to each part of a sheet. ``head`` ends with the start tag of the rows' element."""

    head: Callable[[str, str], str]
    """(head, prefix) -> head"""
    stretch: Callable[[str], str]
    """whole rows -> whole rows"""
    rest: Callable[[], str]
    """-> rows below the last one"""
    tail: Callable[[str], str]


def rewritten(chunks: Iterable[bytes], how: Rewriting, title: str) -> Iterator[bytes]:
    """The sheet's new bytes. Refused: comments or the like among the rows, or no rows' element at all."""
    stream = _Text(iter(chunks), title)
    for text in _rewritten(stream, how, title):
        if text:
            yield stream.back(text)


def _rewritten(stream: _Text, how: Rewriting, title: str) -> Iterator[str]:
    head, prefix, buffer = _head(stream, title)
    new = how.head(head, prefix)
    if head.endswith("/>"):
        rows = how.rest()
        yield f"{new[:-2].rstrip()}>{rows}</{prefix}sheetData>" if rows else new
        yield how.tail(buffer + stream.remainder())
        return
    yield new
    end_of_rows, end_of_row = f"</{prefix}sheetData", f"</{prefix}row>"
    while (end := buffer.find(end_of_rows)) < 0:
        if len(buffer) >= _STRETCH and (cut := buffer.rfind(end_of_row)) >= 0:
            cut += len(end_of_row)
            yield _plain(how.stretch, buffer[:cut], title)
            buffer = buffer[cut:]
        buffer += _next(stream, title)
    yield _plain(how.stretch, buffer[:end], title)
    yield how.rest()
    yield how.tail(buffer[end:] + stream.remainder())


def _plain(stretch: Callable[[str], str], text: str, title: str) -> str:
    if "<!" in text or "<?" in text:
        raise Refused("excel.odd_sheet", hint="excel.odd_sheet.hint", tab=title)
    return stretch(text)


def _head(stream: _Text, title: str) -> tuple[str, str, str]:
    """(head, prefix of the element names, what was read beyond the head)."""
    buffer = ""
    while len(buffer) < _LONGEST_HEAD:
        buffer += _next(stream, title)
        tag = xml.first(buffer, "sheetData")
        if tag is not None:
            return buffer[: tag.end], tag.prefix, buffer[tag.end :]
    return _missing(title)


def _next(stream: _Text, title: str) -> str:
    chunk = next(stream, None)
    return _missing(title) if chunk is None else chunk


def _missing(title: str) -> NoReturn:
    raise Refused("excel.odd_sheet", hint="excel.odd_sheet.hint", tab=title)


class _Text(Iterator[str]):
    """The sheet's UTF-8 bytes as Latin-1 text, whatever encoding it is stored in; ``back`` undoes that."""

    def __init__(self, chunks: Iterator[bytes], title: str) -> None:
        self._chunks = chunks
        self._title = title
        self._mark = b""
        self._recode: tuple[codecs.IncrementalDecoder, codecs.IncrementalDecoder, str] | None = None
        self._first = True

    def __next__(self) -> str:
        chunk = next(self._chunks)
        try:
            if self._first:
                chunk = self._start(chunk)
            if self._recode is None:
                return chunk.decode("latin-1")
            return self._recode[0].decode(chunk).encode().decode("latin-1")
        except (ValueError, LookupError) as wrong:
            raise Refused("excel.odd_sheet", hint="excel.odd_sheet.hint", tab=self._title) from wrong

    def remainder(self) -> str:
        return "".join(self)

    def back(self, text: str) -> bytes:
        if self._recode is None:
            return text.encode("latin-1")
        mark, self._mark = self._mark, b""
        inner = self._recode[1].decode(text.encode("latin-1"))
        return mark + inner.encode(self._recode[2], "xmlcharrefreplace")

    def _start(self, chunk: bytes) -> bytes:
        self._first = False
        while len(chunk) < 200 and (more := next(self._chunks, b"")):
            chunk += more
        codec, mark = xml.encoding(chunk[:200])
        if codec not in _PLAIN_CODECS:
            self._mark = mark
            self._recode = codecs.getincrementaldecoder(codec)(), codecs.getincrementaldecoder("utf-8")(), codec
            return chunk[len(mark) :]
        return chunk
