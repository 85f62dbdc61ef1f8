import { describe, expect, test } from "vitest";
import { keepScores, keptScores, learnerKey } from "../src/kept/drills";
import { forgetAll } from "../src/kept/forget";
import { write } from "../src/kept/shelf";
import { askedStep, aroundWrong, judgedWell, pieces, spokenPiece } from "../src/session/drill";
import { reduce } from "../src/session/reduce";
import { OPENING_VIEW, type SessionEvent, type SessionView, lastCaption } from "../src/session/view";
import { LEARNER_PREFIX, type DrillLine, type DrillResult, type Verdict } from "../src/wire/drill";
import { sessionAddress } from "../src/wire/socket";
import line from "../../tests/contract/dryfit.drill.json";
import verdictLine from "../../tests/contract/dryfit.drill--verdict.json";
import scores from "../../tests/contract/dryfit.scores.json";
import { memory, refusing } from "./shelf";

const OPEN: SessionView = { ...OPENING_VIEW, link: "open" };
const after = (events: SessionEvent[], from: SessionView = OPEN): SessionView => events.reduce(reduce, from);
const at = (changes: Partial<DrillLine> = {}): SessionEvent =>
  ({ ...(line as DrillLine), ...changes, type: "dryfit.drill" }) as SessionEvent;
const floor = (state: string): SessionEvent => ({ type: "dryfit.state", state }) as SessionEvent;
const VERDICT = verdictLine.verdict as Verdict;

describe("whose turn is shown", () => {
  test("nobody's between two lines that follow on each other", () => {
    const talking = [floor("thinking"), at({ follows: true }), floor("speaking")];
    expect(after([...talking, floor("listening")]).turn).toBe("speaking");
    expect(after([...talking, floor("listening"), floor("thinking")]).turn).toBe("speaking");
  });

  test("the learner's after the last of them, and whenever they took it", () => {
    const asked = [at({ follows: false }), floor("speaking"), floor("listening")];
    expect(after(asked).turn).toBe("listening");
    const cutIn = [at({ follows: true }), floor("speaking"), floor("hearing"), floor("thinking")];
    expect(after(cutIn).turn).toBe("thinking");
    expect(after([at({ follows: true }), floor("speaking"), floor("held")]).turn).toBe("held");
  });
});

describe("after a lost line", () => {
  const resumed = (continued: boolean): SessionEvent => ({
    type: "dryfit.resumed",
    session_id: "drill_1",
    continued,
    input_samples: 0,
    received_event_id: "",
    item_id: "",
  });

  test("it is where it was; a session that was rebuilt tells anew where that is", () => {
    const before = after([at(), at({ speaker: "coach", step: "sureness" })]);
    expect(askedStep(after([resumed(true)], before).drill)).toBe("sureness");
    const rebuilt = after([resumed(false)], before);
    expect(rebuilt.drill).toBeNull();
    expect(askedStep(after([at(), at({ speaker: "coach", step: "sureness" })], rebuilt).drill)).toBe("sureness");
  });
});

describe("what is asked", () => {
  test("nothing before the assistant has begun, nor while something else is told", () => {
    const question = at({ speaker: "coach" });
    expect(askedStep(after([question]).drill)).toBeNull();
    expect(askedStep(after([question, at()]).drill)).toBe("decision");
    expect(askedStep(after([at(), at({ speaker: "coach", step: "sureness" })]).drill)).toBe("sureness");
    expect(askedStep(after([at(), at({ speaker: "coach", number: 4 })]).drill)).toBeNull();
    expect(askedStep(after([at(), at({ verdict: VERDICT })]).drill)).toBeNull();
    expect(askedStep(after([at(), at({ speaker: "coach", step: "over" })]).drill)).toBeNull();
    expect(askedStep(null)).toBeNull();
  });

  test("the assistant's words are known for its own", () => {
    const opened = (id: string): SessionEvent => ({
      type: "response.output_item.added",
      response_id: "r",
      output_index: 0,
      item: { id, type: "message", audio_stream: null },
    });
    const said = (item_id: string): SessionEvent => ({ type: "response.output_text.delta", item_id, delta: "Words." });
    const view = after([at({ item_id: "a" }), opened("a"), said("a")]);
    expect(lastCaption(view, "persona")?.assistant).toBe(true);
    const coach = after([at({ item_id: "b", speaker: "coach" }), opened("b"), said("b")], view);
    expect(lastCaption(coach, "persona")?.assistant).toBeUndefined();
  });

  test("scores end it, and a socket that closes then is no failure", () => {
    const ended = after([{ type: "dryfit.scores", ...(scores as unknown as DrillResult) }, { type: "local.closed", code: 1000 }]);
    expect([ended.turn, ended.failure, ended.scores?.answers.length]).toEqual(["ended", null, 2]);
  });
});

describe("an answer in pieces", () => {
  test.each([
    ["A two inch drain needs at least an eighth of an inch per foot.",
      ["A two inch drain", "needs at least an", "eighth of an inch", "per foot."]],
    ["Keep it dry, and wait.", ["Keep it dry,", "and wait."]],
    ["No.", ["No."]],
    ["", []],
    ["   ", []],
  ])("%s", (answer, found) => {
    expect(pieces(answer)).toEqual(found);
  });

  test("no word is lost, whatever the answer", () => {
    const answer = "One, two. Three four five six seven eight nine; ten: eleven! Twelve? 3.5 mils";
    expect(pieces(answer).join(" ")).toBe(answer);
    expect(spokenPiece("per foot.")).toBe("per foot");
  });

  test("around what is wrong", () => {
    expect(aroundWrong(VERDICT).join("|")).toBe(
      "A two inch drain needs at least |an eighth of an inch| per foot.",
    );
    expect(aroundWrong({ ...VERDICT, wrong: "not in there" })[1]).toBe("");
    expect(aroundWrong({ ...VERDICT, wrong: "" })[1]).toBe("");
  });

  test.each([
    [false, "use", false],
    [false, "check", true],
    [true, "use", true],
    [true, "reject", false],
    [true, null, null],
  ] as const)("correct %s, %s: judged well %s", (correct, decision, well) => {
    expect(judgedWell({ ...VERDICT, correct, decision })).toBe(well);
  });

  test("what was not decided is left out on the wire", () => {
    const { decision: _, ...undecided } = VERDICT;
    expect(judgedWell(undecided)).toBeNull();
  });
});

describe("what the phone keeps", () => {
  const run = (scores as unknown as DrillResult).run;

  test("one key, until everything is deleted, and the computer forgets it too", async () => {
    const shelf = memory();
    const key = learnerKey(shelf);
    expect(key).toMatch(/^p-[0-9a-f]{32}$/);
    expect(learnerKey(shelf)).toBe(key);
    const removed: string[] = [];
    await forgetAll(shelf, async (name) => removed.push(name) > 0);
    expect(removed).toEqual([key]);
    expect(key.startsWith(LEARNER_PREFIX)).toBe(true);
    expect(learnerKey(shelf)).not.toBe(key);
  });

  test("a key that was tampered with is made anew, and none is kept where nothing can be", () => {
    const shelf = memory();
    write(shelf, "learner", "p-../../x");
    expect(learnerKey(shelf)).toMatch(/^p-[0-9a-f]{32}$/);
    expect(learnerKey(refusing())).toMatch(/^p-[0-9a-f]{32}$/);
  });

  test("the scores of the last drill", () => {
    const shelf = memory();
    expect(keptScores(shelf)).toBeNull();
    keepScores(shelf, run);
    expect(keptScores(shelf)).toEqual(run);
  });

  test.each([7, "x", [], {}, { judged: "many" }, { ...{ judged: 1, wrong: 1, caught: 1, right: 1 } }])(
    "what are no scores are none: %j",
    (kept) => {
      const shelf = memory();
      write(shelf, "drills", kept);
      expect(keptScores(shelf)).toBeNull();
    },
  );
});

test("the address of a drill", () => {
  const choice = { scenario: "", difficulty: "normal", seed: "7", token: null, codec: "pcm16" } as const;
  const opening = { kind: "drill", set: "plumbing", items: 6, learner: "p-1" } as const;
  const url = new URL(sessionAddress("http://10.0.0.4/", { ...choice, opening }));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    codec: "pcm16",
    drill: "plumbing",
    items: "6",
    learner: "p-1",
    seed: "7",
  });
});
