import type { JSX } from "preact";
import type { ConcernReport, Quote } from "../wire/events";
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
      <Cause label={c.openedBy} line={concern.opened_by} />
      <Cause label={c.resolvedBy} line={concern.resolved_by} />
      <Cause label={c.walkedPast} line={concern.walked_past} />
      <Cause label={c.shutBy} line={concern.shut_by} />
    </article>
  );
}

function Cause({ label, line }: { label: string; line: Quote | null }): JSX.Element | null {
  if (!line) return null;
  return (
    <div class="cause">
      <p class="label">{label}</p>
      <p>“{line.quote}”</p>
    </div>
  );
}
