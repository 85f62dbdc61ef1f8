"""What can go wrong with sound, in words a user can act on.

AudioError
├── BadAudio            the caller handed over something that is not sound (code `bad-audio`)
├── BadSampleRate       a rate no microphone has (code `bad-sample-rate`)
└── EngineFailed        an engine's own exception is the cause
    ├── code `engine-missing`       a model file could not be loaded
    ├── code `vad-failed`           voice activity
    ├── code `turn-model-failed`    Smart Turn
    ├── code `recognition-failed`   Whisper
    ├── code `speech-failed`        Piper
    └── code `opus-failed`          the codec
"""


class AudioError(Exception):
    """Base of all errors of this package; `code` is kebab-case, `message` is plain words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BadAudio(AudioError):
    """Samples of the wrong kind: not finite, wrong type, wrong shape, or far too long."""

    def __init__(self, message: str) -> None:
        super().__init__("bad-audio", message)


class BadSampleRate(AudioError):
    """A sample rate outside 8 to 48 kHz."""

    def __init__(self, sample_rate_hz: int) -> None:
        super().__init__(
            "bad-sample-rate",
            f"A sample rate of {sample_rate_hz} Hz cannot be used; send 8000 to 48000 Hz.",
        )


class EngineFailed(AudioError):
    """An engine could not be loaded or broke; raised `from` its own exception."""
