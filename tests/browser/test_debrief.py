"""A whole debrief with a redo by voice alone: after the start nobody touches the screen."""

from playwright.sync_api import Playwright
from tests.browser.chromium import chromium
from tests.browser.learner import Learner
from tests.browser.real_server import RealServer
from tests.browser.talk_page import TalkPage

WITHIN_S = 60
GUESS = "I think she was worried about the noise and the neighbour complaining again."
BETTER = "It sounds like the trouble came afterwards. What worries you most about it?"


def test_a_debrief_and_a_redo_by_voice_alone(
    driver: Playwright, server: RealServer, learner: Learner
) -> None:
    with chromium(driver) as browser:
        talk = TalkPage.open(browser, f"{server.url}?s=bar-owner&seed=7", speaks=True)
        talk.start()
        touched_at_ms = talk.now_ms()
        listening_after(talk, "e.type === 'dryfit.scenario' && !e.redo_of", "dryfit.scenario")
        answered(talk, learner, "What happened the last time you had a band in here?")
        answered(talk, learner, "Trust me, it will be great, don't worry about a thing.")
        talk.say(learner.say("Okay, let's stop here."))
        talk.wait_for_event("e.type === 'dryfit.ended'", WITHIN_S)

        # The coach asks for a guess before anything is given away.
        asked = told(talk, "really worried about")
        assert "licence" not in asked.lower()
        listening_after(talk, "/really worried about/.test(e.transcript || '')")
        talk.say(learner.say(GUESS))
        revealed = told(talk, "licence is at risk")
        assert revealed.startswith(("Yes, that was it.", "You are close."))
        told(talk, "One thing that worked")
        told(talk, "One thing to do differently")
        listening_after(talk, "/Do you want to redo/.test(e.transcript || '')")
        talk.say(learner.say("Yes, let's do it."))
        talk.wait_for_event("e.type === 'dryfit.redo'", WITHIN_S)

        # Her line is said again, and answered otherwise.
        talk.wait_for_event("e.type === 'dryfit.scenario' && e.redo_of", WITHIN_S)
        listening_after(talk, "e.type === 'dryfit.scenario' && e.redo_of", "dryfit.scenario")
        answered(talk, learner, BETTER)
        talk.say(learner.say("Okay, let's stop here."))
        told(talk, "This time, Dot's trust")
        if redo_is_offered(talk):
            talk.say(learner.say("No thanks."))

        talk.critique(WITHIN_S)
        compared = talk.page.locator(".attempts")
        compared.wait_for(timeout=WITHIN_S * 1000)
        side_by_side = compared.inner_text().lower()
        assert "trust me" in side_by_side
        assert "great" in side_by_side
        assert talk.errors() == []
        assert not touches_since(talk, touched_at_ms)


def answered(talk: TalkPage, learner: Learner, line: str) -> None:
    """Say a line and hear the answer to its end."""
    done = len(talk.events("response.done"))
    talk.say(learner.say(line))
    talk.page.wait_for_function(
        "(n) => window.__ear.events.filter((e) => e.type === 'response.done').length > n",
        arg=done,
        timeout=WITHIN_S * 1000,
    )
    talk.wait_for_turn("listening", within_s=WITHIN_S)


def told(talk: TalkPage, words: str) -> str:
    """Wait for a line with those words; gives the whole line."""
    kind = "response.output_audio_transcript.done"
    talk.wait_for_event(f"e.type === '{kind}' && e.transcript.includes(\"{words}\")", WITHIN_S)
    return str(next(e["transcript"] for e in talk.events(kind) if words in e["transcript"]))


def listening_after(talk: TalkPage, script: str, kind: str = "") -> None:
    """Wait until a line was spoken after that event, and the floor is the learner's again."""
    kind = kind or "response.output_audio_transcript.done"
    talk.page.wait_for_function(
        f"""() => {{
          const events = window.__ear.events;
          const at = events.findLastIndex((e) => e.type === '{kind}' && ({script}));
          const since = at < 0 ? [] : events.slice(at);
          const spoke = since.some((e) => e.type === 'dryfit.playhead' && e.final);
          const last = since.findLast((e) => e.type === 'dryfit.state');
          return spoke && last && last.state === 'listening';
        }}""",
        timeout=WITHIN_S * 1000,
    )


def redo_is_offered(talk: TalkPage) -> bool:
    """Wait until the second debrief offers another go, or is over."""
    talk.page.wait_for_function(
        """() => {
          const events = window.__ear.events;
          const at = events.findLastIndex((e) => /This time, Dot/.test(e.transcript || ''));
          const since = events.slice(at);
          const offered = since.findIndex((e) => /want to redo/.test(e.transcript || ''));
          const state = since.slice(offered).findLast((e) => e.type === 'dryfit.state');
          return since.some((e) => e.type === 'dryfit.debrief')
            || (offered >= 0 && state && state.state === 'listening');
        }""",
        timeout=WITHIN_S * 1000,
    )
    return not talk.page.locator("main.critique").is_visible()


def touches_since(talk: TalkPage, at_ms: float) -> list[float]:
    """When the screen was touched or a key pressed, after that moment."""
    touches: list[float] = talk.page.evaluate("() => window.__ear.touches")
    return [touch for touch in touches if touch > at_ms]
