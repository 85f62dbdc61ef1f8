"""Can the persona be understood? Every authored line is spoken, and recognised again.

A line agrees when its words, after the Whisper authors' English normaliser, come back; what a line
loses is counted as word error. Recognition makes mistakes of its own, so the figure is a ceiling.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import jiwer
import soxr

from dryfit.bench.stt import normalised
from dryfit.engines import Engines
from dryfit.scenario.lines import authored_lines
from dryfit.scenario.schema import Scenario
from dryfit_audio.framing import SAMPLE_RATE_HZ
from dryfit_audio.synthesize import OUTPUT_RATE_HZ
from dryfit_audio.voices import voice_for

Progress = Callable[[str, int, int], None]
WORST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line, and what was understood of it, both normalised."""

    text: str
    wanted: str
    understood: str

    @property
    def error(self) -> float:
        """Word error, as a fraction."""
        return float(jiwer.wer(self.wanted, self.understood or "-")) if self.wanted else 0.0


def run(
    scenarios: Sequence[Scenario], progress: Progress = lambda _name, _done, _of: None
) -> dict[str, object]:
    """Speak and recognise every authored line of `scenarios`.

    Returns `lines, wer, agree` (the share of lines without any error) and the worst lines.
    """
    engines = Engines()
    said = [(scenario, line) for scenario in scenarios for line in _sayable(scenario)]
    spoken = []
    for done, (scenario, line) in enumerate(said, start=1):
        spoken.append(_speak(engines, scenario, line))
        progress(scenario.id, done, len(said))
    engines.close()
    return _figures(spoken)


def _sayable(scenario: Scenario) -> list[str]:
    return [line for line in authored_lines(scenario) if "{" not in line]


def _speak(engines: Engines, scenario: Scenario, line: str) -> SpokenLine:
    chosen = scenario.voice
    voice = voice_for(chosen.preset, chosen.rate, chosen.fallback)
    sound = engines.speak(line, voice, scenario.language)
    heard = engines.recognise(soxr.resample(sound, OUTPUT_RATE_HZ, SAMPLE_RATE_HZ))
    return SpokenLine(line, normalised(line), normalised(heard.text))


def _figures(spoken: Sequence[SpokenLine]) -> dict[str, object]:
    wanted = [line.wanted for line in spoken]
    understood = [line.understood for line in spoken]
    worst = sorted(spoken, key=lambda line: line.error, reverse=True)[:WORST_SHOWN]
    return {
        "lines": len(spoken),
        "wer": round(float(jiwer.wer(wanted, understood)), 4),
        "agree": round(sum(line.error == 0 for line in spoken) / len(spoken), 4),
        "worst": [
            {"text": line.text, "understood": line.understood, "wer": round(line.error, 3)}
            for line in worst
            if line.error > 0
        ],
    }
