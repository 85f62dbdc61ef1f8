"""The main job in a browser: real server, real models, a recording as the microphone."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright
from tests.browser.chromium import chromium
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.talk_page import AUDIBLE_RMS, TalkPage

QUESTION = "What happened the last time you had a band in here?"
INTERRUPTION = (
    "Wait, sorry, hold on a second. I want to ask you about the noise, not about the money."
)


def test_a_talk_from_the_list_to_the_critique(
    driver: Playwright, server: RealServer, learner: Learner, tmp_path: Path
) -> None:
    microphone = tmp_path / "learner.wav"
    # The persona speaks first; her opening is over in less than eight seconds.
    microphone.write_bytes(learner.say(QUESTION, before_s=8, after_s=1))
    with chromium(driver, microphone) as browser:
        talk = TalkPage.open(browser, f"{server.url}?seed=7")
        talk.page.get_by_role("button", name="Book the band").click()
        talk.start()

        opening = talk.caption("them")
        talk.wait_until_heard()
        talk.wait_for_event(
            "e.type === 'conversation.item.input_audio_transcription.completed'", within_s=40
        )
        heard = talk.caption("you")
        assert "last time" in heard.lower()

        talk.wait_for_event("e.type === 'response.created' && e.at_ms > 8000")
        talk.wait_until_heard()
        talk.wait_for_event(
            "e.type === 'dryfit.playhead' && e.final && e.item_id !== window.__ear.events"
            ".find((f) => f.type === 'dryfit.playhead').item_id"
        )
        assert talk.caption("them") != opening

        talk.finish()
        report = talk.critique()
        assert "You stopped here." in report
        assert heard in report
        assert talk.events("dryfit.resumed") == [], "one line from beginning to end"
        assert talk.errors() == []


def test_speaking_over_the_persona_cuts_it_off(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    words = learner.say(INTERRUPTION)
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?s=long-talker&seed=7", speaks=True)
        talk.start()
        talk.wait_until_heard()
        # The first second of a session's first line is not up for interruption.
        talk.page.wait_for_timeout(1500)
        said_at_ms = talk.now_ms()
        talk.say(words)
        talk.wait_for_event("e.type === 'dryfit.playback' && e.action === 'stop'", within_s=30)
        talk.wait_for_event("e.type === 'dryfit.playhead' && e.final")

        stop = next(e for e in talk.events("dryfit.playback") if e["action"] == "stop")
        assert stop["at_ms"] > said_at_ms
        finals = [e for e in talk.events("dryfit.playhead") if e["final"]]
        assert [e["item_id"] for e in finals] == [stop["item_id"]]
        assert finals[0]["at_ms"] - stop["at_ms"] < 100
        cut_ms = stop["sound_ms"]
        assert talk.loudest(0, cut_ms) > AUDIBLE_RMS
        assert talk.loudest(cut_ms + 150, cut_ms + 500) < AUDIBLE_RMS

        talk.wait_for_event("e.type === 'conversation.item.truncated'")
        cut = talk.events("conversation.item.truncated")[0]
        assert cut["item_id"] == stop["item_id"]
        # The server waits briefly for the final playhead, else cuts at the last one, 200 ms ago.
        assert cut["audio_end_ms"] == pytest.approx(finals[0]["played_ms"], abs=300)
        talk.wait_for_event("e.type === 'conversation.item.input_audio_transcription.completed'")
        assert "noise" in talk.caption("you").lower()
        assert talk.events("dryfit.resumed") == []
        assert talk.errors() == []
