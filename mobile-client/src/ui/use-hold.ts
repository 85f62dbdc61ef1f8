import { useState } from "preact/hooks";

/** Handlers for something that is held down: by a finger anywhere on it, or by the space bar. */
export interface Hold {
  isDown: boolean;
  handlers: Record<string, (event: never) => void>;
}

/**
 * `change` is told of each press and release. A finger that slides off lets go too; a press that begins on another button
 * is that button's.
 */
export function useHold(change: (down: boolean) => void): Hold {
  const [isDown, keep] = useState(false);
  const turn = (down: boolean): void => {
    keep(down);
    change(down);
  };
  const isOthers = (event: Event): boolean =>
    (event.target as Element).closest("button:not(.hold-to-talk), a") !== null;
  return {
    isDown,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (!isOthers(event)) turn(true);
      },
      onPointerUp: () => isDown && turn(false),
      onPointerCancel: () => isDown && turn(false),
      onPointerLeave: () => isDown && turn(false),
      onKeyDown: (event: KeyboardEvent) => {
        if (!isKey(event) || isOthers(event)) return;
        event.preventDefault(); // Space would press the focused button as it comes up.
        if (!event.repeat) turn(true);
      },
      onKeyUp: (event: KeyboardEvent) => {
        if (isKey(event) && isDown) turn(false);
      },
      onContextMenu: (event: Event) => event.preventDefault(),
    },
  };
}

function isKey({ key }: KeyboardEvent): boolean {
  return key === " " || key === "Enter";
}
