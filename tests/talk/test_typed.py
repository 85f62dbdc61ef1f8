"""Lines from a terminal: they can be broken off, and no letter stops a talk."""

import asyncio
import os
import pty
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

import pytest

from dryfit.talk.typed import read_line


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal that is standard input."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield leader
    os.close(leader)


async def _broken_off() -> None:
    reading = asyncio.ensure_future(read_line())
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


def test_nothing_waits_for_enter_once_the_talk_is_broken_off(
    terminal: int, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_broken_off())  # a thread that reads would keep this from ending
    os.write(terminal, b"Hi Dot\n")
    assert asyncio.run(read_line()) == "Hi Dot\n"
    assert capsys.readouterr().out == "You: You: "


def test_a_letter_in_another_encoding_is_a_mark_and_not_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"caf\xe9\nno"), encoding="utf-8"))
    assert [asyncio.run(read_line()) for _ in range(3)] == ["caf\ufffd\n", "no", ""]
