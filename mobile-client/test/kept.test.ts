import { describe, expect, test } from "vitest";
import { forgetAll, forgetRest, noteSession } from "../src/kept/forget";
import { dayOf, sayParked, saidParked } from "../src/kept/parked";
import { type Talk, keepTalk, nextFor, readTalks, weeksOf } from "../src/kept/practice";
import { DEFAULTS, keepSettings, readSettings, settingsFrom } from "../src/kept/settings";
import { read, write } from "../src/kept/shelf";
import type { Critique, ScenarioCard } from "../src/wire/events";
import debrief from "../../tests/contract/dryfit.debrief.json";
import { memory, refusing } from "./shelf";

const critique = debrief.critique as Critique;

function talk(changes: Partial<Talk> = {}): Talk {
  const rest = { title: "Book the band", name: "Dot Kowalski", minutes: 3, won: false, critique };
  return { session: "s1", scenario: "bar-owner", at: Date.UTC(2026, 10, 25, 12), ...rest, ...changes };
}

function card(id: string, changes: Partial<ScenarioCard> = {}): ScenarioCard {
  return {
    id,
    title: id,
    role: "",
    persona: { name: "", role: "" },
    brief: "",
    goal: "",
    minutes: 3,
    difficulty_levels: ["normal"],
    default_difficulty: "normal",
    tags: [],
    language: "en-US",
    ...changes,
  };
}

describe("settings", () => {
  test("come back as they were kept", () => {
    const shelf = memory();
    const chosen = { ...DEFAULTS, language: "es", text: true, patience: "patient" } as const;
    keepSettings(shelf, chosen);
    expect(readSettings(shelf)).toEqual(chosen);
  });

  test.each([null, undefined, 7, "dark", [], { theme: "pink", text: "yes", way: null }])(
    "%j is taken for the defaults",
    (kept) => {
      expect(settingsFrom(kept)).toEqual(DEFAULTS);
    },
  );

  test("what is known of a half-broken file holds", () => {
    expect(settingsFrom({ theme: "dark", way: "shouting" })).toEqual({ ...DEFAULTS, theme: "dark" });
  });

  test("text that is no JSON, no shelf and a shelf that refuses are no failure", () => {
    const shelf = memory();
    shelf.setItem("dryfit.settings", "{");
    for (const on of [shelf, null, refusing()]) expect(readSettings(on)).toEqual(DEFAULTS);
    keepSettings(refusing(), DEFAULTS);
    expect(write(refusing(), "x", 1)).toBe(false);
  });
});

describe("parked", () => {
  test("holds for the day it was said on", () => {
    const shelf = memory();
    expect(saidParked(shelf, new Date(2026, 10, 25, 0, 0))).toBe(false);
    sayParked(shelf, new Date(2026, 10, 25, 0, 0));
    expect(saidParked(shelf, new Date(2026, 10, 25, 23, 59, 59))).toBe(true);
    expect(saidParked(shelf, new Date(2026, 10, 26, 0, 0))).toBe(false);
  });

  test("is asked each time where nothing can be kept", () => {
    sayParked(refusing(), new Date());
    expect(saidParked(refusing(), new Date())).toBe(false);
  });

  test("a day is written with two digits", () => {
    expect(dayOf(new Date(2026, 0, 3))).toBe("2026-01-03");
  });
});

describe("talks", () => {
  test("newest first, one report a session", () => {
    const shelf = memory();
    keepTalk(shelf, talk());
    keepTalk(shelf, talk({ session: "s2" }));
    keepTalk(shelf, talk({ won: true }));
    expect(readTalks(shelf).map(({ session, won }) => [session, won])).toEqual([
      ["s1", true],
      ["s2", false],
    ]);
  });

  test("the oldest go where the shelf is full, the newest stays", () => {
    const shelf = memory(3 * JSON.stringify(talk()).length);
    for (const session of ["s1", "s2", "s3", "s4"]) keepTalk(shelf, talk({ session }));
    expect(readTalks(shelf)[0]?.session).toBe("s4");
    expect(readTalks(shelf).length).toBeLessThan(4);
  });

  test("forty are kept", () => {
    const shelf = memory();
    for (let i = 0; i < 41; i++) keepTalk(shelf, talk({ session: `s${i}` }));
    expect(readTalks(shelf)).toHaveLength(40);
  });

  test.each([null, {}, "talks", [null, 7, {}, { session: "s" }, { ...talk(), critique: null }]])(
    "what is no talk is left out: %#",
    (kept) => {
      const shelf = memory();
      write(shelf, "talks", kept);
      expect(readTalks(shelf)).toEqual([]);
    },
  );

  test("no shelf and a shelf that refuses keep nothing", () => {
    keepTalk(null, talk());
    keepTalk(refusing(), talk());
    expect(readTalks(null)).toEqual([]);
  });
});

describe("my practice", () => {
  const at = (day: number): number => new Date(2026, 10, day, 12).getTime();

  test("weeks begin on Monday, newest first; weeks without talks are not told", () => {
    const talks = [talk({ at: at(2) }), talk({ at: at(22), won: true }), talk({ at: at(23) })];
    const told = weeksOf(talks).map(({ monday, talks, won }) => [monday, talks.length, won]);
    expect(told).toEqual([
      ["2026-11-23", 1, 0],
      ["2026-11-16", 1, 1],
      ["2026-11-02", 1, 0],
    ]);
  });

  test("next is the last one while it does not fit", () => {
    const cards = [card("a"), card("bar-owner")];
    expect(nextFor([talk()], cards)?.id).toBe("bar-owner");
  });

  test("then one never tried, like the last one in language and tags", () => {
    const cards = [
      card("bar-owner", { tags: ["price"] }),
      card("es", { language: "es-MX", tags: [] }),
      card("far"),
      card("near", { tags: ["price"] }),
    ];
    expect(nextFor([talk({ won: true })], cards)?.id).toBe("near");
  });

  test("then one that never fitted, then nothing", () => {
    const cards = [card("bar-owner"), card("b")];
    const won = talk({ won: true });
    expect(nextFor([won, talk({ scenario: "b", session: "s2" })], cards)?.id).toBe("b");
    expect(nextFor([won, talk({ scenario: "b", session: "s2", won: true })], cards)).toBeNull();
    expect(nextFor([], [])).toBeNull();
  });
});

describe("delete everything", () => {
  test("takes all but the way in, and asks the computer for each session once", async () => {
    const shelf = memory();
    shelf.setItem("dryfit.token", "secret");
    shelf.setItem("other.app", "1");
    keepTalk(shelf, talk());
    keepSettings(shelf, DEFAULTS);
    for (const session of ["s1", "s2", "s1"]) noteSession(shelf, session);
    const asked: string[] = [];
    const there = await forgetAll(shelf, async (session) => asked.push(session) > 0);
    expect([there, asked]).toEqual([true, ["s1", "s2"]]);
    expect(shelf.keys().sort()).toEqual(["dryfit.to-forget", "dryfit.token", "other.app"]);
    expect(read(shelf, "to-forget")).toEqual([]);
  });

  test("what the computer could not be told is told later, and only that", async () => {
    const shelf = memory();
    for (const session of ["s1", "s2"]) noteSession(shelf, session);
    expect(await forgetAll(shelf, async (session) => session === "s1")).toBe(false);
    const asked: string[] = [];
    expect(await forgetRest(shelf, async (session) => asked.push(session) > 0)).toBe(true);
    expect(asked).toEqual(["s2"]);
    expect(await forgetRest(shelf, async () => false)).toBe(true);
  });

  test("twice in a row forgets nothing of what is still to be told", async () => {
    const shelf = memory();
    noteSession(shelf, "s1");
    await forgetAll(shelf, async () => false);
    await forgetAll(shelf, async () => false);
    expect(read(shelf, "to-forget")).toEqual(["s1"]);
  });
});
