/** When to try again after a lost connection, and when to stop trying. Pure. */

/** The first try is at once: most connections are lost because the phone changed networks. */
const WAITS_MS = [0, 250, 500, 1_000, 2_000, 4_000];

/** Close codes after which a session may still be there: gone away, cut off, server restarted, models still loading. */
const MAY_COME_BACK: ReadonlySet<number> = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014, 4503]);

export function mayComeBack(code: number): boolean {
  return MAY_COME_BACK.has(code);
}

/** How long to wait before try number `tries` (from 0). */
export function wait_ms(tries: number): number {
  return WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]!;
}
