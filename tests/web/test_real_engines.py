"""One learner, spoken by the real voice, talks with the real engines over both subprotocols."""

import asyncio
import base64
from pathlib import Path

import numpy as np
import pytest
from tests.web.serving import Client, serving

from dryfit.engines import Engines
from dryfit_audio.framing import to_pcm16
from dryfit_audio.speech_cache import SpeechCache
from dryfit_audio.voices import Voice

LINE = "Hi there. What happened the last time you had a band in here?"
TELLING = {"happened", "last", "time", "band"}


def _learner(engines: Engines) -> bytes:
    voice = engines.synthesizer.synthesize(LINE, Voice())
    return to_pcm16(voice) + bytes(2 * 24_000 * 3)


def _lent(engines: Engines, folder: Path) -> Engines:
    """The loaded models with a pool of their own, as a server closes its engines."""
    lent = Engines()
    lent.transcriber, lent.synthesizer = engines.transcriber, engines.synthesizer
    lent.turn_model, lent.reader = engines.turn_model, engines.reader
    lent.embedder = engines.embedder
    lent.cache = SpeechCache(folder / "speech")
    return lent


def _level(pcm16: bytes) -> float:
    samples = np.frombuffer(pcm16, dtype="<i2").astype(np.float64)
    return float(np.sqrt(np.mean(np.square(samples)))) if samples.size else 0.0


async def _quiet_opening(client: Client) -> None:
    """Stop her opening line, so that the learner need not wait for its end."""
    await client.until("response.done")
    await client.send("response.cancel")


@pytest.mark.parametrize("subprotocol", ["dryfit.v1", "realtime"])
async def test_a_spoken_turn_is_answered_aloud(
    tmp_path: Path, personas: Path, engines: Engines, subprotocol: str
) -> None:
    learner = await asyncio.to_thread(_learner, engines)
    async with (
        serving(tmp_path, _lent(engines, tmp_path), personas=personas) as server,
        server.client("model=bar-owner&seed=3", subprotocol) as client,
    ):
        await _quiet_opening(client)
        extended = subprotocol == "dryfit.v1"
        if extended:
            await client.sound(learner)
        else:
            for start in range(0, len(learner), 4_800):
                piece = base64.b64encode(learner[start : start + 4_800]).decode()
                await client.send("input_audio_buffer.append", audio=piece)
        heard = await client.until("conversation.item.input_audio_transcription.completed")
        words = set(heard["transcript"].lower().strip("?.").replace(",", "").split())
        assert len(TELLING & words) >= 3, heard["transcript"]
        item = (await client.until("response.output_item.added"))["item"]
        said = await client.until("response.output_audio_transcript.done")
        await client.until("response.done")
        assert said["transcript"]
        assert _level(_sound_of(client, item)) > 300, "audible"
        if extended:
            await client.send("dryfit.finish")
            debrief = (await client.until("dryfit.debrief"))["critique"]
            lines = [line["text"] for line in debrief["transcript"]]
            assert heard["transcript"] in lines
            assert await client.closed() == 1000


def _sound_of(client: Client, item: "dict[str, object]") -> bytes:
    if item.get("audio_stream"):
        frames = [frame for frame in client.frames if frame.stream == item["audio_stream"]]
        return b"".join(frame.payload for frame in frames)
    deltas = [event for event in client.events if event["type"] == "response.output_audio.delta"]
    mine = [event["delta"] for event in deltas if event["item_id"] == item["id"]]
    return b"".join(base64.b64decode(delta) for delta in mine)
