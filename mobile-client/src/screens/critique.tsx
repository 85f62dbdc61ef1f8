import type { JSX } from "preact";
import type { Criterion, Critique, Measures } from "../wire/events";
import { firstName, t } from "../strings";
import { Cross, Dash, Microphone, Redo, Tick } from "../ui/icons";
import { Joint } from "../ui/joint";
import { SideBySide } from "./attempts";
import { AskedAssistant } from "./consulted";
import { Concerns } from "./concerns";
import { Curve } from "./curve";
import { PracticeNext } from "./practice-next";
import { SaveReport } from "./save";
import { Transcript } from "./transcript";

interface Props {
  critique: Critique;
  /** The session that was played. */
  session: string;
  /** The turn that was done again in it, if it was a redo. */
  redone: number | null;
  /** The persona's full name. */
  name: string;
  redo: (turn: number) => void;
  debrief: () => void;
  again: () => void;
  leave: () => void;
}

/** What happened, in the learner's own words: one strength, one fix, then the rest for who wants it. */
export function CritiqueScreen(props: Props): JSX.Element {
  const { critique, session, redone, name, redo, debrief, again, leave } = props;
  const isJudged = critique.rubric.some(({ met }) => met !== "not_applicable");
  const first = firstName(name);
  const outcome = t.critique.outcomes[critique.outcome]?.(first) ?? t.critique.other;
  return (
    <main class="page critique">
      <header class="verdict">
        <Joint fits={critique.won} size={112} />
        <h1>{outcome}</h1>
        <p>{critique.summary}</p>
      </header>
      {redone !== null && <SideBySide session={session} turn={redone} name={first} />}
      {!critique.strength && <Nothing words={isJudged ? t.critique.noStrength : t.critique.tooLittle} />}
      {critique.strength && (
        <section class="strength">
          <h2 class="tape">{t.critique.strength}</h2>
          <Quote text={critique.strength.quote} />
          <p>{critique.strength.why}</p>
          {critique.strength.led_to && (
            <div class="led-to">
              <p class="label">{t.critique.ledTo(first)}</p>
              <blockquote>“{critique.strength.led_to}”</blockquote>
            </div>
          )}
        </section>
      )}
      {critique.fix && <Fix fix={critique.fix} />}
      {!critique.fix && isJudged && <Nothing words={t.critique.noFix} />}
      <div class="next">
        {critique.retry_turn !== null && (
          <button class="button main" type="button" onClick={() => redo(critique.retry_turn!)}>
            <Redo /> {t.critique.redo}
          </button>
        )}
        <button class="button" type="button" onClick={debrief}>
          <Microphone /> {t.critique.debrief}
        </button>
      </div>
      <PracticeNext practice={critique.practice ?? []} redo={redo} />
      <section class="curve-section">
        <h2>{t.critique.curve}</h2>
        <Curve critique={critique} name={first} />
      </section>
      <AskedAssistant consulted={critique.consulted ?? []} name={first} />
      <Concerns concerns={critique.concerns} name={first} />
      <Rubric critique={critique} />
      <Numbers measures={critique.measures} />
      <Transcript lines={critique.transcript} name={first} redo={redo} />
      <SaveReport session={session} />
      <nav class="again">
        <button class="button main" type="button" onClick={again}>
          <Redo /> {t.critique.again}
        </button>
        <button class="button" type="button" onClick={leave}>
          {t.critique.others}
        </button>
      </nav>
    </main>
  );
}

/** Nothing to say is said, so that its absence is not taken for an oversight. */
function Nothing({ words }: { words: string }): JSX.Element {
  return <p class="nothing-said">{words}</p>;
}

function Quote({ text }: { text: string }): JSX.Element {
  return (
    <blockquote>
      <mark>“{text}”</mark>
    </blockquote>
  );
}

function Fix({ fix }: { fix: NonNullable<Critique["fix"]> }): JSX.Element {
  return (
    <section class="fix">
      <h2 class="tape">{t.critique.fix}</h2>
      {fix.quote && (
        <>
          <p class="label">{t.critique.said}</p>
          <blockquote class="plain">“{fix.quote}”</blockquote>
        </>
      )}
      <p>{fix.why}</p>
      {fix.model_line && (
        <div class="model">
          <p class="tape">{t.critique.model}</p>
          <blockquote>“{fix.model_line}”</blockquote>
        </div>
      )}
    </section>
  );
}

function Rubric({ critique }: { critique: Critique }): JSX.Element {
  const { earned, possible } = critique.score;
  return (
    <section>
      <h2>{t.critique.rubric}</h2>
      <p class="label">{t.critique.score(earned, possible)}</p>
      <ul class="rubric">
        {critique.rubric.map((criterion) => (
          <CriterionRow key={criterion.id} criterion={criterion} />
        ))}
      </ul>
    </section>
  );
}

function CriterionRow({ criterion }: { criterion: Criterion }): JSX.Element {
  const { met } = criterion;
  return (
    <li class={met}>
      <span class="sign">
        {met === "yes" ? <Tick /> : met === "no" ? <Cross /> : <Dash />}
        <span class="hidden-label">{t.critique.met[met]}</span>
      </span>
      <div>
        <p class="behaviour">
          {criterion.behaviour}
          {criterion.critical && <span class="critical">{t.critique.critical}</span>}
        </p>
        {criterion.quote ? <p class="proof">“{criterion.quote}”</p> : <p class="proof">{criterion.why}</p>}
      </div>
    </li>
  );
}

function Numbers({ measures: m }: { measures: Measures }): JSX.Element {
  const c = t.critique;
  const rows: [string, string | null][] = [
    [c.talkShare, m.talk_share === null ? null : `${Math.round(m.talk_share * 100)} %`],
    [c.questions, `${m.open_questions} / ${m.closed_questions}`],
    [c.longest, m.longest_turn_s === null ? null : c.seconds(m.longest_turn_s)],
    [c.pace, m.words_per_minute === null ? null : String(Math.round(m.words_per_minute))],
    [c.fillers, m.fillers === null ? null : String(m.fillers)],
    [c.pauseAfter, m.pause_after_objection_s === null ? null : c.seconds(m.pause_after_objection_s)],
    [
      c.explored,
      m.explored_before_answering === null ? null : m.explored_before_answering ? c.yes : c.no,
    ],
  ];
  return (
    <section>
      <h2>{c.measures}</h2>
      <p class="label">{c.measuresNote}</p>
      <dl class="numbers">
        {rows
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
