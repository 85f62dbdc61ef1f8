"""The ways to hold a talk: by button, in writing, by keyboard alone; and what is heard and felt."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.browser.chromium import QUIET, chromium, phone
from tests.browser.fake_wire import answer_session, example, in_state
from tests.browser.real_server import RealServer
from tests.browser.screens import Look, open_screen
from tests.browser.talk_page import AUDIBLE_RMS, HERE

Events = list[dict[str, Any]]


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def open_talk(browser: Browser, url: str, name: str, state: str) -> tuple[Page, Events]:
    """A talk in one of its ways; gives what the client sends too."""
    sent: list[Events] = []

    def prepare(context: BrowserContext) -> None:
        sent.append(answer_session(context, in_state(state)))

    page = open_screen(browser, url, name, Look(), prepare)
    page.wait_for_selector(f'[data-turn="{state}"]')
    return page, sent[0]


def wait_for(page: Page, sent: Events, kind: str) -> dict[str, Any]:
    """Wait until the client has sent an event of this type."""
    for _ in range(200):
        if found := [event for event in sent if event["type"] == kind]:
            return found[-1]
        page.evaluate("new Promise((done) => setTimeout(done, 10))")
    raise AssertionError(f"{kind} was never sent: {[event['type'] for event in sent]}")


def test_the_whole_screen_is_the_button_to_talk(browser: Browser, static_url: str) -> None:
    page, sent = open_talk(browser, static_url, "by-button", "listening")
    page.mouse.move(195, 300)
    page.mouse.down()
    expect(page.get_by_role("button", name="Let go to send")).to_be_visible()
    wait_for(page, sent, "input_audio_buffer.clear")
    assert "input_audio_buffer.commit" not in [event["type"] for event in sent]
    page.mouse.up()
    wait_for(page, sent, "input_audio_buffer.commit")
    page.context.close()


def test_the_button_to_talk_works_by_keyboard(browser: Browser, static_url: str) -> None:
    page, sent = open_talk(browser, static_url, "by-button", "listening")
    page.get_by_role("button", name="Hold to talk").focus()
    page.keyboard.down("Space")
    page.keyboard.down("Space")  # a key that is held repeats
    wait_for(page, sent, "input_audio_buffer.clear")
    page.keyboard.up("Space")
    wait_for(page, sent, "input_audio_buffer.commit")
    kinds = [event["type"] for event in sent if event["type"].startswith("input_audio_buffer")]
    assert kinds == ["input_audio_buffer.clear", "input_audio_buffer.commit"]
    page.context.close()


def test_pause_is_not_taken_for_the_button_to_talk(browser: Browser, static_url: str) -> None:
    page, sent = open_talk(browser, static_url, "by-button", "listening")
    page.get_by_role("button", name="Pause").click()
    wait_for(page, sent, "dryfit.hold")
    assert "input_audio_buffer.clear" not in [event["type"] for event in sent]
    page.context.close()


def test_what_is_typed_is_sent_once_it_is_your_turn(browser: Browser, static_url: str) -> None:
    page, sent = open_talk(browser, static_url, "writing", "thinking")
    words = page.get_by_role("textbox", name="Your words")
    words.fill("What happened last time?")
    words.press("Enter")
    expect(words).to_have_value("What happened last time?")
    assert "mode=text" in sent[0]["url"]
    assert [event["type"] for event in sent[1:]] == []
    page.context.close()


def test_without_a_microphone_one_can_still_write(driver: Playwright, static_url: str) -> None:
    with chromium(driver, allow=False) as strict:
        page, sent = open_talk(strict, static_url, "writing", "listening")
        words = page.get_by_role("textbox", name="Your words")
        words.fill("What happened last time?")
        words.press("Shift+Enter")
        words.press_sequentially("Really?")
        words.press("Enter")
        item = wait_for(page, sent, "conversation.item.create")["item"]
        assert item["content"][0]["text"] == "What happened last time?\nReally?"
        expect(words).to_have_value("")


def test_a_whole_talk_in_writing_by_keyboard_alone(driver: Playwright, server: RealServer) -> None:
    with chromium(driver, allow=False) as browser:
        context = phone(browser, kept={"settings": {**QUIET, "text": True}})
        page = context.new_page()
        page.goto(f"{server.url}?s=bar-owner&seed=7")
        page.wait_for_selector("main.brief")
        reach(page, "Start writing")
        page.keyboard.press("Enter")
        page.wait_for_selector('.talk[data-turn="listening"] .log .them')
        opening = page.locator(".log .them").inner_text()
        page.get_by_role("textbox").focus()
        page.keyboard.type("What happened the last time you had a band in here?")
        page.keyboard.press("Enter")
        expect(page.locator(".log .you")).to_contain_text("last time")
        page.wait_for_selector('.talk[data-turn="listening"]')
        answer = page.locator(".log .them").nth(1)
        expect(answer).to_be_visible()
        assert answer.inner_text() != opening
        reach(page, "Finish")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="You stopped here.")).to_be_visible(timeout=30_000)
        context.close()


def reach(page: Page, name: str) -> None:
    """Tab until this is in focus, as somebody without a pointer does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused: str = page.evaluate("document.activeElement.textContent.trim()")
        if focused == name:
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


@pytest.mark.parametrize("on", [True, False])
def test_a_change_of_the_floor_is_heard_and_felt(
    browser: Browser, static_url: str, on: bool
) -> None:
    context_of: list[BrowserContext] = []

    def prepare(context: BrowserContext) -> None:
        context_of.append(context)
        context.add_init_script(path=HERE / "ear.js")
        context.add_init_script(
            "window.__buzz = []; navigator.vibrate = (p) => { window.__buzz.push(p); return true }"
        )
        settings = f'{{"sounds":{str(on).lower()},"vibration":{str(on).lower()}}}'
        context.add_init_script(f"localStorage.setItem('dryfit.settings', '{settings}')")
        answer_session(context, [*in_state("speaking"), example("dryfit.state", state="listening")])

    page = open_screen(browser, static_url, "talk", Look(), prepare)
    page.get_by_role("button", name="Pause").click()
    loud = f"window.__ear.levels.some((l) => l.rms > {AUDIBLE_RMS})"
    if on:
        page.wait_for_function(loud)
        page.wait_for_function("window.__buzz.length >= 2")
    else:
        page.wait_for_function("window.__ear.levels.length > 25")
        assert page.evaluate(loud) is False
        assert page.evaluate("window.__buzz") == []
    page.context.close()
