"""Does she hold the floor against noise, echo and nods, and give it up to words?

Real sessions on a virtual clock, in noise: voice detection, recognition and the persona's voice
are the real ones, so ten minutes take about one. Levels are against the learner's voice, which is
as loud at the microphone as hers leaves the loudspeaker.
"""

import asyncio
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from dryfit.bench import beds
from dryfit.bench.manifest import Clip, read_manifest
from dryfit.bench.room import RATE_HZ, NoJournal, Room, Surroundings, virtual_engines
from dryfit.bench.stt import word_error_rate
from dryfit.bench.virtual_time import run_virtual
from dryfit.engines import Engines
from dryfit.scenario.lines import authored_lines
from dryfit.scenario.schema import Scenario
from dryfit.session import outputs as o
from dryfit.session.options import SessionOptions
from dryfit.session.session import Session
from dryfit.session.staged import Staged, stage
from dryfit_audio.loudness import TARGET_DBFS
from dryfit_audio.samples import Samples
from dryfit_audio.surroundings import at_level
from dryfit_audio.vad import voice_probabilities
from dryfit_audio.voices import voice_for

Progress = Callable[[str, int, int], None]

PARTS = ("echo", "beds", "nods", "demands", "turns", "wer")
SNR_DB = 10.0
ECHO_DB = -20.0
SNRS_DB = (10.0, 5.0, 0.0)
LINE_LETTERS = 900
"""About a minute of talk in one line."""
NODS = ("Yeah.", "Uh-huh.", "Yep.", "Right.", "Okay.", "I see.", "Sure.", "Yeah, yeah.")
DEMANDS = ("Wait, hold on.", "Stop.", "Hang on a second.", "Excuse me.", "No, listen.")
VOICES = ("man-30s", "woman-30s", "man-60s")
ANSWER_LIMIT_S = 8.0
STOP_LIMIT_S = 4.0
_LIMIT_S = 1e6


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured."""

    speech: Path | None
    minutes: float = 10.0
    parts: Sequence[str] = PARTS
    beds: Sequence[str] = ()
    """Names; empty for all there are."""


@dataclass(slots=True)
class Kit:
    """What every measurement needs."""

    asked: Asked
    scenario: Scenario
    engines: Engines
    staged: Staged
    beds: dict[str, Samples]
    clips: list[Clip]
    progress: Progress
    lines: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = itertools.cycle(long_lines(self.scenario))

    def say(self, text: str, preset: str) -> Samples:
        """A learner's line at the level of a voice."""
        spoken = self.engines.speak(text, voice_for(preset), self.scenario.language)
        return beds.speech_at_level(spoken, RATE_HZ, TARGET_DBFS)

    def bed(self, name: str, snr_db: float) -> Samples:
        """A bed under the voice."""
        return at_level(self.beds[name], TARGET_DBFS - snr_db)

    def room(self, around: Surroundings, opening: str = "") -> Room:
        """A session in it: with `opening` she talks at once, without it she waits."""
        scenario = self.staged.scenario
        first = scenario.opening.model_copy(update={"lines": (opening,)})
        speaks = scenario.situation.model_copy(
            update={"first_to_speak": "persona" if opening else "learner"}
        )
        free = scenario.environment.model_copy(update={"time_limit_s": 0.0})
        changed = {"opening": first, "situation": speaks, "environment": free}
        staged = Staged(scenario.model_copy(update=changed), "", self.staged.cast)
        options = SessionOptions(seed=1, idle_s=1e9)
        return Room(Session(staged, self.engines, NoJournal(), options), around)


def run(
    asked: Asked, scenario: Scenario, progress: Progress = lambda _name, _done, _of: None
) -> dict[str, object]:
    """Measure what is asked for and return the figures of `dryfit bench noise --json`.

    Raises:
        DryfitError: a model or recording is missing.
    """
    engines = virtual_engines(lambda step: progress(step, 0, 1))
    return run_virtual(_measure(asked, scenario, engines, progress), _LIMIT_S)


async def _measure(
    asked: Asked, scenario: Scenario, engines: Engines, progress: Progress
) -> dict[str, object]:
    clips = read_manifest(asked.speech) if asked.speech else []
    lines = authored_lines(scenario)[:24]
    voices = [engines.speak(line, voice_for(VOICES[n % 3]), "en") for n, line in enumerate(lines)]
    found = beds.recorded_beds(asked.speech) if asked.speech else {}
    found = found or beds.made_beds(voices)
    chosen = {name: bed for name, bed in found.items() if name in (asked.beds or found)}
    staged = await stage(engines, scenario, "")
    kit = Kit(asked, scenario, engines, staged, chosen, clips, progress)
    measures = {
        "echo": _echo, "beds": _beds, "nods": _nods, "demands": _demands, "turns": _turns,
        "wer": _wer,
    }  # fmt: skip
    levels: dict[str, object] = {
        "voice_dbfs": TARGET_DBFS,
        "bed_snr_db": SNR_DB,
        "echo_db": ECHO_DB,
    }
    return {**levels, **{part: await measures[part](kit) for part in asked.parts}}


def long_lines(scenario: Scenario) -> list[str]:
    """The author's lines joined to about a minute each: she talks on, in her own words."""
    long, line = [], ""
    for text in authored_lines(scenario):
        if "{" in text:
            continue
        line = f"{line} {text}".strip()
        if len(line) >= LINE_LETTERS:
            long.append(line)
            line = ""
    return long or [line]


async def _echo(kit: Kit) -> dict[str, object]:
    return await _talk_on(kit, "echo", Surroundings(None, ECHO_DB))


async def _beds(kit: Kit) -> dict[str, object]:
    figures: dict[str, object] = {}
    for name in kit.beds:
        figures[name] = await _talk_on(kit, name, Surroundings(kit.bed(name, SNR_DB)))
    return figures


async def _talk_on(kit: Kit, name: str, around: Surroundings) -> dict[str, object]:
    """She talks for so many minutes in all; what stops or ducks her is counted."""
    talked_s, stops, ducks = 0.0, 0, 0
    while talked_s < 60 * kit.asked.minutes - 1:
        moved = replace(around, offset=round(talked_s * RATE_HZ))
        room = kit.room(moved, next(kit.lines))
        async with room.open():
            await room.listen(20.0, room.is_speaking)
            began_s = room.session.clock()
            left_s = 60 * kit.asked.minutes - talked_s
            await room.listen(left_s, room.is_over)
            talked_s += room.session.clock() - began_s
        stopped = len(room.asked("stop"))
        stops, ducks = stops + stopped, ducks + len(room.asked("duck"))
        kit.progress(name, round(talked_s), round(60 * kit.asked.minutes))
    return {
        "minutes": round(talked_s / 60, 2),
        "false_stops": stops,
        "false_stops_per_min": round(60 * stops / talked_s, 3),
        "ducks_per_min": round(60 * ducks / talked_s, 2),
    }


async def _nods(kit: Kit) -> dict[str, object]:
    """Signs of listening, three voices, in quiet and in a bed, over her own faint echo."""
    said, stops, ducks, each = 0, 0, 0, dict[str, int]()
    for text, preset, around in itertools.product(NODS, VOICES, _two_places(kit)):
        room = kit.room(around, next(kit.lines))
        async with room.open():
            await _once_she_talks(room, 2.0 + 0.11 * said)
            room.say(kit.say(text, preset))
            await room.listen(STOP_LIMIT_S)
        said += 1
        stops += len(room.asked("stop"))
        ducks += len(room.asked("duck"))
        if room.asked("stop"):
            each[text] = each.get(text, 0) + 1
        kit.progress("nods", said, 2 * len(NODS) * len(VOICES))
    return {"said": said, "stops": stops, "stopped_by": each, "ducks_each": round(ducks / said, 2)}


async def _demands(kit: Kit) -> dict[str, object]:
    """Words that claim the floor; the time runs from the first voiced sample to the stop."""
    times: dict[str, list[float | None]] = {}
    for text, preset, around in itertools.product(DEMANDS, VOICES, _two_places(kit)):
        sound = kit.say(text, preset)
        number = sum(map(len, times.values()))
        room = kit.room(around, next(kit.lines))
        async with room.open():
            await _once_she_talks(room, 2.0 + 0.13 * number)
            began_s = asyncio.get_running_loop().time() + _first_voiced_s(sound)
            room.say(sound)
            await room.listen(STOP_LIMIT_S, room.was_stopped)
        stopped_s = room.asked("stop")
        took_ms = round(1000 * (stopped_s[0] - began_s), 1) if stopped_s else None
        times.setdefault(text, []).append(took_ms)
        kit.progress("demands", number + 1, 2 * len(DEMANDS) * len(VOICES))
    every = [took_ms for found in times.values() for took_ms in found]
    stopped = [took_ms for took_ms in every if took_ms is not None]
    return {
        "said": len(every),
        "stopped": len(stopped),
        "reaction_ms": _spread(stopped),
        "each": {text: _spread([ms for ms in found if ms]) for text, found in times.items()},
        "missed": {text: found.count(None) for text, found in times.items() if None in found},
    }


def _two_places(kit: Kit) -> list[Surroundings]:
    """A quiet room and the first bed, both with her echo."""
    bed = kit.bed(next(iter(kit.beds)), SNR_DB)
    return [Surroundings(None, ECHO_DB), Surroundings(bed, ECHO_DB)]


async def _once_she_talks(room: Room, for_s: float) -> None:
    await room.listen(20.0, room.is_speaking)
    await room.listen(for_s)


def _first_voiced_s(sound: Samples) -> float:
    """Where the voice begins in 24 kHz sound, by the detector on the clean recording."""
    voiced = np.flatnonzero(voice_probabilities(beds.for_recogniser(sound)) >= 0.5)
    return float(voiced[0]) * 0.032 if voiced.size else 0.0


async def _turns(kit: Kit) -> dict[str, object]:
    """Learner turns in each bed: is each heard and ended, and does noise alone make none?"""
    figures: dict[str, object] = {}
    for name in kit.beds:
        lost, turns, slow = dict[str, int](), 0, 0
        for snr_db in SNRS_DB:
            sounds = _learner_sounds(kit)
            for number, sound in enumerate(sounds):
                heard, late = await _one_turn(kit, kit.bed(name, snr_db), sound, number)
                turns, slow = turns + 1, slow + late
                lost[f"{snr_db:.0f}"] = lost.get(f"{snr_db:.0f}", 0) + (not heard)
            kit.progress(f"turns in {name}", turns, len(sounds) * len(SNRS_DB))
        phantoms, ducks = await _nobody_talks(kit, kit.bed(name, SNR_DB))
        figures[name] = {
            "turns_a_level": turns // len(SNRS_DB), "lost_by_snr": lost, "late": slow,
            "phantom_turns_per_min": phantoms, "false_starts_per_min": ducks,
        }  # fmt: skip
    return figures


def _learner_sounds(kit: Kit) -> list[Samples]:
    exact = [clip for clip in kit.clips if clip.kind == "speech" and clip.is_exact]
    chosen = exact[:: max(1, len(exact) // 6)][:6]
    sounds = [beds.read_sound(clip.path, RATE_HZ) for clip in chosen]
    if not sounds:
        texts = ("What worries you most about it?", "Yes.", "Could we start at seven?")
        sounds = [kit.say(text, VOICES[0]) for text in texts]
    return [beds.speech_at_level(sound, RATE_HZ, TARGET_DBFS) for sound in sounds]


async def _one_turn(kit: Kit, bed: Samples, sound: Samples, number: int) -> tuple[bool, bool]:
    """Whether its words came through, and whether only long after it was over."""
    room = kit.room(Surroundings(bed, None, number * 3 * RATE_HZ))
    async with room.open():
        await room.listen(2.0)
        room.say(sound)
        await room.listen(sound.size / RATE_HZ)
        ended_s = asyncio.get_running_loop().time()
        heard = await room.listen(ANSWER_LIMIT_S, room.was_heard)
        late = asyncio.get_running_loop().time() - ended_s > 4.0
    return heard, heard and late


async def _nobody_talks(kit: Kit, bed: Samples) -> tuple[float, float]:
    """Turns that noise alone made, and starts that it faked, a minute."""
    minutes = max(1.0, kit.asked.minutes / 4)
    room = kit.room(Surroundings(bed, None))
    async with room.open():
        await room.listen(60 * minutes)
    turns, starts = len(room.of(o.LearnerSaid)), len(room.of(o.SpeechBegan))
    return round(turns / minutes, 2), round(starts / minutes, 2)


async def _wer(kit: Kit) -> dict[str, object]:
    """Word error of ours and of stock, clean and in the beds, each clip in another bed."""
    clips = [clip for clip in kit.clips if clip.kind == "speech" and clip.is_exact]
    spoken = [(clip.transcript or "", beds.read_sound(clip.path, RATE_HZ)) for clip in clips]
    if not spoken:
        texts = [line for line in authored_lines(kit.scenario) if "{" not in line][:30]
        spoken = [(text, kit.say(text, VOICES[n % 3])) for n, text in enumerate(texts)]
    names = itertools.cycle(kit.beds)
    figures: dict[str, object] = {}
    texts = [text for text, _ in spoken]
    for snr_db in (None, *SNRS_DB):
        level = "clean" if snr_db is None else f"{snr_db:.0f}"
        ours, stock = list[str](), list[str]()
        for number, (_text, sound) in enumerate(spoken):
            mixed = beds.speech_at_level(sound, RATE_HZ, TARGET_DBFS)
            if snr_db is not None:
                mixed = mixed + np.resize(kit.bed(next(names), snr_db), mixed.size)
            samples = beds.for_recogniser(mixed)
            ours.append(kit.engines.recognise(samples).text)
            stock.append(kit.engines.transcriber.stock(samples))
            kit.progress(f"words at {level}", number + 1, len(spoken))
        figures[level] = {
            "wer": round(word_error_rate(texts, ours), 4),
            "stock_wer": round(word_error_rate(texts, stock), 4),
        }
    return {"clips": len(spoken), **figures}


def _spread(values: Sequence[float]) -> dict[str, float | None]:
    def at(share: int) -> float | None:
        return round(float(np.percentile(values, share)), 1) if values else None

    return {"p50": at(50), "p95": at(95), "max": max(values, default=None)}
