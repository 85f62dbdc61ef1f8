"""Drills on the phone: tapped, typed, and a whole one by voice alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright
from tests.browser.chromium import chromium, phone
from tests.browser.fake_wire import answer_scenarios, answer_session, example, in_drill
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.screens import DRILL_ENDED, SCORES, WIDTHS, Look, open_screen
from tests.browser.talk_page import TalkPage
from tests.browser.test_debrief import touches_since

WITHIN_S = 90
STEPS = ("decision", "sureness", "fault", "mend", "checking")


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def drilling(
    browser: Browser, url: str, events: list[dict[str, Any]], text: bool = False
) -> tuple[Page, list[dict[str, Any]]]:
    """A drill that was started, and what the phone sends."""
    context = phone(browser, width=360, kept={"settings": {"sounds": False, "text": text}})
    answer_scenarios(context)
    received = answer_session(context, events)
    page = context.new_page()
    page.goto(f"{url}?d=plumbing&seed=3")
    page.locator(".drill-brief .button.main").click()
    return page, received


def typed(received: list[dict[str, Any]]) -> list[str]:
    """What was tapped or typed, as it went out."""
    return [
        event["item"]["content"][0]["text"]
        for event in received
        if event["type"] == "conversation.item.create"
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("screen", [*STEPS, "telling", "verdict", "by-button", "held", "writing"])
def test_nothing_scrolls_while_drilling(
    browser: Browser, static_url: str, width: int, screen: str
) -> None:
    page = open_screen(browser, static_url, f"drill-{screen}", Look(width))
    overflow = page.evaluate(
        "() => [document.documentElement.scrollHeight - innerHeight,"
        " document.documentElement.scrollWidth - innerWidth]"
    )
    assert max(overflow) <= 0
    buttons = page.locator(".talk .button:visible")
    below = [
        box["y"] + box["height"] - page.viewport_size["height"]  # type: ignore[index]
        for box in (buttons.nth(at).bounding_box() for at in range(buttons.count()))
        if box
    ]
    assert below
    assert max(below) <= 0
    page.context.close()


@pytest.mark.parametrize(
    ("step", "button", "said"),
    [
        ("decision", "Use it", "use it"),
        ("decision", "Don't use it", "don't use it"),
        ("decision", "Check first", "check first"),
        ("sureness", "70 %", "70 percent"),
        ("fault", "eighth of an inch", "eighth of an inch"),
        ("fault", "per foot.", "per foot"),
        ("fault", "I don't know", "I don't know"),
        ("mend", "I don't know", "I don't know"),
        ("checking", "Code book", "I would look it up in the code book"),
    ],
)
def test_every_answer_can_be_tapped(
    browser: Browser, static_url: str, step: str, button: str, said: str
) -> None:
    page, received = drilling(browser, static_url, in_drill(step))
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_timeout(100)
    assert typed(received) == [said]
    address = received[0]["url"]
    assert "drill=plumbing" in address
    assert "items=10" in address
    assert "learner=p-" in address
    assert "seed=3" in address
    page.context.close()


def test_any_answer_can_be_typed(browser: Browser, static_url: str) -> None:
    page, received = drilling(browser, static_url, in_drill("mend"), text=True)
    line = page.get_by_role("textbox", name="Or type your answer")
    line.fill("  ")
    line.press("Enter")
    line.fill("a quarter of an inch")
    line.press("Enter")
    page.wait_for_timeout(100)
    assert typed(received) == ["a quarter of an inch"]
    assert "mode=text" in received[0]["url"]
    page.context.close()


def test_finish_hears_what_is_right_first_and_ends_at_the_second_tap(
    browser: Browser, static_url: str
) -> None:
    page, received = drilling(browser, static_url, in_drill("decision"))
    page.get_by_role("button", name="Finish").click()
    page.wait_for_timeout(100)
    assert typed(received) == ["stop"]
    page.context.close()
    page, received = drilling(browser, static_url, in_drill("over"))
    page.get_by_role("button", name="Finish").click()
    page.wait_for_timeout(100)
    assert received[-1]["type"] == "dryfit.finish"
    page.context.close()


def test_the_answer_is_not_shown_before_it_is_said(browser: Browser, static_url: str) -> None:
    events = in_drill("decision")
    before = [*events[:2], example("dryfit.drill", speaker="coach")]
    page, _ = drilling(browser, static_url, before)
    page.get_by_text(events[2]["asks"]).wait_for()
    assert page.get_by_text(events[2]["answer"]).count() == 0
    assert page.locator(".options").count() == 0
    page.context.close()


def test_the_result_stays_on_the_phone(browser: Browser, static_url: str) -> None:
    page, _ = drilling(browser, static_url, [*in_drill("over"), DRILL_ENDED, SCORES])
    page.wait_for_selector("main.drill-result")
    words = page.locator("main.drill-result").inner_text()
    assert "You lean to trust" in words
    assert "0 of 1" in words
    page.get_by_role("button", name="All drills").click()
    page.get_by_role("heading", name="All your drills").wait_for()
    page.context.close()


def test_from_the_list_of_talks_to_a_drill_and_back(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "list", Look(390))
    page.get_by_role("button", name="When not to trust the AI").click()
    page.get_by_role("button", name="Plumbing").click()
    assert page.get_by_text("3 of 12 checked by an expert").is_visible()
    page.get_by_role("button", name="Back").click()
    assert page.get_by_text("Not yet checked by an expert").first.is_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("heading", name="Who do you need to talk to?").wait_for()
    page.context.close()


SAID = {
    "sureness": "Eighty percent.",
    "fault": "I don't know.",
    "mend": "I don't know.",
    "checking": "I would look it up in the code book.",
}
DECISIONS = ("Use it.", "Don't use it.", "I would check first.", "Use it.")


def test_a_whole_drill_by_voice_alone(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    """Four answers are judged, one is heard twice, and nobody touches the screen meanwhile."""
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?d=plumbing&seed=7", speaks=True)
        page = talk.page
        page.get_by_text("4", exact=True).click()
        page.get_by_role("button", name="Start the drill").click()
        touched_at_ms = talk.now_ms()
        asked = 0
        repeated = False
        while (at := question(talk, asked)) is not None:
            asked = at["heard"]
            number, step = at["number"], at["step"]
            if (number, step, repeated) == (2, "decision", False):
                repeated = True
                talk.say(learner.say("Say that again."))
            else:
                talk.say(learner.say(DECISIONS[number - 1] if step == "decision" else SAID[step]))
        page.wait_for_selector("main.drill-result", timeout=WITHIN_S * 1000)
        scores = talk.events("dryfit.scores")[0]
        judged = [(one["decision"], one["sureness"]) for one in scores["answers"]]
        assert judged == [("use", 80), ("reject", 80), ("check", 80), ("use", 80)]
        assert scores["run"]["judged"] == 4
        told = [
            event["transcript"]
            for event in talk.events("response.output_audio_transcript.done")
            if "Source:" in event["transcript"]
        ]
        assert len(told) == 4, "the right answer and its source, each time"
        for answer in scores["answers"]:
            assert any(answer["source"] in line for line in told)
        assert any("not yet checked by an expert" in str(e) for e in talk.events())
        two = [e for e in talk.events("dryfit.drill") if e["number"] == 2]
        assert [e["speaker"] for e in two].count("assistant") == 2, "said again"
        assert talk.errors() == []
        assert not touches_since(talk, touched_at_ms)


def question(talk: TalkPage, asked: int) -> dict[str, Any] | None:
    """Wait for the next question to be put and heard; None where the drill is over."""
    found = talk.page.wait_for_function(
        """(asked) => {
          const events = window.__ear.events;
          if (events.some((e) => e.type === 'dryfit.scores')) return { over: true };
          const at = events.findLastIndex((e) => e.type === 'dryfit.drill');
          const line = events[at];
          if (!line || line.follows || line.step === 'over' || at <= asked) return null;
          const since = events.slice(at);
          const heard = since.some((e) =>
            e.type === 'dryfit.playhead' && e.final && e.item_id === line.item_id);
          const state = since.findLast((e) => e.type === 'dryfit.state');
          return heard && state?.state === 'listening' ? { ...line, heard: at } : null;
        }""",
        arg=asked,
        timeout=WITHIN_S * 1000,
    ).json_value()
    return None if found.get("over") else found
