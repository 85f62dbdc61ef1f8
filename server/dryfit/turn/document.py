"""Writes `docs/turn-taking.md` from the table; run `make docs`."""

from dryfit.turn.table import STATE_MEANS, TABLE, State

_INTRODUCTION = """\
# Turn taking

*Written from `server/dryfit/turn/table.py` by `make docs`; edit the table, not this page.*

The turn machine decides who may speak. It has no clock, tasks or sockets: events go in,
commands come out, and an event without a row is an error that changes nothing.
"""


def as_markdown() -> str:
    """The whole page: states, diagram, and one table of rows for each state."""
    parts = [_INTRODUCTION, "## States\n"]
    parts += [f"* **{state.value}**: {meaning}" for state, meaning in STATE_MEANS.items()]
    parts += ["", "## Diagram\n", "```mermaid", "stateDiagram-v2", "    [*] --> listening"]
    parts += [f"    {line}" for line in _arrows()]
    parts += ["```", ""]
    for state in State:
        parts += [f"## While {state.value}\n", "| event | then | commands | because |"]
        parts += ["| --- | --- | --- | --- |", *_rows(state), ""]
    return "\n".join(parts)


def _arrows() -> list[str]:
    arrows: dict[tuple[State, State], list[str]] = {}
    for (state, event), transition in TABLE.items():
        if transition.to is not state:
            arrows.setdefault((state, transition.to), []).append(event.__name__)
    return [f"{a.value} --> {b.value}: {', '.join(names)}" for (a, b), names in arrows.items()]


def _rows(of: State) -> list[str]:
    return [
        f"| {event.__name__} | {row.to.value} | "
        f"{', '.join(command.value for command in row.commands) or 'none'} | {row.why} |"
        for (state, event), row in TABLE.items()
        if state is of
    ]


if __name__ == "__main__":
    print(as_markdown(), end="")
