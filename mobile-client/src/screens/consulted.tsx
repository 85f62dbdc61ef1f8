import type { JSX } from "preact";
import { t } from "../strings";
import type { Consulted } from "../wire/drill";
import { VerdictCard } from "./drill-verdict";

/** What the assistant told the learner in the talk, what they made of it, and what is right. */
export function AskedAssistant({ consulted, name }: { consulted: readonly Consulted[]; name: string }): JSX.Element | null {
  if (consulted.length === 0) return null;
  return (
    <section class="asked-assistant">
      <h2>{t.critique.assistant}</h2>
      <ul class="attempts">
        {consulted.map((one) => (
          <li key={one.turn}>
            <VerdictCard verdict={{ ...one, decision: null, sureness: null, look: "", checked: one.signed }} />
            <p class="made-of">{madeOf(one, name)}</p>
            {(one.passed_on ?? one.checked) && <blockquote>“{(one.passed_on ?? one.checked)!.quote}”</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function madeOf({ passed_on, checked, correct }: Consulted, name: string): string {
  if (passed_on) return t.critique.passedOn(name);
  if (checked) return t.critique.didCheck;
  return correct ? t.critique.leftRight : t.critique.leftWrong;
}
