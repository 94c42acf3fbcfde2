"""Deflate as fast as the machine can: Intel's isa-l where its wheel exists, zlib elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

_engine: Any = zlib
try:
    from isal import isal_zlib
except ImportError:  # no wheel for this machine
    pass
else:
    _engine = isal_zlib

RAW: Final = -15
"""Window bits of a deflate stream without a header, as a zip holds it."""
PIECE: Final = 4 << 20
"""No more than this is inflated at once, whatever the ratio of a hostile stream."""

crc32 = _engine.crc32


def inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The inflated bytes, in pieces of at most ``PIECE``. ValueError: not a deflate stream, or one cut short."""
    stream: Any = _engine.decompressobj(RAW)
    try:
        for chunk in chunks:
            while chunk:
                yield stream.decompress(chunk, PIECE)
                chunk = stream.unconsumed_tail
        if rest := stream.flush():
            yield rest
    except (zlib.error, _engine.error) as wrong:
        raise ValueError(str(wrong)) from wrong
    if not stream.eof:
        raise ValueError("cut short")


def deflater() -> Any:
    """An object with ``compress`` and ``flush``; level 1 of isa-l packs like zlib's 3 and is ten times as fast."""
    return _engine.compressobj(1, _engine.DEFLATED, RAW)
