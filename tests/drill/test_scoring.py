"""The formulas against SciPy and scikit-learn, and against what they must give at the edges."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import brier_score_loss

from dryfit.drill import scoring
from dryfit.drill.scores import ENOUGH, dial, scores_of
from dryfit.drill.scoring import Counts, Decision, Trial

USE, REJECT, CHECK = Decision.USE, Decision.REJECT, Decision.CHECK

trials = st.lists(
    st.builds(
        Trial,
        correct=st.booleans(),
        decision=st.sampled_from(Decision),
        confidence=st.none() | st.floats(0.5, 1),
        verification=st.none() | st.integers(0, 3),
    ),
    max_size=60,
)


def made(wrong: int, right: int, decision: Decision) -> list[Trial]:
    return [Trial(False, decision)] * wrong + [Trial(True, decision)] * right


@pytest.mark.parametrize("seed", range(200))
def test_d_prime_and_c_agree_with_scipy(seed: int) -> None:
    dice = random.Random(seed)
    wrong, right = dice.randint(1, 300), dice.randint(1, 300)
    hits, alarms = dice.randint(0, wrong), dice.randint(1, right)
    if hits + alarms == wrong + right:
        alarms -= 1
    counts = Counts(wrong=wrong, right=right, hits=hits, false_alarms=alarms)
    h, f = (hits + 0.5) / (wrong + 1), (alarms + 0.5) / (right + 1)
    z_h, z_f = float(norm.ppf(h)), float(norm.ppf(f))
    assert scoring.hit_rate(counts) == pytest.approx(h, abs=1e-15)
    assert scoring.false_alarm_rate(counts) == pytest.approx(f, abs=1e-15)
    assert scoring.criterion(counts) == pytest.approx(-(z_h + z_f) / 2, abs=1e-9)
    expected = z_h - z_f if hits + alarms else 0.0
    assert scoring.d_prime(counts) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(50))
def test_brier_agrees_with_scikit_learn(seed: int) -> None:
    dice = random.Random(seed)
    judged = [
        Trial(dice.random() < 0.5, dice.choice(list(Decision)), dice.uniform(0.5, 1))
        for _ in range(dice.randint(2, 400))
    ]
    # Both outcomes, as scikit-learn wants them.
    judged += [Trial(True, USE, 0.6), Trial(True, REJECT, 0.9)]
    outcome = [int((trial.decision is not USE) != trial.correct) for trial in judged]
    expected = brier_score_loss(outcome, [trial.confidence for trial in judged])
    assert scoring.brier(judged) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("wrong", "right"), [(10, 10), (4, 16), (30, 10), (1, 1)])
def test_accepting_and_rejecting_everything_tell_nothing_apart(wrong: int, right: int) -> None:
    accepts = scoring.counts_of(made(wrong, right, USE))
    rejects = scoring.counts_of(made(wrong, right, REJECT))
    checks = scoring.counts_of(made(wrong, right, CHECK))
    assert scoring.d_prime(accepts) == scoring.d_prime(rejects) == scoring.d_prime(checks) == 0
    assert scoring.criterion(accepts) > 0 > scoring.criterion(rejects)
    assert scoring.criterion(accepts) == pytest.approx(-scoring.criterion(rejects), abs=1e-12)


def test_as_many_wrong_as_right_needs_no_exception_for_that() -> None:
    counts = scoring.counts_of(made(10, 10, USE))
    assert scoring.hit_rate(counts) == scoring.false_alarm_rate(counts)


def test_checking_first_flags_and_does_not_reject() -> None:
    counts = scoring.counts_of([Trial(False, CHECK), Trial(True, CHECK), Trial(True, REJECT)])
    assert (counts.hits, counts.false_alarms) == (1, 2)
    assert (counts.right_checked, counts.right_rejected) == (1, 1)
    assert scoring.under_reliance(counts) == 0.5
    assert scoring.over_reliance(counts) == 0


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], (0, 0)),
        ([Trial(False, CHECK)], (0, 0)),
        ([Trial(False, CHECK), Trial(True, USE)], (1, 1)),
        ([Trial(False, CHECK), Trial(True, CHECK)], (0, 1)),
        ([Trial(False, USE), Trial(True, USE)], (0, 0)),
        ([Trial(False, REJECT), Trial(False, USE), Trial(True, USE), Trial(True, USE)], (1, 1)),
        ([Trial(False, REJECT), Trial(False, CHECK), Trial(True, REJECT)], (0, 1)),
    ],
)
def test_recovery_looks_at_the_next_right_answer(
    answers: list[Trial], expected: tuple[int, int]
) -> None:
    assert scoring.recovery(answers) == expected


@given(trials)
def test_any_answers_can_be_scored(answers: list[Trial]) -> None:
    found = scores_of(answers)
    counts = found.counts
    assert counts.wrong == counts.hits + counts.wrong_accepted
    assert counts.total == len(answers)
    assert 0 <= found.recovered <= found.recovery_chances
    if found.rates is None:
        assert (found.dial, found.position, found.advice) == ("", None, ())
    else:
        assert 0 < found.rates.hit_rate < 1
        assert found.rates.brier is None or 0 <= found.rates.brier <= 1
        assert found.position is not None
        assert -1 <= found.position <= 1
        assert found.dial


@pytest.mark.parametrize(("total", "told"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_under_twenty_answers_only_counts_are_told(total: int, told: bool) -> None:
    answers = [Trial(index % 2 == 0, USE, 0.9) for index in range(total)]
    assert (scores_of(answers).rates is not None) is told


def test_without_any_wrong_answer_only_counts_are_told() -> None:
    assert scores_of([Trial(True, USE, 0.9)] * 30).rates is None


@pytest.mark.parametrize(
    ("criterion", "word"),
    [
        (2.0, "trusts everything"),
        (0.8, "trusts everything"),
        (0.79, "leans to trust"),
        (0.3, "leans to trust"),
        (0.29, "weighs each answer"),
        (-0.29, "weighs each answer"),
        (-0.3, "leans to doubt"),
        (-0.79, "leans to doubt"),
        (-0.8, "trusts nothing"),
    ],
)
def test_the_dial_changes_its_word_at_the_threshold(criterion: float, word: str) -> None:
    assert dial(criterion) == word


def test_the_advice_says_what_to_do_about_it() -> None:
    accepts_all = scores_of([Trial(index % 2 == 0, USE, 1.0, 0) for index in range(30)])
    assert accepts_all.dial == "trusts everything"
    assert "look that one up" in accepts_all.advice[0]
    assert any("gauge" in line for line in accepts_all.advice)
    assert any("lower number" in line for line in accepts_all.advice)
    well = [Trial(i % 2 == 0, USE if i % 2 == 0 else CHECK, 0.9, 3) for i in range(30)]
    assert len(scores_of(well).advice) == 1
