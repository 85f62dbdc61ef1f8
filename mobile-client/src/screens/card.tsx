import type { JSX } from "preact";
import { language, t } from "../strings";
import type { ScenarioCard } from "../wire/events";

/** One scenario: their board above, your side of it below. */
export function Card({ card, choose }: { card: ScenarioCard; choose: (card: ScenarioCard) => void }): JSX.Element {
  return (
    <button class="card" type="button" lang={card.language} onClick={() => choose(card)}>
      <span class="board">
        <span class="who">{card.persona.name}</span>
        <span class="what">{card.persona.role}</span>
      </span>
      <span class="offer">
        <span class="title">{card.title}</span>
        <span class="meta">
          <span class="minutes">{t.list.minutes(card.minutes)}</span>
          <span>
            <span lang={language}>{t.list.youAre}</span> {card.role}
            {!card.language.startsWith(language) && <Foreign card={card} />}
          </span>
        </span>
      </span>
    </button>
  );
}

/** The talk is in another language than the screen: said before it is a surprise. */
function Foreign({ card }: { card: ScenarioCard }): JSX.Element {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(card.language.slice(0, 2));
  return (
    <strong class="foreign" lang={language}>
      {t.find.inLanguage(name ?? card.language)}
    </strong>
  );
}
