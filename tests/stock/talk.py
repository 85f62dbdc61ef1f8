"""Talk to a persona with the `openai` SDK. Each file (24 kHz mono 16-bit WAV) is one thing you say.

    python talk.py ws://127.0.0.1:8765/v1 bar-owner hello.wav question.wav

Prints both sides, and keeps her voice in persona.wav.
"""

import asyncio
import base64
import sys
import wave

from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection

BYTES_A_SECOND = 48_000


async def hear(connection: AsyncRealtimeConnection, voice: wave.Wave_write) -> None:
    """One reply: its words to the terminal, its sound to the file; back when it has sounded."""
    length_s = 0.0
    async for event in connection:
        match event.type:
            case "conversation.item.input_audio_transcription.completed":
                print(f"You: {event.transcript}")
            case "response.output_audio.delta":
                sound = base64.b64decode(event.delta)
                voice.writeframes(sound)
                length_s += len(sound) / BYTES_A_SECOND
            case "response.output_audio_transcript.done":
                print(f"Persona: {event.transcript}")
            case "response.done":
                await asyncio.sleep(length_s)
                return
            case "error":
                print(f"Error: {event.error.message}", file=sys.stderr)


async def say(connection: AsyncRealtimeConnection, path: str) -> None:
    """A file, as fast as it sounds, and the silence that ends a turn."""
    with wave.open(path) as recording:
        sound = recording.readframes(recording.getnframes()) + bytes(2 * BYTES_A_SECOND)
    for start in range(0, len(sound), BYTES_A_SECOND // 10):
        piece = sound[start : start + BYTES_A_SECOND // 10]
        await connection.input_audio_buffer.append(audio=base64.b64encode(piece).decode())
        await asyncio.sleep(0.1)


async def main(server: str, scenario: str, *recordings: str) -> None:
    """A whole session."""
    api = AsyncOpenAI(api_key="the server's token, if it asks for one", websocket_base_url=server)
    with wave.open("persona.wav", "wb") as voice:
        voice.setparams((1, 2, 24_000, 0, "NONE", ""))
        async with api, api.realtime.connect(model=scenario) as connection:
            await hear(connection, voice)
            for path in recordings:
                await asyncio.gather(say(connection, path), hear(connection, voice))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
