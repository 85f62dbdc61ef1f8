"""Binary frames: what is written is read, and every wrong byte has a name."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dryfit.wire.errors import WireError
from dryfit.wire.frames import MAX_FRAME_BYTES, OPUS, PCM16, AudioFrame, parse_frame
from dryfit_audio.opus import MAX_PACKET_BYTES

HEADER = 12
_CONTRACT = Path(__file__).parents[1] / "contract"
EXAMPLES = json.loads((_CONTRACT / "frames/examples.json").read_text(encoding="utf-8"))


def _frame(kind: int = 1, codec: int = 0, payload: bytes = b"\x00\x01") -> bytes:
    return struct.pack("<BBHII", kind, codec, 3, 7, 480) + payload


def test_the_bytes_lie_as_the_page_says() -> None:
    written = AudioFrame(
        stream=0x0203, sequence=0x04050607, position=0x08090A0B, payload=b"\x01\x02"
    )
    assert written.to_bytes() == bytes.fromhex("0100 0302 07060504 0b0a0908 0102")
    lead_in = AudioFrame(stream=1, sequence=2, position=-480, payload=b"\x98", codec=OPUS)
    assert lead_in.to_bytes() == bytes.fromhex("0101 0100 02000000 20feffff 98")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_examples_that_the_phone_client_reads_too(example: dict[str, Any]) -> None:
    data = bytes.fromhex(example["hex"])
    frame = parse_frame(data, (PCM16, OPUS))
    assert frame.to_bytes() == data
    assert {
        "codec": frame.codec,
        "stream": frame.stream,
        "sequence": frame.sequence,
        "position": frame.position,
        "samples": frame.sample_count,
    } == {name: value for name, value in example.items() if name not in ("name", "hex")}


@given(
    st.integers(0, 2**16 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(-(2**31), 2**31 - 1),
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


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x19",  # two frames of 60 ms
        b"\x9b\x00",  # none at all
        bytes(MAX_PACKET_BYTES + 1),
    ],
)
def test_what_is_no_packet_is_named(packet: bytes) -> None:
    with pytest.raises(WireError) as caught:
        parse_frame(_frame(codec=OPUS, payload=packet), (PCM16, OPUS))
    assert (caught.value.code, caught.value.close_code) == ("invalid-audio", 0)


@pytest.mark.parametrize(
    ("codec", "payload", "samples"),
    [(PCM16, bytes(960), 480), (OPUS, b"\x98", 480), (OPUS, b"\x9b\x03", 1_440), (PCM16, b"", 0)],
)
def test_how_much_sound_a_frame_holds(codec: int, payload: bytes, samples: int) -> None:
    frame = parse_frame(_frame(codec=codec, payload=payload), (PCM16, OPUS))
    assert (frame.codec, frame.sample_count) == (codec, samples)


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
