import type { JSX } from "preact";
import type { Critique } from "../wire/events";
import { t } from "../strings";

const WIDTH = 340;
const HEIGHT = 190;
const LEFT = 4;
const RIGHT = 78;
const TOP = 14;
const BOTTOM = 30;

/** A place on the plot: points evenly spaced in x, 0 to 100 in y. Exported for the test. */
export function plot(values: readonly number[]): { x: number; y: number }[] {
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, values.length - 1);
  return values.map((value, i) => ({
    x: LEFT + i * step,
    y: TOP + (1 - Math.min(100, Math.max(0, value)) / 100) * (HEIGHT - TOP - BOTTOM),
  }));
}

/** Labels that stand beside their line's end, pushed apart where the ends meet. */
export function labelHeights(trust: number, patience: number): { trust: number; patience: number } {
  const apart = 22;
  const gap = patience - trust;
  if (Math.abs(gap) >= apart) return { trust, patience };
  const push = (apart - Math.abs(gap)) / 2;
  return gap >= 0
    ? { trust: trust - push, patience: patience + push }
    : { trust: trust + push, patience: patience - push };
}

/** Trust and patience, turn by turn: trust in full pencil, patience dashed. */
export function Curve({ critique, name }: { critique: Critique; name: string }): JSX.Element | null {
  const { curve } = critique;
  if (curve.length < 2) return null;
  const trust = plot(curve.map((p) => p.trust));
  const patience = plot(curve.map((p) => p.patience));
  const ends = labelHeights(trust.at(-1)!.y, patience.at(-1)!.y);
  const x = trust.at(-1)!.x + 10;
  const first = curve[0]!;
  const last = curve.at(-1)!;
  return (
    <figure class="curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="curve-text">
        <Rule y={TOP} />
        <Rule y={(TOP + HEIGHT - BOTTOM) / 2} />
        <Rule y={HEIGHT - BOTTOM} />
        <TurnMarks critique={critique} />
        <polyline class="patience" points={points(patience)} />
        <polyline class="trust" points={points(trust)} />
        <text x={x} y={ends.trust + 6}>
          {t.critique.trust}
        </text>
        <text x={x} y={ends.patience + 6}>
          {t.critique.patience}
        </text>
      </svg>
      <figcaption id="curve-text">
        {t.critique.curveText(
          name,
          [first.trust, last.trust].map(Math.round),
          [first.patience, last.patience].map(Math.round),
        )}
      </figcaption>
    </figure>
  );
}

function Rule({ y }: { y: number }): JSX.Element {
  return <path class="rule" d={`M${LEFT} ${y}H${WIDTH - RIGHT}`} />;
}

/** Where a concern was told: a pencil mark under the curve. */
function TurnMarks({ critique }: { critique: Critique }): JSX.Element {
  const places = plot(critique.curve.map((p) => p.trust));
  const turns = new Set(critique.concerns.map((c) => c.revealed_turn));
  const marks = critique.curve.flatMap((p, i) => (turns.has(p.turn) ? [places[i]!.x] : []));
  return (
    <>
      {marks.map((x) => (
        <g key={x} class="told">
          <path d={`M${x} ${TOP}V${HEIGHT - BOTTOM + 6}`} />
          <text x={Math.max(LEFT + 34, x)} y={HEIGHT - 6}>
            {t.critique.revealed}
          </text>
        </g>
      ))}
    </>
  );
}

function points(places: { x: number; y: number }[]): string {
  return places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}
