import type { Critique, ScenarioCard } from "../wire/events";
import { dayOf } from "./parked";
import { type Shelf, read, write } from "./shelf";

/** A talk that came to its end. */
export interface Talk {
  session: string;
  scenario: string;
  title: string;
  name: string;
  minutes: number;
  /** When it ended: milliseconds since 1970. */
  at: number;
  won: boolean;
  critique: Critique;
}

/** One week with talks in it, from its Monday. */
export interface Week {
  monday: string;
  talks: Talk[];
  won: number;
}

/** Reports kept for reading again; more would fill a browser's five megabytes of text. */
const KEEP = 40;
const NAME = "talks";

/** The talks on this phone, newest first; whatever is not one is left out. */
export function readTalks(on: Shelf | null): Talk[] {
  const kept = read(on, NAME);
  return Array.isArray(kept) ? kept.filter(isTalk) : [];
}

/** Keep a talk, in the place of an older report of the same session; the oldest go where the shelf is full. */
export function keepTalk(on: Shelf | null, talk: Talk): void {
  let talks = [talk, ...readTalks(on).filter(({ session }) => session !== talk.session)].slice(0, KEEP);
  while (talks.length > 0 && !write(on, NAME, talks) && on) talks = talks.slice(0, -1);
}

function isTalk(value: unknown): value is Talk {
  const talk = value as Talk | null;
  return (
    typeof talk?.session === "string" &&
    typeof talk.scenario === "string" &&
    typeof talk.title === "string" &&
    typeof talk.name === "string" &&
    Number.isFinite(talk.at) &&
    typeof talk.critique?.summary === "string"
  );
}

/** The weeks with talks, newest first. Weeks without are not told: nobody owes practice. */
export function weeksOf(talks: readonly Talk[]): Week[] {
  const weeks = new Map<string, Week>();
  for (const talk of [...talks].sort((a, b) => b.at - a.at)) {
    const monday = mondayOf(new Date(talk.at));
    const week = weeks.get(monday) ?? { monday, talks: [], won: 0 };
    weeks.set(monday, { monday, talks: [...week.talks, talk], won: week.won + (talk.won ? 1 : 0) });
  }
  return [...weeks.values()];
}

/**
 * What is worth doing next: the last talk again where it did not fit yet, else one never tried, in the language and with
 * the tags of what was done before. Null: everything has been done and fits.
 */
export function nextFor(talks: readonly Talk[], cards: readonly ScenarioCard[]): ScenarioCard | null {
  const last = talks[0];
  const lastCard = cards.find(({ id }) => id === last?.scenario);
  if (last && lastCard && !last.won) return lastCard;
  const tried = new Set(talks.map(({ scenario }) => scenario));
  const fresh = cards.filter(({ id }) => !tried.has(id));
  const alike = (card: ScenarioCard): number =>
    card.tags.filter((tag) => lastCard?.tags.includes(tag)).length +
    (lastCard && card.language.slice(0, 2) === lastCard.language.slice(0, 2) ? 1 : 0);
  const [best] = fresh.sort((a, b) => alike(b) - alike(a));
  if (best) return best;
  const unwon = cards.find(({ id }) => !talks.some(({ scenario, won }) => scenario === id && won));
  return unwon ?? null;
}

function mondayOf(at: Date): string {
  const monday = new Date(at);
  monday.setDate(at.getDate() - ((at.getDay() + 6) % 7));
  return dayOf(monday);
}
