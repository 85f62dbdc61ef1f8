import type { JSX } from "preact";
import type { SessionView } from "../session/view";
import { t } from "../strings";

/** What would help the learner to be heard. That nothing is heard at all comes before everything but an error. */
export function Advice({ view, byButton }: { view: SessionView; byButton: boolean }): JSX.Element | null {
  const { advice, notice, silent, turn } = view;
  if (notice || turn === "held" || turn === "ended") return null;
  if (silent || advice === "no-sound") {
    return (
      <p class="notice unheard" role="alert">
        <strong>{t.check.heard.nothing}</strong> {t.check.help.nothing}
      </p>
    );
  }
  if (!advice || (byButton && advice === "push-to-talk")) return null;
  return <p class="advice">{t.talk.advice[advice]}</p>;
}
