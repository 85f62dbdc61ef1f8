"""Tells who comes when all places are taken, in a voice. The sound is made while nobody waits."""

from starlette.websockets import WebSocket

from dryfit.engines import Engines
from dryfit.errors import StageError
from dryfit.pool import Urgency
from dryfit.wire.event_parts import Item
from dryfit.wire.frames import AudioFrame
from dryfit.wire.server_events import OutputAudioDone, OutputItemAdded
from dryfit.wire.sound_out import CHUNK_SAMPLES
from dryfit_audio.framing import to_pcm16
from dryfit_audio.voices import Voice

LINE = "Everyone is talking at the moment. Please try again in a few minutes."
_ITEM = "item_busy"
_RESPONSE = "resp_busy"
_STREAM = 1
_CHUNK_BYTES = 2 * CHUNK_SAMPLES


async def busy_sound(engines: Engines) -> bytes:
    """The line as 24 kHz PCM16; empty if it cannot be spoken, and then it is only written."""
    try:
        sound = await engines.pool.run(Urgency.AHEAD, engines.speak, LINE, Voice(), "en-US")
    except StageError:
        return b""
    return to_pcm16(sound)


async def say(socket: WebSocket, pcm16: bytes) -> None:
    """Send a line to a `dryfit.v1` client that has no session."""
    item = Item(id=_ITEM, role="assistant", status="in_progress", audio_stream=_STREAM)
    opened = OutputItemAdded(response_id=_RESPONSE, item=item)
    await socket.send_text(opened.model_dump_json(exclude_none=True))
    for number, start in enumerate(range(0, len(pcm16), _CHUNK_BYTES)):
        piece = pcm16[start : start + _CHUNK_BYTES]
        await socket.send_bytes(AudioFrame(_STREAM, number, start // 2, piece).to_bytes())
    done = OutputAudioDone(response_id=_RESPONSE, item_id=_ITEM)
    await socket.send_text(done.model_dump_json(exclude_none=True))
