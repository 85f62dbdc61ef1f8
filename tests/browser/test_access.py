"""Nobody is left out: axe-core on every screen, twice the text size, no unwanted motion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright
from tests.browser.chromium import chromium
from tests.browser.fake_wire import ROOT
from tests.browser.screens import SCREENS, Look, open_screen

AXE = ROOT / "mobile-client/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    with chromium(driver) as running:
        yield running


@pytest.fixture(scope="module")
def axe() -> Path:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `make client`")
    return AXE


@pytest.mark.parametrize("language", ["en-US", "es-MX"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(
    browser: Browser, static_url: str, axe: Path, screen: str, dark: bool, language: str
) -> None:
    page = open_screen(browser, static_url, screen, Look(360, dark, language))
    page.add_script_tag(path=axe)
    found = page.evaluate(
        "(tags) => axe.run({ runOnly: { type: 'tag', values: tags } })"
        ".then(({ passes, violations }) => [passes.length,"
        " violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])])",
        RULES,
    )
    assert found[0] > 5, "axe looked at something"
    assert found[1] == []
    page.context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_twice_the_text_size_needs_no_scroll_sideways(
    browser: Browser, static_url: str, screen: str
) -> None:
    page = open_screen(browser, static_url, screen, Look(360, language="es-MX"))
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("button, input, textarea")].filter((e) => {
          e.scrollIntoView({ block: "center" });
          const { left, right, top, bottom } = e.getBoundingClientRect();
          const cut = bottom - top <= innerHeight && (top < 0 || bottom > innerHeight + 1);
          return left < 0 || right > innerWidth + 1 || cut;
        }).map((e) => e.textContent || e.type)"""
    )
    assert hidden == []
    page.context.close()


def test_nothing_moves_where_no_motion_is_wanted(browser: Browser, static_url: str) -> None:
    page = open_screen(browser, static_url, "talk", Look(still=True))
    page.wait_for_selector(".shape.listening")
    board = "document.querySelector('[data-board=you]').getAttribute('transform')"
    poses = page.evaluate(
        "async (board) => { const poses = new Set();"
        " for (let i = 0; i < 30; i++) {"
        "  await new Promise(requestAnimationFrame); poses.add(eval(board)) }"
        " return poses.size }",
        board,
    )
    assert poses <= 2, "the first frame may still lack its pose"
    page.context.close()
