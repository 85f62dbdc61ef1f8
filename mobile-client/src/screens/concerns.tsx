import type { JSX } from "preact";
import type { ConcernReport } from "../wire/events";
import { t } from "../strings";

/** What stood behind it all, and where it was hinted, told and settled. */
export function Concerns(props: { concerns: ConcernReport[]; name: string }): JSX.Element | null {
  if (props.concerns.length === 0) return null;
  return (
    <section>
      <h2>{t.critique.concerns(props.name)}</h2>
      {props.concerns.map((concern) => (
        <Concern key={concern.id} concern={concern} />
      ))}
    </section>
  );
}

function Concern({ concern }: { concern: ConcernReport }): JSX.Element {
  const c = t.critique;
  const steps: [string, number | null][] = [
    [c.hinted, concern.hinted_turn],
    [c.revealed, concern.revealed_turn],
    [c.resolved, concern.resolved_turn],
  ];
  return (
    <article class="concern">
      <p class="worry">{concern.concern}</p>
      <ol class="steps">
        {steps.map(([label, turn]) => (
          <li key={label} class={turn === null ? "never" : "reached"}>
            <span class="step">{label}</span>
            <span>{turn === null ? c.never : c.turn(turn)}</span>
          </li>
        ))}
      </ol>
      {concern.opened_by && <Cause label={c.openedBy} quote={concern.opened_by} />}
      {concern.shut_by && <Cause label={c.shutBy} quote={concern.shut_by} />}
    </article>
  );
}

function Cause({ label, quote }: { label: string; quote: string }): JSX.Element {
  return (
    <>
      <p class="label">{label}</p>
      <p>“{quote}”</p>
    </>
  );
}
