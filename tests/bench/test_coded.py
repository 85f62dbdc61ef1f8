"""What the codec bench compares."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tests.fakes import tone

from dryfit.bench.coded import run, through_opus
from dryfit.errors import DryfitError
from dryfit_audio.framing import SAMPLE_RATE_HZ


@pytest.mark.parametrize("samples", [1, 3_200, 16_001])
def test_coded_sound_is_as_long_and_as_loud(samples: int) -> None:
    sound = tone(2.0, SAMPLE_RATE_HZ)[:samples]
    packets, coded = through_opus(sound)
    assert coded.size == sound.size
    assert len(packets) == -(-samples * 50 // SAMPLE_RATE_HZ)
    if samples > 3_000:
        assert np.std(coded) == pytest.approx(np.std(sound), rel=0.1)


def test_a_folder_without_exact_words_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(0.5, SAMPLE_RATE_HZ), SAMPLE_RATE_HZ)
    row = {"file": "a.wav", "kind": "speech", "transcript": "a", "transcript_kind": "machine"}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(row))
    with pytest.raises(DryfitError) as refused:
        run(tmp_path)
    assert refused.value.code == "no-clips"
