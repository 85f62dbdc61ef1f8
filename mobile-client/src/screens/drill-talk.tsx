import type { ComponentChildren, JSX } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { type DrillView, askedStep, pieces, spokenPiece } from "../session/drill";
import type { TalkSession } from "../session/talk";
import { type SessionView, lastCaption, visibleText } from "../session/view";
import { t } from "../strings";
import { FailurePage } from "../ui/failure";
import { Stop } from "../ui/icons";
import { LivingShape } from "../ui/living-shape";
import { useStore } from "../ui/use";
import { useHold } from "../ui/use-hold";
import type { DrillResult, DrillStep } from "../wire/drill";
import { Advice } from "./advice";
import { Answers } from "./drill-answers";
import { VerdictCard } from "./drill-verdict";
import { HoldToTalk, LeaveAlone, PauseButton, stateWords } from "./talk";

/** A drill: the assistant's answer on its card, what is asked, and the same answers to say or to tap. */
export function DrillTalkScreen(props: {
  session: TalkSession;
  captions: boolean;
  /** The computer has a session of this id from now on. */
  opened: (session: string) => void;
  done: (result: DrillResult) => void;
  again: () => void;
  leave: () => void;
}): JSX.Element {
  const { session, opened, done, again, leave } = props;
  useStore(session);
  const { view } = session;
  const levels = useCallback(() => session.levels(), [session]);
  const id = view.scenario?.session_id;
  useEffect(() => {
    if (id) opened(id);
  }, [id]);
  const hold = useHold((down) => session.talk(down));
  const isOver = view.scores !== null && (session.inWriting || view.sounding === null);
  useEffect(() => {
    if (isOver && view.scores) done(view.scores);
  }, [isOver]);
  if (view.failure) return <Failed view={view} again={again} leave={leave} />;
  const { drill } = view;
  const turn = drill === null && view.turn === "listening" ? "opening" : view.turn;
  const step = askedStep(drill);
  const who = drill?.speaker === "assistant" ? t.drill.assistant : t.drill.coach;
  const held = session.byButton && turn !== "held" ? hold : null;
  const say = (text: string): void => session.say(text);
  return (
    <main class={`talk drill ${held?.isDown ? "down" : ""}`} data-turn={turn} data-step={step ?? ""} {...held?.handlers}>
      <Head view={view} byButton={session.byButton} read={() => session.readNotice()} />
      {drill?.verdict ? <VerdictCard verdict={drill.verdict} brief /> : <AnswerCard drill={drill} step={step} say={say} />}
      <div class="stage">
        <LivingShape turn={turn} won={false} them={who} you={t.talk.you} levels={levels} />
      </div>
      <p class="state" role="status">
        {step && turn === "listening" ? t.drill.steps[step as keyof typeof t.drill.steps] : stateWords(view, who)}
      </p>
      {props.captions && !(step && turn === "listening") && <Heard view={view} />}
      {step && turn !== "held" && <Answers key={`${drill!.number}${step}`} step={step} say={say} />}
      <Controls view={view} session={session} leave={leave}>
        {held && <HoldToTalk hold={held} />}
        {drill?.verdict && view.turn !== "ended" && (
          <button class="button main next-one" type="button" onClick={() => say("next")}>
            {t.drill.next}
          </button>
        )}
      </Controls>
    </main>
  );
}

/** Where one is, what has to be known of the item, and what the server has to say. */
function Head(props: { view: SessionView; byButton: boolean; read: () => void }): JSX.Element {
  const { drill, scenario, notice } = props.view;
  return (
    <header class="talk-head">
      <h1 class="hidden-label">{scenario?.title ?? t.drill.title}</h1>
      <p class="goal unchecked">{drill && !drill.checked ? t.drill.unchecked : ""}</p>
      <p class="time">{drill && t.drill.place(drill.number, drill.of)}</p>
      {notice && (
        <button class="notice" type="button" onClick={props.read}>
          {t.failure.texts[notice.code] ?? notice.message}
        </button>
      )}
      <Advice view={props.view} byButton={props.byButton} />
    </header>
  );
}

/** The assistant's answer, on another paper than everything the coach says; in pieces to tap where its fault is asked. */
function AnswerCard(props: { drill: DrillView | null; step: DrillStep | null; say: (text: string) => void }): JSX.Element {
  const { drill, step, say } = props;
  if (!drill || drill.step === "over") return <div class="answer-card empty" />;
  return (
    <div class="answer-card" lang="en" role="group" aria-label={t.drill.says} tabIndex={0}>
      <p class="asks">{drill.asks}</p>
      <div class={`paper ${drill.shown ? "" : "unsaid"}`}>
        <p class="tape">{t.drill.assistant}</p>
        {step === "fault" ? (
          <p class="pieces">
            {pieces(drill.answer).map((piece, at) => (
              <button key={at} type="button" onClick={() => say(spokenPiece(piece))}>
                {piece}
              </button>
            ))}
          </p>
        ) : (
          <blockquote>{drill.shown ? drill.answer : "…"}</blockquote>
        )}
      </div>
    </div>
  );
}

/** What the coach says, and what the learner said; the assistant's words stand on the card. */
function Heard({ view }: { view: SessionView }): JSX.Element {
  const hers = view.captions.findLast((c) => c.who === "persona" && !c.assistant && visibleText(c) !== "");
  const yours = lastCaption(view, "learner");
  const isNew = view.captions.indexOf(yours!) > view.captions.indexOf(hers!);
  const shown = yours && isNew ? yours : hers;
  return (
    <div class="captions one" aria-live="polite">
      <p class={`caption ${shown === yours ? "you" : "them"} ${shown ? "" : "empty"}`}>
        <span>{shown && visibleText(shown)}</span>
      </p>
    </div>
  );
}

function Controls(props: {
  view: SessionView;
  session: TalkSession;
  leave: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { view, session } = props;
  if (view.drill === null || view.turn === "ended") {
    return <LeaveAlone leave={props.leave} />;
  }
  const held = view.turn === "held";
  // What is right is told before one leaves; a second tap ends it at once.
  const stop = (): void => (view.drill?.step === "over" || held ? session.finish() : session.say("stop"));
  return (
    <div class="controls">
      {props.children}
      <PauseButton session={session} />
      <button class="button" type="button" onClick={stop}>
        <Stop /> {t.talk.finish}
      </button>
    </div>
  );
}

/** What went wrong; a drill that cannot be gone on with has lost nothing that was judged. */
function Failed({ view, again, leave }: { view: SessionView; again: () => void; leave: () => void }): JSX.Element {
  const { code, message } = view.failure!;
  const isGone = code === "unknown-session" || code === "drill-unreadable";
  const isLost = isGone || (code === "connection-lost" && view.drill !== null);
  return (
    <FailurePage notice={{ code: isLost ? "drill-lost" : code, message }}>
      {code !== "token-needed" && (
        <button class="button main" type="button" onClick={again}>
          {t.failure.again}
        </button>
      )}
      <button class="button" type="button" onClick={leave}>
        {t.drill.others}
      </button>
    </FailurePage>
  );
}
