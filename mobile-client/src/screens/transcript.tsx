import type { JSX } from "preact";
import { t } from "../strings";
import { Redo } from "../ui/icons";
import type { TranscriptLine } from "../wire/events";

interface Props {
  lines: TranscriptLine[];
  name: string;
  redo: (turn: number) => void;
}

/** Every word; a tap on one's own line does that moment again. */
export function Transcript({ lines, name, redo }: Props): JSX.Element {
  return (
    <section>
      <h2>{t.critique.transcript}</h2>
      <p class="label">{t.critique.transcriptHint}</p>
      <ol class="transcript">
        {lines.map((line, i) =>
          line.who === "learner" ? (
            <li key={i} class="you">
              <button type="button" onClick={() => redo(line.turn)}>
                <Words line={line} name={t.talk.you} />
                <Redo />
                <span class="hidden-label">{t.critique.redoTurn(line.turn)}</span>
              </button>
            </li>
          ) : (
            <li key={i} class="them">
              <Words line={line} name={name} />
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

function Words({ line, name }: { line: TranscriptLine; name: string }): JSX.Element {
  return (
    <span class="words">
      <span class="label">{name}</span>
      <span>
        {line.text}
        {!line.heard && <em> — {line.who === "persona" ? t.talk.cutOff : t.critique.unsure}</em>}
      </span>
    </span>
  );
}
