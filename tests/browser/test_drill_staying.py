"""Drills and debriefs are there after the page was loaded again, and after a killed server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect
from tests.browser.chromium import QUIET, chromium, phone
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer

WITHIN_MS = 60_000
WRITING = {"settings": {**QUIET, "text": True}}


@pytest.fixture(scope="module")
def mortal(
    built_client: Path, learner: Learner, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealServer]:
    """A server of these tests' own, that may be killed."""
    with RealServer(tmp_path_factory.mktemp("mortal")) as running:
        yield running


def asked(page: Page, number: int, step: str) -> None:
    """Wait until that is asked of that item."""
    page.wait_for_selector(f'.talk.drill[data-turn="listening"][data-step="{step}"]')
    expect(page.get_by_text(f"{number} of 4", exact=True)).to_be_visible()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def judge(page: Page, number: int) -> None:
    """One answer, by tapping."""
    for step, answer in (("decision", "Use it"), ("sureness", "80 %"), ("checking", "Code book")):
        asked(page, number, step)
        tap(page, answer)
    tap(page, "Next")


def begin(page: Page, url: str, start: str) -> None:
    page.set_default_timeout(WITHIN_MS)
    page.goto(f"{url}?d=plumbing&seed=7")
    page.get_by_text("4", exact=True).click()
    tap(page, start)


def test_a_written_drill_goes_on_after_a_reload_and_a_killed_server(
    driver: Playwright, mortal: RealServer
) -> None:
    with chromium(driver, allow=False) as browser:
        page = phone(browser, kept=WRITING).new_page()
        begin(page, mortal.url, "Start in writing")
        judge(page, 1)
        judge(page, 2)
        asked(page, 3, "decision")
        answer = page.locator(".paper blockquote").inner_text()
        tap(page, "Use it")
        asked(page, 3, "sureness")
        page.reload()
        asked(page, 3, "sureness")
        expect(page.locator(".paper blockquote")).to_have_text(answer)
        mortal.kill_and_start()
        page.reload()
        asked(page, 3, "sureness")
        expect(page.locator(".paper blockquote")).to_have_text(answer)
        tap(page, "80 %")
        asked(page, 3, "checking")
        mortal.kill_and_start()
        tap(page, "Code book")  # it waits in the phone until the server is back
        tap(page, "Next")
        judge(page, 4)
        page.wait_for_selector("main.drill-result")
        expect(page.locator(".judged > li")).to_have_count(4)
        expect(page.get_by_text("16 more answers, and the dial moves.")).to_be_visible()
        page.reload()
        expect(page.locator("main.drill-brief")).to_be_visible()  # nothing to go on with
        page.context.close()


def test_a_spoken_drill_waits_for_one_tap(driver: Playwright, mortal: RealServer) -> None:
    with chromium(driver) as browser:
        page = phone(browser).new_page()
        begin(page, mortal.url, "Start the drill")
        asked(page, 1, "decision")
        tap(page, "Use it")
        asked(page, 1, "sureness")
        page.reload()
        expect(page.get_by_role("heading", name="Your drill is still here")).to_be_visible()
        mortal.kill_and_start()
        tap(page, "Go on")
        asked(page, 1, "sureness")
        page.reload()
        tap(page, "See how it went")
        page.wait_for_selector("main.drill-result")
        expect(page.locator(".judged > li")).to_have_count(1)
        page.context.close()


def test_a_debrief_goes_on_after_a_reload_and_leads_to_the_report_without_its_server(
    driver: Playwright, mortal: RealServer
) -> None:
    with chromium(driver, allow=False) as browser:
        page = phone(browser, kept=WRITING).new_page()
        page.set_default_timeout(WITHIN_MS)
        page.goto(f"{mortal.url}?s=bar-owner&seed=7")
        tap(page, "Start writing")
        page.wait_for_selector('.talk[data-turn="listening"] .log .them')
        page.get_by_role("textbox").fill("What happened the last time you had a band in here?")
        page.keyboard.press("Enter")
        expect(page.locator(".log .them")).to_have_count(2)
        page.wait_for_selector('.talk[data-turn="listening"]')
        tap(page, "Finish")
        report = page.get_by_role("heading", name="You stopped here.")
        expect(report).to_be_visible(timeout=WITHIN_MS)
        tap(page, "Talk it through")
        page.wait_for_selector('.talk[data-turn="listening"] .log .them')
        before = page.locator(".log li").all_inner_texts()
        page.reload()
        page.wait_for_selector('.talk[data-turn="listening"] .log .them')
        assert page.locator(".log li").all_inner_texts() == before
        mortal.kill_and_start()
        expect(report).to_be_visible(timeout=WITHIN_MS)
        page.context.close()
