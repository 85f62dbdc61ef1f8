"""Every screen of the client by name, played from the example events.

`python -m tests.browser.screens FOLDER` takes a picture of each one at three widths, in both
themes and both languages, for whoever wants to look at them side by side.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.chromium import QUIET, chromium, phone
from tests.browser.fake_wire import (
    CARDS,
    OPENED,
    SAID,
    StaticServer,
    answer_scenarios,
    answer_session,
    answer_visits,
    example,
    in_drill,
    in_state,
)

WIDTHS = (360, 390, 768)
FINISHED = [*OPENED, *SAID, example("dryfit.ended"), example("dryfit.debrief")]
TALKS = [
    {
        "session": f"sess_{number}",
        "scenario": "bar-owner",
        "title": "Book the band at Dot's bar",
        "name": "Dot Kowalski",
        "minutes": 3,
        "at": at_ms,
        "won": number == 1,
        "critique": example("dryfit.debrief")["critique"],
    }
    for number, at_ms in enumerate((1_795_000_000_000, 1_794_900_000_000, 1_793_000_000_000))
]
"""Three talks of two weeks, as the phone keeps them."""

LEFT = {
    "left": {
        "card": CARDS[0],
        "choice": {"scenario": "bar-owner", "text": False, "opening": {"kind": "talk"}},
        "line": {
            "codec": "opus",
            "session": "sess_6f1c",
            "key": "k",
            "away_ms": 120_000_000,
            "last": 9,
            "eventCount": 0,
            "sequence": 0,
            "position": 0,
            "events": [],
            "names": [],
        },
        "scenario": example("dryfit.scenario"),
        "captions": [],
        "turn": "listening",
        "elapsed_s": 61,
        "playing": None,
        "at": round(1000 * time.time()),
    }
}
"""A talk that the phone went away from."""


@dataclass(frozen=True)
class Look:
    """How a phone shows the client."""

    width: int = 390
    dark: bool = False
    language: str = "en-US"
    still: bool = False

    @property
    def name(self) -> str:
        return f"{self.language[:2]}-{'dark' if self.dark else 'light'}-{self.width}"


@dataclass(frozen=True)
class Screen:
    """One screen: how to get there, and what is there then."""

    shown: str
    """A selector that is only there once the screen is drawn."""
    events: tuple[dict[str, Any], ...] = ()
    """What the server says in the talk."""
    close: int | None = None
    query: str = "?s=bar-owner"
    settings: tuple[tuple[str, object], ...] = ()
    parked: bool = True
    kept: Mapping[str, object] = field(default_factory=dict)
    """What else is on the phone."""
    taps: tuple[str, ...] = ()
    """Selectors to press one after the other."""
    muted: bool = False
    """Nothing comes from the microphone."""
    visit: str = "made"
    """What becomes of a visit: an example of `contract/visits`."""


START = ".foot .button.main"
VISIT = ".doors .door:first-child"
CHECK = ".brief .try"
SAY = ".visit > .button.main"
SCREENS: dict[str, Screen] = {
    "list": Screen("main.list .card", query=""),
    "filters": Screen(".finder fieldset", query="", taps=(".finder button",)),
    "settings": Screen("main.settings", query="", taps=(".masthead nav button:last-child",)),
    "forget": Screen(
        "[role=alertdialog]",
        query="",
        taps=(".masthead nav button:last-child", ".button.alarm"),
    ),
    "practice": Screen("main.practice", query="", taps=(".masthead nav button",)),
    "visit": Screen("main.visit textarea", query="", taps=(VISIT,)),
    "visit-listening": Screen('main.tells[data-turn="hearing"]', query="", taps=(VISIT, SAY)),
    "visit-understood": Screen(
        "main.visit .board", query="", taps=(VISIT, SAY, ".tells .button.main")
    ),
    "visit-nothing": Screen(
        "main.visit .others",
        query="",
        visit="nothing-near",
        taps=(VISIT, SAY, ".tells .button.main"),
    ),
    "brief": Screen("main.brief"),
    "check": Screen('main.check[data-at="listening"]', taps=(CHECK,)),
    "share": Screen("main.share .code", taps=(".brief-head button:last-child",)),
    "parked": Screen("main.parked", parked=False, taps=(START,)),
    "left": Screen("main.parked", kept=LEFT),
    "talk": Screen(".talk .caption.you:not(.empty)", tuple(in_state("listening")), taps=(START,)),
    "speaking": Screen('[data-turn="speaking"]', tuple(in_state("speaking")), taps=(START,)),
    "thinking": Screen('[data-turn="thinking"]', tuple(in_state("thinking")), taps=(START,)),
    "held": Screen('[data-turn="held"]', tuple(in_state("held")), taps=(START,)),
    "advised": Screen(".advice", (*in_state("listening"), example("dryfit.level")), taps=(START,)),
    "unheard": Screen(
        ".unheard",
        (*in_state("listening"), example("dryfit.level", advice="no-sound")),
        muted=True,
        taps=(START,),
    ),
    "by-button": Screen(
        '[data-turn="listening"]',
        tuple(in_state("listening")),
        settings=(("way", "push-to-talk"),),
        taps=(START,),
    ),
    "writing": Screen(
        ".log .you", tuple(in_state("listening")), settings=(("text", True),), taps=(START,)
    ),
    "critique": Screen("main.critique", tuple(FINISHED), taps=(START,)),
    "busy": Screen(".failure", (example("error--busy"),), 4429, taps=(START,)),
}
DRILL = "?d=plumbing"
VERDICT = example("dryfit.drill--verdict")["verdict"]
SCORES = example("dryfit.scores")
FIRST = example("dryfit.scores", all=SCORES["run"])
DRILL_ENDED = example("dryfit.ended", outcome="drilled")
SCREENS |= {
    "drills": Screen("main.drills .card", query="?d="),
    "drill-brief": Screen("main.drill-brief", query=DRILL),
    **{
        f"drill-{step}": Screen(
            f'[data-step="{step}"]', tuple(in_drill(step)), query=DRILL, taps=(START,)
        )
        for step in ("decision", "sureness", "fault", "mend", "checking")
    },
    "drill-telling": Screen(
        '[data-turn="speaking"]',
        (*in_drill("decision")[:-1], example("dryfit.state", state="speaking")),
        query=DRILL,
        taps=(START,),
    ),
    "drill-held": Screen(
        '[data-turn="held"]',
        (*in_drill("decision"), example("dryfit.state", state="held")),
        query=DRILL,
        taps=(START,),
    ),
    "drill-verdict": Screen(
        ".verdict-card",
        (*in_drill("decision", verdict=VERDICT)[:-1], example("dryfit.state", state="speaking")),
        query=DRILL,
        taps=(START,),
    ),
    "drill-by-button": Screen(
        '[data-step="decision"]',
        tuple(in_drill("decision")),
        query=DRILL,
        settings=(("way", "push-to-talk"),),
        taps=(START,),
    ),
    "drill-writing": Screen(
        '[data-step="checking"]',
        tuple(in_drill("checking")),
        query=DRILL,
        settings=(("text", True),),
        taps=(START,),
    ),
    "drill-result": Screen(
        "main.drill-result .dial",
        (*in_drill("over"), DRILL_ENDED, SCORES),
        query=DRILL,
        taps=(START,),
    ),
    "drill-first-result": Screen(
        "main.drill-result details[open]",
        (*in_drill("over"), DRILL_ENDED, FIRST),
        query=DRILL,
        taps=(START, ".judged summary"),
    ),
    "drill-lost": Screen(
        ".failure",
        (*in_drill("decision"), example("dryfit.scenario", away_s=0)),
        1011,
        query=DRILL,
        taps=(START,),
    ),
}


def open_screen(
    browser: Browser,
    url: str,
    name: str,
    look: Look,
    prepare: Callable[[BrowserContext], None] = lambda _: None,
) -> Page:
    """One of the client's screens, ready to be looked at."""
    screen = SCREENS[name]
    context = phone(
        browser,
        width=look.width,
        dark=look.dark,
        language=look.language,
        still=look.still,
        parked=screen.parked,
        kept={
            "settings": dict(QUIET) | dict(screen.settings),
            "talks": TALKS,
            "drills": SCORES["all"],
            **screen.kept,
        },
    )
    answer_scenarios(context, broken=True)
    answer_session(context, list(screen.events), screen.close)
    answer_visits(context, screen.visit, 201 if screen.visit == "made" else 422)
    if screen.muted:
        context.add_init_script("window.__hush = 0")
        context.add_init_script(path=Path(__file__).parent / "page_microphone.js")
    prepare(context)
    page = context.new_page()
    page.goto(url + screen.query)
    for tap in screen.taps:
        page.locator(tap).first.click()
    page.wait_for_selector(screen.shown)
    return page


def main(folder: Path, names: list[str]) -> None:
    """Take all pictures, each of a whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = [
        Look(width, dark, language)
        for language in ("en-US", "es-MX")
        for dark in (False, True)
        for width in WIDTHS
    ]
    with sync_playwright() as driver, chromium(driver) as browser, StaticServer() as url:
        for name in names or list(SCREENS):
            for look in looks:
                page = open_screen(browser, url, name, look)
                page.screenshot(path=folder / f"{name}-{look.name}.png", full_page=True)
                page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
