import type { JSX } from "preact";
import { t } from "../strings";
import { Redo } from "../ui/icons";
import type { Practice } from "../wire/events";

/** What to practise next and when, from what went wrong. */
export function PracticeNext(props: { practice: Practice[]; redo: (turn: number) => void }): JSX.Element | null {
  if (props.practice.length === 0) return null;
  return (
    <section class="practice-next">
      <h2>{t.critique.practice}</h2>
      <ol>
        {props.practice.map(({ in_days, what, turn, line }) => (
          <li key={in_days}>
            <p class="when">{t.critique.inDays(in_days)}</p>
            <div>
              <p>{what}</p>
              {line && <p class="proof">“{line}”</p>}
              {turn !== null && (
                <button class="quiet" type="button" onClick={() => props.redo(turn)}>
                  <Redo /> {t.critique.redoTurn(turn)}
                </button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
