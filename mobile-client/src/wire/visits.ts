import type { ScenarioCard } from "./events";
import { HttpError, post } from "./http";

/** A scenario for one visit, and what was understood of the sentence. */
export interface VisitMade {
  scenario: ScenarioCard;
  /** Whom they see; "" where nobody was named. */
  name: string;
  like: { id: string; title: string };
  worry: { text: string; becomes: "concern" | "objection" | "nothing" };
  /** The next nearest. */
  others: ScenarioCard[];
  /** What was taken out of the sentence because it belongs to somebody. */
  left_out: string[];
}

/** Why there is no scenario; `nearest` are the closest where none is near. */
export class VisitRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly nearest: readonly ScenarioCard[] = [],
    readonly person = "",
  ) {
    super(message);
  }
}

/** What was said, as text. Raises {@link VisitRefused} and {@link HttpError}. */
export async function wordsOf(recording: Uint8Array, language: string): Promise<string> {
  const answer = await post(`v1/visits/words?language=${language}`, recording as Uint8Array<ArrayBuffer>);
  return ((await read(answer)) as { text: string }).text;
}

/** A scenario for the visit, like the nearest one or the one named. Raises {@link VisitRefused} and {@link HttpError}. */
export async function makeVisit(text: string, like = ""): Promise<VisitMade> {
  const body = JSON.stringify(like ? { text, like } : { text });
  return (await read(await post("v1/visits", body))) as VisitMade;
}

async function read(answer: Response): Promise<unknown> {
  let told: unknown;
  try {
    told = await answer.json();
  } catch {
    throw new HttpError("server", `${answer.status}`);
  }
  if (answer.ok) return told;
  throw refusalOf(told);
}

/** The refusal in an answer, whatever its shape. Pure. */
export function refusalOf(told: unknown): VisitRefused {
  const { error, name } = (told ?? {}) as { error?: Record<string, unknown>; name?: unknown };
  const nearest = Array.isArray(error?.["nearest"]) ? (error["nearest"] as ScenarioCard[]) : [];
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return new VisitRefused(text(error?.["code"]), text(error?.["message"]), nearest, text(name));
}
