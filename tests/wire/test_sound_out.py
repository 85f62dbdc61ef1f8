"""The persona's sound as frames: whole, at its place, and coded no sooner than it is sent."""

import itertools
import time
from collections.abc import Sequence

import numpy as np
import pytest
from tests.fakes import tone

from dryfit.wire.frames import OPUS, AudioFrame, Codec, parse_frame
from dryfit.wire.sound_out import SoundFrame, frames
from dryfit_audio.framing import to_pcm16
from dryfit_audio.opus import OpusDecoder
from dryfit_audio.samples import Samples

_SWELL = np.sin(np.linspace(0, 11, 12_000, dtype=np.float32)) ** 2
CLAUSE: Samples = (tone(0.5, 24_000) * (0.05 + _SWELL)).astype(np.float32)
"""A hum that swells and fades, so that a shift would show."""
AT = 9_600


class Phone:
    """A client: decodes everything, and lets pass what lies before the sound that it has."""

    def __init__(self, held: int = 0) -> None:
        self.end = held
        self.sound = b""
        self._decoder = OpusDecoder()

    def hear(self, told: Sequence[SoundFrame]) -> "Phone":
        for written in told:
            frame = parse_frame(written.to_bytes(), (OPUS,))
            pcm16 = self._decoder.decode(frame.payload)
            assert frame.position <= self.end, "no hole"
            known = min(len(pcm16), 2 * max(0, self.end - frame.position))
            self.sound += pcm16[known:]
            self.end = max(self.end, frame.position + frame.sample_count)
        return self


def _likeness(sound: Samples, pcm16: bytes) -> float:
    """How alike two sounds rise and fall, in steps of 5 ms, 1 for the same."""
    back = np.frombuffer(pcm16, dtype="<i2").astype(np.float32)
    blocks = [part[: part.size // 120 * 120].reshape(-1, 120) for part in (sound, back)]
    was, now = (np.sqrt(np.mean(np.square(block), axis=1)) for block in blocks)
    return float(np.corrcoef(was, now)[0, 1])


def test_pcm16_lies_where_it_did() -> None:
    told = frames("pcm16", 3, AT, CLAUSE, held=100)
    assert [f.position for f in told] == [AT + 100, AT + 4_900, AT + 9_700]
    assert all(isinstance(f, AudioFrame) and f.stream == 3 for f in told)
    assert b"".join(f.to_bytes()[12:] for f in told) == to_pcm16(CLAUSE[100:])


@pytest.mark.parametrize("samples", [480, 960, 12_000])
def test_opus_has_one_packet_more_that_lies_before_the_clause(samples: int) -> None:
    told = frames("opus", 3, AT, CLAUSE[:samples])
    assert [f.position for f in told] == list(range(AT - 480, AT + samples, 480))
    assert all(later.position - f.position == 480 for f, later in itertools.pairwise(told))


@pytest.mark.parametrize("codec", ["pcm16", "opus"])
def test_no_sound_has_no_frames(codec: Codec) -> None:
    assert frames(codec, 1, 0, CLAUSE[:0]) == []
    assert frames(codec, 1, 0, CLAUSE, held=len(CLAUSE)) == []


def test_what_is_heard_is_what_was_said_from_the_first_sample_to_the_last() -> None:
    phone = Phone().hear(frames("opus", 1, 0, CLAUSE))
    assert phone.end == len(CLAUSE)
    assert len(phone.sound) == 2 * len(CLAUSE)
    assert _likeness(CLAUSE, phone.sound) > 0.99


def test_clauses_join_without_a_hole_or_a_seam() -> None:
    phone = Phone().hear(frames("opus", 1, 0, CLAUSE))
    phone.hear(frames("opus", 1, len(CLAUSE), CLAUSE))
    assert len(phone.sound) == 4 * len(CLAUSE)
    assert _likeness(CLAUSE, phone.sound[2 * len(CLAUSE) :]) > 0.99


@pytest.mark.parametrize("held", [0, 1, 479, 480, 481, 960, 4_801, len(CLAUSE) - 1])
def test_who_has_a_part_gets_the_rest_to_the_sample(held: int) -> None:
    phone = Phone(held).hear(frames("opus", 1, 0, CLAUSE, held))
    assert len(phone.sound) == 2 * (len(CLAUSE) - held)
    if len(phone.sound) > 2_000:
        assert _likeness(CLAUSE[held:], phone.sound) > 0.97


def test_a_line_that_nobody_takes_is_not_coded() -> None:
    """Half a minute would cost a quarter of a second; one packet of it does not."""
    line = tone(30.0, 24_000)

    def cost_s(taken: slice) -> float:
        began_s = time.process_time()
        for frame in frames("opus", 1, 0, line)[taken]:
            frame.to_bytes()
        return time.process_time() - began_s

    # The least of a few: what else the machine does only ever adds.
    one, all_of_them = (min(cost_s(taken) for _ in range(4)) for taken in (slice(1), slice(None)))
    assert one < all_of_them / 4


def test_a_frame_that_is_sent_again_is_the_same() -> None:
    told = frames("opus", 1, 0, CLAUSE)
    last_first = told[-1].to_bytes()
    assert [f.to_bytes() for f in told] == [f.to_bytes() for f in told]
    assert told[-1].to_bytes() == last_first
