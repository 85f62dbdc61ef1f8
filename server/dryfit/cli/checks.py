"""What `dryfit doctor` looks at: one function a matter, each ending in one `Check`.

Where something is wrong, `mend` says what to type or do.
"""

import asyncio
import importlib
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dryfit import paths
from dryfit.errors import DryfitError
from dryfit.llm.check import PLAYS_ON, fault_of
from dryfit.llm.settings import LlmSettings, llm_settings
from dryfit.llm.spend import DaySpend
from dryfit.llm.start import day_spend, make_chat
from dryfit.models.errors import megabytes
from dryfit.models.manifest import load_manifest, model_dir
from dryfit.models.pull import free_bytes
from dryfit.models.verify import FileState, check_model, error_of
from dryfit.scenario.library import Library
from dryfit.settings import Settings
from dryfit.store.journal import Journal
from dryfit.web.lan import lan_addresses
from dryfit.web.tls import ensure_certificates

NEEDED_PYTHON = (3, 11)
LITTLE_DISK_BYTES = 1_000_000_000
"""Raise it and the warning comes earlier; a pull of all models takes about 500 MB for a while."""
NO_DISK_BYTES = 50_000_000
"""Under this, sessions could soon no longer be kept."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class State(StrEnum):
    """How bad it is: `WARN` leaves Dryfit usable, `FAIL` does not."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report."""

    name: str
    state: State
    found: str
    mend: str = ""


def all_checks(port: int) -> Iterator[Check]:
    """Every check, in the order of a first start."""
    yield python()
    yield from models()
    yield client()
    yield scenarios()
    yield guarded("journal", journal)
    yield disk()
    yield free_port(port)
    yield free_port(port + 1, "trust port")
    yield network()
    yield guarded("certificates", certificates)
    yield from language_models()
    yield microphone()
    yield browser()


def guarded(name: str, check: Callable[[], Check]) -> Check:
    """A check whose own errors are its finding."""
    try:
        return check()
    except DryfitError as error:
        return Check(name, State.FAIL, error.message, error.hint)
    except OSError as error:
        mend = "Check the folder's permissions, or choose another with DRYFIT_DATA=/path/to/folder."
        return Check(name, State.FAIL, str(error), mend)


def python() -> Check:
    """Whether this Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= NEEDED_PYTHON:
        return Check("python", State.OK, version)
    return Check(
        "python", State.FAIL, version, "Install Python 3.11 or newer, then: make clean run"
    )


def models() -> Iterator[Check]:
    """Whether the model files needed to run are here and right."""
    for model in load_manifest().models:
        if not model.needed:
            continue
        checks = check_model(model, model_dir())
        wrong = [check for check in checks if check.state is not FileState.OK]
        if wrong:
            error = error_of(wrong[0], model)
            yield Check(f"model: {model.use}", State.FAIL, error.message, error.hint)
        else:
            found = f"{model.title}, {megabytes(sum(check.found_bytes for check in checks))}"
            yield Check(f"model: {model.use}", State.OK, found)


def client() -> Check:
    """Whether the phone client is built."""
    page = paths.client_dir() / "index.html"
    if page.is_file():
        return Check("phone client", State.OK, str(page.parent))
    return Check("phone client", State.FAIL, f"{page} is missing", "Build it with: make client")


def scenarios() -> Check:
    """Whether there are scenarios, and whether all of them load."""
    folder = paths.personas_dir()
    library = Library(folder)
    faults = library.faults()
    good = len(library.ids()) - len(faults)
    found = f"{good} in {folder}"
    if not good:
        mend = "Name a folder with scenario files: DRYFIT_PERSONAS=/path/to/folder"
        return Check("scenarios", State.FAIL, found, mend)
    if faults:
        return Check("scenarios", State.WARN, f"{found}; {len(faults)} broken", str(faults[0]))
    return Check("scenarios", State.OK, found)


def journal() -> Check:
    """Whether sessions can be kept."""

    async def count() -> int:
        async with Journal.open(Settings().journal_url) as opened:
            return len(await opened.sessions(1000))

    Path(paths.data_dir()).mkdir(parents=True, exist_ok=True)
    kept = asyncio.run(count())
    return Check("journal", State.OK, f"{kept} session{'' if kept == 1 else 's'} kept")


def disk(free: int | None = None) -> Check:
    """Whether there is room to keep sessions and fetch models."""
    free = free_bytes(paths.data_dir()) if free is None else free
    found = f"{megabytes(free)} free for {paths.data_dir()}"
    mend = "Free some space, or move the data with DRYFIT_DATA=/path/to/folder."
    if free < NO_DISK_BYTES:
        return Check("disk", State.FAIL, found, mend)
    return Check("disk", State.WARN if free < LITTLE_DISK_BYTES else State.OK, found, mend)


def free_port(port: int, name: str = "port") -> Check:
    """Whether one of the server's two ports can be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("0.0.0.0", port))
        except OSError as error:
            mend = (
                f"Stop the program that has it, or choose another: dryfit serve --port {port + 1}"
            )
            return Check(name, State.WARN, f"{port}: {error.strerror}", mend)
    return Check(name, State.OK, f"{port} is free")


def network() -> Check:
    """Whether a phone could reach this machine."""
    addresses = lan_addresses()
    if addresses:
        return Check("network", State.OK, ", ".join(addresses))
    mend = "Join a Wi-Fi network, or turn on the phone's hotspot and join that."
    return Check("network", State.WARN, "no address that a phone could reach", mend)


def certificates() -> Check:
    """Whether https can be served to phones."""
    files = ensure_certificates()
    return Check("certificates", State.OK, f"for {', '.join(files.names)}; authority {files.ca}")


def language_models(library: str = "litellm") -> Iterator[Check]:
    """Which language models word the persona's lines, whether they answer, and what is sent."""
    name = "language model"
    try:
        settings = llm_settings()
        if settings is None:
            yield Check(name, State.OK, "none set; the persona speaks authored lines")
            return
        chat = make_chat(settings, library)
    except DryfitError as error:
        yield Check(name, State.FAIL, error.message, f"{error.hint} {PLAYS_ON}")
        return
    for model in settings.models:
        fault = asyncio.run(fault_of(settings, chat, model))
        if fault:
            words = model in (settings.model, settings.fallback)
            without = PLAYS_ON if words else "Until then the rules alone read and judge."
            yield Check(name, State.WARN, fault.message, f"{fault.hint} {without}".strip())
        else:
            yield Check(name, State.OK, f"{model} answers")
    yield Check("what is sent", State.OK, settings.where)
    yield model_costs(day_spend(settings), settings)


def model_costs(day: DaySpend, settings: LlmSettings) -> Check:
    """What language models have cost today, and the caps."""
    used = day.used
    tokens = used.prompt_tokens + used.completion_tokens
    found = (
        f"${used.cost_usd:.4f} today, {day.calls} calls, {tokens} tokens; "
        f"at most ${settings.session_usd:.2f} a session, ${settings.day_usd:.2f} a day"
    )
    mend = f"Raise it with DRYFIT_LLM_DAY_USD, or wait for tomorrow. {PLAYS_ON}"
    return Check("model costs", State.WARN if day.over else State.OK, found, mend)


def microphone() -> Check:
    """Whether `dryfit talk` could use a microphone here. Phones bring their own."""
    mend = "Only `dryfit talk` without files needs it. Debian, Ubuntu: apt install libportaudio2"
    try:
        sounddevice = importlib.import_module("sounddevice")
    except ImportError:
        return Check("microphone", State.WARN, "no sounddevice", "pip install 'dryfit[mic]'")
    except OSError as error:
        return Check("microphone", State.WARN, str(error), mend)
    inputs = [device for device in sounddevice.query_devices() if device["max_input_channels"]]
    if inputs:
        return Check("microphone", State.OK, f"{len(inputs)} found")
    return Check("microphone", State.WARN, "none found", "Plug one in, or use a phone.")


def browser() -> Check:
    """Whether the browser tests can run. Learners need nothing of this."""
    named = os.environ.get("CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found:
        return Check("chromium", State.OK, found)
    mend = "Only the browser tests need it. Debian, Ubuntu: apt install chromium, or set CHROMIUM."
    return Check("chromium", State.WARN, "not found", mend)
