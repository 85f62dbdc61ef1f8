"""The brief, read aloud."""

import io
from pathlib import Path

import pytest
import soundfile
from tests.web.serving import VAN, serving

from dryfit.scenario.load import load_text
from dryfit.web.brief import brief_text


def test_it_tells_who_they_are_who_you_are_and_what_to_come_away_with() -> None:
    scenario = load_text(VAN.read_text(encoding="utf-8"), VAN)
    text = brief_text(scenario)
    assert text.startswith("You will talk to Ruth Tanner, owns a van.")
    assert scenario.learner_goal() in text
    spanish = scenario.model_copy(update={"language": "es-MX"})
    assert brief_text(spanish).startswith("Vas a hablar con Ruth Tanner")
    unknown = scenario.model_copy(update={"language": "fr"})
    assert brief_text(unknown) == text


async def test_it_is_sent_as_a_wav(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        answer = await server.http.get("/v1/scenarios/van/brief")
        assert answer.headers["content-type"] == "audio/wav"
        samples, rate_hz = soundfile.read(io.BytesIO(answer.content))
        assert rate_hz == 24_000
        assert len(samples) > rate_hz


@pytest.mark.parametrize("name", ["nobody", "%2e%2e%2fpyproject", "x" * 5_000])
async def test_of_a_scenario_that_is_not_there_it_is_not_found(tmp_path: Path, name: str) -> None:
    async with serving(tmp_path) as server:
        assert (await server.http.get(f"/v1/scenarios/{name}/brief")).status_code == 404
