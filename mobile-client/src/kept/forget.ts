import { type Shelf, clear, read, write } from "./shelf";

/** Sessions of this phone that the computer holds, and those it still has to forget. */
const SESSIONS = "sessions";
const TO_FORGET = "to-forget";
/** Not the learner's: how the phone gets in. */
const SPARED = [TO_FORGET, "token"];

/** Note a session as it begins, so that all of it can be deleted later, also one that never ended. */
export function noteSession(on: Shelf | null, session: string): void {
  const known = names(on, SESSIONS);
  if (!known.includes(session)) write(on, SESSIONS, [...known, session]);
}

/**
 * Delete everything: at once on the phone, then on the computer. False: the computer could not be reached; what is left
 * is asked for again by {@link forgetRest}.
 */
export async function forgetAll(on: Shelf | null, remove: (session: string) => Promise<boolean>): Promise<boolean> {
  const sessions = [...new Set([...names(on, TO_FORGET), ...names(on, SESSIONS)])];
  clear(on, SPARED);
  write(on, TO_FORGET, sessions);
  return forgetRest(on, remove);
}

/** Have the computer forget what it still holds after a deletion. */
export async function forgetRest(on: Shelf | null, remove: (session: string) => Promise<boolean>): Promise<boolean> {
  const sessions = names(on, TO_FORGET);
  const left: string[] = [];
  for (const session of sessions) if (!(await remove(session))) left.push(session);
  if (sessions.length > 0) write(on, TO_FORGET, left);
  return left.length === 0;
}

function names(on: Shelf | null, key: string): string[] {
  const kept = read(on, key);
  return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === "string") : [];
}
