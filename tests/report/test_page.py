"""The report: one page that needs nothing else, says what there is, and lets nobody's words act."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from tests.critique.build import Build, act, bar_scenario, strong, weak

from dryfit.critique.attempts import attempt, compare
from dryfit.critique.critique import critique
from dryfit.critique.report import Critique
from dryfit.persona.reading import Act
from dryfit.report.chart import HEIGHT, LABEL_GAP, WIDTH, chart_of, height_of
from dryfit.report.page import Heading, page_of

HEADING = Heading("sess_1", "Book the band", "Dot Kowalski", "normal", "en-US", date(2026, 11, 25))
HOSTILE = (
    "</style></title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "javascript:alert(1)",
    "<svg onload=alert(1)>",
    "&lt;b&gt; \u202e \ud7ff",
)


class Seen(HTMLParser):
    """Tags and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def made(build: Build) -> Critique:
    return critique(build.events, bar_scenario())


PAGES = {
    "strong": made(strong()),
    "weak": made(weak()),
    "empty": made(Build()),
    "none": critique([], bar_scenario()),
}


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_the_network_for_nothing(name: str) -> None:
    page = page_of(PAGES[name], HEADING)
    seen = Seen(page)
    assert not {"script", "link", "img", "iframe", "object", "form", "base", "a"} & set(seen.tags)
    assert not {"src", "href", "action", "srcset", "style"} & {key for key, _ in seen.attributes}
    assert not re.search(r"url\(|@import|https?:|//", page.replace("<!doctype", ""))
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_all_of_the_critique_is_in_it() -> None:
    found = PAGES["weak"]
    words = " ".join(" ".join(Seen(page_of(found, HEADING)).words).split())
    assert found.fix is not None
    for part in (found.fix.quote, found.fix.model_line or "?", found.fix.why):
        assert part in words
    for result in found.rubric:
        assert result.behaviour in words
    for line in found.transcript:
        assert line.text in words
    for step, day in zip(found.practice, ("27 Nov", "2 Dec", "25 Dec"), strict=True):
        assert step.what in words
        assert day in words
    for mark in ("The one thing to change", "Let a little show", "Shut it"):
        assert mark in words
    assert "<polyline" in page_of(found, HEADING)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    build = Build(bar_scenario(title=text)).learner(act(Act.PITCH, text), act(Act.PITCH, "x"))
    build.persona(text).learner(act(Act.OPEN_QUESTION, f"{text} what?")).persona(text)
    heading = Heading(text, text, text, text, text, date(2026, 1, 1))
    one = attempt(build.events, 1)
    page = page_of(critique(build.events, build.scenario), heading, [one, one], text)
    plain = page_of(PAGES["strong"], HEADING)
    assert set(Seen(page).tags) <= set(Seen(plain).tags) | {"em", "dd", "dt"}
    assert not [key for key, _ in Seen(page).attributes if key.startswith("on")]
    assert "49" not in " ".join(Seen(page).words[-40:])
    assert text in "".join(Seen(page).words)


@pytest.mark.parametrize("length", range(0, len(strong().events), 2))
def test_a_journal_cut_anywhere(length: int) -> None:
    page = page_of(critique(strong().events[:length], bar_scenario()), HEADING)
    assert page.rstrip().endswith("</html>")


def test_where_there_is_nothing_it_says_so() -> None:
    words = " ".join(Seen(page_of(PAGES["none"], HEADING)).words)
    for said in ("Too little was said", "No points to give", "Nothing was said", "nothing to plan"):
        assert said in words
    assert "<svg" not in page_of(PAGES["none"], HEADING)


def test_attempts_stand_side_by_side() -> None:
    first = attempt(weak().events, 3)
    again = first.model_copy(update={"session": "sess_1", "said": "What came of it?", "trust": 7.0})
    page = page_of(PAGES["weak"], HEADING, [first, again], compare(first, again, "Dot"))
    words = " ".join(" ".join(Seen(page).words).split())
    assert "Before, Dot's trust fell by 10. This time, Dot's trust rose by 7." in words
    assert "What came of it?" in words
    assert page_of(PAGES["weak"], HEADING, [first], "") == page_of(PAGES["weak"], HEADING)


def test_the_curve_stays_in_its_picture() -> None:
    chart = chart_of(PAGES["weak"])
    assert chart is not None
    points = [tuple(map(float, p.split(","))) for p in f"{chart.trust} {chart.patience}".split()]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points)
    assert abs(chart.trust_label_y - chart.patience_label_y) >= LABEL_GAP - 0.1
    assert chart.words == "Trust went from 30 to 12 and patience from 94 to 76, of 100."


@pytest.mark.parametrize(("value", "same_as"), [(-5, 0), (105, 100), (1e9, 100)])
def test_values_out_of_range_are_drawn_at_the_edge(value: float, same_as: float) -> None:
    assert height_of(value) == height_of(same_as)


def test_one_point_is_no_curve() -> None:
    assert chart_of(made(Build().persona("Yes?"))) is None
