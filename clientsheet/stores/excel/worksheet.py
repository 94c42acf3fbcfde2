"""A worksheet as a stream: its head (size, columns), its rows, its tail (filters, rules, drop-downs).

The bytes come in chunks and go out in chunks; a sheet of hundreds of megabytes is never held whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from clientsheet.errors import Refused
from clientsheet.stores.excel import xml

_STRETCH: Final = 1 << 20
"""How many characters of rows are handled at once, at least."""
_PLAIN_CODECS: Final = ("utf-8", "ascii")
_LONGEST_HEAD: Final = 64 << 20


class SheetReader:
    """Reads the head at once, then gives ``stretches`` of whole rows; ``tail`` is known when they are all taken.

    Texts are the sheet's UTF-8 bytes as Latin-1, one character a byte, whatever encoding the sheet is stored in.
    Refused: no rows' element, comments or the like among the rows, or bytes that are no text.
    """

    def __init__(self, chunks: Iterable[bytes], title: str) -> None:
        self._chunks = iter(chunks)
        self._title = title
        self._mark = b""
        self._codec = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self.tail = ""
        self._buffer = self._first()
        self.head, self.prefix = self._head()

    @property
    def is_empty(self) -> bool:
        """The rows' element is closed in itself."""
        return self.head.endswith("/>")

    def stretches(self) -> Iterator[str]:
        """Whole rows; the last stretch holds what stands behind the last row too."""
        if not self.is_empty:
            end_of_rows, end_of_row = f"</{self.prefix}sheetData", f"</{self.prefix}row>"
            while (end := self._buffer.find(end_of_rows)) < 0:
                if len(self._buffer) >= _STRETCH and (cut := self._buffer.rfind(end_of_row)) >= 0:
                    cut += len(end_of_row)
                    yield self._checked(self._buffer[:cut])
                    self._buffer = self._buffer[cut:]
                self._buffer += self._next()
            yield self._checked(self._buffer[:end])
            self._buffer = self._buffer[end:]
        self.tail = self._buffer + "".join(map(self._decoded, self._chunks))

    def encoder(self) -> Callable[[str], bytes]:
        """Turns texts, in their order, into the bytes of the sheet's own encoding."""
        if self._decoder is None:
            return lambda text: text.encode("latin-1")
        decoder = codecs.getincrementaldecoder("utf-8")()
        marks = iter([self._mark])
        return lambda text: (
            next(marks, b"") + decoder.decode(text.encode("latin-1")).encode(self._codec, "xmlcharrefreplace")
        )

    def _head(self) -> tuple[str, str]:
        while len(self._buffer) < _LONGEST_HEAD:
            tag = xml.first(self._buffer, "sheetData")
            if tag is not None:
                head, self._buffer = self._buffer[: tag.end], self._buffer[tag.end :]
                return head, tag.prefix
            self._buffer += self._next()
        raise self._odd()

    def _first(self) -> str:
        chunk = b""
        while len(chunk) < 200 and (more := next(self._chunks, b"")):
            chunk += more
        try:
            self._codec, self._mark = xml.encoding(chunk[:200])
            if self._codec not in _PLAIN_CODECS:
                self._decoder = codecs.getincrementaldecoder(self._codec)()
                chunk = chunk[len(self._mark) :]
        except LookupError as wrong:
            raise self._odd() from wrong
        return self._decoded(chunk)

    def _next(self) -> str:
        chunk = next(self._chunks, None)
        if chunk is None:
            raise self._odd()
        return self._decoded(chunk)

    def _decoded(self, chunk: bytes) -> str:
        if self._decoder is not None:
            try:
                chunk = self._decoder.decode(chunk).encode()
            except ValueError as wrong:
                raise self._odd() from wrong
        return chunk.decode("latin-1")

    def _checked(self, text: str) -> str:
        if ("!" in text and "<!" in text) or ("?" in text and "<?" in text):  # one letter is found faster than two
            raise self._odd()
        return text

    def _odd(self) -> Refused:
        return Refused("excel.odd_sheet", hint="excel.odd_sheet.hint", tab=self._title)


@dataclass(slots=True)
class Rewriting:
    """What is done to each part of a sheet. The head ends with the start tag of the rows' element."""

    head: Callable[[str, str], str]
    """(head, prefix) -> head"""
    stretch: Callable[[str], str]
    """whole rows -> whole rows"""
    rest: Callable[[], str]
    """-> rows below the last one"""
    tail: Callable[[str], str]


def rewritten(chunks: Iterable[bytes], how: Rewriting, title: str) -> Iterator[bytes]:
    """The sheet's new bytes. Refused: as SheetReader, and whatever ``how`` refuses."""
    sheet = SheetReader(chunks, title)
    encode = sheet.encoder()
    head = how.head(sheet.head, sheet.prefix)
    if sheet.is_empty:
        rows = how.rest()
        head = f"{head[:-2].rstrip()}>{rows}</{sheet.prefix}sheetData>" if rows else head
    yield encode(head)
    for text in sheet.stretches():
        yield encode(how.stretch(text))
    if not sheet.is_empty:
        yield encode(how.rest())
    yield encode(how.tail(sheet.tail))
