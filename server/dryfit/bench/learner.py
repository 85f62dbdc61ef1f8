"""A learner made of recordings: talks a share of the time, waits for answers, comes back."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soxr
from websockets.exceptions import InvalidHandshake

from dryfit.bench.manifest import Clip, read_manifest
from dryfit.bench.phone import RATE_HZ, Phone
from dryfit.errors import DryfitError
from dryfit.talk.sound_files import read_pcm16
from dryfit_audio.framing import to_pcm16

TAIL_S = 0.15
"""Sound kept after the marked end of speech, since marks by level end a little early."""
REPLY_LIMIT_S = 8.0
"""A turn that has no answer by then is lost."""
FLOOR_LIMIT_S = 30.0
BREATH_S = 0.3
"""The least time between the persona's last word and the learner's first."""
SHORTEST_S, LONGEST_S = 2.0, 9.0
"""Clips outside this are no turns of a conversation."""


@dataclass(frozen=True, slots=True)
class Line:
    """A recording ready to be said: 24 kHz PCM16, with the true end of its speech."""

    name: str
    pcm16: bytes
    end_s: float

    @property
    def seconds(self) -> float:
        """How long it takes to say."""
        return len(self.pcm16) / 2 / RATE_HZ


@dataclass(slots=True)
class Tally:
    """What came of all turns of one or more learners."""

    answered_ms: list[float] = field(default_factory=list)
    cut_offs: int = 0
    """Turns answered before their true end."""
    lost: list[str] = field(default_factory=list)
    """What went wrong, in words: a turn without an answer, a socket that closed, an error."""
    talked_s: float = 0.0
    present_s: float = 0.0
    sessions: int = 0
    turns: int = 0


def read_lines(speech: Path) -> list[Line]:
    """The recordings of a folder that can be a learner's turn.

    Raises:
        DryfitError: `no-clips`.
    """
    lines = [_line(clip) for clip in read_manifest(speech) if _is_turn(clip)]
    if not lines:
        raise DryfitError("no-clips", "No clip of kind `speech` has a marked end of speech.")
    return lines


def _is_turn(clip: Clip) -> bool:
    end_s = clip.speech_end_s or 0.0
    return clip.kind == "speech" and bool(clip.transcript) and SHORTEST_S <= end_s <= LONGEST_S


def _line(clip: Clip) -> Line:
    end_s = clip.speech_end_s or clip.seconds
    pcm16, rate_hz = read_pcm16(clip.path)
    samples = np.frombuffer(pcm16, dtype="<i2").astype(np.float32) / np.float32(32768)
    samples = samples[: round((end_s + TAIL_S) * rate_hz)]
    return Line(clip.path.name, to_pcm16(soxr.resample(samples, rate_hz, RATE_HZ)), end_s)


class Learner:
    """One person at a phone. Every learner of a seed says the same lines in the same order."""

    def __init__(
        self, port: int, scenario: str, lines: Sequence[Line], tally: Tally, seed: int
    ) -> None:
        self._port = port
        self._scenario = scenario
        self._lines = random.Random(seed).sample(lines, len(lines))
        self._tally = tally
        self._seed = seed
        self._said = 0
        self._loop = asyncio.get_running_loop()

    async def practise(self, until_s: float, talk_share: float, session_s: float = 3600.0) -> None:
        """Have one session after another until `until_s` on the loop's clock."""
        while self._loop.time() < until_s:
            self._seed += 1000
            try:
                async with Phone(self._port, self._scenario, self._seed) as phone:
                    await self._have_session(
                        phone, min(until_s, self._loop.time() + session_s), talk_share
                    )
            except (OSError, InvalidHandshake) as error:
                self._tally.lost.append(f"no connection: {error}")
                await asyncio.sleep(1.0)

    async def _have_session(self, phone: Phone, until_s: float, talk_share: float) -> None:
        self._tally.sessions += 1
        began_s, talked_s = self._loop.time(), 0.0
        await phone.wait_for_reply(REPLY_LIMIT_S)
        while self._loop.time() < until_s and not phone.heard.over:
            await phone.wait_for_floor(FLOOR_LIMIT_S)
            line = self._lines[self._said % len(self._lines)]
            share_is_due_s = began_s + (talked_s + line.seconds) / talk_share - line.seconds
            await asyncio.sleep(max(BREATH_S, share_is_due_s - self._loop.time()))
            if phone.heard.over:
                break
            self._said += 1
            self._tally.turns += 1
            talked_s += line.seconds
            await self._take_turn(phone, line)
        await phone.wait_for_floor(FLOOR_LIMIT_S)
        if not await phone.finish(REPLY_LIMIT_S):
            self._tally.lost.append(f"session without a critique: {phone.heard.errors}")
        self._tally.talked_s += talked_s
        self._tally.present_s += self._loop.time() - began_s

    async def _take_turn(self, phone: Phone, line: Line) -> None:
        began_s = await phone.say(line.pcm16)
        await phone.wait_for_reply(REPLY_LIMIT_S)
        first_sound_s = phone.heard.first_sound_s
        if first_sound_s is None:
            heard = f"{line.name}, recognised as “{phone.heard.transcript}”, {phone.heard.errors}"
            self._tally.lost.append(f"no answer to {heard}")
        elif first_sound_s - began_s < line.end_s:
            self._tally.cut_offs += 1
        else:
            self._tally.answered_ms.append(1000 * (first_sound_s - began_s - line.end_s))
