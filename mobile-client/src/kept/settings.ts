import { PATIENCES, type Patience, type TurnTaking, WAYS } from "../session/button";
import { type Shelf, read, write } from "./shelf";

export type Language = "auto" | "en" | "es";
export type Theme = "auto" | "light" | "dark";

/** Where the persona is heard. */
export type Ear = "both" | "left" | "right";

/** What the learner chose, on this phone. */
export interface Settings {
  language: Language;
  theme: Theme;
  way: TurnTaking;
  patience: Patience;
  /** Type and read instead of talking and listening. */
  text: boolean;
  captions: boolean;
  /** Short sounds as the floor changes hands. */
  sounds: boolean;
  vibration: boolean;
  /** The noise of the place, where the scenario has one. */
  noise: boolean;
  /** Read the brief aloud when it opens. */
  reads: boolean;
  ear: Ear;
}

/** The options of each choice, in the order they are shown. */
export const OPTIONS = {
  language: ["auto", "en", "es"],
  theme: ["auto", "light", "dark"],
  way: WAYS,
  patience: PATIENCES,
  ear: ["both", "left", "right"],
} as const satisfies { [K in keyof Settings]?: readonly Settings[K][] };

export const DEFAULTS: Settings = {
  language: "auto",
  theme: "auto",
  way: "hands-free",
  patience: "normal",
  text: false,
  captions: true,
  sounds: true,
  vibration: true,
  noise: true,
  reads: false,
  ear: "both",
};

const NAME = "settings";

/** Settings from whatever is kept; anything that is not one of the options is the default. Pure. */
export function settingsFrom(kept: unknown): Settings {
  const found = (typeof kept === "object" && kept !== null ? kept : {}) as Record<string, unknown>;
  const one = <T>(options: readonly T[], name: keyof Settings): T =>
    options.find((option) => option === found[name]) ?? (DEFAULTS[name] as T);
  const flag = (name: keyof Settings): boolean => one([true, false], name);
  return {
    language: one(OPTIONS.language, "language"),
    theme: one(OPTIONS.theme, "theme"),
    way: one(OPTIONS.way, "way"),
    patience: one(OPTIONS.patience, "patience"),
    text: flag("text"),
    captions: flag("captions"),
    sounds: flag("sounds"),
    vibration: flag("vibration"),
    noise: flag("noise"),
    reads: flag("reads"),
    ear: one(OPTIONS.ear, "ear"),
  };
}

export function readSettings(on: Shelf | null): Settings {
  return settingsFrom(read(on, NAME));
}

export function keepSettings(on: Shelf | null, settings: Settings): void {
  write(on, NAME, settings);
}
