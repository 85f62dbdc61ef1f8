"""A session with this machine's own microphone and loudspeaker, where it has them."""

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from dryfit.errors import DryfitError
from dryfit.session import outputs as o
from dryfit.session.inputs import AudioReceived, PlayheadReported
from dryfit.session.session import Session
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

BLOCK = 480
"""20 ms at 24 kHz."""
DUCKED = 0.25
"""How loud the persona is while it is unclear whether she is being interrupted."""
REPORT_EVERY_S = 0.2


def _sound_device() -> ModuleType:
    try:
        import sounddevice
    except (ImportError, OSError) as cause:
        raise DryfitError(
            "no-sound-device",
            f"There is no microphone to talk into here ({cause}).",
            "Use --text, give recordings with --audio, or see `dryfit doctor`.",
        ) from cause
    return sounddevice  # type: ignore[no-any-return]


class _Output:
    """What the loudspeaker plays next; its callback runs in a thread of the sound library."""

    def __init__(self) -> None:
        self._waiting = np.zeros(0, dtype=np.float32)
        self.item = ""
        self.played_samples = 0
        self.gain = 1.0

    def open(self, item: str) -> None:
        self.item, self.played_samples, self.gain = item, 0, 1.0

    def add(self, samples: "np.ndarray[Any, np.dtype[np.float32]]") -> None:
        self._waiting = np.concatenate([self._waiting, samples])

    def clear(self) -> None:
        self._waiting = np.zeros(0, dtype=np.float32)

    def fill(self, out: "np.ndarray[Any, np.dtype[np.float32]]", *_: object) -> None:
        piece, self._waiting = self._waiting[: len(out)], self._waiting[len(out) :]
        out[:, 0] = 0.0
        out[: len(piece), 0] = piece * self.gain
        self.played_samples += len(piece)


async def play_live(session: Session, narrate: Callable[[o.SessionOutput], None]) -> None:
    """Run the session until it ends.

    Raises:
        DryfitError: `no-sound-device`, with what to do instead.
    """
    sound = _sound_device()
    loop = asyncio.get_running_loop()
    output = _Output()

    def hear(data: bytes, *_: object) -> None:
        heard = AudioReceived(bytes(data), OUTPUT_RATE_HZ)
        loop.call_soon_threadsafe(session.receive, heard)

    options = {"samplerate": OUTPUT_RATE_HZ, "channels": 1, "blocksize": BLOCK}
    try:
        microphone = sound.RawInputStream(dtype="int16", callback=hear, **options)
        loudspeaker = sound.OutputStream(dtype="float32", callback=output.fill, **options)
    except sound.PortAudioError as cause:
        hint = "Use --text, or give recordings with --audio."
        raise DryfitError("no-sound-device", f"No usable microphone: {cause}", hint) from cause
    with microphone, loudspeaker:
        reporting = asyncio.create_task(_report(session, output))
        running = asyncio.create_task(session.run())
        try:
            await _listen(session, output, narrate)
            await running
        finally:
            for task in (reporting, running):
                task.cancel()


async def _listen(
    session: Session, output: _Output, narrate: Callable[[o.SessionOutput], None]
) -> None:
    while True:
        given = await session.outputs.get()
        narrate(given)
        match given:
            case o.ReplyOpened(item):
                output.open(item)
            case o.ClauseSpoken(samples=samples):
                output.add(samples)
            case o.PlaybackAsked(item, "stop"):
                output.clear()
                session.receive(_playhead(output, final=True))
            case o.PlaybackAsked(item, action):
                output.gain = DUCKED if action == "duck" else 1.0
            case o.Debriefed():
                return
            case _:
                pass


async def _report(session: Session, output: _Output) -> None:
    while True:
        await asyncio.sleep(REPORT_EVERY_S)
        if output.item:
            session.receive(_playhead(output, final=False))


def _playhead(output: _Output, final: bool) -> PlayheadReported:
    played_ms = 1000 * output.played_samples / OUTPUT_RATE_HZ
    return PlayheadReported(output.item, played_ms, final)
