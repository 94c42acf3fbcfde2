"""Packing and unpacking: the same bytes, whatever engine the machine has and however the stream is cut."""

from __future__ import annotations

import runpy
import sys
import zlib
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsheet.stores.excel import deflate


def _without_isal() -> SimpleNamespace:
    found = sys.modules.get("isal")
    sys.modules["isal"] = None  # type: ignore[assignment]
    try:
        return SimpleNamespace(**runpy.run_path(str(deflate.__file__)))
    finally:
        if found is None:
            del sys.modules["isal"]
        else:
            sys.modules["isal"] = found


PLAIN = _without_isal()
"""The room as it is where isa-l has no wheel."""


def packed(engine: SimpleNamespace, content: bytes) -> bytes:
    stream = engine.deflater()
    return bytes(stream.compress(content) + stream.flush())


def test_where_isal_is_missing_zlib_does_its_work() -> None:
    assert PLAIN._engine is zlib


@given(st.binary(max_size=2000).map(lambda seed: seed * 50), st.integers(1, 500))
def test_either_engine_unpacks_what_either_packed_however_it_is_cut(content: bytes, cut: int) -> None:
    for writer in (deflate, PLAIN):
        raw = packed(writer, content)
        chunks = [raw[at : at + cut] for at in range(0, len(raw), cut)]
        for reader in (deflate, PLAIN):
            assert b"".join(reader.inflate(iter(chunks))) == content


@pytest.mark.parametrize("engine", [deflate, PLAIN], ids=["isal", "zlib"])
def test_a_stream_cut_short_or_of_other_bytes_is_none(engine: SimpleNamespace) -> None:
    raw = packed(engine, bytes(range(256)) * 400)
    for chunks in ([raw[:-3]], [raw[: len(raw) // 2]], [b"\xff" * 40], []):
        with pytest.raises(ValueError):
            list(engine.inflate(iter(chunks)))


def test_a_bomb_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never more at once than PIECE, whatever its ratio."""
    monkeypatch.setattr(deflate, "PIECE", 1 << 16)
    raw = packed(deflate, bytes(10 << 20))
    sizes = [len(piece) for piece in deflate.inflate(iter([raw]))]
    assert (max(sizes), sum(sizes)) == (1 << 16, 10 << 20)
