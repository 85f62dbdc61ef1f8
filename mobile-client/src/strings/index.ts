import { en, type Strings } from "./en";
import { es } from "./es";

const LANGUAGES = { en, es };

export type LanguageCode = keyof typeof LANGUAGES;

/** The words of the learner's language; another one after {@link speak}. */
export let t: Strings = en;
/** The language that {@link t} is in. */
export let language: LanguageCode = "en";

/** Change the language of every screen that is drawn from now on. */
export function speak(code: LanguageCode): void {
  language = code;
  t = LANGUAGES[code];
}

/** The first of the browser's languages that there are words in; English where there is none. Pure. */
export function languageFor(wanted: readonly string[]): LanguageCode {
  const known = (tag: string): tag is LanguageCode => Object.hasOwn(LANGUAGES, tag);
  return wanted.map((tag) => tag.toLowerCase().split("-")[0]!).find(known) ?? "en";
}

/** Minutes and seconds, as on a kitchen timer. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The name one would call across a bar. */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
