"""A new scenario file from five answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from dryfit.errors import DryfitError


@dataclass(frozen=True, slots=True)
class Answers:
    """What a trainer is asked; each is a sentence in their own words."""

    persona: str
    situation: str
    goal: str
    concern: str
    opening: str


QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "persona",
        "Whom do they talk to? (say: Dot Kowalski, 54, owns a corner bar. Dry, busy, fair.)",
    ),
    (
        "situation",
        "Where are they, and what is going on? (say: You walked in at 4 pm. She is stocking.)",
    ),
    ("goal", "What does the learner want? (say: A date in her book for one night.)"),
    (
        "concern",
        "What worries the other, that they do not say? (say: A neighbour complained about…)",
    ),
    (
        "opening",
        "What does the other say first? (say: We don't do bands. You want a drink or what?)",
    ),
)
"""Field and question, in the order they are asked."""

MORE = """\
# Next, where you like (docs/writing-scenarios.md has every field):
#   what settles the worry    hidden_concern → {concern: …, resolved_by: [{what: …, like: […]}]}
#   how it comes out          stages, about, reveal_when
#   what they object to       objections
#   where you saw this        provenance
"""


def as_yaml(answers: Answers) -> str:
    """The file's text: seven fields and a note on what may come next."""
    title = answers.goal.strip().rstrip(".") or answers.goal.strip()
    fields = (
        ("title", title[:1].upper() + title[1:]),
        ("persona", answers.persona),
        ("situation", answers.situation),
        ("goal", answers.goal),
        ("hidden_concern", answers.concern),
        ("opening", answers.opening),
    )
    # JSON's quoted strings are YAML's: a colon, a quote or a # in an answer stays text.
    rows = [f"{name}: {json.dumps(_tidy(text), ensure_ascii=False)}" for name, text in fields]
    return "\n".join(["schema: 1", *rows, "", MORE])


def has_words(answer: str) -> bool:
    """Whether somebody answered: a letter or a digit at least.

    >>> has_words("A date."), has_words(" . "), has_words("¿?")
    (True, False, False)
    """
    return any(char.isalnum() for char in answer)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        DryfitError: codes `already-there`, `cannot-write`.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise DryfitError(
            "already-there", f"There is a file {path} already.", "Choose another name."
        ) from error
    except OSError as error:
        raise DryfitError("cannot-write", f"Cannot write {path}: {error.strerror}.") from error


def refuse_taken(path: Path) -> None:
    """Before anything is asked: whether a file could be written there.

    Raises:
        DryfitError: codes `already-there`, `cannot-write`.
    """
    if path.exists():
        raise DryfitError(
            "already-there", f"There is a file {path} already.", "Choose another name."
        )
    if not path.parent.is_dir():
        message = f"Cannot write {path}: there is no folder {path.parent}."
        raise DryfitError("cannot-write", message, "Make the folder first.")


def free_path(path: Path) -> Path:
    """That path, or the next with a number in its name that is not taken."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free


def file_name(goal: str) -> str:
    """A name made of the first words of the goal.

    >>> file_name("Get a date in her book for one night.")
    'get-a-date-in-her.yaml'
    """
    words = re.findall(r"[a-z0-9]+", goal.lower())[:5]
    return ("-".join(words) or "scenario") + ".yaml"
