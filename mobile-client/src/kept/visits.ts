import type { ScenarioCard } from "../wire/events";
import { type Shelf, read, write } from "./shelf";

/** Cards of visits kept for doing a moment again; the computer drops its own after 64. */
const KEEP = 12;
const NAME = "visits";

/** The cards of visits that were practised on this phone, newest first. The person's name is nowhere else. */
export function readVisits(on: Shelf | null): ScenarioCard[] {
  const kept = read(on, NAME);
  return Array.isArray(kept) ? kept.filter(isCard) : [];
}

export function keepVisit(on: Shelf | null, card: ScenarioCard): void {
  write(on, NAME, [card, ...readVisits(on).filter(({ id }) => id !== card.id)].slice(0, KEEP));
}

function isCard(value: unknown): value is ScenarioCard {
  const card = value as ScenarioCard | null;
  return (
    typeof card?.id === "string" &&
    typeof card.title === "string" &&
    typeof card.language === "string" &&
    typeof card.persona?.name === "string" &&
    Array.isArray(card.tags) &&
    Array.isArray(card.difficulty_levels)
  );
}
