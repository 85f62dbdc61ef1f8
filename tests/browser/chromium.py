"""A headless Chromium with a recording as its microphone."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The browser to drive: `DRYFIT_CHROMIUM`, or the first one on the path."""
    named = os.environ.get("DRYFIT_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium(
    driver: Playwright,
    microphone: Path | None = None,
    *,
    allow: bool = True,
    more: Sequence[str] = (),
) -> Iterator[Browser]:
    """Start a browser.

    `microphone` is a WAV that it hears once, from when the page opens its microphone; `allow`
    answers the browser's question for the microphone.
    """
    args = [*_QUIET, *more, "--use-fake-device-for-media-stream"]
    if allow:
        args.append("--use-fake-ui-for-media-stream")
    if microphone is not None:
        args.append(f"--use-file-for-fake-audio-capture={microphone}%noloop")
    browser = driver.chromium.launch(executable_path=find_chromium(), headless=True, args=args)
    try:
        yield browser
    finally:
        browser.close()


def phone(
    browser: Browser,
    *,
    width: int = 390,
    dark: bool = False,
    language: str = "en-US",
    parked: bool = True,
    kept: Mapping[str, object] | None = None,
    offline: bool = False,
    still: bool = False,
) -> BrowserContext:
    """A page as a phone of this width shows it.

    `parked`: the learner has said today that the car is; `kept`: what else is on the phone from
    before; `offline`: with the service worker, whose requests no test can answer; `still`:
    nothing is to move.
    """
    heights = {360: 640, 390: 844, 768: 1024}
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=heights[width]),
        device_scale_factor=2,
        has_touch=True,
        reduced_motion="reduce" if still else "no-preference",
        color_scheme="dark" if dark else "light",
        locale=language,
        service_workers="allow" if offline else "block",
    )
    values = {"settings": QUIET} | ({"parked": _today()} if parked else {}) | dict(kept or {})
    context.add_init_script(f"({_KEEP})({json.dumps(values)})")
    return context


QUIET: Mapping[str, object] = {"sounds": False, "vibration": False, "noise": False}
"""Settings for tests that listen to the loudspeaker: nothing sounds there but the persona."""

_KEEP = """(values) => {
  if (sessionStorage.getItem("kept")) return;
  sessionStorage.setItem("kept", "yes");
  for (const [name, value] of Object.entries(values)) {
    localStorage.setItem("dryfit." + name, JSON.stringify(value));
  }
}"""
"""Fills the phone once, as a page that is loaded again must find what it left."""


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
