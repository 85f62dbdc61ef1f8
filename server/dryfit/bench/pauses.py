"""Who is cut off in the middle of a sentence, and who waits after its end: for each setting.

Real sessions on a virtual clock, one a recording. A recording with a long pause inside it is
answered early where the persona is heard before its true end. Waiting is measured from the true
end to the first sound; recordings that were answered early do not count as quick answers.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dryfit.bench.beds import read_sound
from dryfit.bench.load import percentile
from dryfit.bench.manifest import Clip, read_manifest
from dryfit.bench.room import RATE_HZ, NoJournal, Room, Surroundings, virtual_engines
from dryfit.bench.stt import Progress
from dryfit.bench.virtual_time import run_virtual
from dryfit.engines import Engines
from dryfit.errors import DryfitError
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.options import Eagerness, SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import Staged, stage

SETTINGS: tuple[Eagerness, ...] = get_args(Eagerness)
TAIL_S = 0.15
"""Sound kept after the marked end of speech, since marks by level end a little early."""
QUIET_FIRST_S = 0.5
ANSWER_LIMIT_S = 8.0
_LIMIT_S = 1e6


@dataclass(slots=True)
class Tally:
    """What came of the recordings with one setting."""

    pauses: int = 0
    early: list[str] = field(default_factory=list)
    """Recordings with a long pause that were answered before their end."""
    ends: int = 0
    early_ends: list[str] = field(default_factory=list)
    """The same of recordings without one."""
    unanswered: list[str] = field(default_factory=list)
    waits_ms: list[float] = field(default_factory=list)
    stages_ms: dict[str, list[float]] = field(default_factory=dict)

    def note(self, clip: Clip, wait_s: float | None) -> None:
        """Count one recording; `wait_s` from its true end to the first sound, None: no answer."""
        if clip.long_pause:
            self.pauses += 1
        else:
            self.ends += 1
        if wait_s is None:
            self.unanswered.append(clip.path.name)
        elif wait_s < 0:
            (self.early if clip.long_pause else self.early_ends).append(clip.path.name)
        else:
            self.waits_ms.append(1000 * wait_s)

    def figures(self) -> dict[str, object]:
        """As they are printed."""
        return {
            "pauses": self.pauses,
            "answered_early": len(self.early),
            "early": self.early,
            "ends": self.ends,
            "ends_answered_early": self.early_ends,
            "unanswered": self.unanswered,
            "wait_ms": {
                "p50": percentile(self.waits_ms, 50),
                "p95": percentile(self.waits_ms, 95),
            },
            "stages_p50_ms": {
                stage: percentile(values, 50) for stage, values in sorted(self.stages_ms.items())
            },
        }


def chosen(clips: Sequence[Clip], ends: int) -> list[Clip]:
    """Every recording with a long pause, and so many of single utterances, always the same."""
    marked = [clip for clip in clips if clip.speech_end_s is not None and clip.transcript]
    single = [clip for clip in marked if clip.kind == "speech"]
    random.Random(0).shuffle(single)
    return [clip for clip in marked if clip.long_pause] + single[:ends]


def run(
    speech: Path,
    scenario: Scenario,
    ends: int = 16,
    progress: Progress = lambda _name, _done, _of: None,
) -> dict[str, dict[str, object]]:
    """Play the recordings with each setting; figures by setting.

    Raises:
        DryfitError: no manifest, no clip with a marked end, or a model or recording is missing.
    """
    clips = chosen(read_manifest(speech), ends)
    if not clips:
        raise DryfitError("no-clips", f"No clip in {speech} has a marked end of speech.")
    engines = virtual_engines(lambda step: progress(step, 0, 1))
    return run_virtual(play_all(clips, scenario, engines, progress), _LIMIT_S)


async def play_all(
    clips: Sequence[Clip],
    scenario: Scenario,
    engines: Engines,
    progress: Progress = lambda _name, _done, _of: None,
) -> dict[str, dict[str, object]]:
    """Play each recording with each setting, on a virtual clock; figures by setting."""
    staged = _waiting(await stage(engines, scenario, ""))
    tallies: dict[str, Tally] = {setting: Tally() for setting in SETTINGS}
    total, done = len(clips) * len(SETTINGS), 0
    for clip in clips:
        for setting in SETTINGS:
            done += 1
            progress(f"{clip.path.name}, {setting}", done, total)
            await _play(clip, staged, engines, setting, tallies[setting])
    return {setting: tally.figures() for setting, tally in tallies.items()}


def _waiting(staged: Staged) -> Staged:
    """The learner speaks first, and there is time."""
    scenario = staged.scenario
    changed = {
        "situation": scenario.situation.model_copy(update={"first_to_speak": "learner"}),
        "environment": scenario.environment.model_copy(update={"time_limit_s": 0.0}),
    }
    return Staged(scenario.model_copy(update=changed), "", staged.cast)


async def _play(
    clip: Clip, staged: Staged, engines: Engines, setting: Eagerness, tally: Tally
) -> None:
    options = SessionOptions(seed=1, eagerness=setting, idle_s=1e9)
    room = Room(Session(staged, engines, NoJournal(), options), Surroundings())
    end_s = clip.speech_end_s or clip.seconds
    sound = read_sound(clip.path, RATE_HZ)[: round((end_s + TAIL_S) * RATE_HZ)]
    async with room.open():
        await room.listen(QUIET_FIRST_S)
        began_s = room.now_s
        room.say(sound)
        await room.listen(end_s + ANSWER_LIMIT_S, lambda: bool(room.sounds()))
        heard = room.sounds()
        tally.note(clip, heard[0] - began_s - end_s if heard else None)
        for _, output in room.happened:
            if isinstance(output, o.TurnMeasured):
                for name, took_ms in output.stages_ms.items():
                    tally.stages_ms.setdefault(name, []).append(took_ms)
