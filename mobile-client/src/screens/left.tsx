import type { JSX } from "preact";
import { firstName, t } from "../strings";
import { Play, Stop } from "../ui/icons";
import { Joint } from "../ui/joint";

/** A talk that this phone went away from: sound takes a tap, so it waits for one. */
export function LeftScreen(props: {
  name: string;
  /** The server still waits; else it has ended the talk, and has its report. */
  awaited: boolean;
  goOn: () => void;
  finish: () => void;
}): JSX.Element {
  const name = firstName(props.name);
  return (
    <main class="page parked">
      <Joint fits={false} size={112} />
      <h1>{props.awaited ? t.left.title(name) : t.left.over(name)}</h1>
      <p>{props.awaited ? t.left.text : t.left.overText}</p>
      <div class="ways">
        {props.awaited && (
          <button class="button main" type="button" onClick={props.goOn}>
            <Play /> {t.talk.goOn}
          </button>
        )}
        <button class={`button ${props.awaited ? "" : "main"}`} type="button" onClick={props.finish}>
          <Stop /> {t.left.finish}
        </button>
      </div>
    </main>
  );
}
