import type { JSX } from "preact";
import { judgedWell } from "../session/drill";
import { t } from "../strings";
import { Cross, Redo, Tick } from "../ui/icons";
import type { DrillResult, Verdict } from "../wire/drill";
import { Counts, Dial } from "./drill-dial";
import { VerdictCard } from "./drill-verdict";

/** After a drill: what was caught, the dial, and every answer with what is right. */
export function DrillResultScreen(props: { result: DrillResult; again: () => void; leave: () => void }): JSX.Element {
  const { title, run, all, answers } = props.result;
  const isFirst = all.judged <= run.judged;
  return (
    <main class="page drill-result critique">
      <h1>{t.drill.result}</h1>
      <p class="lead">{title}</p>
      {run.judged === 0 ? (
        <p class="nothing-said">{t.drill.nothingJudged}</p>
      ) : (
        <section>
          <h2>{t.drill.thisDrill}</h2>
          {isFirst ? <Dial scores={run} /> : <Counts scores={run} />}
        </section>
      )}
      {!isFirst && (
        <section>
          <h2>{t.drill.allDrills}</h2>
          <Dial scores={all} />
        </section>
      )}
      {answers.length > 0 && (
        <section>
          <h2>{t.drill.answers}</h2>
          <ul class="judged">
            {answers.map((answer) => (
              <li key={answer.answer}>
                <Judged verdict={answer} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <nav class="again">
        <button class="button main" type="button" onClick={props.again}>
          <Redo /> {t.drill.again}
        </button>
        <button class="button" type="button" onClick={props.leave}>
          {t.drill.others}
        </button>
      </nav>
    </main>
  );
}

function Judged({ verdict }: { verdict: Verdict }): JSX.Element {
  const well = judgedWell(verdict);
  const { sureness = null } = verdict;
  return (
    <details>
      <summary>
        <span class={`sign ${well ? "yes" : "no"}`}>{well ? <Tick /> : <Cross />}</span>
        <span>
          <span class="name">{verdict.asks}</span>
          <span class="note">
            {t.drill.you[verdict.decision ?? "none"]}
            {sureness !== null && `, ${sureness} %`}.{" "}
            {verdict.correct ? t.drill.wasRight : t.drill.wasWrong}.
          </span>
        </span>
      </summary>
      <VerdictCard verdict={verdict} />
    </details>
  );
}
