"""The screens around the talk: search, settings, practice, passing a link on, and what is kept."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect
from tests.browser.chromium import QUIET, chromium
from tests.browser.fake_wire import answer_session, example, in_state
from tests.browser.screens import START, Look, open_screen

DEFAULTS = {
    "language": "auto",
    "theme": "auto",
    "way": "hands-free",
    "patience": "normal",
    "text": False,
    "captions": True,
    "reads": False,
    "ear": "both",
    **QUIET,
}


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def kept(page: Page, name: str) -> object:
    """What the phone keeps under a name."""
    value: object = json.loads(
        page.evaluate("(key) => localStorage.getItem(key)", f"dryfit.{name}") or "null"
    )
    return value


def test_the_language_is_the_browsers_until_it_is_chosen(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "settings", Look(language="es-MX"))
    expect(page.get_by_role("heading", name="Ajustes")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "es"
    page.get_by_text("English").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Who do you need to talk to?")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.context.close()


def test_the_theme_is_the_phones_until_it_is_chosen(browser: Browser, static_url: str) -> None:
    def ground(page: Page) -> str:
        colour: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return colour

    page = open_screen(browser, static_url, "settings", Look(dark=True))
    night = ground(page)
    page.get_by_text("For sun").click()
    day = ground(page)
    assert day != night
    page.reload()
    page.wait_for_selector("main.list")
    assert ground(page) == day
    page.context.close()


def test_settings_that_are_switched_stay_switched(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "settings", Look())
    page.get_by_role("switch", name="Show what is said").press("Space")
    page.get_by_text("Take your time").click()
    chosen = {**DEFAULTS, "captions": False, "patience": "patient"}
    assert kept(page, "settings") == chosen
    page.context.close()


def test_patience_reaches_the_server(browser: Browser, static_url: str) -> None:
    sessions: list[list[dict[str, Any]]] = []

    def prepare(context: BrowserContext) -> None:
        sessions.append(answer_session(context, in_state("listening")))

    page = open_screen(browser, static_url, "settings", Look(), prepare)
    page.get_by_text("Take your time").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Book the band").click()
    page.locator(START).click()
    page.wait_for_selector('[data-turn="listening"]')
    update = next(event for event in sessions[0] if event["type"] == "session.update")
    assert update["session"]["audio"]["input"]["turn_detection"]["eagerness"] == "low"
    page.context.close()


def test_search_and_filters_narrow_the_list(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "list", Look())
    cards = page.locator(".card")
    expect(cards).to_have_count(2)
    page.get_by_role("searchbox", name="Trade or word").fill("coating")
    expect(cards).to_have_count(1)
    page.get_by_role("searchbox").fill("plumber")
    expect(cards).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(cards).to_have_count(2)
    page.get_by_role("button", name="Narrow it down").click()
    page.get_by_text("3 min").first.click()
    expect(cards).to_have_count(1)
    page.get_by_text("Harder").click()
    cards.first.click()
    expect(page.get_by_role("radio", name="Harder")).to_be_checked()
    page.context.close()


def test_parked_is_asked_once_a_day(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "parked", Look())
    page.get_by_role("button", name="Not now").click()
    assert kept(page, "parked") is None
    page.locator(START).click()
    page.get_by_role("button", name="Yes, start").click()
    page.wait_for_selector("main.talk")
    assert kept(page, "parked") == datetime.now().astimezone().date().isoformat()
    page.reload()
    page.locator(START).click()
    page.wait_for_selector("main.talk")
    page.context.close()


def test_a_talk_that_ended_is_in_my_practice(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "critique", Look())
    session = example("dryfit.scenario")["session_id"]
    assert kept(page, "sessions") == [session]
    newest = "JSON.parse(localStorage.getItem('dryfit.talks'))[0].session"
    assert page.evaluate(newest) == session
    page.get_by_role("button", name="Others").click()
    page.get_by_role("button", name="My practice").click()
    page.locator(".talks button").first.click()
    summary = example("dryfit.debrief")["critique"]["summary"]
    expect(page.get_by_text(summary)).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("status", "words", "left"),
    [
        (204, "Everything is deleted.", []),
        (404, "Everything is deleted.", []),
        (503, "Deleted on this phone.", [example("dryfit.scenario")["session_id"]]),
    ],
)
def test_two_taps_delete_everything(
    browser: Browser, static_url: str, status: int, words: str, left: list[str]
) -> None:
    asked: list[str] = []

    def delete(route: Route) -> None:
        asked.append(f"{route.request.method} {route.request.url.rsplit('/', 1)[1]}")
        route.fulfill(status=status)

    def prepare(context: BrowserContext) -> None:
        context.route("**/v1/sessions/*", delete)

    page = open_screen(browser, static_url, "critique", Look(), prepare)
    page.get_by_role("button", name="Others").click()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Yes, delete all").click()
    expect(page.get_by_text(words)).to_be_visible()
    assert asked == [f"DELETE {example('dryfit.scenario')['session_id']}"]
    assert (kept(page, "talks"), kept(page, "sessions")) == (None, None)
    assert kept(page, "to-forget") == left
    page.context.close()


def test_a_link_is_passed_on_with_its_key(browser: Browser, static_url: str) -> None:
    def prepare(context: BrowserContext) -> None:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script("delete Navigator.prototype.share")

    page = open_screen(browser, f"{static_url}?token=secret&", "list", Look(), prepare)
    page.get_by_role("button", name="Book the band").click()
    page.get_by_role("button", name="Pass it on").click()
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{static_url}?s=bar-owner&token=secret"
    page.context.close()
