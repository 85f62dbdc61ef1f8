"""The talk is there: after a lost line, a page that is loaded again, and both many times over."""

import difflib
import json
import random
import re
import urllib.request

from playwright.sync_api import Playwright, TimeoutError, expect
from tests.browser.chromium import QUIET, chromium, phone
from tests.browser.learner import Learner
from tests.browser.meter import Meter
from tests.browser.real_server import RealServer
from tests.browser.talk_page import TalkPage

LINES = (
    "What happened the last time you had a band in here?",
    "How loud was it for your regulars on that night?",
    "We are four people and we can play with the volume turned down.",
    "Who would have to stay late when the music goes on?",
)
CUTS_A_LINE = 5
"""While it is said and answered; twenty in all."""
DARK_S = (0.0, 1.5)
"""How long the phone is out of reach after a cut."""
RELOADED_AFTER, RELOADED_IN = 1, 2
"""One reload between two lines, one before a line has been answered."""
SEED = 20
FOUND = 0.7
"""Of a line's words, at least as many are in the journal: recognition mishears one or two."""
TWICE = 1.15
"""So many times the words that were said, and one of the lines was heard twice."""


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def said_in(server: RealServer, session: str) -> list[str]:
    """What the learner said, as the journal has it."""
    with urllib.request.urlopen(f"{server.url}v1/sessions/{session}") as answer:
        lines = json.load(answer)["critique"]["transcript"]
    return [line["text"] for line in lines if line["who"] == "learner"]


class Phone:
    """A learner's phone on a line that is cut at random."""

    def __init__(self, talk: TalkPage, meter: Meter, chance: random.Random) -> None:
        self.talk = talk
        self.cuts = 0
        self._back = 0
        """How often the session must have come back on this page."""
        self._meter = meter
        self._chance = chance

    def wait(self, seconds: float) -> None:
        self.talk.page.wait_for_timeout(1000 * seconds)

    def cut(self) -> None:
        """Once the session is there again, and after a while that nobody could know."""
        self.is_back()
        self.wait(self._chance.uniform(0.1, 0.9))
        self._meter.cut(self._chance.uniform(*DARK_S))
        self.cuts += 1
        self._back += 1

    def is_back(self) -> None:
        """Wait until the session has come back from every cut: each one did cut it off."""
        self.talk.page.wait_for_function(
            "(times) => window.__ear.events"
            ".filter((e) => e.type === 'dryfit.resumed').length >= times",
            arg=self._back,
            timeout=30_000,
        )

    def load_again(self) -> None:
        """Reload, and go on with the one tap that sound takes."""
        self.is_back()
        self.talk.page.reload()
        self.talk.page.get_by_role("button", name="Go on").click()
        self.talk.page.wait_for_selector(".talk")
        self._back = 1

    def is_heard(self, line: str) -> None:
        """Wait until the end of this line is on the screen, and the floor is free again."""
        self.talk.caption("you", words(line)[-1], within_s=40)
        self.talk.wait_for_turn("listening", within_s=40)


def test_twenty_cuts_and_two_reloads_lose_nothing_that_was_said(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    """A busy machine may mishear the very word that is waited for: then it is played once more."""
    try:
        play_with_cuts(driver, server, learner)
    except (AssertionError, TimeoutError):
        play_with_cuts(driver, server, learner)


def play_with_cuts(driver: Playwright, server: RealServer, learner: Learner) -> None:
    port = int(server.url.rstrip("/").rpartition(":")[2])
    recordings = [learner.say(line) for line in LINES]
    with Meter(port) as meter, chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{meter.url}?s=bar-owner&seed=7", speaks=True)
        talk.start()
        talk.wait_until_heard()
        talk.wait_for_turn("listening")
        session = talk.events("dryfit.scenario")[0]["session_id"]
        hers = Phone(talk, meter, random.Random(SEED))
        for number, (line, recording) in enumerate(zip(LINES, recordings, strict=True)):
            began_ms = talk.now_ms()
            seconds = talk.say(recording)
            for _ in range(2):
                hers.cut()
            hers.wait(max(0.0, seconds - (talk.now_ms() - began_ms) / 1000))
            if number == RELOADED_IN:  # the last word is out; nothing has been made of it yet
                hers.load_again()
            for _ in range(CUTS_A_LINE - 2):
                hers.cut()
            hers.is_heard(line)
            if number == RELOADED_AFTER:
                hers.load_again()
                talk.caption("you", words(line)[-1])
        assert hers.cuts == 20
        talk.finish()
        assert "You stopped here." in talk.critique()
        assert talk.errors() == []
    kept = said_in(server, session)
    found = words(" ".join(kept))
    for line in LINES:
        same = difflib.SequenceMatcher(a=words(line), b=found, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in same) >= FOUND * len(words(line)), (line, kept)
    assert len(found) <= TWICE * len(words(" ".join(LINES))), kept


def test_a_written_talk_goes_on_by_itself_after_a_reload(
    driver: Playwright, server: RealServer
) -> None:
    with chromium(driver, allow=False) as browser:
        page = phone(browser, kept={"settings": {**QUIET, "text": True}}).new_page()
        page.goto(f"{server.url}?s=bar-owner&seed=7")
        page.get_by_role("button", name="Start writing").click()
        page.wait_for_selector('.talk[data-turn="listening"] .log .them')
        page.get_by_role("textbox").fill("What happened the last time you had a band in here?")
        page.keyboard.press("Enter")
        expect(page.locator(".log .them")).to_have_count(2)
        page.wait_for_selector('.talk[data-turn="listening"]')
        before = page.locator(".log li").all_inner_texts()
        page.reload()
        expect(page.locator(".log li")).to_have_count(3)
        assert page.locator(".log li").all_inner_texts() == before
        page.get_by_role("textbox").fill("Who stayed late to clean up?")
        page.keyboard.press("Enter")
        expect(page.locator(".log .them")).to_have_count(3)
        page.reload()
        expect(page.locator(".log .them")).to_have_count(3)
        page.get_by_role("button", name="Finish").click()
        expect(page.get_by_role("heading", name="You stopped here.")).to_be_visible(timeout=30_000)
        page.reload()
        expect(page.locator("main.brief")).to_be_visible()  # nothing to go on with
        page.context.close()


def test_a_talk_that_was_left_is_finished_instead(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?s=bar-owner&seed=7", speaks=True)
        talk.start()
        talk.wait_until_heard()
        talk.wait_for_turn("listening")
        talk.say(learner.say(LINES[0]))
        talk.caption("you", "last time")
        talk.page.reload()
        talk.page.get_by_role("button", name="See how it went").click()
        report = talk.critique()
        assert "You stopped here." in report
        assert "last time" in report
        assert talk.errors() == []
