"""What a talk costs the phone's data plan, counted on the line, and that it is heard right."""

import io
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from playwright.sync_api import Playwright
from tests.browser.chromium import chromium
from tests.browser.learner import RATE_HZ, Learner, wav
from tests.browser.meter import Meter
from tests.browser.real_server import RealServer
from tests.browser.talk_page import TalkPage

from dryfit.bench.manifest import Clip, read_manifest
from dryfit.bench.stt import word_error_rate

BUDGET_KBIT_S = 40.0
SILENT_KBIT_S = 6.0
"""No budget of its own; anything above means that transmission did not stop."""
BEFORE_S = 9.0
"""Silence before the learner speaks; the persona's opening is over by then."""


def _in_one_breath(speech: Path) -> Clip:
    """The longest recording of up to nine seconds, of many words, that no pause could end."""
    clips = [
        clip
        for clip in read_manifest(speech)
        if clip.is_exact and not clip.pauses and len(set((clip.transcript or "").split())) > 7
    ]
    return max((clip for clip in clips if clip.seconds < 9.0), key=lambda clip: clip.seconds)


def _microphone(clip: Clip) -> bytes:
    sound, rate_hz = soundfile.read(io.BytesIO(clip.path.read_bytes()), dtype="float32")
    voice = soxr.resample(sound, rate_hz, RATE_HZ)
    return wav(np.concatenate([np.zeros(int(BEFORE_S * RATE_HZ)), voice, np.zeros(RATE_HZ)]))


def test_a_talk_keeps_to_the_traffic_budget_and_is_heard_right(
    driver: Playwright, server: RealServer, learner: Learner, speech_dir: Path, tmp_path: Path
) -> None:
    if not (speech_dir / "manifest.jsonl").is_file():
        pytest.skip("no recordings: `make test` fetches them")
    clip = _in_one_breath(speech_dir)
    microphone = tmp_path / "learner.wav"
    microphone.write_bytes(_microphone(clip))
    port = int(server.url.rstrip("/").rpartition(":")[2])
    with Meter(port) as meter, chromium(driver, microphone) as browser:
        talk = TalkPage.open(browser, f"{meter.url}?s=bar-owner&seed=7")
        began_s = time.monotonic() - talk.now_ms() / 1000
        talk.start()
        talk.wait_for_event(
            "e.type === 'conversation.item.input_audio_transcription.completed'", within_s=60
        )
        heard = talk.caption("you")
        talk.wait_for_event(
            "e.type === 'dryfit.playhead' && e.final && e.item_id !== window.__ear.events"
            ".find((f) => f.type === 'dryfit.playhead').item_id",
            within_s=60,
        )
        events = talk.events()
        assert talk.errors() == []

    def at_s(kind: str, which: int = 0, **fields: object) -> float:
        found = [
            e for e in events if e["type"] == kind and all(e[k] == v for k, v in fields.items())
        ]
        return began_s + float(found[which]["at_ms"]) / 1000

    created = next(e for e in events if e["type"] == "session.created")
    assert created["session"]["audio"]["input"]["format"]["type"] == "audio/opus"

    spoke = at_s("input_audio_buffer.speech_started"), at_s("input_audio_buffer.speech_stopped")
    up = meter.kbit(meter.up, *spoke) / (spoke[1] - spoke[0])
    silent = spoke[0] - 3.0, spoke[0] - 1.0
    silent_up = meter.kbit(meter.up, *silent) / 2.0

    # Her lines, events and all, from the first on the wire to the last heard, over their length.
    finals = [e for e in events if e["type"] == "dryfit.playhead" and e["final"]]
    assert len(finals) == 2, "her opening and her answer"
    spans = [(at_s("response.created", n), at_s("dryfit.playhead", n, final=True)) for n in (0, 1)]
    lines_s = [final["played_ms"] / 1000 for final in finals]
    lines_kbit = [meter.kbit(meter.down, *span) for span in spans]
    down = sum(lines_kbit) / sum(lines_s)

    errors = word_error_rate([clip.transcript or ""], [heard])
    print(f"\nlines of {lines_s} s cost {lines_kbit} kbit", end="")
    print(
        f"\nup {up:.1f}, silent {silent_up:.1f}, down {down:.1f} kbit/s; word errors {errors:.0%}"
    )
    assert 10 < up <= BUDGET_KBIT_S
    assert 10 < down <= BUDGET_KBIT_S
    assert silent_up <= SILENT_KBIT_S
    assert errors <= 0.25, heard
