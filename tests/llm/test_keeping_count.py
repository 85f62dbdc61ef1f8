"""Settings, the breaker, and the accounts."""

from datetime import date
from pathlib import Path

import pytest

from dryfit.errors import DryfitError
from dryfit.llm.breaker import FAILURES, REST_S, Breaker
from dryfit.llm.chat import Usage
from dryfit.llm.settings import LlmSettings, llm_settings
from dryfit.llm.spend import DaySpend, Spend


def test_without_a_model_there_are_no_settings() -> None:
    assert llm_settings({}) is None
    assert llm_settings({"DRYFIT_LLM": "  "}) is None


@pytest.mark.parametrize(
    ("environment", "local"),
    [
        ({"DRYFIT_LLM": "ollama/llama3.2"}, True),
        ({"DRYFIT_LLM": "openai/gpt-4o-mini"}, False),
        ({"DRYFIT_LLM": "openai/x", "DRYFIT_LLM_BASE": "http://127.0.0.1:8080/v1"}, True),
        ({"DRYFIT_LLM": "openai/x", "DRYFIT_LLM_BASE": "http://192.168.1.7:8080/v1"}, True),
        ({"DRYFIT_LLM": "ollama/x", "DRYFIT_LLM_BASE": "https://models.example/v1"}, False),
    ],
)
def test_local_models_are_asked_ahead_and_nothing_leaves(
    environment: dict[str, str], local: bool
) -> None:
    settings = llm_settings(environment)
    assert settings is not None
    assert settings.is_local is settings.speculates is local
    assert ("stays on" in settings.where) is local


def test_speculation_can_be_forced() -> None:
    for given, speculates in (("on", True), ("off", False)):
        made = llm_settings({"DRYFIT_LLM": "openai/x", "DRYFIT_LLM_SPECULATE": given})
        assert made is not None
        assert made.speculates is speculates


def test_reader_and_critic_are_off_or_the_personas_or_their_own() -> None:
    for given, named in (("", ""), ("off", ""), ("ON", "openai/x"), ("openai/y", "openai/y")):
        made = llm_settings(
            {"DRYFIT_LLM": "openai/x", "DRYFIT_LLM_READER": given, "DRYFIT_LLM_CRITIC": given}
        )
        assert made is not None
        assert (made.reader, made.critic) == (named, named)


@pytest.mark.parametrize("name", ["DRYFIT_LLM_FALLBACK", "DRYFIT_LLM_READER", "DRYFIT_LLM_CRITIC"])
def test_whoever_gets_to_read_anything_is_named(name: str) -> None:
    made = llm_settings({"DRYFIT_LLM": "ollama/x", name: "anthropic/y"})
    assert made is not None
    assert (made.sent_to, made.is_local) == ("anthropic", False)
    assert "anthropic" in made.where


@pytest.mark.parametrize(
    "wrong",
    [
        {"DRYFIT_LLM_SPECULATE": "maybe"},
        {"DRYFIT_LLM_FIRST_WORD_S": "soon"},
        {"DRYFIT_LLM_FIRST_WORD_S": "0"},
        {"DRYFIT_LLM_SESSION_USD": "-1"},
        {"DRYFIT_LLM_DAY_USD": "nan"},
        {"DRYFIT_LLM_READER_S": "-1"},
        {"DRYFIT_LLM_CRITIC_S": "soon"},
        {"DRYFIT_LLM": "", "DRYFIT_LLM_READER": "on"},
        {"DRYFIT_LLM": "", "DRYFIT_LLM_CRITIC": "openai/x"},
    ],
    ids=str,
)
def test_a_wrong_setting_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(DryfitError, match=list(wrong)[-1]):
        llm_settings({"DRYFIT_LLM": "openai/x", **wrong})


def test_a_breaker_opens_rests_and_tries_one_call() -> None:
    breaker = Breaker()
    for _ in range(FAILURES - 1):
        breaker.failed(0.0)
    assert breaker.may_ask(0.0)
    breaker.failed(0.0)
    assert not breaker.may_ask(REST_S - 0.001)
    assert breaker.may_ask(REST_S)
    assert not breaker.may_ask(REST_S)
    breaker.succeeded()
    assert breaker.may_ask(REST_S)


def test_the_day_is_kept_and_turns(tmp_path: Path) -> None:
    today = [date(2026, 3, 1)]
    file = tmp_path / "deeper" / "spend.json"
    day = DaySpend(file, 1.0, lambda: today[0])
    Spend(9.0, day).note(Usage(10, 5, 0.6))
    again = DaySpend(file, 1.0, lambda: today[0])
    assert (again.calls, again.used) == (1, Usage(10, 5, 0.6))
    session = Spend(9.0, again)
    assert session.over == ""
    session.note(Usage(1, 1, 0.4))
    assert "Today" in session.over
    today[0] = date(2026, 3, 2)
    assert session.over == ""
    assert DaySpend(file, 1.0, lambda: today[0]).calls == 0


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"date": "2026-03-01"}', '{"date": 7}'])
def test_a_damaged_account_begins_anew(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "spend.json"
    file.write_text(kept)
    day = DaySpend(file, 1.0, lambda: date(2026, 3, 1))
    assert day.calls == 0
    day.note(Usage(1, 1, 0.1))
    assert DaySpend(file, 1.0, lambda: date(2026, 3, 1)).calls == 1


def test_an_account_that_cannot_be_written_costs_no_session(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    day = DaySpend(tmp_path / "file" / "spend.json", 1.0)
    day.note(Usage(1, 1, 0.1))
    assert day.calls == 1


def test_usage_adds_up() -> None:
    assert Usage(1, 2, 0.5) + Usage(3, 4, 0.25) == Usage(4, 6, 0.75)
    assert LlmSettings("openai/x").first_word_s < LlmSettings("openai/x").first_sentence_s
