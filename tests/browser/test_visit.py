"""Describe your visit: said or typed, understood, and played."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect
from tests.browser.chromium import chromium, phone
from tests.browser.fake_wire import answer_scenarios, answer_visits
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.screens import SAY, VISIT, Look, open_screen
from tests.browser.talk_page import TalkPage

SENTENCE = "I'm seeing Laura about a gig at her bar. She is worried about the noise."


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def asking(browser: Browser, url: str) -> Page:
    """The question, on a phone whose server answers what each test routes."""
    return open_screen(browser, url, "visit", Look())


def test_a_visit_said_is_understood_and_played(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    words = learner.say(SENTENCE, after_s=3)
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?seed=7", speaks=True)
        page = talk.page
        page.locator(VISIT).click()
        page.locator(SAY).click()
        page.wait_for_selector('.tells[data-turn="hearing"]')
        talk.say(words)  # no second tap: the pause ends it

        page.get_by_role("heading", name="Your visit to Laura").wait_for(timeout=40_000)
        assert "noise" in page.locator(".said").inner_text()
        expect(page.locator(".board")).to_contain_text("Dot Kowalski")
        expect(page.get_by_text("“Laura” is kept on this phone alone.")).to_be_visible()
        page.get_by_role("button", name="Practise this").click()
        expect(page.get_by_role("heading", name="Dot Kowalski")).to_be_visible()
        talk.start()
        talk.wait_until_heard()
        assert talk.caption("them")
        talk.finish()
        talk.critique()

        kept = page.evaluate("() => JSON.parse(localStorage.getItem('dryfit.talks'))[0].title")
        assert kept == "Your visit to Laura"
        assert talk.errors() == []
    written = b"".join(path.read_bytes() for path in server.log.parent.rglob("*") if path.is_file())
    assert b"Laura" not in written


def test_a_visit_typed_may_be_another_than_the_nearest(browser: Browser, static_url: str) -> None:
    asked: list[dict[str, str]] = []

    page = asking(browser, static_url)

    def note(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or "{}"))
        route.fallback()

    page.route("**/v1/visits", note)
    page.locator("textarea").fill("seeing Dave, worried about lead times")
    page.locator("textarea").press("Enter")
    page.get_by_role("button", name="The coating she is not sure about").click()
    page.get_by_role("button", name="Practise this").click()
    page.wait_for_selector("main.brief .role")
    text = "seeing Dave, worried about lead times"
    assert asked == [{"text": text}, {"text": text, "like": "hesitant-customer"}]
    page.context.close()


def test_nothing_typed_asks_nothing(browser: Browser, static_url: str) -> None:
    page = asking(browser, static_url)
    page.route("**/v1/visits", lambda _route: pytest.fail("nothing was to be asked"))
    page.locator("textarea").fill("   ")
    page.get_by_role("button", name="Find the talk").click(force=True)
    page.locator("textarea").press("Enter")
    expect(page.locator("main.visit textarea")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (422, "visit-not-heard", "No words came through. Say it once more"),
        (422, "visit-unclear", "That does not sound like a visit."),
        (503, "busy", "All places are taken."),
        (503, "not-ready", "The computer is still loading."),
        (401, "token-needed", "The link you came by no longer opens this."),
        (500, "surprise", "That did not work."),
    ],
)
def test_a_visit_that_fails_says_why_and_keeps_the_words(
    browser: Browser, static_url: str, status: int, code: str, words: str
) -> None:
    page = asking(browser, static_url)
    body = {"error": {"code": code, "message": "…"}}
    page.route("**/v1/visits", lambda route: route.fulfill(status=status, json=body))
    page.locator("textarea").fill("seeing Dave")
    page.get_by_role("button", name="Find the talk").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.locator("textarea")).to_have_value("seeing Dave")
    page.context.close()


@pytest.mark.parametrize("garbage", ["", "<html>", "null"])
def test_an_answer_that_is_none_is_told(browser: Browser, static_url: str, garbage: str) -> None:
    page = asking(browser, static_url)
    page.route("**/v1/visits", lambda route: route.fulfill(status=502, body=garbage))
    page.locator("textarea").fill("seeing Dave")
    page.get_by_role("button", name="Find the talk").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.context.close()


def test_a_line_that_is_down_is_told(browser: Browser, static_url: str) -> None:
    page = asking(browser, static_url)
    page.route("**/v1/visits", lambda route: route.abort())
    page.locator("textarea").fill("seeing Dave")
    page.get_by_role("button", name="Find the talk").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot reach the computer")
    page.context.close()


def test_going_back_half_way_gives_the_microphone_back(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "visit", Look())
    page.evaluate(
        "() => { const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        " navigator.mediaDevices.getUserMedia = async (w) => window.__stream = await open(w) }"
    )
    page.locator(SAY).click()
    page.wait_for_selector('.tells[data-turn="hearing"]')
    page.get_by_role("button", name="Back").click()
    expect(page.locator("textarea")).to_be_visible()
    assert page.evaluate("() => window.__stream.getTracks().map((t) => t.readyState)") == ["ended"]
    page.context.close()


def test_without_a_microphone_typing_is_left(driver: Playwright, static_url: str) -> None:
    with chromium(driver, allow=False) as strict:
        context: BrowserContext = phone(strict)
        answer_scenarios(context)
        answer_visits(context, "made", 201)
        page = context.new_page()
        page.goto(static_url)
        page.locator(VISIT).click()
        page.locator(SAY).click()
        expect(page.get_by_role("alert")).to_contain_text("allow the microphone")
        page.locator("textarea").fill("seeing Dave")
        page.get_by_role("button", name="Find the talk").click()
        expect(page.get_by_role("heading", name="Your visit to Dave")).to_be_visible()
        context.close()
