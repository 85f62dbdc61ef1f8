import type { JSX } from "preact";
import { type Left, isAwaited } from "../kept/left";
import { firstName, t } from "../strings";
import { Play, Stop } from "../ui/icons";
import { Joint } from "../ui/joint";

/** A talk or a drill that this phone went away from: sound takes a tap, so it waits for one. */
export function LeftScreen({ left, goOn, finish }: { left: Left; goOn: () => void; finish: () => void }): JSX.Element {
  // Else the server has ended it, and has its report.
  const awaited = isAwaited(left, Date.now());
  const { here, over, text } = wordsOf(left);
  return (
    <main class="page parked">
      <Joint fits={false} size={112} />
      <h1>{awaited ? here : over}</h1>
      <p>{awaited ? text : t.left.overText}</p>
      <div class="ways">
        {awaited && (
          <button class="button main" type="button" onClick={goOn}>
            <Play /> {t.talk.goOn}
          </button>
        )}
        <button class={`button ${awaited ? "" : "main"}`} type="button" onClick={finish}>
          <Stop /> {t.left.finish}
        </button>
      </div>
    </main>
  );
}

/** What it is called while the server waits, and once it has ended. */
function wordsOf(left: Left): { here: string; over: string; text: string } {
  const { drill, debrief } = t.left;
  if (left.set) return drill;
  const name = firstName(left.card.persona.name);
  if (left.choice.opening.kind === "debrief") return { here: debrief.here(name), over: t.left.over(name), text: debrief.text };
  return { here: t.left.title(name), over: t.left.over(name), text: t.left.text };
}
