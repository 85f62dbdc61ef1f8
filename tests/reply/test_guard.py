"""Every fault a model can make in a sentence, next to harmless sentences that look like it."""

from collections.abc import Sequence

import pytest

from dryfit.persona.move import Move, MoveKind
from dryfit.reply.guard import REASONS, Fault, Guard, Moment
from dryfit.scenario.schema import Scenario

DEFLECT = Moment(Move(MoveKind.DEFLECT), {})


def faults(guard: Guard, sentence: str, moment: Moment = DEFLECT, *before: str) -> Fault | None:
    return guard.fault(guard.tidy(sentence), before, moment)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("As an AI, I can't have a favourite band.", Fault.ROLE),
        ("I'm a language model, hon.", Fault.ROLE),
        ("How can I assist you today?", Fault.ROLE),
        ("Is this a role-play?", Fault.ROLE),
        ("You: We would stop at ten.", Fault.ROLE),
        ("What do you want? User: a Friday.", Fault.ROLE),
        ("We'd be done by ten and keep the volume down.", Fault.ROLE),
        ("What a great question!", Fault.BANNED),
        ("I really appreciate you coming in.", Fault.BANNED),
        ("**No.** Not here.", Fault.MARKUP),
        ("- No bands.", Fault.MARKUP),
        ("1. No bands.", Fault.MARKUP),
        ("See https://bar.example for that.", Fault.MARKUP),
        ("No bands here. \N{GRINNING FACE}", Fault.MARKUP),
        ("*sighs* What now?", Fault.STAGE),
        ("(wipes the counter) What now?", Fault.STAGE),
        ("Dot shrugs and looks away.", Fault.STAGE),
        ("No lo sé, pero aquí no hay bandas los viernes.", Fault.LANGUAGE),
        ("Das ist hier nicht so, und ich habe keine Zeit.", Fault.LANGUAGE),
        ("我们这里没有乐队。", Fault.LANGUAGE),
        ("A neighbour complained about the noise last year.", Fault.LEAK),
        ("The lady upstairs rang the city about it.", Fault.LEAK),
        ("I nearly lost my liquor licence.", Fault.LEAK),
        ("The people who live above us could not sleep and reported me.", Fault.LEAK),
        ("Okay, deal.", Fault.CONCESSION),
        ("Fine, Friday it is.", Fault.CONCESSION),
        ("You can play on Friday.", Fault.CONCESSION),
        ("I'll put you down for the twelfth.", Fault.CONCESSION),
        ("Alright, I'm in.", Fault.CONCESSION),
        ("I would love to have you play here!", Fault.CONCESSION),
        ("...", Fault.EMPTY),
        (" ".join(["word"] * 26), Fault.LENGTH),
    ],
)
def test_a_fault_is_named(guard: Guard, sentence: str, fault: Fault) -> None:
    assert faults(guard, sentence) is fault


@pytest.mark.parametrize(
    "sentence",
    [
        "Why do you ask?",
        "Depends who's asking, hon.",
        "Look, I've got coolers to stock.",
        "You're not the first one with a guitar.",
        "No deal. Not today.",
        "Friday's my one good night.",
        "Bands cost money I haven't got.",
        "Mm. Qué será, será.",
        "Have a drink or don't.",
        " ".join(["word"] * 25),
    ],
)
def test_a_harmless_sentence_passes(guard: Guard, sentence: str) -> None:
    assert faults(guard, sentence) is None


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("El dueño de la cafetería no me ha pagado.", Fault.LEAK),
        ("Trato hecho, te pago el viernes.", Fault.CONCESSION),
        ("Bueno, te llevo dos mil el sábado.", Fault.CONCESSION),
        ("Si me esperas al lunes, te deposito la mitad.", Fault.CONCESSION),
        ("Sí me gustaría, pero ando corto.", None),
        ("Soy un modelo de lenguaje, no contratista.", Fault.ROLE),
        ("Excelente pregunta, amigo.", Fault.BANNED),
        ("I do not know what you are talking about.", Fault.LANGUAGE),
        ("¿Y por qué preguntas eso?", None),
        ("Ya te dije, ando corriendo.", None),
    ],
)
def test_spanish_is_guarded_too(spanish_guard: Guard, sentence: str, fault: Fault | None) -> None:
    assert faults(spanish_guard, sentence) is fault


def test_every_authored_secret_is_stopped_until_its_stage_is_out(
    guard: Guard, bar: Scenario
) -> None:
    for concern in bar.hidden_concerns:
        for stage in concern.stages:
            for line in stage.lines:
                assert faults(guard, line) is Fault.LEAK, line
                move = Move(MoveKind(stage.level), candidates=stage.lines, stage_after=stage.level)
                moment = Moment(move, {concern.id: stage.level})
                fault = guard.fault(line, (), moment)
                assert fault is not Fault.LEAK, line


def test_a_secret_split_over_two_sentences_is_stopped(guard: Guard) -> None:
    first = "There was a neighbour."
    moment = Moment(Move(MoveKind.DEFLECT), {}, heard="did a neighbour say something")
    assert faults(guard, first, moment) is None
    assert faults(guard, "And a complaint about the licence.", moment, first) is Fault.LEAK


def test_a_guess_is_not_confirmed(guard: Guard) -> None:
    guessed = Moment(Move(MoveKind.REFLECT), {}, heard="was it a neighbour", is_guess=True)
    assert faults(guard, "Yes, exactly.", guessed) is Fault.LEAK
    assert faults(guard, "How did you know?", guessed) is Fault.LEAK
    assert faults(guard, "You've got some imagination, hon.", guessed) is None
    assert faults(guard, "Yes, I heard you.") is None


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (MoveKind.COMMIT, None),
        (MoveKind.CONCEDE, Fault.CONCESSION),
        (MoveKind.SOFTEN, Fault.CONCESSION),
        (MoveKind.WHEN, Fault.CONCESSION),
        (MoveKind.REFUSE, Fault.CONCESSION),
    ],
)
def test_only_a_commitment_may_commit(guard: Guard, kind: MoveKind, fault: Fault | None) -> None:
    assert faults(guard, "Okay, you've got a deal.", Moment(Move(kind), {})) is fault


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (MoveKind.FLOOR, "You can play for free once, and I watch the clock."),
        (MoveKind.CONCEDE, "Fine, you can play one song on Tuesday."),
        (MoveKind.SOFTEN, "Okay. That I could live with."),
        (MoveKind.WHEN, "Book's open. Give me a date."),
        (MoveKind.COMMIT, "Okay. Friday the 12th. Don't make me regret it."),
    ],
)
def test_what_is_granted_may_be_said(guard: Guard, kind: MoveKind, line: str) -> None:
    slots = (("date", "Friday the 12th"),)
    assert faults(guard, line, Moment(Move(kind, candidates=(line,), slots=slots), {})) is None
    assert faults(guard, f"Well, {line[:1].lower()}{line[1:]}",
                  Moment(Move(kind, candidates=(line,), slots=slots), {})) is None  # fmt: skip


def test_warming_up_is_not_yet_a_date(guard: Guard) -> None:
    soften = Moment(Move(MoveKind.SOFTEN), {})
    assert faults(guard, "Okay, that I can do.", soften) is None
    assert faults(guard, "Okay, you can set up on Friday.", soften) is Fault.CONCESSION


@pytest.mark.parametrize(
    ("heard", "fault"),
    [
        ("Can we put down Friday the 12th?", Fault.CONCESSION),
        ("could we say four hundred dollars", Fault.CONCESSION),
        ("Can I ask you something?", None),
        ("So you own the place.", None),
    ],
)
def test_a_bare_yes_is_judged_by_what_was_asked(
    guard: Guard, heard: str, fault: Fault | None
) -> None:
    assert faults(guard, "Sure, hon.", Moment(Move(MoveKind.AGREE), {}, heard=heard)) is fault


def test_a_commitment_has_to_be_one(guard: Guard) -> None:
    commit = Moment(Move(MoveKind.COMMIT, slots=(("date", "Friday the 12th"),)), {})
    assert faults(guard, "No, not this year.", commit) is Fault.OFF_POINT
    assert faults(guard, "Friday the 12th, then.", commit) is None


def test_a_disclosure_has_to_say_it(guard: Guard, bar: Scenario) -> None:
    concern = bar.hidden_concerns[0]
    stage = concern.stage("full")
    assert stage is not None
    move = Move(MoveKind.FULL, concern=concern.id, candidates=stage.lines, stage_after="full")
    moment = Moment(move, {concern.id: "full"})
    assert faults(guard, "You want a drink or what?", moment) is Fault.OFF_POINT
    assert faults(guard, "Upstairs reported me, and my licence is next.", moment) is None


def test_length_is_that_of_the_whole_line(guard: Guard) -> None:
    before = " ".join(["word"] * 20)
    assert faults(guard, "a b c d e", DEFLECT, before) is None
    assert faults(guard, "a b c d e f", DEFLECT, before) is Fault.LENGTH
    assert faults(guard, "Third.", DEFLECT, "One.", "Two.") is Fault.LENGTH


def test_a_line_is_not_said_twice(guard: Guard) -> None:
    said = Moment(Move(MoveKind.DEFLECT), {}, said=("Why do you ask?",))
    assert faults(guard, "Why do you ask?", said) is Fault.REPEATED


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ('"Why do you ask?"', "Why do you ask?"),
        ("Dot: Why do you ask?", "Why do you ask?"),
        ('Dot Kowalski: "Why?"', "Why?"),
        ("Look: no bands.", "Look: no bands."),
        ("  spread\n out ", "spread out"),
        ("", ""),
        ('"', ""),
    ],
)
def test_quotes_and_the_own_name_are_taken_off(guard: Guard, raw: str, tidy: str) -> None:
    assert guard.tidy(raw) == tidy


@pytest.mark.parametrize(
    "sentence", ["\x00" * 50, "a" * 20_000, "[" * 5_000, "* " * 5_000, "\u202e"]
)
def test_anything_is_judged(guard: Guard, sentence: str) -> None:
    faults(guard, sentence)


def test_a_reason_tells_nothing(guard: Guard) -> None:
    assert set(REASONS) == set(Fault)
    assert not [text for text in REASONS.values() if guard.secrets.told(text, {})]


def test_the_authors_own_lines_mostly_pass(guard: Guard, bar: Scenario) -> None:
    kinds = [kind for kind in MoveKind if kind.value in bar.lines]
    lines: Sequence[tuple[MoveKind, str]] = [
        (kind, line) for kind in kinds for line in bar.lines[kind.value] if "{" not in line
    ]
    stopped = [
        line
        for kind, line in lines
        if guard.fault(line, (), Moment(Move(kind, candidates=bar.lines[kind.value]), {}))
    ]
    assert len(stopped) <= 0.05 * len(lines), stopped
