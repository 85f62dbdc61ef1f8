"""Events that the journal's tests keep."""

from dryfit.store.events import LearnerSpoke, SessionOpened


def opened(session: str, scenario: str = "bar-owner") -> SessionOpened:
    return SessionOpened(
        seq=0, at_s=0.0, session=session, scenario=scenario, scenario_source="title: Bar"
    )


def spoke(seq: int, text: str = "What happened last time?") -> LearnerSpoke:
    return LearnerSpoke(seq=seq, at_s=float(seq), turn=seq, item=f"l{seq}", text=text)
