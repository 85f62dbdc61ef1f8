import { afterEach, describe, expect, test } from "vitest";
import { language, languageFor, speak, t } from "../src/strings";
import { en } from "../src/strings/en";
import { es } from "../src/strings/es";

/** Every path to a string, also in the tables that any code may be looked up in. */
function paths(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`));
}

afterEach(() => speak("en"));

describe("the languages", () => {
  test("have the same strings, and none is empty", () => {
    expect(paths(es).sort()).toEqual(paths(en).sort());
    expect(JSON.stringify([en, es])).not.toContain('""');
  });

  test("change at once", () => {
    speak("es");
    expect([language, t.talk.pause]).toEqual(["es", es.talk.pause]);
  });

  test.each([
    [["es-MX", "en-US"], "es"],
    [["ES"], "es"],
    [["de-AT", "es"], "es"],
    [["en-GB", "es"], "en"],
    [["de"], "en"],
    [[""], "en"],
    [["constructor"], "en"],
    [[], "en"],
  ])("%j is %s", (wanted, code) => {
    expect(languageFor(wanted)).toBe(code);
  });
});
