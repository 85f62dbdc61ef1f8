import type { JSX } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import type { TalkSession } from "../session/talk";
import { type Caption, type SessionView, lastCaption, visibleText } from "../session/view";
import { clock, firstName, t } from "../strings";
import { FailurePage } from "../ui/failure";
import { Microphone, Pause, Play, Stop } from "../ui/icons";
import { LivingShape } from "../ui/living-shape";
import { usePolled, useStore } from "../ui/use";
import { type Hold, useHold } from "../ui/use-hold";
import { Advice } from "./advice";
import { Log, Writing } from "./writing";

interface Props {
  session: TalkSession;
  name: string;
  /** Whether what is said is shown. */
  captions: boolean;
  /** The computer has a session of this id from now on. */
  opened: (session: string) => void;
  report: () => void;
  again: () => void;
  leave: () => void;
}

/** The talk: one shape, the words, two buttons. Nothing scrolls. */
export function TalkScreen({ session, name, captions, opened, report, again, leave }: Props): JSX.Element {
  useStore(session);
  const { view } = session;
  const levels = useCallback(() => session.levels(), [session]);
  const id = view.scenario?.session_id;
  useEffect(() => {
    if (id) opened(id);
  }, [id]);
  const hold = useHold((down) => session.talk(down));
  // In writing nothing sounds; else the last line is heard to its end.
  const isOver = view.critique !== null && (session.inWriting || view.sounding === null);
  const isDebrief = session.opening.kind === "debrief";
  const goesOn = isOver || (isDebrief && view.failure !== null);
  useEffect(() => {
    if (goesOn) report();
  }, [goesOn]);

  if (view.failure && !isDebrief) {
    return (
      <FailurePage notice={view.failure}>
        {view.failure.code !== "token-needed" && (
          <button class="button main" type="button" onClick={again}>
            {t.failure.again}
          </button>
        )}
        <button class="button" type="button" onClick={leave}>
          {t.failure.back}
        </button>
      </FailurePage>
    );
  }
  const turn = view.scenario === null ? "opening" : view.turn;
  const by = view.captions.findLast((c) => c.who === "persona")?.by;
  const them = by ?? (isDebrief ? t.talk.coach : firstName(view.scenario?.persona.name ?? name));
  const words = stateWords(view, view.turn === "thinking" ? firstName(name) : them);
  const state = session.hearsGoOn ? t.talk.sayGoOn : words;
  if (session.inWriting) {
    return (
      <main class="talk writes" data-turn={turn}>
        <TalkHead session={session} />
        <Log captions={view.captions} them={firstName(name)} />
        <p class="state" role="status">
          {state}
        </p>
        {view.scenario !== null && turn !== "ended" && (
          <Writing say={(text) => session.say(text)} ready={turn === "listening"} />
        )}
        <Controls session={session} hold={null} report={report} leave={leave} />
      </main>
    );
  }
  const held = session.byButton && turn !== "held" ? hold : null;
  return (
    <main class={`talk ${held?.isDown ? "down" : ""}`} data-turn={turn} {...held?.handlers}>
      <TalkHead session={session} />
      <div class="stage">
        <LivingShape
          turn={turn}
          won={view.ended?.won ?? false}
          them={them}
          you={t.talk.you}
          levels={levels}
        />
      </div>
      <p class="state" role="status">
        {state}
      </p>
      {captions && <Captions view={view} />}
      <Controls session={session} hold={held} report={report} leave={leave} />
    </main>
  );
}

/** What the floor's state is called. */
export function stateWords(view: SessionView, name: string): string {
  if (view.scenario === null) return t.talk.opening;
  if (view.link === "lost") return t.talk.reconnecting;
  if (view.turn === "ended") return view.critique ? t.talk.states.ended : t.talk.reporting;
  if (view.turn === "listening" && view.captions.length === 0) return t.talk.speakFirst;
  const words = t.talk.states[view.turn];
  return typeof words === "function" ? words(name) : words;
}

function TalkHead({ session }: { session: TalkSession }): JSX.Element {
  const elapsed_s = usePolled(
    useCallback(() => session.elapsed_s(), [session]),
    250,
  );
  const { scenario, notice } = session.view;
  const { opening } = session;
  return (
    <header class="talk-head">
      <h1 class="hidden-label">{scenario?.title ?? t.app.name}</h1>
      {opening.kind === "debrief" ? (
        <p class="goal">{t.talk.lookingBack}</p>
      ) : (
        <p class="goal">
          {scenario && <strong>{t.talk.goal}: </strong>}
          {scenario?.goal}
        </p>
      )}
      {opening.kind === "redo" && <p class="time">{t.talk.again(opening.turn)}</p>}
      {scenario && opening.kind === "talk" && <p class="time">{t.talk.left(clock(scenario.time_limit_s - elapsed_s))}</p>}
      {notice && (
        <button class="notice" type="button" onClick={() => session.readNotice()}>
          {t.failure.texts[notice.code] ?? notice.message}
        </button>
      )}
      <Advice view={session.view} byButton={session.byButton} />
    </header>
  );
}

function Captions({ view }: { view: SessionView }): JSX.Element {
  return (
    <div class="captions" aria-live="polite">
      <Line caption={lastCaption(view, "persona")} who="them" />
      <Line caption={lastCaption(view, "learner")} who="you" />
    </div>
  );
}

function Line({ caption, who }: { caption: Caption | null; who: "them" | "you" }): JSX.Element {
  return (
    <p class={`caption ${who} ${caption ? "" : "empty"}`}>
      <span>
        {caption && visibleText(caption)}
        {caption?.cut && <em> — {t.talk.cutOff}</em>}
      </span>
    </p>
  );
}

function Controls(props: {
  session: TalkSession;
  /** The button to talk, where there is one. */
  hold: Hold | null;
  report: () => void;
  leave: () => void;
}): JSX.Element {
  const { session } = props;
  const { view } = session;
  if (view.critique) {
    return (
      <div class="controls">
        <button class="button main" type="button" onClick={props.report}>
          {t.talk.report}
        </button>
      </div>
    );
  }
  if (view.scenario === null || view.turn === "ended") {
    return <LeaveAlone leave={props.leave} />;
  }
  return (
    <div class="controls">
      {props.hold && <HoldToTalk hold={props.hold} />}
      <PauseButton session={session} />
      <button class="button" type="button" onClick={() => session.finish()}>
        <Stop /> {session.opening.kind === "debrief" ? t.talk.skip : t.talk.finish}
      </button>
    </div>
  );
}

/** Pauses a talk, and goes on with it; in writing there is nothing to pause. */
export function PauseButton({ session }: { session: TalkSession }): JSX.Element | null {
  if (session.inWriting) return null;
  const held = session.view.turn === "held";
  return (
    <button class={`button ${held ? "main" : ""}`} type="button" onClick={() => session.hold(!held)}>
      {held ? <Play /> : <Pause />} {held ? t.talk.goOn : t.talk.pause}
    </button>
  );
}

/** The only thing to do before a talk begins, and after its end. */
export function LeaveAlone({ leave }: { leave: () => void }): JSX.Element {
  return (
    <div class="controls">
      <button class="button" type="button" onClick={leave}>
        {t.talk.leave}
      </button>
    </div>
  );
}

/** Sound leaves the phone only while it is held. The screen around it does the same; this is what one sees of it. */
export function HoldToTalk({ hold: { isDown } }: { hold: Hold }): JSX.Element {
  return (
    <button class="button main hold-to-talk" type="button" aria-pressed={isDown}>
      <Microphone /> {isDown ? t.talk.letGo : t.talk.holdToTalk}
    </button>
  );
}
