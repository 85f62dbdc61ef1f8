"""A visit told by voice: recognised, and not kept."""

import asyncio
import struct
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from tests.fakes import FakeEngines, tone
from tests.web.serving import serving, stored

from dryfit.wire.frames import OPUS, PCM16, AudioFrame
from dryfit.wire.recording import MAX_BYTES, MAX_SECONDS
from dryfit_audio.framing import to_pcm16
from dryfit_audio.opus import FRAME_SAMPLES, encode

SENTENCE = "seeing Zebedee about his van, worried about the brakes"
RATE_HZ = 24_000


def recorded(seconds: float, codec: int = PCM16) -> bytes:
    """A hum of so many seconds as the phone sends it."""
    sound = tone(seconds, RATE_HZ)
    if codec == OPUS:
        packets = list(encode(sound))
    else:
        pcm16 = to_pcm16(sound)
        packets = [pcm16[at : at + 960] for at in range(0, len(pcm16), 960)]
    position, body = 0, b""
    for packet in packets:
        frame = AudioFrame(0, 0, position, packet, codec)
        position += FRAME_SAMPLES if codec == OPUS else len(packet) // 2
        body += framed(frame.to_bytes())
    return body


def framed(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data


async def post(http: httpx.AsyncClient, body: bytes, query: str = "") -> httpx.Response:
    return await http.post(f"/v1/visits/words{query}", content=body)


@pytest.mark.parametrize("codec", [PCM16, OPUS], ids=["pcm16", "opus"])
async def test_a_sentence_is_heard_whole_and_not_kept(tmp_path: Path, codec: int) -> None:
    engines = FakeEngines()
    engines.ear.enqueue(SENTENCE)
    async with serving(tmp_path, engines) as server:
        answer = await post(server.http, recorded(2.0, codec))
        assert answer.status_code == 200
        assert answer.json() == {"text": SENTENCE}
        assert answer.headers["cache-control"] == "no-store"
    assert engines.ear.heard_s == [pytest.approx(2.0, abs=0.1)]
    assert b"Zebedee" not in stored(tmp_path)


async def test_spanish_is_heard_as_spanish(tmp_path: Path) -> None:
    engines = FakeEngines()
    engines.ear.enqueue("voy a ver a Ramiro", "seeing Dave")
    async with serving(tmp_path, engines) as server:
        answer = await post(server.http, recorded(1.0), "?language=es")
        assert answer.json() == {"text": "voy a ver a Ramiro"}
        await post(server.http, recorded(1.0), "?language=en")
        assert engines.ear.languages == ["es"]
        other = await post(server.http, recorded(1.0), "?language=xx")
        assert (other.status_code, other.json()["error"]["code"]) == (422, "visit-language")


async def test_no_words_are_not_heard(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        for body in (b"", recorded(0.2), recorded(1.0)):
            answer = await post(server.http, body)
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "visit-not-heard")


async def test_a_recogniser_that_breaks_says_so(tmp_path: Path) -> None:
    engines = FakeEngines()
    engines.ear.enqueue_failure()
    engines.ear.enqueue(SENTENCE)
    async with serving(tmp_path, engines) as server:
        answer = await post(server.http, recorded(1.0))
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "visit-not-heard")
        assert (await post(server.http, recorded(1.0))).json() == {"text": SENTENCE}


HOSTILE: Sequence[bytes] = (
    b"\x05", b"\xff\xff", b"\x05\x00abc", framed(b""), framed(b"short"),
    framed(b"\x02" + bytes(20)),
    framed(AudioFrame(0, 0, 0, b"\x00").to_bytes()),
    framed(AudioFrame(0, 0, 0, b"\xff" * 40, OPUS).to_bytes()),
    framed(AudioFrame(0, 0, 0, bytes(20), 9).to_bytes()),
    framed(AudioFrame(0, 0, 2**31 - 1, bytes(20)).to_bytes()),
    recorded(1.0)[:-7], b"RIFF....WAVEfmt ",
)  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_what_is_no_recording_is_refused(tmp_path: Path, body: bytes) -> None:
    async with serving(tmp_path) as server:
        answer = await post(server.http, body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "visit-malformed")


@pytest.mark.parametrize(
    ("seconds", "status"), [(MAX_SECONDS, 200), (MAX_SECONDS + 0.1, 422)], ids=["full", "over"]
)
async def test_a_recording_has_a_longest_length(
    tmp_path: Path, seconds: float, status: int
) -> None:
    engines = FakeEngines()
    engines.ear.enqueue(SENTENCE)
    async with serving(tmp_path, engines) as server:
        assert (await post(server.http, recorded(seconds))).status_code == status


async def test_more_than_that_is_not_even_received(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        answer = await post(server.http, bytes(MAX_BYTES + 1))
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "visit-too-long")


async def test_while_all_are_waiting_it_is_busy(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server:
        engines.inline.finals_waiting = 1_000
        answer = await post(server.http, recorded(1.0))
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")


async def test_a_phone_that_hangs_up_half_way_holds_nothing(tmp_path: Path) -> None:
    engines = FakeEngines()
    engines.ear.enqueue(SENTENCE)
    async with serving(tmp_path, engines) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = "POST /v1/visits/words HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n"
        writer.write(head.encode() + recorded(0.5))
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await post(server.http, recorded(1.0))).json() == {"text": SENTENCE}


async def test_without_the_token_nothing_is_heard(tmp_path: Path) -> None:
    async with serving(tmp_path, token="secret") as server:
        assert (await post(server.http, recorded(1.0))).status_code == 401
