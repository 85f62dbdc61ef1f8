"""`dryfit rehearse --voice`: is the scenario still won when it is spoken and heard?"""

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console

from dryfit.bench.room import virtual_engines
from dryfit.rehearse.voice import SpokenTurn, VoiceResult, rehearse_by_voice
from dryfit.scenario.load import load_scenario


def by_voice(paths: list[Path], levels: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Play each scenario once at each level by voice; fail where the strong learner loses."""
    console = Console(stderr=as_json, highlight=False)
    results = []
    with console.status("Loading models"):
        engines = virtual_engines()
    scenarios = [load_scenario(path) for path in paths]
    spoken = [scenario for scenario in scenarios if scenario.language.lower().startswith("en")]
    for scenario in scenarios:
        if scenario not in spoken:
            console.print(f"{scenario.id}: no installed voice speaks `{scenario.language}`.")
    for scenario in spoken:
        for level in levels:
            with console.status(f"{scenario.id}, {level}"):
                results.append(rehearse_by_voice(engines, scenario, level, seed))
            tell(console, results[-1])
    engines.close()
    if as_json:
        print(json.dumps([_as_json(result) for result in results], indent=1, ensure_ascii=False))
    lost = [result for result in results if not result.won]
    console.print("Not accepted." if lost else "Accepted.")
    if lost or not results:
        raise typer.Exit(1)


def tell(console: Console, result: VoiceResult) -> None:
    """How one talk came out, and every turn of which other words came back."""
    noise = "" if result.snr_db is None else f", {result.bed} at {result.snr_db:g} dB"
    ended = "won" if result.won else f"lost ({result.outcome})"
    console.print(
        f"{result.scenario}, {result.level}{noise}: {ended} in {len(result.turns)} turns, "
        f"{len(result.misheard)} misheard.", markup=False,
    )  # fmt: skip
    for turn in result.misheard:
        console.print(
            f"    said   {turn.said}\n    heard  {turn.heard or '(nothing)'}", markup=False
        )


def _as_json(result: VoiceResult) -> dict[str, object]:
    return {**asdict(result), "misheard": [_turn(turn) for turn in result.misheard]}


def _turn(turn: SpokenTurn) -> dict[str, str]:
    return {"said": turn.said, "heard": turn.heard}
