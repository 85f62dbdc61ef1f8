import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../strings";
import type { Attempt, Attempts } from "../wire/events";
import { fetchAttempts } from "../wire/http";

/** What was said at one moment, each time, and what it did. Without an answer from the server it is left out. */
export function SideBySide(props: { session: string; turn: number; name: string }): JSX.Element | null {
  const [found, keep] = useState<Attempts | null>(null);
  useEffect(() => {
    fetchAttempts(props.session, props.turn).then(keep, () => keep(null));
  }, [props.session, props.turn]);
  if (!found || found.attempts.length < 2) return null;
  const last = found.attempts.length - 1;
  return (
    <section class="attempts">
      <h2 class="tape">{t.critique.attempts}</h2>
      {found.compared && <p>{found.compared}</p>}
      <ol>
        {found.attempts.map((attempt, i) => (
          <li key={attempt.session} class={i === last ? "latest" : ""}>
            <p class="label">{i === 0 ? t.critique.first : t.critique.nth(i + 1)}</p>
            <blockquote>“{attempt.said}”</blockquote>
            <p class="effect">{effectOf(attempt, props.name)}</p>
            {attempt.answer && <p class="answer">{attempt.answer}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function effectOf({ trust, came_out }: Attempt, name: string): string {
  const felt = trust === null ? t.critique.noAnswer : t.critique.trustBy(name, Math.round(trust));
  return came_out ? `${felt}, ${t.critique.cameOut[came_out]}` : felt;
}
