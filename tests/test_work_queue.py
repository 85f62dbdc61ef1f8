"""The order of work: urgency, then turns between sessions, then an answer that has been begun."""

import pytest

from dryfit.work_queue import Errand, Piece, Urgency, WorkQueue

BOUND = 2
SHED_FIRST = {Urgency.SPECULATION: BOUND}


def _queue(**at_once: int) -> WorkQueue[Piece]:
    return WorkQueue(SHED_FIRST, at_once)


def _put(queue: WorkQueue[Piece], owner: str, urgency: Urgency, kind: str = "work") -> Piece:
    piece = Piece(Errand(owner, urgency), kind)
    queue.put(piece)
    return piece


def _owners(queue: WorkQueue[Piece]) -> str:
    """Who is served, one after another, until nothing waits."""
    served = ""
    while (piece := queue.take()) is not None:
        served += piece.errand.owner
        queue.done(piece)
    return served


def test_the_most_urgent_goes_first() -> None:
    queue = _queue()
    for urgency in reversed(Urgency):
        _put(queue, str(int(urgency)), urgency)
    assert _owners(queue) == "012345"


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("abc", "abc"),
        ("aaab", "abaa"),
        ("aaabbb", "ababab"),
        ("aabbcc", "abcabc"),
        ("aaaab", "abaaa"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_sessions_take_turns(asked: str, served: str) -> None:
    queue = _queue()
    for owner in asked:
        _put(queue, owner, Urgency.FINAL)
    assert _owners(queue) == served


def test_one_who_comes_late_waits_for_one_turn_and_not_for_a_flood() -> None:
    queue = _queue()
    for _ in range(50):
        _put(queue, "f", Urgency.FINAL)
    for _ in range(10):
        queue.done(queue.take() or pytest.fail("nothing to run"))
    _put(queue, "x", Urgency.FINAL)
    assert _owners(queue).index("x") <= 1


def test_one_who_was_away_cannot_save_up_turns() -> None:
    queue = _queue()
    for _ in range(20):
        _put(queue, "a", Urgency.FINAL)
        queue.done(queue.take() or pytest.fail("nothing to run"))
    for owner in "bbbaaa":
        _put(queue, owner, Urgency.FINAL)
    served = _owners(queue)
    assert served[:4].count("a") >= 1


def test_an_answer_that_has_been_begun_goes_on_before_the_next_is_begun() -> None:
    queue = _queue()
    first = Errand("a", Urgency.FINAL)
    queue.put(Piece(first, "recognise"))
    _put(queue, "b", Urgency.FINAL, "recognise")
    _put(queue, "c", Urgency.FINAL, "recognise")
    begun = queue.take()
    assert begun is not None
    assert begun.errand is first
    queue.done(begun)
    queue.put(Piece(first, "answer"))
    assert _owners(queue) == "abc"


@pytest.mark.parametrize(("waiting", "is_shed"), [(BOUND - 1, False), (BOUND, True)])
def test_speculation_is_shed_when_enough_of_it_waits(waiting: int, is_shed: bool) -> None:
    queue = _queue()
    for number in range(waiting):
        _put(queue, f"owner {number}", Urgency.SPECULATION)
    late = Piece(Errand("late", Urgency.SPECULATION), "work")
    assert queue.put(late) is not is_shed
    assert queue.waiting() == BOUND


def test_finals_are_never_shed() -> None:
    queue = _queue()
    for number in range(1000):
        assert queue.put(Piece(Errand(str(number), Urgency.FINAL), "work"))
    assert queue.waiting(Urgency.FINAL) == 1000


def test_what_was_shed_runs_once_somebody_waits_for_it() -> None:
    queue = _queue()
    for owner in "ab":
        _put(queue, owner, Urgency.SPECULATION)
    shed = _put(queue, "s", Urgency.SPECULATION)
    queue.promote(shed.errand, Urgency.FINAL)
    assert _owners(queue) == "sab"


def test_what_was_shed_and_is_not_wanted_never_runs() -> None:
    queue = _queue()
    for owner in "ab":
        _put(queue, owner, Urgency.SPECULATION)
    shed = _put(queue, "s", Urgency.SPECULATION)
    queue.discard(shed)
    queue.promote(shed.errand, Urgency.FINAL)
    assert _owners(queue) == "ab"


def test_promotion_moves_what_waits_and_never_makes_less_urgent() -> None:
    queue = _queue()
    _put(queue, "j", Urgency.JUDGE)
    guess = _put(queue, "g", Urgency.SPECULATION)
    queue.promote(guess.errand, Urgency.FINAL)
    queue.promote(guess.errand, Urgency.AHEAD)
    assert guess.errand.urgency is Urgency.FINAL
    assert _owners(queue) == "gj"


def test_promotion_makes_room_for_other_speculation() -> None:
    queue = _queue()
    waiting = [_put(queue, owner, Urgency.SPECULATION) for owner in "ab"]
    queue.promote(waiting[0].errand, Urgency.FINAL)
    assert queue.put(Piece(Errand("c", Urgency.SPECULATION), "work"))


@pytest.mark.parametrize(("at_once", "begun"), [(1, "ac"), (2, "abc"), (3, "abc")])
def test_of_a_kind_that_is_limited_only_so_many_run_and_others_pass_by(
    at_once: int, begun: str
) -> None:
    queue = _queue(recognise=at_once)
    _put(queue, "a", Urgency.FINAL, "recognise")
    _put(queue, "b", Urgency.FINAL, "recognise")
    _put(queue, "c", Urgency.AHEAD, "speak")
    running = []
    while (piece := queue.take()) is not None:
        running.append(piece)
    assert "".join(piece.errand.owner for piece in running) == begun
    queue.done(running[0])
    assert _owners(queue) == ("b" if "b" not in begun else "")


@pytest.mark.parametrize(
    ("owner", "urgency", "is_running", "is_pressed"),
    [
        ("other", Urgency.SPECULATION, False, True),
        ("other", Urgency.SPECULATION, True, True),
        ("other", Urgency.FINAL, True, True),
        ("me", Urgency.FINAL, False, False),
        ("me", Urgency.JUDGE, True, False),
        ("other", Urgency.AHEAD, False, False),
        ("", Urgency.AHEAD, True, False),
    ],
)
def test_a_session_is_pressed_by_the_work_of_others(
    owner: str, urgency: Urgency, is_running: bool, is_pressed: bool
) -> None:
    queue = _queue()
    assert not queue.others_work("me")
    _put(queue, owner, urgency)
    if is_running:
        queue.take()
    assert queue.others_work("me") is is_pressed


def test_draining_takes_out_what_waits_and_what_was_shed() -> None:
    queue = _queue()
    pieces = [_put(queue, owner, Urgency.SPECULATION) for owner in "abc"]
    assert queue.drain() == pieces
    assert queue.take() is None


def test_thousands_of_sessions_leave_nothing_behind() -> None:
    queue = _queue()
    for number in range(5_000):
        _put(queue, f"session {number}", Urgency.FINAL)
        queue.done(queue.take() or pytest.fail("nothing to run"))
    assert sum(len(owners) for owners in queue._last_round.values()) == 1
