import type { JSX } from "preact";

/** Two boards that fit: the upper is theirs, the lower yours. Drawn closed; `gap` moves them apart. */
export const THEIR_BOARD =
  "M30 6H290a20 20 0 0 1 20 20V118H260L270 146H198L208 118H112L122 146H50L60 118H10V26A20 20 0 0 1 30 6Z";
export const YOUR_BOARD =
  "M10 118H60L50 146H122L112 118H208L198 146H270L260 118H310V234A20 20 0 0 1 290 254H30A20 20 0 0 1 10 234Z";

/** The joint as a small sign: closed where it fitted, open where it did not. */
export function Joint({ fits, size }: { fits: boolean; size: number }): JSX.Element {
  const gap = fits ? 0 : 44;
  return (
    <svg
      class="joint"
      viewBox={`0 ${-gap / 2 - 2} 320 ${264 + gap}`}
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path class="theirs" d={THEIR_BOARD} transform={`translate(0 ${-gap / 2})`} />
      <path
        class="yours"
        d={YOUR_BOARD}
        transform={fits ? "" : `translate(0 ${gap / 2}) rotate(-4 160 190)`}
      />
    </svg>
  );
}
