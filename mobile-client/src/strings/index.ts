import { en, type Strings } from "./en";

/** The words of the learner's language. */
export const t: Strings = en;

/** Minutes and seconds, as on a kitchen timer. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The name one would call across a bar. */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
