import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DECISIONS, SOURCES, SURENESS, UNKNOWN } from "../session/drill";
import { MAX_TYPED } from "../session/typed";
import { t } from "../strings";
import { Pen } from "../ui/icons";
import type { DrillStep } from "../wire/drill";

/** The answers to what is asked, to be tapped with gloves, and a line to type any other. */
export function Answers({ step, say }: { step: DrillStep; say: (text: string) => void }): JSX.Element {
  const options = optionsFor(step);
  return (
    <div class="answers">
      <div class={`options ${step}`}>
        {options.map(([label, said]) => (
          <button key={said} class="button" type="button" onClick={() => say(said)}>
            {label}
          </button>
        ))}
      </div>
      {step !== "decision" && step !== "sureness" && <TypedAnswer say={say} />}
    </div>
  );
}

function optionsFor(step: DrillStep): [string, string][] {
  switch (step) {
    case "decision":
      return (Object.keys(DECISIONS) as (keyof typeof DECISIONS)[]).map((it) => [t.drill.decisions[it], DECISIONS[it]]);
    case "sureness":
      return SURENESS.map((percent) => [`${percent} %`, `${percent} percent`]);
    case "checking":
      return (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).map((it) => [t.drill.sources[it], SOURCES[it]]);
    default:
      return [[t.drill.unknown, UNKNOWN]];
  }
}

/** One line of the learner's own; Enter sends it. */
function TypedAnswer({ say }: { say: (text: string) => void }): JSX.Element {
  const [text, keep] = useState("");
  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        say(text);
        keep("");
      }}
    >
      <input
        type="text"
        maxLength={MAX_TYPED}
        enterkeyhint="send"
        autocomplete="off"
        aria-label={t.drill.say}
        placeholder={t.drill.say}
        value={text}
        onInput={(event) => keep(event.currentTarget.value)}
      />
      <button class="icon" type="submit" aria-label={t.drill.send}>
        <Pen />
      </button>
    </form>
  );
}
