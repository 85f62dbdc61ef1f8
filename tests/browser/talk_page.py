"""The client in a browser, as a learner uses it."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from tests.browser.chromium import phone

HERE = Path(__file__).parent
AUDIBLE_RMS = 0.005
"""Half a percent of full scale: far above a resampler's residue, far below a quiet voice."""


@dataclass
class TalkPage:
    """One phone. `page` is Playwright's."""

    page: Page

    @classmethod
    def open(
        cls,
        browser: Browser,
        url: str,
        *,
        speaks: bool = False,
        width: int = 390,
        dark: bool = False,
    ) -> "TalkPage":
        """Open the client. `speaks`: the microphone says recordings when asked, see `say`."""
        context = phone(browser, width=width, dark=dark)
        context.add_init_script(path=HERE / "ear.js")
        if speaks:
            context.add_init_script(path=HERE / "page_microphone.js")
        page = context.new_page()
        page.goto(url)
        return cls(page)

    def start(self) -> None:
        """The second tap."""
        self.page.get_by_role("button", name="Start talking").click()

    def finish(self) -> None:
        """End the talk, or the debrief that has followed on it."""
        self.page.get_by_role("button", name=re.compile("Finish|To the report")).click()

    def say(self, recording: bytes) -> float:
        """Speak into the microphone; gives the seconds it takes."""
        data = base64.b64encode(recording).decode("ascii")
        duration_s: float = self.page.evaluate(
            "async (data) => { window.__recordings.now = data; return window.__say('now') }", data
        )
        return duration_s

    def wait_for_turn(self, *turns: str, within_s: float = 30) -> None:
        """Wait until the shape shows one of these states."""
        selector = ", ".join(f'.talk[data-turn="{turn}"]' for turn in turns)
        self.page.wait_for_selector(selector, timeout=within_s * 1000)

    def caption(self, who: str, containing: str = "", within_s: float = 30) -> str:
        """Wait for a caption of `you` or `them`."""
        line = self.page.locator(f".caption.{who}:not(.empty)").filter(has_text=containing)
        line.wait_for(timeout=within_s * 1000)
        return line.inner_text()

    def wait_until_heard(self, within_s: float = 20) -> None:
        """Wait until sound reaches the loudspeaker, counted from now."""
        self.page.evaluate("() => { window.__ear.mark = window.__ear.levels.length }")
        self.page.wait_for_function(
            "(floor) => window.__ear.levels.slice(window.__ear.mark).some((l) => l.rms > floor)",
            arg=AUDIBLE_RMS,
            timeout=within_s * 1000,
        )

    def events(self, kind: str = "") -> list[dict[str, Any]]:
        """What went over the wire, both ways, with `at_ms` and `way`."""
        found: list[dict[str, Any]] = self.page.evaluate("() => window.__ear.events")
        return [event for event in found if not kind or event["type"] == kind]

    def wait_for_event(self, script: str, within_s: float = 30) -> None:
        """Wait until a JavaScript predicate over one event `e` holds for any."""
        self.page.wait_for_function(
            f"() => window.__ear.events.some((e) => {script})", timeout=within_s * 1000
        )

    def loudest(self, from_ms: float, to_ms: float) -> float:
        """The highest level in a stretch of the loudspeaker's clock, once that is over."""
        self.page.wait_for_function("(to_ms) => window.__ear.clock() > to_ms + 50", arg=to_ms)
        levels: list[dict[str, float]] = self.page.evaluate("() => window.__ear.levels")
        return max(at["rms"] for at in levels if from_ms <= at["sound_ms"] <= to_ms)

    def now_ms(self) -> float:
        now: float = self.page.evaluate("() => performance.now()")
        return now

    def errors(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => window.__ear.errors")
        return found

    def critique(self, within_s: float = 30) -> str:
        """Wait for the critique and give its words."""
        screen = self.page.locator("main.critique")
        screen.wait_for(timeout=within_s * 1000)
        return screen.inner_text()
