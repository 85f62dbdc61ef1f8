"""Does the microphone hear the learner? Tried out before a talk, and watched in it."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.browser.chromium import chromium
from tests.browser.fake_wire import answer_session, example, in_state
from tests.browser.learner import RATE_HZ, wav
from tests.browser.screens import CHECK, SCREENS, WIDTHS, Look, open_screen
from tests.browser.talk_page import AUDIBLE_RMS, HERE, TalkPage

MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")
FAINT_SHARE = 0.32
"""Of the meter's length: where "too quiet" ends."""
SILENT_WORDS = "Your microphone gives no sound."
LISTENS = 'main.check[data-at="listening"]'


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def voice(dbfs: float, seconds: float = 2.5) -> bytes:
    """Noise in syllables, at this level while it sounds."""
    at_s = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    noise = np.random.default_rng(7).standard_normal(at_s.size)
    return wav(np.where(at_s % 0.4 < 0.3, 10 ** (dbfs / 20) * noise, 0))


def with_microphone(hush: float | None = None) -> Callable[[BrowserContext], None]:
    """A microphone that says what it is told to; `hush`: what it gives else, of full scale."""

    def prepare(context: BrowserContext) -> None:
        if hush is not None:
            context.add_init_script(f"window.__hush = {hush}")
        context.add_init_script(path=HERE / "ear.js")
        context.add_init_script(path=HERE / "page_microphone.js")

    return prepare


def checking(browser: Browser, url: str, hush: float | None = None, dark: bool = False) -> TalkPage:
    return TalkPage(open_screen(browser, url, "check", Look(360, dark), with_microphone(hush)))


def meter_at(page: Page, condition: str) -> None:
    """Wait until the meter's length, 0 to 1, is so."""
    page.wait_for_function(
        "() => { const now = parseFloat(document.querySelector('.meter').style"
        f".getPropertyValue('--now')); return now {condition} }}"
    )


def test_the_meter_follows_a_voice_and_says_that_it_is_heard(
    browser: Browser, static_url: str
) -> None:
    talk = checking(browser, static_url)
    page = talk.page
    expect(page.get_by_role("status")).to_contain_text("Say something")
    expect(page.locator(".numbers")).to_contain_text("Quiet")
    meter_at(page, "< 0.05")
    talk.say(voice(-24))
    meter_at(page, f"> {FAINT_SHARE}")
    expect(page.get_by_role("status")).to_contain_text("You are heard")
    meter_at(page, "< 0.05")
    expect(page.get_by_role("status")).to_contain_text("You are heard")
    assert talk.errors() == []
    page.context.close()


@pytest.mark.parametrize(
    ("dbfs", "hush", "words"),
    [(-54, None, "Too quiet"), (-5, None, "Too loud"), (-24, 0.03, "Lost in the noise")],
)
def test_what_would_help_is_said(
    browser: Browser, static_url: str, dbfs: float, hush: float | None, words: str
) -> None:
    talk = checking(browser, static_url, hush)
    expect(talk.page.locator(".numbers")).to_contain_text("Loud" if hush else "Quiet")
    before = "Hold the phone closer, turn away" if hush else "As you would to somebody"
    expect(talk.page.get_by_role("status")).to_contain_text(before)
    talk.say(voice(dbfs))
    expect(talk.page.get_by_role("status")).to_contain_text(words)
    talk.page.context.close()


def test_two_seconds_are_heard_and_nothing_is_sent(browser: Browser, static_url: str) -> None:
    talk = checking(browser, static_url)
    page = talk.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.on("websocket", lambda socket: sent.append(socket.url))
    repeat = page.get_by_role("button", name="Hear yourself")
    talk.say(voice(-20, seconds=1))
    expect(page.get_by_role("status")).to_contain_text("You are heard")
    pressed_ms = talk.now_ms()
    repeat.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Speak now")
    expect(repeat).to_have_attribute("aria-disabled", "true")
    talk.say(voice(-20))
    page.wait_for_selector('main.check[data-at="playing"]')
    talk.wait_until_heard()
    page.wait_for_selector(LISTENS)
    assert talk.loudest(0, pressed_ms) < AUDIBLE_RMS, "nobody is played to themselves unasked"
    assert [url for url in sent if not url.endswith("icon.svg")] == []
    assert (
        page.evaluate("() => Object.keys(localStorage).filter((k) => /check|clip/.test(k))") == []
    )
    page.context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_silent_microphone_is_told_of(browser: Browser, static_url: str, dark: bool) -> None:
    talk = checking(browser, static_url, hush=0, dark=dark)
    page = talk.page
    expect(page.get_by_role("status")).to_contain_text(SILENT_WORDS)
    seen = page.evaluate(MEASURE)
    assert [text for text in seen["texts"] if text["contrast"] < 7 or text["px"] < 18] == []
    talk.say(voice(-24))
    expect(page.get_by_role("status")).to_contain_text("You are heard")
    page.context.close()


def test_a_microphone_that_is_refused_can_be_asked_for_again(
    driver: Playwright, static_url: str
) -> None:
    with chromium(driver, allow=False) as strict:
        screen = SCREENS["brief"]
        page = open_screen(strict, static_url, "brief", Look())
        page.locator(CHECK).click()
        page.get_by_role("heading", name="The microphone is switched off").wait_for()
        page.context.grant_permissions(["microphone"])
        page.get_by_role("button", name="Try again").click()
        page.wait_for_selector(LISTENS)
        page.get_by_role("button", name="Back").click()
        page.wait_for_selector(screen.shown)


def test_out_of_sight_the_microphone_is_off(browser: Browser, static_url: str) -> None:
    talk = checking(browser, static_url)
    page = talk.page
    ended = "() => window.__stream.getTracks().map((track) => track.readyState)"
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); delete document.hidden }"
    )
    expect(page.get_by_role("status")).to_contain_text("The microphone is off")
    assert page.evaluate(ended) == ["ended"]
    page.get_by_role("button", name="Listen again").click()
    page.wait_for_selector(LISTENS)
    page.go_back()  # the phone's own button
    page.wait_for_selector("main.brief .role")
    assert page.evaluate(ended) == ["ended"]
    page.context.close()


def test_from_the_check_it_is_one_tap_into_the_talk(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "check", Look())
    page.get_by_role("button", name="Start talking").click()
    page.wait_for_selector("main.talk")
    page.context.close()


def test_the_settings_lead_to_it_and_back(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "settings", Look())
    page.get_by_role("button", name="Check the microphone").press("Enter")
    page.wait_for_selector(LISTENS)
    expect(page.get_by_text("Fake Default Audio Input")).to_be_visible()
    expect(page.get_by_role("button", name="Start talking")).to_have_count(0)
    page.get_by_role("button", name="Back").press("Enter")
    page.wait_for_selector("main.settings")
    page.context.close()


def test_a_talk_says_once_that_the_microphone_is_silent(browser: Browser, static_url: str) -> None:
    def prepare(context: BrowserContext) -> None:
        with_microphone(0)(context)
        context.add_init_script(
            "window.__buzz = []; navigator.vibrate = (p) => window.__buzz.push(p.length)"
        )
        context.add_init_script("localStorage.setItem('dryfit.settings', '{\"noise\":false}')")

    page = open_screen(browser, static_url, "talk", Look(), prepare)
    talk = TalkPage(page)
    expect(page.get_by_role("alert")).to_contain_text(SILENT_WORDS)
    assert page.evaluate("window.__buzz").count(5) == 1
    page.wait_for_function(f"window.__ear.levels.some((l) => l.rms > {AUDIBLE_RMS})")
    talk.say(voice(-24))
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.evaluate("window.__buzz").count(5) == 1
    assert talk.errors() == []
    page.context.close()


def test_a_headset_that_was_still_waking_is_heard_after_all(
    browser: Browser, static_url: str
) -> None:
    page = open_screen(browser, static_url, "unheard", Look())
    expect(page.get_by_role("alert")).to_contain_text(SILENT_WORDS)
    TalkPage(page).say(voice(-40, seconds=0.2))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_where_the_microphone_is_silent(
    browser: Browser, static_url: str, width: int
) -> None:
    unheard = example("dryfit.level", advice="no-sound")

    def prepare(context: BrowserContext) -> None:
        with_microphone(0)(context)
        answer_session(context, [*in_state("listening"), unheard])

    page = open_screen(browser, static_url, "by-button", Look(width, language="es-MX"), prepare)
    page.wait_for_selector(".unheard")
    overflow = page.evaluate(
        "() => [document.documentElement.scrollHeight - innerHeight,"
        " document.documentElement.scrollWidth - innerWidth,"
        " Math.max(...[...document.querySelectorAll('.talk > *')]"
        "   .map((e) => e.getBoundingClientRect().bottom)) - innerHeight]"
    )
    assert max(overflow) <= 0
    page.context.close()


def test_the_bars_follow_the_learner_while_the_persona_talks(
    browser: Browser, static_url: str
) -> None:
    page = open_screen(browser, static_url, "speaking", Look(), with_microphone())
    talk = TalkPage(page)
    tallest = (
        "() => Math.max(...[...document.querySelectorAll('[data-board=you] .bar')]"
        ".map((bar) => Number(bar.getAttribute('height'))))"
    )
    page.wait_for_function(f"({tallest})() > 4")
    rest = page.evaluate(tallest)
    talk.say(voice(-20))
    page.wait_for_function(f"({tallest})() > {2 * rest}")
    page.context.close()
