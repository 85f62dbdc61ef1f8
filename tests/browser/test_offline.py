"""What can be read when the computer is out of reach, and what a slow line costs."""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from tests.browser.chromium import chromium, phone
from tests.browser.fake_wire import StaticServer
from tests.browser.real_server import RealServer
from tests.browser.screens import TALKS
from tests.browser.talk_page import AUDIBLE_RMS, HERE

SLOW_CPU = 4
SLOW_LINE_BYTES_S = 1_600_000 / 8
SLOW_LINE_LATENCY_MS = 150
FIRST_VIEW_MS = 2_000
FIRST_SOUND_MS = 4_000
PHONES = 3
"""The fastest counts: the first has her opening spoken for the others, and what slows one alone
is this machine, not the client."""


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


def test_briefs_and_reports_are_read_offline(browser: Browser, built_client: Path) -> None:
    context = phone(browser, kept={"talks": TALKS}, offline=True)
    page = context.new_page()
    with StaticServer() as url:
        page.goto(url)
        page.wait_for_selector(".card")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()  # now the worker sees the scenarios too
        page.wait_for_selector(".card")
        page.wait_for_function("caches.match('v1/scenarios').then(Boolean)")
    page.reload()
    page.locator(".card").first.click()
    expect(page.get_by_text("A named date in her book.")).to_be_visible()
    page.get_by_role("button", name="All scenarios").click()
    page.get_by_role("button", name="My practice").click()
    page.locator(".talks button").first.click()
    expect(page.get_by_text("Dot put the band down")).to_be_visible()
    context.close()


def test_it_can_be_installed(browser: Browser, static_url: str) -> None:
    page = phone(browser).new_page()
    page.goto(static_url)
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    for icon in ("icon-180.png", "icon-192.png", "icon-512.png", "icon.svg"):
        with urllib.request.urlopen(f"{static_url}{icon}") as answer:
            assert answer.status == 200
    page.context.close()


@pytest.fixture
def warm_server(tmp_path: Path, learner: object) -> Iterator[RealServer]:
    """A server that has loaded its models."""
    with RealServer(tmp_path) as running:
        yield running


@dataclass(frozen=True)
class FirstTime:
    """What a learner waits for on a phone that has never been here."""

    usable_ms: float
    sound_ms: float
    shift: float


def test_two_taps_from_link_to_sound_on_a_slow_phone(
    browser: Browser, warm_server: RealServer
) -> None:
    first_times = [_two_taps(browser, warm_server.url) for _ in range(PHONES)]
    print(*first_times, sep="\n")
    assert min(time.usable_ms for time in first_times) <= FIRST_VIEW_MS
    assert min(time.sound_ms for time in first_times) <= FIRST_SOUND_MS
    # What web.dev calls good; texts that change and a late font count.
    assert max(time.shift for time in first_times) < 0.1


def _two_taps(browser: Browser, url: str) -> FirstTime:
    context = phone(browser, parked=False)
    context.add_init_script(path=HERE / "ear.js")
    context.add_init_script(
        "window.__shift = 0; new PerformanceObserver((list) => {"
        " for (const e of list.getEntries()) if (!e.hadRecentInput) window.__shift += e.value"
        " }).observe({ type: 'layout-shift', buffered: true })"
    )
    page = context.new_page()
    page.goto("about:blank")
    device = context.new_cdp_session(page)
    device.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    device.send("Network.enable")
    device.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": SLOW_LINE_LATENCY_MS,
            "downloadThroughput": SLOW_LINE_BYTES_S,
            "uploadThroughput": SLOW_LINE_BYTES_S,
        },
    )
    page.goto(f"{url}?s=bar-owner&seed=7")
    start = page.get_by_role("button", name="Start talking")
    start.wait_for()
    usable_ms: float = page.evaluate("performance.now()")
    start.click()
    page.get_by_role("button", name="Yes, start").click()
    heard = f"window.__ear.levels.find((l) => l.rms > {AUDIBLE_RMS})"
    page.wait_for_function(heard)
    sound_ms: float = page.evaluate(f"{heard}.at_ms")
    shift: float = page.evaluate("window.__shift")
    context.close()
    return FirstTime(usable_ms, sound_ms, shift)
