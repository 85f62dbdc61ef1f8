import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { TurnState } from "../wire/events";
import { THEIR_BOARD, YOUR_BOARD } from "./joint";
import { BAR_COUNT, type Pose, poseOf, towards } from "./pose";

interface Props {
  turn: TurnState | "opening";
  won: boolean;
  /** First name on the upper board, and the word on the lower one. */
  them: string;
  you: string;
  levels: () => { learner: number; persona: number };
}

/**
 * Who has the floor, as two boards: theirs above, yours below. The gap, the tilt, the bars and the hatching each say the
 * state, so that it is read without colour. Frames are drawn straight into the SVG; the component renders once a state.
 */
export function LivingShape({ turn, won, them, you, levels }: Props): JSX.Element {
  const root = useRef<SVGSVGElement>(null);
  useEffect(() => animate(root.current!, () => poseOf(turn, won), levels), [turn, won, levels]);
  return (
    <svg ref={root} class={`shape ${turn}`} viewBox="0 -44 320 350" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="10" height="10" />
          <path d="M0 0V10" stroke-width="6" />
        </pattern>
      </defs>
      <g data-board="them">
        <path class="theirs" d={THEIR_BOARD} />
        <Bars y={48} />
        <text class="name theirs" x="160" y="106">
          {them}
        </text>
      </g>
      <g data-board="you">
        <path class="yours" d={YOUR_BOARD} />
        <Bars y={188} />
        <text class="name yours" x="160" y="240">
          {you}
        </text>
      </g>
    </svg>
  );
}

function Bars({ y }: { y: number }): JSX.Element {
  const bars = Array.from({ length: BAR_COUNT }, (_, i) => (
    <rect key={i} class="bar" x={64 + i * 24 - 6} y={y - 6} width="12" height="12" rx="6" data-y={y} />
  ));
  return <g>{bars}</g>;
}

/** Draw until the returned function is called. */
function animate(
  root: SVGSVGElement,
  pose: () => Pose,
  levels: Props["levels"],
): () => void {
  const boards = [...root.querySelectorAll<SVGGElement>("[data-board]")];
  const bars = boards.map((board) => [...board.querySelectorAll<SVGRectElement>(".bar")]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let last = performance.now();
  let frame = 0;
  const draw = (now: number): void => {
    const target = pose();
    const at = towards(root, target, calm ? 1 : 1 - Math.exp((last - now) / 110));
    last = now;
    const beat = calm ? 0 : Math.sin((now / 1000) * Math.PI * 2 * target.beat_hz);
    const { learner, persona } = levels();
    const [them, you] = boards;
    them!.setAttribute(
      "transform",
      `translate(${at.slide * beat} ${-at.gap / 2}) ${about(160, 118, grown(at.themSwell, persona))}`,
    );
    you!.setAttribute(
      "transform",
      `translate(0 ${at.gap / 2 + at.breath * beat}) rotate(${at.tilt} 160 190) ` +
        about(160, 118, grown(at.youSwell, learner)),
    );
    drawBars(bars[0]!, at.themBars, persona, target.thinks && !calm ? now : null);
    drawBars(bars[1]!, at.youBars, learner, null);
    frame = requestAnimationFrame(draw);
  };
  frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
}

/** By how much a board with the floor is larger than at rest. */
function grown(swell: number, level: number): number {
  return swell * (0.03 + 0.07 * level);
}

/** Larger by a share, about the middle of the joint. */
function about(x: number, y: number, share: number): string {
  const size = 1 + share;
  return `translate(${-x * share} ${-y * share}) scale(${size.toFixed(4)})`;
}

/** Heights follow loudness, higher in the middle; while thinking a wave runs through them instead. */
function drawBars(bars: SVGRectElement[], share: number, level: number, wave_ms: number | null): void {
  bars.forEach((bar, i) => {
    const middle = 1 - Math.abs(i - (BAR_COUNT - 1) / 2) / BAR_COUNT;
    const ripple = 0.72 + 0.28 * Math.sin(i * 2.4 + level * 9);
    const wave = wave_ms === null ? 0 : Math.max(0, Math.sin(wave_ms / 190 - i * 0.9)) * 16;
    const height = share * (12 + level * 46 * middle * ripple + wave);
    bar.setAttribute("y", String(Number(bar.dataset["y"]) - height / 2));
    bar.setAttribute("height", String(Math.max(0, height)));
  });
}
