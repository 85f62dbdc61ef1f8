/** What this phone keeps between visits: JSON under one prefix. Private browsing may refuse; then nothing is kept. */

const PREFIX = "dryfit.";

/** The part of `Storage` that is used, so that a test can give a plain map. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The phone's own shelf; null where the browser gives none. */
export function shelf(): Shelf | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What is kept under a name: unknown in shape, null where there is nothing or it cannot be read. */
export function read(on: Shelf | null, name: string): unknown {
  try {
    return JSON.parse(on?.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/** Whether it could be kept; a full or closed shelf is no error. */
export function write(on: Shelf | null, name: string, value: unknown): boolean {
  try {
    on?.setItem(PREFIX + name, JSON.stringify(value));
    return on !== null;
  } catch {
    return false;
  }
}

/** Forget what is kept under a name. */
export function drop(on: Shelf | null, name: string): void {
  try {
    on?.removeItem(PREFIX + name);
  } catch {
    return; // a closed shelf keeps nothing either
  }
}

/** Forget all that is kept but the names given. */
export function clear(on: Shelf | null, spare: readonly string[] = []): void {
  if (!on) return;
  const keys = Array.from({ length: on.length }, (_, i) => on.key(i) ?? "");
  for (const key of keys) {
    if (key.startsWith(PREFIX) && !spare.includes(key.slice(PREFIX.length))) on.removeItem(key);
  }
}
