"""`dryfit new`: five questions make a scenario."""

from pathlib import Path
from typing import Annotated

import typer

from dryfit.errors import DryfitError


def new(
    path: Annotated[
        Path | None, typer.Argument(help="The file to write, or a folder for it.")
    ] = None,
    persona: Annotated[str, typer.Option(help="Whom the learner talks to.")] = "",
    situation: Annotated[str, typer.Option(help="Where they are.")] = "",
    goal: Annotated[str, typer.Option(help="What the learner wants.")] = "",
    concern: Annotated[str, typer.Option(help="What the other does not say.")] = "",
    opening: Annotated[str, typer.Option(help="What the other says first.")] = "",
) -> None:
    """Write a small scenario from five answers; asks for those that no option gives."""
    from datetime import date

    from dryfit.check.check import check_file
    from dryfit.check.report import as_text
    from dryfit.scenario.fresh import (
        QUESTIONS,
        Answers,
        as_yaml,
        file_name,
        free_path,
        has_words,
        refuse_taken,
        write_new,
    )

    if path and not path.is_dir():
        refuse_taken(path)
    given = {
        "persona": persona, "situation": situation, "goal": goal, "concern": concern,
        "opening": opening,
    }  # fmt: skip
    for field, question in QUESTIONS:
        if given[field] and not has_words(given[field]):
            raise DryfitError("bad-option", f"`--{field}` has no words in it.", question)
        while not has_words(given[field]):
            given[field] = typer.prompt(question, default="", show_default=False)
    answers = Answers(**given)
    if path is None or path.is_dir():
        path = free_path((path or Path()) / file_name(answers.goal))
    write_new(path, as_yaml(answers))
    print(f"Wrote {path}.")
    found = [item for item in check_file(path, date.today()) if item.code != "DF072"]
    if found:
        print(as_text(found, 1))
    print(f"Hear it: dryfit talk {path} --text     Try it: dryfit rehearse {path}")
