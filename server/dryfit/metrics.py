"""What is measured while serving, in Prometheus form at `/metrics`."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from dryfit.llm.chat import Usage
from dryfit.session import outputs as o
from dryfit.work_queue import Urgency

STAGES = ("endpoint", "transcribe", "read", "direct", "word", "speak", "queue", "voice_to_voice")
_BUCKETS_S = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0, 1.5, 2.5, 5.0)


class Metrics:
    """One registry an application, so that two in one process do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.stages = Histogram(
            "dryfit_turn_stage_seconds",
            "How long each stage of a turn took.",
            ["stage"],
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        for stage in STAGES:
            self.stages.labels(stage)
        self.work_wait = Histogram(
            "dryfit_work_wait_seconds",
            "How long work for a model waited for its turn.",
            ["work", "urgency"],
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self.work_run = Histogram(
            "dryfit_work_run_seconds",
            "How long work for a model ran.",
            ["work", "urgency"],
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self.shed = Counter(
            "dryfit_work_shed",
            "Work put off until somebody waits for it, since too much was waiting.",
            ["work", "urgency"],
            registry=self.registry,
        )
        self.loop_lag = Histogram(
            "dryfit_loop_lag_seconds",
            "How late the event loop comes to what is due.",
            buckets=_BUCKETS_S,
            registry=self.registry,
        )
        self.refused = Counter(
            "dryfit_refused", "People who got no session, by code.", ["code"],
            registry=self.registry,
        )  # fmt: skip
        self.sessions = Gauge(
            "dryfit_sessions", "Sessions that are running.", registry=self.registry
        )
        self.first_clauses_ready = Gauge(
            "dryfit_first_clauses_ready",
            "1 once everything a reply may begin with has been spoken ahead.",
            registry=self.registry,
        )
        self.resumed = Counter(
            "dryfit_sessions_resumed",
            "Clients that came back after a lost connection, by whether the server went on or "
            "rebuilt the session from the journal.",
            ["way"],
            registry=self.registry,
        )
        self.ended = Counter(
            "dryfit_sessions_ended", "Sessions ended, by outcome.", ["outcome"],
            registry=self.registry,
        )  # fmt: skip
        self.faults = Counter(
            "dryfit_faults", "Errors told to clients, by code.", ["code"], registry=self.registry
        )

        self.llm_calls = Counter(
            "dryfit_llm_calls",
            "Calls of language models, by how they ended: ok, stopped, dropped or what failed.",
            ["model", "outcome"],
            registry=self.registry,
        )
        self.llm_first_word = Histogram(
            "dryfit_llm_first_word_seconds", "From a call to its first word.", ["model"],
            buckets=_BUCKETS_S, registry=self.registry,
        )  # fmt: skip
        self.llm_interventions = Counter(
            "dryfit_llm_interventions", "Sentences stopped and calls failed, by reason.", ["code"],
            registry=self.registry,
        )  # fmt: skip
        self.llm_tokens = Counter(
            "dryfit_llm_tokens", "Tokens of language models.", ["kind"], registry=self.registry
        )
        self.llm_cost = Counter(
            "dryfit_llm_cost_usd", "What language models have cost.", registry=self.registry
        )

    def model_called(self, model: str, outcome: str, first_s: float | None, usage: Usage) -> None:
        """Count a call of a language model."""
        self.llm_calls.labels(model, outcome).inc()
        if first_s is not None:
            self.llm_first_word.labels(model).observe(first_s)
        self.llm_tokens.labels("prompt").inc(usage.prompt_tokens)
        self.llm_tokens.labels("completion").inc(usage.completion_tokens)
        self.llm_cost.inc(usage.cost_usd)

    def model_intervened(self, code: str) -> None:
        """Count a sentence that was stopped, or a call that failed."""
        self.llm_interventions.labels(code).inc()

    def work_done(self, kind: str, urgency: Urgency, waited_s: float, ran_s: float) -> None:
        """Count a piece of work that has run."""
        labels = (kind, urgency.name.lower())
        self.work_wait.labels(*labels).observe(waited_s)
        self.work_run.labels(*labels).observe(ran_s)

    def work_shed(self, kind: str, urgency: Urgency) -> None:
        """Count a piece of work that was put off."""
        self.shed.labels(kind, urgency.name.lower()).inc()

    def observe(self, output: o.SessionOutput) -> None:
        """Count what a session put out."""
        if isinstance(output, o.TurnMeasured):
            for stage, duration_ms in output.stages_ms.items():
                self.stages.labels(stage).observe(duration_ms / 1000)
        elif isinstance(output, o.SessionOver):
            self.ended.labels(output.outcome).inc()
        elif isinstance(output, o.Faulted):
            self.faults.labels(output.code).inc()

    def as_text(self) -> bytes:
        """The page."""
        return generate_latest(self.registry)
