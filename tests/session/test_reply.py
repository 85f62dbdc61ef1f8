"""How much of a line was heard: arithmetic on playheads."""

import pytest

from dryfit.persona.move import Move, MoveKind
from dryfit.session.reply import END_TOLERANCE_MS, SILENT_CLIENT_GRACE_MS, Reply
from dryfit_audio.synthesize import OUTPUT_RATE_HZ

SECOND = OUTPUT_RATE_HZ


def _reply(*clauses: tuple[str, int], closed: bool = True) -> Reply:
    reply = Reply("item_1", 1, 1, Move(MoveKind.ANSWER), " ".join(text for text, _ in clauses))
    for text, samples in clauses:
        reply.add(text, samples)
    reply.first_sound_s = 10.0
    reply.closed = closed
    return reply


def test_clauses_lie_one_after_another() -> None:
    reply = _reply(("One two.", SECOND), ("Three four.", SECOND // 2))
    assert [clause.start_sample for clause in reply.spoken] == [0, SECOND]
    assert reply.sent_samples == SECOND + SECOND // 2
    assert reply.sent_ms == 1_500.0


@pytest.mark.parametrize(
    ("heard_ms", "text"),
    [
        (0, ""),
        (124, ""),  # just under half of the first of four words
        (126, "one"),
        (374, "one"),
        (376, "one two"),
        (1_000, "one two three four"),
        (1_249, "one two three four"),
        (1_251, "one two three four five"),
        (2_000, "one two three four five six"),
        (9_999, "one two three four five six"),
    ],
)
def test_words_count_once_most_of_them_has_passed(heard_ms: float, text: str) -> None:
    reply = _reply(("one two three four", SECOND), ("five six", SECOND))
    assert reply.text_heard(heard_ms) == text


@pytest.mark.parametrize(
    ("reports", "heard_ms"),
    [
        ([500.0], 500.0),
        ([500.0, 400.0], 500.0),
        ([500.0, 500.0], 500.0),
        ([2_000.0], 1_000.0),
        ([0.0], 0.0),
    ],
)
def test_a_playhead_never_goes_back_nor_beyond_the_end(
    reports: list[float], heard_ms: float
) -> None:
    reply = _reply(("one two", SECOND))
    for played_ms in reports:
        reply.report(played_ms, final=False)
    assert reply.heard_ms(now_s=99.0) == heard_ms


@pytest.mark.parametrize(
    ("now_s", "heard_ms"), [(10.0, 0.0), (10.4, 400.0), (11.0, 1_000.0), (60.0, 1_000.0)]
)
def test_without_reports_the_clock_counts(now_s: float, heard_ms: float) -> None:
    assert _reply(("one two", SECOND)).heard_ms(now_s) == pytest.approx(heard_ms)


def test_nothing_sent_is_nothing_heard() -> None:
    reply = _reply()
    reply.first_sound_s = None
    assert reply.heard_ms(50.0) == 0.0
    assert reply.text_heard(1_000.0) == ""


@pytest.mark.parametrize(
    ("played_ms", "finished"),
    [(1_000 - END_TOLERANCE_MS - 1, False), (1_000 - END_TOLERANCE_MS, True), (1_000, True)],
)
def test_the_end_just_under_and_exactly(played_ms: float, finished: bool) -> None:
    reply = _reply(("one two", SECOND))
    reply.report(played_ms, final=False)
    assert reply.is_finished(now_s=11.0) is finished


@pytest.mark.parametrize(
    ("late_ms", "finished"),
    [(SILENT_CLIENT_GRACE_MS - 10, False), (SILENT_CLIENT_GRACE_MS + 10, True)],
)
def test_a_client_that_fell_silent_is_taken_to_have_played_it(
    late_ms: float, finished: bool
) -> None:
    reply = _reply(("one two", SECOND))
    reply.report(100.0, final=False)
    assert reply.is_finished(now_s=11.0 + late_ms / 1000) is finished


def test_a_final_report_ends_it_wherever_it_is() -> None:
    reply = _reply(("one two", SECOND))
    reply.report(300.0, final=True)
    assert reply.is_finished(now_s=10.4)


def test_an_open_reply_is_never_finished() -> None:
    reply = _reply(("one two", SECOND), closed=False)
    reply.report(1_000.0, final=True)
    assert not reply.is_finished(now_s=99.0)


def test_a_reply_without_sound_is_finished_at_once() -> None:
    assert _reply(("one two", 0)).is_finished(now_s=10.0)


@pytest.mark.parametrize(
    ("heard_ms", "around"),
    [
        (0.0, "One."),
        (200.0, "One."),
        (201.0, "One. Two."),
        (3_499.0, "One. Two."),
        (3_500.0, "Two."),
        (9_000.0, ""),
    ],
)
def test_only_what_she_says_about_now_can_be_her_echo(heard_ms: float, around: str) -> None:
    reply = Reply("item", 1, 1, Move(MoveKind.OPEN), "One. Two.")
    reply.add("One.", OUTPUT_RATE_HZ)
    reply.add("Two.", OUTPUT_RATE_HZ)
    assert reply.text_around(heard_ms) == around


@pytest.mark.parametrize(
    ("heard_ms", "words"), [(0, ""), (1000, ""), (1240, ""), (1500, "Hang"), (2000, "Hang on.")]
)
def test_words_count_from_where_they_begin_not_from_the_ring_before(
    heard_ms: float, words: str
) -> None:
    reply = Reply("item_0001", 1, 1, Move(MoveKind.INTERRUPTION), "Hang on.")
    reply.add("Hang on.", 2 * OUTPUT_RATE_HZ, lead_samples=OUTPUT_RATE_HZ)
    assert reply.text_heard(heard_ms) == words
