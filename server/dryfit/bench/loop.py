"""Voice to voice over the socket: from the true end of speech to the first sound at the client."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from dryfit.bench.manifest import Clip, read_manifest
from dryfit.bench.phone import RATE_HZ, Phone
from dryfit.bench.server_process import RunningServer, running_server
from dryfit.errors import DryfitError
from dryfit.talk.sound_files import read_pcm16
from dryfit_audio.framing import to_pcm16

TAIL_S = 0.15
"""Sound kept after the marked end of speech, since marks by level end a little early."""
REPLY_LIMIT_S = 8.0
FLOOR_LIMIT_S = 30.0
BREATH_S = 0.5

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """One clip spoken, and what came of it; times in milliseconds from the true end of speech."""

    clip: str
    transcript: str
    voice_to_voice_ms: float | None
    after_endpoint_ms: float | None


def run(
    speech: Path,
    turns: int,
    progress: Progress = lambda _name, _done, _of: None,
    scenario: str = "bar-owner",
) -> dict[str, object]:
    """Speak `turns` clips to a fresh server and return the figures of `dryfit bench loop --json`.

    Raises:
        DryfitError: no clip has a marked end of speech, or the server does not start.
    """
    clips = _chosen(read_manifest(speech), turns)
    with running_server() as server:
        progress("speaking lines ahead", 0, turns)
        server.wait_until_spoken_ahead()
        return asyncio.run(_speak_all(server, clips, scenario, progress))


def _chosen(clips: Sequence[Clip], turns: int) -> list[Clip]:
    usable = [
        clip for clip in clips
        if clip.kind == "speech" and clip.speech_end_s is not None and clip.transcript
    ]  # fmt: skip
    if not usable:
        raise DryfitError("no-clips", "No clip of kind `speech` has a marked end of speech.")
    random.Random(0).shuffle(usable)
    return [usable[number % len(usable)] for number in range(turns)]


async def _speak_all(
    server: RunningServer, clips: Sequence[Clip], scenario: str, progress: Progress
) -> dict[str, object]:
    taken: list[TurnTaken] = []
    cpu_began_s = server.cpu_s()
    seed = 0
    while len(taken) < len(clips):
        seed += 1
        async with Phone(server.port, scenario, seed) as phone:
            await phone.wait_for_reply(REPLY_LIMIT_S)
            while len(taken) < len(clips) and not phone.heard.over:
                await phone.wait_for_floor(FLOOR_LIMIT_S)
                await asyncio.sleep(BREATH_S)
                if phone.heard.over:
                    break
                clip = clips[len(taken)]
                taken.append(await _take_turn(phone, clip))
                progress(clip.path.name, len(taken), len(clips))
    cpu_s = (server.cpu_s() - cpu_began_s) / len(taken)
    return {
        **_figures(taken),
        "cpu_s_per_turn": round(cpu_s, 3),
        "ready_s": round(server.ready_s, 2),
    }


async def _take_turn(phone: Phone, clip: Clip) -> TurnTaken:
    end_s = clip.speech_end_s or clip.seconds
    began_s = await phone.say(_sound(clip.path, end_s + TAIL_S))
    answered = await phone.wait_for_reply(REPLY_LIMIT_S)
    heard = phone.heard
    if not answered or heard.first_sound_s is None:
        return TurnTaken(clip.path.name, heard.transcript, None, None)
    after_ms = None
    if heard.turn_ended_s is not None:
        after_ms = 1000 * (heard.first_sound_s - heard.turn_ended_s)
    voice_ms = 1000 * (heard.first_sound_s - began_s - end_s)
    return TurnTaken(clip.path.name, heard.transcript, voice_ms, after_ms)


def _sound(path: Path, until_s: float) -> bytes:
    pcm16, rate_hz = read_pcm16(path)
    samples = np.frombuffer(pcm16, dtype="<i2").astype(np.float32) / 32768
    samples = samples[: round(until_s * rate_hz)]
    return to_pcm16(soxr.resample(samples, rate_hz, RATE_HZ))


def _figures(taken: Sequence[TurnTaken]) -> dict[str, object]:
    """Cut-offs (answered before the true end) and unanswered turns are counted, not averaged in."""
    times = [turn.voice_to_voice_ms for turn in taken if turn.voice_to_voice_ms is not None]
    answered = [ms for ms in times if ms >= 0]
    after = [turn.after_endpoint_ms for turn in taken if turn.after_endpoint_ms is not None]
    return {
        "turns": len(taken),
        "cut_offs": len(times) - len(answered),
        "unanswered": len(taken) - len(times),
        "voice_to_voice_ms": _percentiles(answered, (10, 50, 95)),
        "after_endpoint_ms": _percentiles(after, (50, 95)),
        "each": [
            {
                "clip": turn.clip,
                "transcript": turn.transcript,
                "voice_to_voice_ms": _rounded(turn.voice_to_voice_ms),
                "after_endpoint_ms": _rounded(turn.after_endpoint_ms),
            }
            for turn in taken
        ],
    }


def _percentiles(values: Sequence[float], wanted: Sequence[int]) -> dict[str, float | None]:
    return {
        f"p{share}": round(float(np.percentile(values, share)), 1) if values else None
        for share in wanted
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
