import type { JSX } from "preact";
import { language, t } from "../strings";
import { PageHead } from "../ui/page-head";
import type { DrillCard, DrillList, Scores } from "../wire/drill";
import { Dial } from "./drill-dial";

/** The drill sets: one board a trade, and how this phone's answers stand so far. */
export function DrillListScreen(props: {
  list: DrillList;
  scores: Scores | null;
  choose: (card: DrillCard) => void;
  back: () => void;
}): JSX.Element {
  const { drills, errors } = props.list;
  return (
    <main class="page drills">
      <PageHead title={t.drill.title} back={props.back} />
      <p class="lead">{drills.length > 0 ? t.drill.lead : t.drill.none}</p>
      <ul class="cards">
        {drills.map((card) => (
          <li key={card.id}>
            <button class="card" type="button" onClick={() => props.choose(card)}>
              <span class="offer">
                <span class="title" lang={card.language}>
                  {titleOf(card)}
                </span>
                <span class="meta">{t.drill.about(card.minutes, card.items)}</span>
                <span class="unchecked">{checkedWords(card)}</span>
                {!card.language.startsWith(language) && <strong class="meta">{t.find.inLanguage(nameOf(card))}</strong>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {props.scores && props.scores.judged > 0 && (
        <section class="so-far">
          <h2>{t.drill.allDrills}</h2>
          <Dial scores={props.scores} />
        </section>
      )}
      {errors.length > 0 && (
        <section class="broken">
          <p>{t.drill.broken(errors.length)}</p>
          <ul>
            {errors.map(({ file, message, code }) => (
              <li key={file}>
                <strong>{file}</strong> {message} ({code})
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

/** "Plumbing: judge the assistant" stands under that title already. */
export function titleOf({ title }: DrillCard): string {
  return title.split(":")[0] ?? title;
}

/** How far experts have signed for a set. */
export function checkedWords({ checked, items }: DrillCard): string {
  return checked === 0 ? t.drill.unchecked : t.drill.partly(checked, items);
}

function nameOf(card: DrillCard): string {
  const names = new Intl.DisplayNames([language], { type: "language" });
  return names.of(card.language.slice(0, 2)) ?? card.language;
}
