"""The same facts, once from what is known of a simulated talk and once from its critique."""

from tests.critique.simulate import (
    COSTLY,
    EXPLORE,
    MAX_TURNS,
    SELL,
    WORD_S,
    Known,
    Said,
    median_pause_s,
)

from dryfit.critique.report import Critique
from dryfit.critique.rubric import DEFAULT_RUBRIC, judge_name

Fact = tuple[object, ...]
JUDGED = {item.id: judge_name(item) for item in DEFAULT_RUBRIC}
NOTICED = 3.0
"""Trust a turn must cost to be called the worst moment."""


def known_facts(known: Known) -> set[Fact]:
    """What a critique must find, and beyond which it may say nothing of the kind."""
    facts: set[Fact] = {("outcome", known.outcome, known.won)}
    facts |= _measured(known)
    facts |= {("unclear", said.turn) for said in known.said if not said.clear}
    for concern, stages in known.stages.items():
        facts |= _concern(known, concern, stages)
    facts |= {("resolved", concern, turn) for concern, turn in known.resolved.items()}
    return facts | _rubric(known)


def _measured(known: Known) -> set[Fact]:
    lengths = [said.end_s - said.start_s for said in known.said]
    words = sum(round(length / WORD_S) for length in lengths)
    pause = median_pause_s(known)
    facts: set[Fact] = {
        ("talk share", round(sum(lengths) / (sum(lengths) + known.persona_s), 3)),
        ("longest turn", round(max(lengths), 1)),
        ("pace", round(60 * words / sum(lengths))),
        ("fillers", sum(said.fillers for said in known.said)),
        ("interruptions", sum(said.over_her for said in known.said)),
        ("pause after an objection", None if pause is None else round(pause, 2)),
        ("explored before answering", _explored(known)),
    }
    return {fact for fact in facts if fact[1] is not None}


def _explored(known: Known) -> bool | None:
    """After every objection, up to the next one: asked or said back before anything was sold."""
    turns = [turn for turn, _ in known.objections]
    found = []
    for turn, until in zip(turns, [*turns[1:], MAX_TURNS], strict=False):
        after = [s for s in known.clear if turn < s.turn <= until and s.kind in EXPLORE | SELL]
        found += [after[0].kind in EXPLORE] if after else []
    return all(found) if found else None


def _concern(known: Known, concern: str, stages: dict[str, int]) -> set[Fact]:
    facts: set[Fact] = {("hinted", concern, min(stages.values()))}
    if "full" in stages:
        facts.add(("revealed", concern, stages["full"]))
        if _turn(known, stages["full"]).kind not in COSTLY:
            facts.add(("opened by", concern, stages["full"]))
        return facts
    last = max(stages.values())
    following = [said for said in known.said if said.turn > last]
    if following and following[0].clear and following[0].kind not in EXPLORE:
        facts.add(("walked past", concern, following[0].turn))
    costs = [(s.trust_change, s.turn) for s in following if s.clear and s.kind in COSTLY]
    if costs and min(costs)[0] < 0:
        facts.add(("shut by", concern, min(costs)[1]))
    return facts


def _is_open(said: Said) -> bool:
    """Written as a question that no yes or no answers."""
    return said.text.lower().startswith(("what", "how", "why", "where", "who", "tell", "and what"))


def _turn(known: Known, turn: int) -> Said:
    return next(said for said in known.said if said.turn == turn)


def _rubric(known: Known) -> set[Fact]:
    clear = known.clear
    asked = [said.turn for said in clear if said.kind in ("ask", "dig") and _is_open(said)]
    sold = [said.turn for said in clear if said.kind in SELL]
    revealed = any("full" in stages for stages in known.stages.values())
    offers = [said for said in clear if said.kind in ("offer", "answer", "risk")]
    dates = [said for said in clear if said.text.startswith("Let's say ")]
    met = {
        "asked_first": bool(asked) and (not sold or asked[0] < sold[0]),
        "reflected": any(said.kind == "reflect" for said in clear),
        "found_concern": revealed,
        "specific_offer": bool(offers or dates),
        "closed": any(said.kind == "close" for said in clear) or known.outcome == "commitment",
    }
    return {("rubric", name, "yes" if done else "no") for name, done in met.items()}


def found_facts(made: Critique) -> set[Fact]:
    """What a critique says."""
    m = made.measures
    facts: set[Fact] = {("outcome", made.outcome, made.won), ("fillers", m.fillers)}
    facts.add(("interruptions", m.interruptions))
    for name, value, digits in (
        ("talk share", m.talk_share, 3),
        ("longest turn", m.longest_turn_s, 1),
        ("pace", m.words_per_minute, None),
        ("pause after an objection", m.pause_after_objection_s, 2),
    ):
        facts |= {(name, round(value, digits))} if value is not None else set()
    if m.explored_before_answering is not None:
        facts.add(("explored before answering", m.explored_before_answering))
    facts |= {
        ("unclear", line.turn)
        for line in made.transcript
        if line.who == "learner" and not line.heard
    }
    for trace in made.concerns:
        for name, turn in (
            ("hinted", trace.hinted_turn),
            ("revealed", trace.revealed_turn),
            ("resolved", trace.resolved_turn),
            ("opened by", trace.opened_by and trace.revealed_turn and trace.opened_by.turn),
            ("walked past", trace.walked_past and trace.walked_past.turn),
            ("shut by", trace.shut_by and trace.hinted_turn and trace.shut_by.turn),
        ):
            facts |= {(name, trace.id, turn)} if turn is not None else set()
    for result in made.rubric:
        if result.met != "not_applicable":
            facts.add(("rubric", JUDGED[result.id], result.met))
    return facts
