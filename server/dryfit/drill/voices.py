"""Who is heard in a drill: the coach, and the assistant, in another voice."""

from __future__ import annotations

from dryfit_audio.voices import Voice, voice_for

COACH_VOICE = "man-50s"
ASSISTANT_VOICE = "woman-30s"
"""Five semitones apart: over a phone's loudspeaker beside a compressor, less is one voice."""

VOICES: dict[str, Voice] = {
    "coach": voice_for(COACH_VOICE),
    "assistant": voice_for(ASSISTANT_VOICE),
}
