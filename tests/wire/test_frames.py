"""Binary frames: what is written is read, and every wrong byte has a name."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit.wire.errors import WireError
from dryfit.wire.frames import MAX_FRAME_BYTES, AudioFrame, parse_frame

HEADER = 12


def _frame(kind: int = 1, codec: int = 0, payload: bytes = b"\x00\x01") -> bytes:
    return struct.pack("<BBHII", kind, codec, 3, 7, 480) + payload


def test_the_bytes_lie_as_the_page_says() -> None:
    written = AudioFrame(
        stream=0x0203, sequence=0x04050607, position=0x08090A0B, payload=b"\x01\x02"
    )
    assert written.to_bytes() == bytes.fromhex("0100 0302 07060504 0b0a0908 0102")


@given(
    st.integers(0, 2**16 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.binary(max_size=64).map(lambda data: data[: len(data) & ~1]),
)
def test_round_trip(stream: int, sequence: int, position: int, payload: bytes) -> None:
    frame = AudioFrame(stream, sequence, position, payload)
    assert parse_frame(frame.to_bytes()) == frame


@pytest.mark.parametrize(
    ("data", "code", "close_code"),
    [
        (b"", "invalid-audio", 0),
        (_frame()[: HEADER - 1], "invalid-audio", 0),
        (_frame(kind=0), "invalid-audio", 0),
        (_frame(kind=2), "invalid-audio", 0),
        (_frame(codec=1), "unsupported-format", 0),
        (_frame(codec=255), "unsupported-format", 0),
        (_frame(payload=b"\x00"), "invalid-audio", 0),
        (_frame(payload=b"\x00" * 959), "invalid-audio", 0),
        (_frame(payload=bytes(MAX_FRAME_BYTES - HEADER + 1)), "frame-too-large", 1009),
        (_frame(payload=bytes(MAX_FRAME_BYTES)), "frame-too-large", 1009),
    ],
)
def test_what_is_no_frame_is_named(data: bytes, code: str, close_code: int) -> None:
    with pytest.raises(WireError) as caught:
        parse_frame(data)
    assert (caught.value.code, caught.value.close_code) == (code, close_code)


@pytest.mark.parametrize("size", [0, 2, 960, MAX_FRAME_BYTES - HEADER])
def test_sizes_that_just_fit(size: int) -> None:
    assert len(parse_frame(_frame(payload=bytes(size))).payload) == size


@given(st.binary(max_size=80))
def test_any_bytes_are_a_frame_or_a_named_error(data: bytes) -> None:
    codes = {"invalid-audio", "unsupported-format"}
    try:
        read: bytes | str = parse_frame(data).payload
    except WireError as error:
        read = error.code
    assert read in codes or read == data[HEADER:]
