import type { JSX } from "preact";
import type { ScenarioCard, ScenarioList } from "../wire/events";
import { t } from "../strings";
import { Joint } from "../ui/joint";

/** Who is there to talk to: one board a scenario. */
export function ListScreen(props: {
  list: ScenarioList;
  choose: (card: ScenarioCard) => void;
}): JSX.Element {
  const { scenarios, errors } = props.list;
  return (
    <main class="page list">
      <header class="masthead">
        <Joint fits size={44} />
        <div>
          <p class="wordmark">{t.app.name}</p>
          <p class="motto">{t.app.motto}</p>
        </div>
      </header>
      <h1>{t.list.title}</h1>
      {scenarios.length === 0 && <p>{t.list.none}</p>}
      <ul class="cards">
        {scenarios.map((card) => (
          <li key={card.id}>
            <Card card={card} choose={props.choose} />
          </li>
        ))}
      </ul>
      {errors.length > 0 && <Broken errors={errors} />}
    </main>
  );
}

function Card({ card, choose }: { card: ScenarioCard; choose: (card: ScenarioCard) => void }): JSX.Element {
  return (
    <button class="card" type="button" onClick={() => choose(card)}>
      <span class="board">
        <span class="who">{card.persona.name}</span>
        <span class="what">{card.persona.role}</span>
      </span>
      <span class="offer">
        <span class="title">{card.title}</span>
        <span class="meta">
          <span class="minutes">{t.list.minutes(card.minutes)}</span>
          <span>
            {t.list.youAre} {card.role}
          </span>
        </span>
      </span>
    </button>
  );
}

function Broken({ errors }: { errors: ScenarioList["errors"] }): JSX.Element {
  return (
    <section class="broken">
      <p>{t.list.broken(errors.length)}</p>
      <ul>
        {errors.map((e) => (
          <li key={e.file}>
            <strong>{e.file}</strong> {e.message} ({e.code})
          </li>
        ))}
      </ul>
    </section>
  );
}
