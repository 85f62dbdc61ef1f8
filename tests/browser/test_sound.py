"""What is heard beside the persona: the place, the brief, and in which ear."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect
from tests.browser.chromium import chromium
from tests.browser.fake_wire import answer_session, in_state
from tests.browser.learner import RATE_HZ, wav
from tests.browser.screens import Look, open_screen
from tests.browser.talk_page import HERE
from tests.fakes import tone

# The example scenario's place stands 12 dB below a voice of -23 dBFS, and 14 dB lower ducked.
BED_RMS, DUCKED_RMS = 0.0178, 0.0036
SILENT_RMS = 0.0005


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def open_talk(browser: Browser, url: str, state: str, **settings: object) -> Page:
    """A talk in a state, with the noise of its place unless the settings say otherwise."""
    chosen = {"sounds": False, "vibration": False, "noise": True} | settings

    def prepare(context: BrowserContext) -> None:
        context.add_init_script(path=HERE / "ear.js")
        context.add_init_script(
            f"localStorage.setItem('dryfit.settings', JSON.stringify({chosen!r}))".replace(
                "True", "true"
            ).replace("False", "false")
        )
        answer_session(context, in_state(state))

    page = open_screen(browser, url, "talk", Look(), prepare)
    page.wait_for_selector(f'[data-turn="{state}"]')
    return page


def settles_at(page: Page, low: float, high: float) -> None:
    """Wait until the loudspeaker's mean level over half a second is between these."""
    page.wait_for_function(
        "([low, high]) => { const last = window.__ear.levels.slice(-25);"
        " const mean = Math.sqrt(last.reduce((sum, l) => sum + l.rms ** 2, 0) / last.length);"
        " return last.length === 25 && mean >= low && mean <= high }",
        arg=[low, high],
        timeout=15_000,
    )


def test_the_place_is_heard_around_the_talk(browser: Browser, static_url: str) -> None:
    page = open_talk(browser, static_url, "listening")
    settles_at(page, BED_RMS / 2, BED_RMS * 2)
    page.get_by_role("button", name="Pause").click()
    settles_at(page, 0, SILENT_RMS)
    page.get_by_role("button", name="Go on").click()
    settles_at(page, BED_RMS / 2, BED_RMS * 2)
    page.context.close()


def test_it_is_quieter_while_the_learner_speaks(browser: Browser, static_url: str) -> None:
    page = open_talk(browser, static_url, "hearing")
    settles_at(page, DUCKED_RMS / 2, DUCKED_RMS * 2)
    page.context.close()


def test_by_button_it_is_quieter_as_soon_as_it_is_down(browser: Browser, static_url: str) -> None:
    page = open_talk(browser, static_url, "listening", way="push-to-talk")
    settles_at(page, BED_RMS / 2, BED_RMS * 2)
    page.mouse.move(195, 300)
    page.mouse.down()
    settles_at(page, DUCKED_RMS / 2, DUCKED_RMS * 2)
    page.mouse.up()
    settles_at(page, BED_RMS / 2, BED_RMS * 2)
    page.context.close()


def test_it_can_be_switched_off(browser: Browser, static_url: str) -> None:
    page = open_talk(browser, static_url, "listening", noise=False)
    page.wait_for_function("window.__ear.levels.length > 60")
    settles_at(page, 0, SILENT_RMS)
    page.context.close()


@pytest.mark.parametrize(("ear", "heard", "silent"), [("left", 0, 1), ("right", 1, 0)])
def test_one_ear_stays_free(
    browser: Browser, static_url: str, ear: str, heard: int, silent: int
) -> None:
    page = open_talk(browser, static_url, "listening", ear=ear)
    settles_at(page, BED_RMS / 3, BED_RMS * 2)
    sides: list[float] = page.evaluate("window.__ear.sides()")
    assert sides[heard] > BED_RMS / 3
    assert sides[silent] < SILENT_RMS
    page.context.close()


def spoken(seconds: float) -> bytes:
    return wav(tone(seconds, RATE_HZ))


def open_brief(
    browser: Browser, url: str, sound: bytes, reads: bool = False, status: int = 200
) -> Page:

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=sound, content_type="audio/wav")

    def prepare(context: BrowserContext) -> None:
        context.route("**/v1/scenarios/bar-owner/brief", answer)
        context.add_init_script(
            "window.__played = 0; const play = Audio.prototype.play;"
            " Audio.prototype.play = function () { window.__played += 1; return play.call(this) }"
        )
        if reads:
            context.add_init_script(
                "localStorage.setItem('dryfit.settings', JSON.stringify({ reads: true }))"
            )

    return open_screen(browser, url, "brief", Look(), prepare)


def test_the_brief_is_read_aloud_and_can_be_stopped(browser: Browser, static_url: str) -> None:
    page = open_brief(browser, static_url, spoken(30.0))
    page.get_by_role("button", name="Read it to me").click()
    page.wait_for_function("window.__played === 1")
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("button", name="Read it to me")).to_be_visible()
    page.context.close()


def test_it_comes_to_its_end_by_itself(browser: Browser, static_url: str) -> None:
    page = open_brief(browser, static_url, spoken(0.3))
    page.get_by_role("button", name="Read it to me").click()
    page.wait_for_function("window.__played === 1")
    expect(page.get_by_role("button", name="Read it to me")).to_be_visible()
    page.context.close()


def test_it_is_read_at_once_where_that_is_set(browser: Browser, static_url: str) -> None:
    page = open_brief(browser, static_url, spoken(30.0), reads=True)
    page.wait_for_function("window.__played === 1")
    page.context.close()


@pytest.mark.parametrize(("status", "sound"), [(200, b"no sound at all"), (503, b"")])
def test_what_cannot_be_read_is_said(
    browser: Browser, static_url: str, status: int, sound: bytes
) -> None:
    page = open_brief(browser, static_url, sound, status=status)
    page.get_by_role("button", name="Read it to me").click()
    expect(page.get_by_text("It cannot be read aloud just now.")).to_be_visible()
    page.context.close()


def test_the_phones_back_button_goes_back_a_screen(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "list", Look())
    page.locator(".card").first.click()
    page.wait_for_selector("main.brief")
    page.locator(".brief-head button:last-child").click()
    page.wait_for_selector("main.share")
    page.go_back()
    page.wait_for_selector("main.brief")
    page.go_back()
    page.wait_for_selector("main.list")
    page.locator(".masthead nav button").last.click()
    page.wait_for_selector("main.settings")
    page.get_by_role("button", name="Back").click()
    page.wait_for_selector("main.list")
    page.wait_for_function("history.state === null")  # here it leaves, at the first press
    page.context.close()


def test_in_a_talk_it_pauses_and_only_then_ends(browser: Browser, static_url: str) -> None:
    page = open_talk(browser, static_url, "listening")
    page.go_back()
    page.wait_for_selector('[data-turn="held"]')
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.context.close()
