"""How the phone's sound goes out: Opus where the browser has it, PCM16 where not, and no hole."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Playwright, WebSocketRoute
from tests.browser.chromium import chromium, phone
from tests.browser.fake_wire import OPENED, answer_scenarios, example

from dryfit.wire.frames import OPUS, PCM16, AudioFrame, parse_frame
from dryfit_audio.opus import OpusDecoder

NONE = "delete window.AudioEncoder"
NO_OPUS = "AudioEncoder.isConfigSupported = async () => ({ supported: false })"
BREAKS = """
    const Plain = AudioEncoder;
    window.AudioEncoder = class extends Plain {
      count = 0;
      encode(data) { if (++this.count > 60) throw new Error("broken"); super.encode(data); }
    };
"""


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


@dataclass
class Heard:
    """What the server's side was told."""

    url: str = ""
    frames: list[AudioFrame] = field(default_factory=list)

    def serve(self, socket: WebSocketRoute) -> None:
        self.url = socket.url
        socket.on_message(self._note)
        for event in [*OPENED, example("dryfit.state", state="listening")]:
            socket.send(json.dumps(event))

    def _note(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self.frames.append(parse_frame(message, (PCM16, OPUS)))


@pytest.mark.parametrize(
    ("script", "asked", "codecs"),
    [
        ("", "opus", [OPUS]),
        (NONE, "pcm16", [PCM16]),
        (NO_OPUS, "pcm16", [PCM16]),
        (BREAKS, "opus", [OPUS, PCM16]),
    ],
    ids=["opus", "no WebCodecs", "no Opus", "an encoder that breaks"],
)
def test_sound_goes_out_without_a_hole(
    browser: Browser, static_url: str, script: str, asked: str, codecs: list[int]
) -> None:
    """The browser's own microphone beeps once a second."""
    context, heard = phone(browser), Heard()
    answer_scenarios(context)
    context.route_web_socket("**/v1/realtime*", heard.serve)
    page = context.new_page()
    page.add_init_script(script)
    page.goto(f"{static_url}?s=bar-owner&token=secret")
    page.get_by_role("button", name="Start talking").click()
    for _ in range(100):
        page.wait_for_timeout(100)
        if len(heard.frames) > 120:
            break
    context.close()
    assert f"codec={asked}" in heard.url
    frames = heard.frames
    assert len(frames) > 120
    assert list(dict.fromkeys(frame.codec for frame in frames)) == codecs
    for before, after in itertools.pairwise(frames):
        assert after.position == before.position + before.sample_count
        assert after.sequence == before.sequence + 1
    decoder = OpusDecoder()
    coded = [frame for frame in frames if frame.codec == OPUS]
    assert all(len(decoder.decode(frame.payload)) == 2 * frame.sample_count for frame in coded)
