"""A whole spoken talk in each way to take turns, with the real server and by keyboard alone.

Hands-free from a recorded microphone is in `test_talk.py`, and in writing in `test_ways.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Playwright, expect
from tests.browser.chromium import QUIET, chromium, phone
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.talk_page import HERE, TalkPage
from tests.browser.test_ways import reach

QUESTION = "What happened the last time you had a band in here?"
HANDS_FREE = {"type": "semantic_vad", "eagerness": "medium", "interrupt_response": True}
DETECTION: dict[str, dict[str, Any] | None] = {
    "hands-free": None,  # as the server has it: nothing is sent
    "half-duplex": HANDS_FREE | {"interrupt_response": False},
    "push-to-talk": None,
}


def unnamed(device: CDPSession) -> list[str]:
    """What can be focused and has no name for a screen reader, by its role."""
    nodes = device.send("Accessibility.getFullAXTree")["nodes"]
    return [
        node["role"]["value"]
        for node in nodes
        if not node.get("ignored")
        and node["role"]["value"] not in ("RootWebArea", "WebArea")
        and any(p["name"] == "focusable" and p["value"]["value"] for p in node["properties"])
        and not node.get("name", {}).get("value", "").strip()
    ]


@contextmanager
def _button_down(page: Page, way: str) -> Iterator[None]:
    """While the learner speaks: the space bar is held, where it takes a button."""
    if way == "push-to-talk":
        reach(page, "Hold to talk")
        page.keyboard.down("Space")
    yield
    if way == "push-to-talk":
        page.keyboard.up("Space")


@pytest.mark.parametrize("way", list(DETECTION))
def test_a_whole_talk_by_keyboard_alone(
    driver: Playwright, server: RealServer, learner: Learner, way: str
) -> None:
    with chromium(driver) as browser:
        context = phone(browser, kept={"settings": {**QUIET, "way": way}})
        context.add_init_script(path=HERE / "ear.js")
        context.add_init_script(path=HERE / "page_microphone.js")
        page = context.new_page()
        device = context.new_cdp_session(page)
        talk = TalkPage(page)
        page.goto(f"{server.url}?s=bar-owner&seed=7")
        page.wait_for_selector("main.brief")
        assert unnamed(device) == []
        reach(page, "Start talking")
        page.keyboard.press("Enter")
        talk.wait_until_heard()
        opening = talk.caption("them")
        talk.wait_for_turn("listening")
        assert unnamed(device) == []
        expect(page.get_by_role("status")).to_have_text("Your turn")
        recording = learner.say(QUESTION)
        with _button_down(page, way):
            page.wait_for_timeout(1000 * talk.say(recording))
        assert "last time" in talk.caption("you", "last time").lower()
        talk.wait_until_heard()
        talk.wait_for_turn("listening")
        assert talk.caption("them") != opening
        reach(page, "Finish")
        page.keyboard.press("Enter")
        report = talk.critique()
        assert "You stopped here." in report
        assert "last time" in report
        assert unnamed(device) == []
        updates = talk.events("session.update")
        told = [update["session"]["audio"]["input"]["turn_detection"] for update in updates]
        assert told == ([] if way == "hands-free" else [DETECTION[way]])
        assert talk.errors() == []
        context.close()


def test_a_pause_that_was_said_ends_by_saying_so(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?s=bar-owner&seed=7", speaks=True)
        talk.start()
        talk.wait_until_heard()
        talk.wait_for_turn("listening")
        talk.say(learner.say("Pause the session."))
        talk.wait_for_turn("held")
        expect(talk.page.get_by_role("status")).to_contain_text("Say “go on”")
        talk.page.wait_for_timeout(1000)  # the persona is quiet, and nobody is waited for
        talk.say(learner.say("Let's go on."))
        talk.wait_for_turn("listening")
        talk.say(learner.say(QUESTION))
        assert "last time" in talk.caption("you", "last time").lower()
        # Pressed, it is another matter: what is said to a customer is not even sent.
        talk.wait_until_heard()
        talk.wait_for_turn("listening")
        talk.page.get_by_role("button", name="Pause").click()
        talk.wait_for_turn("held")
        talk.page.wait_for_timeout(1000 * talk.say(learner.say("Let's go on.")) + 3000)
        assert talk.page.locator(".talk").get_attribute("data-turn") == "held"
        assert talk.errors() == []
