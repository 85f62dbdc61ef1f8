"""Opus both ways over the socket: the same talk as with PCM16, and no bad packet costs a word."""

import random
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.fakes import FakeEngines, tone
from tests.web.coming_back import back, lose, numbers, ticket
from tests.web.serving import Client, Serving, serving

from dryfit.store.events import LearnerSpoke, PersonaHeard
from dryfit.wire.frames import OPUS, PCM16, AudioFrame, Codec
from dryfit_audio.framing import to_pcm16
from dryfit_audio.opus import MAX_PACKET_BYTES, OpusDecoder, encode

OPUS_TALK = "model=van&seed=1&codec=opus"
QUESTION = "What happened last winter?"
FINAL = "conversation.item.input_audio_transcription.completed"


async def _listening(client: Client) -> None:
    await client.until("dryfit.state", state="listening")


async def _listens_at_once(client: Client) -> None:
    """The opening is cut off."""
    await client.until("dryfit.state", state="speaking")
    await client.send("response.cancel")
    await _listening(client)


async def _killed(server: Serving, session: str) -> None:
    await server.state.sessions.pop(session).stop()


def _places(frames: list[AudioFrame]) -> list[tuple[int, int]]:
    return [(frame.position, frame.position + frame.sample_count) for frame in frames]


def _sound(frames: list[AudioFrame], held: int = 0) -> bytes:
    """What a client plays: everything is decoded, what it has is let pass, holes are not there."""
    decoder, sound = OpusDecoder(), b""
    for frame in frames:
        pcm16 = decoder.decode(frame.payload)
        assert frame.position <= held, "a hole"
        sound += pcm16[2 * max(0, held - frame.position) :]
        held = max(held, frame.position + frame.sample_count)
    return sound


async def test_a_whole_talk_and_far_fewer_bytes(tmp_path: Path) -> None:
    engines, sizes = FakeEngines(), {}
    async with serving(tmp_path, engines) as server:
        for query in ("model=van&seed=1", OPUS_TALK):
            async with server.client(query) as client:
                created = (await client.until("session.created"))["session"]
                await _listens_at_once(client)
                engines.ear.enqueue(*[QUESTION] * 3)
                await client.speak(0.8)
                assert (await client.until(FINAL))["transcript"] == QUESTION
                opened = (await client.until("response.output_item.added"))["item"]
                await client.until("response.done")
                answer = [f for f in client.frames if f.stream == opened["audio_stream"]]
                sizes[client.codec] = sum(len(frame.payload) for frame in answer)
                assert {frame.codec for frame in answer} == {
                    OPUS if client.codec == "opus" else PCM16
                }
                kinds = {created["audio"][side]["format"]["type"] for side in ("input", "output")}
                assert kinds == {"audio/opus" if client.codec == "opus" else "audio/pcm"}
                assert max(end for _, end in _places(answer)) % 480 == 0
                if client.codec == "opus":
                    sound = np.frombuffer(_sound(answer), dtype="<i2")
                    assert sound.size == max(end for _, end in _places(answer))
                    assert np.std(sound) > 1_000, "a hum, and not silence"
            await server.until_over()
    assert sizes["opus"] < sizes["pcm16"] / 12


@pytest.mark.parametrize(
    ("query", "offer", "message"),
    [
        ("model=van&codec=mp3", "dryfit.v1", "`codec` is opus or pcm16."),
        ("model=van&codec=OPUS", "dryfit.v1", "`codec` is opus or pcm16."),
        ("model=van&codec=" + "x" * 4_000, "dryfit.v1", "`codec` is opus or pcm16."),
        ("resume=sess_1&codec=mp3", "dryfit.v1", "`codec` is opus or pcm16."),
        ("model=van&codec=opus", "realtime", "needs the subprotocol dryfit.v1"),
    ],
)
async def test_a_codec_that_is_none_is_refused(
    tmp_path: Path, query: str, offer: str, message: str
) -> None:
    async with serving(tmp_path) as server, server.client(query, offer) as client:
        error = await client.error()
        assert error["code"] == "bad-parameter"
        assert message in error["message"]
        assert await client.closed() == 4400
        assert not server.state.sessions


async def test_opus_without_asking_for_it_is_refused_and_the_session_goes_on(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server, server.client("model=van&seed=1") as client:
        await _listens_at_once(client)
        packet = next(encode(tone(0.1, 24_000)))
        await client.socket.send(AudioFrame(0, 0, 0, packet, OPUS).to_bytes())
        assert (await client.error())["code"] == "unsupported-format"
        await client.type(QUESTION)
        await client.until("response.done")


NOISE = random.Random(7)
GOOD = list(encode(tone(0.1, 24_000)))[2]
HOSTILE: list[tuple[str, bytes, int | None]] = [
    ("empty", b"", None),
    ("huge", bytes(MAX_PACKET_BYTES + 1), None),
    ("as large as a frame may be", b"\xff" * 65_000, None),
    ("says two minutes", b"\x83\x3f" + bytes(40), None),
    ("random", NOISE.randbytes(120), None),
    ("cut short", GOOD[: len(GOOD) // 3], None),
    ("PCM16", to_pcm16(tone(0.02, 24_000)), None),
    ("a day ahead", GOOD, 2**31 - 1),
    ("before the beginning", GOOD, -(2**31)),
]


async def test_hostile_packets_cost_nothing_but_themselves(tmp_path: Path) -> None:
    """Each alone is refused by name or let pass; the turn that follows is heard as ever."""
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server, server.client(OPUS_TALK) as client:
        await _listens_at_once(client)
        for _, payload, position in HOSTILE:
            at = client.sent_samples if position is None else position
            await client.socket.send(AudioFrame(0, 0, at, payload, OPUS).to_bytes())
            await client.sound(bytes(9_600))
        await client.send("session.update", session={})
        await client.until("session.updated")
        refused = [e["error"]["code"] for e in client.events if e["type"] == "error"]
        assert set(refused) == {"invalid-audio"}
        assert len(refused) >= 5, "empty, huge twice, too long, a day ahead"
        engines.ear.enqueue(*[QUESTION] * 4)
        await client.speak(0.8)
        assert (await client.until(FINAL))["transcript"] == QUESTION
        await client.until("response.done")


async def test_doubled_late_and_backward_packets_are_heard_once(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server, server.client(OPUS_TALK) as client:
        await _listens_at_once(client)
        engines.ear.enqueue(*[QUESTION] * 12)
        sound = np.concatenate([tone(0.8, 24_000), np.zeros(24_000, np.float32)])
        packets = list(encode(sound))
        for number, packet in enumerate(packets):
            for again in {number, max(0, number - 1), number // 2}:
                frame = AudioFrame(0, 0, (again - 1) * 480, packets[again], OPUS)
                await client.socket.send(frame.to_bytes())
            await client.socket.send(AudioFrame(0, 0, (number - 1) * 480, packet, OPUS).to_bytes())
        assert (await client.until(FINAL))["transcript"] == QUESTION
        await client.until("response.done")
        held = ticket(client)
        assert server.state.sessions[held.session].microphone.end == 480 * (len(packets) - 1)
    await server.until_over()
    assert 0.8 < engines.ear.heard_s[-1] < 2.0


async def test_twenty_bad_packets_close_and_keep_the_session(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(OPUS_TALK) as client:
        await client.until("dryfit.scenario")
        held = ticket(client)
        for _ in range(20):
            await client.socket.send(struct.pack("<BBHIi", 1, OPUS, 0, 0, 0))
        assert await client.closed() == 4400
        await server.until_over()
        assert (await server.session(held.session))["outcome"] == "disconnected"


async def test_what_was_missed_of_a_line_is_sent_again_the_same(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        async with server.client(OPUS_TALK) as client:
            item = (await client.until("response.output_item.added"))["item"]["id"]
            while len(client.frames) < 40:
                await client._next()
            held, got = ticket(client), list(client.frames)
            await client.until("response.done")
            await lose(client)
        has = {"item_id": item, "played_ms": 300, "held_ms": 700}
        async with back(server, held, **has) as again:
            assert (await again.until("dryfit.resumed"))["continued"]
            await again.until("response.done")
            assert numbers(again)[0] == held.last + 1
            whole = [f.to_bytes() for f in got + again.frames]
            assert whole == [f.to_bytes() for f in client.frames], "to the byte"
            sound = _sound(got + again.frames)
            await again.send("dryfit.playhead", item_id=item, played_ms=len(sound) / 48, final=True)
            await _listening(again)
        await server.until_over()
        events = await server.state.journal.events(held.session)
        heard = [event for event in events if isinstance(event, PersonaHeard)]
        assert [line.truncated for line in heard] == [False]


@pytest.mark.parametrize("held_ms", [0.0, 20.0, 710.0, 999.9])
async def test_a_line_goes_on_to_the_sample_on_a_new_server(tmp_path: Path, held_ms: float) -> None:
    async with serving(tmp_path) as server:
        async with server.client(OPUS_TALK) as client:
            item = (await client.until("response.output_item.added"))["item"]["id"]
            while len(client.frames) < 60:
                await client._next()
            held = ticket(client)
            await client.until("response.done")
            whole = max(end for _, end in _places(client.frames))
            await lose(client)
        await _killed(server, held.session)
        has = {"item_id": item, "played_ms": 0.0, "held_ms": held_ms}
        async with back(server, held, **has) as again:
            assert not (await again.until("dryfit.resumed"))["continued"]
            await again.until("response.done")
            has_samples = round(held_ms * 24)
            sound = _sound(again.frames, has_samples)
            assert len(sound) == 2 * (whole - has_samples)
            assert again.frames[0].position >= has_samples - 3 * 480, "and little more than that"


async def test_a_truncation_is_exact_to_the_millisecond(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.client(OPUS_TALK) as client:
        item = (await client.until("response.output_item.added"))["item"]["id"]
        await client.until("response.done")
        await client.send("dryfit.playhead", item_id=item, played_ms=731, final=False)
        await client.send("response.cancel")
        await client.until("dryfit.playback", action="stop")
        await client.send("dryfit.playhead", item_id=item, played_ms=733, final=True)
        cut = await client.until("conversation.item.truncated")
        assert (cut["item_id"], cut["audio_end_ms"]) == (item, 733)


@pytest.mark.parametrize("lost_server", [False, True])
async def test_the_learner_is_heard_once_over_a_lost_line(
    tmp_path: Path, lost_server: bool
) -> None:
    """The client sends again from 160 ms before what the server has, to warm its decoder up."""
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server:
        async with server.client(OPUS_TALK) as client:
            await _listens_at_once(client)
            engines.ear.enqueue(*[QUESTION] * 12)
            await client.speak(0.8)
            await client.until("response.done")
            await client.send("response.cancel")
            await _listening(client)
            held, sent = ticket(client), client.sent_samples
            await lose(client)
        if lost_server:
            await _killed(server, held.session)
        async with back(server, held) as again:
            resumed = await again.until("dryfit.resumed")
            assert resumed["continued"] is not lost_server
            if not lost_server:
                assert resumed["input_samples"] == sent
            first = max(0, resumed["input_samples"] - 8 * 480)
            again.sent_samples = first
            await again.sound(bytes(2 * (sent - first)))
            await again.speak(0.8)
            await again.until(FINAL)
            await again.until("response.done")
            assert server.state.sessions[held.session].microphone.end == again.sent_samples
        await server.until_over()
        events = await server.state.journal.events(held.session)
        assert [e.text for e in events if isinstance(e, LearnerSpoke)] == [QUESTION, QUESTION]


@pytest.mark.parametrize(("before", "after"), [("opus", "pcm16"), ("pcm16", "opus")])
async def test_who_comes_back_with_another_codec_gets_that(
    tmp_path: Path, before: Codec, after: Codec
) -> None:
    async with serving(tmp_path) as server:
        async with server.client(f"model=van&seed=1&codec={before}") as client:
            await client.until("response.output_item.added")
            held = ticket(client)
            await lose(client)
        async with back(server, replace(held, codec=after)) as again:
            assert not (await again.until("dryfit.resumed"))["continued"]
            await again.until("response.done")
            assert {frame.codec for frame in again.frames} == {OPUS if after == "opus" else PCM16}
        await server.until_over()


async def test_a_coder_that_broke_on_the_phone_may_go_on_in_pcm16(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(tmp_path, engines) as server, server.client(OPUS_TALK) as client:
        await _listens_at_once(client)
        engines.ear.enqueue(*[QUESTION] * 8)
        await client.sound(to_pcm16(tone(0.4, 24_000)))
        client.codec = "pcm16"
        await client.speak(0.4)
        assert (await client.until(FINAL))["transcript"] == QUESTION
