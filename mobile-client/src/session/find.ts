import type { Difficulty, ScenarioCard } from "../wire/events";

/** What the learner is looking for. */
export interface Wanted {
  words: string;
  /** At most so many minutes; null: any. */
  minutes: number | null;
  /** Can be played at this level, which is then the one of the brief; null: any. */
  level: Difficulty | null;
}

export const ANYTHING: Wanted = { words: "", minutes: null, level: null };

/** The cards that fit, those in the learner's language first. Every word must be found somewhere on the card. Pure. */
export function find(cards: readonly ScenarioCard[], wanted: Wanted, language: string): ScenarioCard[] {
  const words = plain(wanted.words).split(/\s+/).filter(Boolean);
  const fits = (card: ScenarioCard): boolean => {
    const { minutes, level } = wanted;
    if (minutes !== null && card.minutes > minutes) return false;
    if (level !== null && !card.difficulty_levels.includes(level)) return false;
    const text = plain(
      [card.title, card.role, card.persona.name, card.persona.role, card.brief, card.goal, ...card.tags].join(" "),
    );
    return words.every((word) => text.includes(word));
  };
  const isForeign = (card: ScenarioCard): number => (card.language.startsWith(language) ? 0 : 1);
  return cards.filter(fits).sort((a, b) => isForeign(a) - isForeign(b));
}

/** Small letters without accents, hyphens as spaces: nobody types the accent of "cotización" with gloves on. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[-_]/g, " ").toLowerCase();
}
