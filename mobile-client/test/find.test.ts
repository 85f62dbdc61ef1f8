import { expect, test } from "vitest";
import { ANYTHING, find } from "../src/session/find";
import type { ScenarioCard } from "../src/wire/events";

const CARDS: ScenarioCard[] = [
  {
    id: "band",
    title: "Book the band",
    role: "guitarist",
    persona: { name: "Dot", role: "bar owner" },
    brief: "A slow Tuesday.",
    goal: "A date.",
    minutes: 3,
    difficulty_levels: ["easy", "normal"],
    default_difficulty: "normal",
    tags: ["objection-handling"],
    language: "en-US",
  },
  {
    id: "factura",
    title: "La factura atrasada",
    role: "instalador de tablaroca",
    persona: { name: "Ramón", role: "contratista" },
    brief: "Le mandaste la cotización.",
    goal: "Una fecha.",
    minutes: 4,
    difficulty_levels: ["normal", "hard"],
    default_difficulty: "normal",
    tags: ["cobranza"],
    language: "es-MX",
  },
];

const ids = (wanted: Partial<typeof ANYTHING>, language = "en"): string[] =>
  find(CARDS, { ...ANYTHING, ...wanted }, language).map(({ id }) => id);

test.each([
  ["", ["band", "factura"]],
  ["  ", ["band", "factura"]],
  ["BAR", ["band"]],
  ["bar guitar", ["band"]],
  ["bar factura", []],
  ["objection handling", ["band"]],
  ["cotizacion", ["factura"]],
  ["RAMÓN", ["factura"]],
  ["(.*", []],
  ["x".repeat(100_000), []],
])("the words %.20s", (words, found) => {
  expect(ids({ words })).toEqual(found);
});

test.each([
  [2, []],
  [3, ["band"]],
  [4, ["band", "factura"]],
])("at most %i minutes", (minutes, found) => {
  expect(ids({ minutes })).toEqual(found);
});

test("a level that can be played", () => {
  expect(ids({ level: "easy" })).toEqual(["band"]);
  expect(ids({ level: "hard" })).toEqual(["factura"]);
});

test("those in the learner's language come first", () => {
  expect(ids({}, "es")).toEqual(["factura", "band"]);
});
