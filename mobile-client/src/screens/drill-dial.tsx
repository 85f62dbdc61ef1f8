import type { JSX } from "preact";
import { t } from "../strings";
import type { Scores } from "../wire/drill";

/** Answers below which there is no dial; the server's own number, told here as what is left. */
const ENOUGH = 20;
const SPAN_DEG = 76;

/** From "trusts nothing" to "trusts everything"; plain words where there are too few answers to say. */
export function Dial({ scores }: { scores: Scores }): JSX.Element {
  const { position = null, dial, about } = scores;
  if (position === null) {
    const left = ENOUGH - scores.judged;
    return (
      <div class="dial-none">
        <Counts scores={scores} />
        <p class="label">{left > 0 ? t.drill.more(left) : t.drill.mixed}</p>
      </div>
    );
  }
  return (
    <div class="dial">
      <Gauge position={position} />
      <p class="ends" aria-hidden="true">
        <span>{t.drill.nothing}</span>
        <span>{t.drill.everything}</span>
      </p>
      <p class="reads">{t.drill.dials[dial] ?? dial}</p>
      {about.map((name) => (
        <p key={name} class="advises">
          {t.drill.advice[name] ?? ""}
        </p>
      ))}
      <Counts scores={scores} />
    </div>
  );
}

/** A plumber's gauge: five fields, a pencil for a needle. */
function Gauge({ position }: { position: number }): JSX.Element {
  const at = (degrees: number, radius: number): string => {
    const turn = ((degrees - 90) * Math.PI) / 180;
    return `${(150 + radius * Math.cos(turn)).toFixed(1)} ${(150 + radius * Math.sin(turn)).toFixed(1)}`;
  };
  const fields = [-0.8 / 1.5, -0.3 / 1.5, 0.3 / 1.5, 0.8 / 1.5];
  return (
    <svg viewBox="0 0 300 170" aria-hidden="true" class="gauge">
      <path class="rim" d={`M${at(-SPAN_DEG, 128)} A128 128 0 0 1 ${at(SPAN_DEG, 128)}`} />
      <path class="fair" d={`M${at(fields[1]! * SPAN_DEG, 128)} A128 128 0 0 1 ${at(fields[2]! * SPAN_DEG, 128)}`} />
      {fields.map((field) => (
        <path key={field} class="tick" d={`M${at(field * SPAN_DEG, 112)} L${at(field * SPAN_DEG, 144)}`} />
      ))}
      <path class="needle" d={`M150 150 L${at(position * SPAN_DEG, 118)}`} />
      <circle class="pin" cx="150" cy="150" r="13" />
    </svg>
  );
}

/** What happened, in numbers that need no explaining. */
export function Counts({ scores }: { scores: Scores }): JSX.Element {
  const rows: [string, string][] = [];
  if (scores.wrong > 0) rows.push([t.drill.caught, t.drill.outOf(scores.caught, scores.wrong)]);
  if (scores.right > 0) rows.push([t.drill.used, t.drill.outOf(scores.used, scores.right)]);
  if (scores.rejected > 0) rows.push([t.drill.rejected, t.drill.outOf(scores.rejected, scores.right)]);
  if (scores.recovery_chances > 0) {
    rows.push([t.drill.recovered, t.drill.outOf(scores.recovered, scores.recovery_chances)]);
  }
  const { verification = null } = scores;
  if (verification !== null) rows.push([t.drill.verification, t.drill.ofThree(verification)]);
  return (
    <dl class="numbers">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
