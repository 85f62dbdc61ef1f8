"""What can be told again, and how much of it is kept."""

import pytest

from dryfit.wire.microphone import InputPosition
from dryfit.wire.replay import RUN, ReplayBuffer


def _filled(count: int, run: int = 0, keep_bytes: int = 1_000) -> ReplayBuffer:
    buffer = ReplayBuffer(run, keep_bytes)
    for number in range(count):
        buffer.append(f"message {number + 1}")
    return buffer


@pytest.mark.parametrize(
    ("last", "numbers"),
    [(0, [1, 2, 3]), (1, [2, 3]), (2, [3]), (3, [])],
)
def test_what_follows_a_message(last: int, numbers: list[int]) -> None:
    buffer = _filled(3)
    assert buffer.can_replay(last)
    assert [message.number for message in buffer.after(last)] == numbers
    assert [message.payload for message in buffer.after(last)] == [
        f"message {number}" for number in numbers
    ]


@pytest.mark.parametrize("last", [4, 2**32])
def test_what_was_never_told_cannot_be_followed(last: int) -> None:
    assert not _filled(3).can_replay(last)


@pytest.mark.parametrize(
    ("last", "can"),
    [(RUN - 1, False), (RUN, True), (RUN + 2, True), (RUN + 3, False), (0, False), (2, False)],
)
def test_numbers_of_another_run_mean_nothing_here(last: int, can: bool) -> None:
    buffer = _filled(2, run=1)
    assert buffer.can_replay(last) is can
    assert buffer.newest == RUN + 2


def test_what_was_not_sent_is_kept_whatever_it_weighs() -> None:
    buffer = _filled(500, keep_bytes=10)
    assert len(buffer.after(0)) == 500


@pytest.mark.parametrize(("keep_bytes", "oldest"), [(18, 3), (17, 4), (27, 2), (36, 1), (0, 5)])
def test_of_what_was_sent_the_newest_are_kept(keep_bytes: int, oldest: int) -> None:
    """Four messages of nine bytes were sent, a fifth was not."""
    buffer = _filled(5, keep_bytes=keep_bytes)
    for number in (1, 2, 3, 4):
        buffer.note_sent(number)
    assert buffer.after(buffer.before)[0].number == oldest
    assert buffer.can_replay(oldest - 1)
    assert not buffer.can_replay(oldest - 2)
    assert buffer.newest == 5


def test_sending_again_does_not_weigh_twice() -> None:
    buffer = _filled(4, keep_bytes=36)
    for number in (1, 2, 3, 4, 2, 3, 4):
        buffer.note_sent(number)
    assert buffer.before == 0


def test_what_is_made_late_is_made_once_and_only_when_it_is_sent() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"sound"

    buffer = ReplayBuffer(0, 1_000)
    buffer.append("event")
    buffer.append(make)
    (event,) = buffer.after(0)[:1]
    assert (event.payload, made) == ("event", [])
    assert [message.payload for message in buffer.after(1) * 2] == [b"sound"] * 2
    buffer.note_sent(2)
    assert made == [1]


@pytest.mark.parametrize(
    ("end", "position", "count", "fresh", "then"),
    [
        (0, 0, 480, 480, 480),
        (480, 480, 480, 480, 960),
        (480, 0, 480, 0, 480),
        (480, 240, 480, 240, 720),
        (480, 479, 1, 0, 480),
        (480, 480, 1, 1, 481),
        (480, 4_800, 480, 480, 5_280),
        (480, 0, 0, 0, 480),
        (0, 2**32 - 1, 480, 480, 2**32 + 479),
    ],
)
def test_sound_is_heard_once(end: int, position: int, count: int, fresh: int, then: int) -> None:
    microphone = InputPosition(end)
    assert microphone.fresh(position, count) == fresh
    assert microphone.end == then
