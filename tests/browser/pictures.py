"""Pictures for the README, from a real session: `python -m tests.browser.pictures docs/images`.

A good learner books Friday with Dot; persona, recognition and critique are the real ones.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.chromium import chromium
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.talk_page import TalkPage

from dryfit.models.manifest import require

LINES = (
    "What happened the last time you had a band in here?",
    "It sounds like it wasn't the money, it was what came after.",
    "What would worry you most about having music in here again?",
    "So a neighbour complained, and your licence is on the line.",
    "Honestly it will be fine, we are really not that loud.",
    "We could play an acoustic set, start at seven and be done by nine thirty.",
    "And we take half the door, so if nobody comes, you pay us nothing.",
    "So can we put down Friday the fourteenth, seven to nine thirty?",
)
SEED = 7
FADE_MS = 250
ANSWER_WITHIN_S = 40


def main(folder: Path) -> None:
    """Write list, brief, talk and critique as PNG, the last two also dark."""
    folder.mkdir(parents=True, exist_ok=True)
    learner = Learner(require("speak"))
    recordings = [learner.say(line) for line in LINES]
    with _phone_at_the_server() as talk:
        page = talk.page
        page.wait_for_selector(".card")
        page.screenshot(path=folder / "list.png")
        page.get_by_role("button", name="Book the band").click()
        page.screenshot(path=folder / "brief.png")
        talk.start()
        talk.wait_until_heard()
        talk.wait_for_turn("listening", within_s=ANSWER_WITHIN_S)
        for number, recording in enumerate(recordings):
            if page.locator("main.critique").is_visible():
                break
            talk.say(recording)
            talk.wait_for_turn("speaking", within_s=ANSWER_WITHIN_S)
            page.wait_for_timeout(900)
            if number == 1:
                _in_both_themes(talk, folder, "talk")
            page.wait_for_selector(
                '.talk[data-turn="listening"], .critique', timeout=ANSWER_WITHIN_S * 1000
            )
        if not page.locator("main.critique").is_visible():
            talk.finish()
        talk.critique()
        page.wait_for_timeout(300)
        _in_both_themes(talk, folder, "critique")


def _in_both_themes(talk: TalkPage, folder: Path, name: str) -> None:
    talk.page.screenshot(path=folder / f"{name}.png")
    talk.page.emulate_media(color_scheme="dark")
    talk.page.wait_for_timeout(FADE_MS)
    talk.page.screenshot(path=folder / f"{name}-dark.png")
    talk.page.emulate_media(color_scheme="light")


@contextmanager
def _phone_at_the_server() -> Iterator[TalkPage]:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(RealServer(data))
        driver = stack.enter_context(sync_playwright())
        browser = stack.enter_context(chromium(driver))
        yield TalkPage.open(browser, f"{server.url}?seed={SEED}", speaks=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
