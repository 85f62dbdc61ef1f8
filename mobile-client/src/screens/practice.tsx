import type { JSX } from "preact";
import { type Talk, nextFor, weeksOf } from "../kept/practice";
import { language, t } from "../strings";
import { Joint } from "../ui/joint";
import { PageHead } from "../ui/page-head";
import type { ScenarioCard } from "../wire/events";
import { Card } from "./card";

interface Props {
  talks: readonly Talk[];
  cards: readonly ScenarioCard[];
  choose: (card: ScenarioCard) => void;
  report: (talk: Talk) => void;
  back: () => void;
}

/** Weeks with talks in them, each report, and what is next. No streaks: nobody owes practice. */
export function PracticeScreen({ talks, cards, choose, report, back }: Props): JSX.Element {
  const next = nextFor(talks, cards);
  return (
    <main class="page practice">
      <PageHead title={t.practice.title} back={back} />
      {talks.length === 0 && <p class="lead">{t.practice.none}</p>}
      {next ? (
        <section>
          <h2>{t.practice.next}</h2>
          <Card card={next} choose={choose} />
        </section>
      ) : (
        talks.length > 0 && <p class="lead">{t.practice.done}</p>
      )}
      {weeksOf(talks).map((week) => (
        <section key={week.monday}>
          <h2>{t.practice.weekOf(day(week.monday))}</h2>
          <p class="label">
            {t.practice.talks(week.talks.length)}
            {week.won > 0 && `, ${t.practice.fitted(week.won)}`}
          </p>
          <ul class="talks">
            {week.talks.map((talk) => (
              <li key={talk.session}>
                <button type="button" onClick={() => report(talk)}>
                  <Joint fits={talk.won} size={44} />
                  <span>
                    <span class="name">{talk.name}</span>
                    <span>{talk.title}</span>
                    <span class="note">{talk.won ? t.practice.fits : t.practice.open}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function day(iso: string): string {
  const [year, month, date] = iso.split("-").map(Number);
  const at = new Date(year!, month! - 1, date);
  return at.toLocaleDateString(language, { day: "numeric", month: "long" });
}
