"""Screens and failures that a real session seldom shows, played from the example events."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright
from tests.browser.chromium import chromium, phone
from tests.browser.fake_wire import (
    answer_in_turn,
    answer_scenarios,
    answer_session,
    example,
    in_state,
)
from tests.browser.screens import SCREENS, WIDTHS, Look, open_screen

STATES = ("listening", "hearing", "pausing", "thinking", "speaking", "yielding", "held")
TARGET_PX = 56
TEXT_PX = 18
CONTRAST = 7.0
SCRIPT_BYTES = 70 * 1024


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def talk(
    browser: Browser,
    url: str,
    events: list[dict[str, Any]],
    *,
    close: int | None = None,
    width: int = 390,
    dark: bool = False,
) -> tuple[Page, list[dict[str, Any]]]:
    """Open the client by a link and tap twice at most; the session answers with these events."""
    context = phone(browser, width=width, dark=dark)
    answer_scenarios(context)
    received = answer_session(context, events, close)
    page = context.new_page()
    page.goto(f"{url}?s=bar-owner&token=secret")
    page.get_by_role("button", name="Start talking").click()
    return page, received


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", STATES)
def test_nothing_scrolls_while_talking(
    browser: Browser, static_url: str, width: int, state: str
) -> None:
    page, _ = talk(browser, static_url, in_state(state), width=width)
    page.wait_for_selector(f'[data-turn="{state}"]')
    overflow = page.evaluate(
        "() => [document.documentElement.scrollHeight - innerHeight,"
        " document.documentElement.scrollWidth - innerWidth]"
    )
    assert max(overflow) <= 0
    page.context.close()


MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_it_can_be_read_in_the_sun_and_pressed_with_gloves(
    browser: Browser, static_url: str, screen: str, dark: bool
) -> None:
    page = open_screen(browser, static_url, screen, Look(360, dark))
    seen = page.evaluate(MEASURE)
    assert len(seen["texts"]) > 2
    assert [t for t in seen["texts"] if t["px"] < TEXT_PX] == []
    assert [t for t in seen["texts"] if t["contrast"] < CONTRAST] == []
    assert [t for t in seen["targets"] if t["px"] < TARGET_PX] == []
    page.context.close()


def test_a_link_opens_the_brief_and_its_token_leaves_the_address(
    browser: Browser, static_url: str
) -> None:
    page, received = talk(browser, static_url, in_state("listening"))
    page.wait_for_selector(".talk")
    assert page.url == f"{static_url}?s=bar-owner"
    page.wait_for_selector('[data-turn="listening"]')
    assert "token=secret" in received[0]["url"]
    assert "model=bar-owner" in received[0]["url"]
    page.context.close()


def test_pause_and_go_on_reach_the_server(browser: Browser, static_url: str) -> None:
    page, received = talk(browser, static_url, in_state("listening"))
    page.get_by_role("button", name="Pause").click()
    page.wait_for_selector('[data-turn="held"]')
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector('[data-turn="listening"]')
    page.get_by_role("button", name="Finish").click()
    page.wait_for_timeout(100)
    told = [(e["type"], e.get("on")) for e in received[1:]]
    assert told == [("dryfit.hold", True), ("dryfit.hold", False), ("dryfit.finish", None)]
    page.context.close()


@pytest.mark.parametrize(
    ("events", "close", "words"),
    [
        ([example("error--busy")], 4429, "Everyone is talking"),
        ([], 4503, "Not ready yet"),
        ([], 4404, "Not here any more"),
        ([*in_state("listening"), example("dryfit.scenario", away_s=0)], 1011, "Connection lost"),
        ([*in_state("listening"), example("dryfit.ended")], 1000, "No report this time"),
    ],
)
def test_a_session_that_fails_says_why(
    browser: Browser,
    static_url: str,
    events: list[dict[str, Any]],
    close: int,
    words: str,
) -> None:
    page, _ = talk(browser, static_url, events, close=close)
    page.get_by_role("heading", name=words).wait_for()
    assert page.get_by_role("button", name="All scenarios").is_visible()
    page.context.close()


def test_a_lost_connection_comes_back(browser: Browser, static_url: str) -> None:
    context = phone(browser)
    answer_scenarios(context)
    asked = answer_in_turn(
        context,
        [in_state("speaking"), [example("dryfit.resumed"), *in_state("listening")]],
        close=1011,
    )
    page = context.new_page()
    page.goto(f"{static_url}?s=bar-owner")
    page.get_by_role("button", name="Start talking").click()
    page.wait_for_selector('.talk[data-turn="listening"]')
    assert page.get_by_text("Your turn").is_visible()
    resume = next(event for event in asked if event["type"] == "dryfit.resume")
    assert resume["resume_key"] == example("dryfit.scenario")["resume_key"]
    context.close()


@pytest.mark.parametrize(
    ("status", "words"), [(401, "Scan the code again"), (503, "Not ready yet")]
)
def test_a_list_that_is_refused_says_why(
    browser: Browser, static_url: str, status: int, words: str
) -> None:
    context = phone(browser)
    answer_scenarios(context, status)
    page = context.new_page()
    page.goto(static_url)
    page.get_by_role("heading", name=words).wait_for()
    context.close()


def test_an_error_in_mid_talk_is_told_and_the_talk_goes_on(
    browser: Browser, static_url: str
) -> None:
    failed = example(
        "error", error={"type": "server_error", "code": "x", "message": "Say it again."}
    )
    page, _ = talk(browser, static_url, [*in_state("listening"), failed])
    page.get_by_role("button", name="Say it again.").click()
    page.wait_for_selector(".notice", state="detached")
    assert page.locator(".talk").is_visible()
    page.context.close()


def test_without_a_microphone_it_says_how_to_get_one(driver: Playwright, static_url: str) -> None:
    with chromium(driver, allow=False) as strict:
        page, received = talk(strict, static_url, in_state("listening"))
        page.get_by_role("heading", name="The microphone is switched off").wait_for()
        assert received == []


def test_plain_http_from_another_machine_is_explained(driver: Playwright, static_url: str) -> None:
    elsewhere = ["--host-resolver-rules=MAP dryfit.test 127.0.0.1"]
    with chromium(driver, more=elsewhere) as remote:
        page, _ = talk(remote, static_url.replace("127.0.0.1", "dryfit.test"), [])
        page.get_by_role("heading", name="This page cannot use the microphone").wait_for()


def test_the_whole_script_is_small_enough_for_a_weak_signal(built_client: Path) -> None:
    scripts = list((built_client / "assets").glob("*.js"))
    assert len(scripts) >= 3  # the page and its two audio worklets at least
    assert sum(len(gzip.compress(file.read_bytes())) for file in scripts) <= SCRIPT_BYTES
