import type { JSX } from "preact";
import type { Difficulty, ScenarioCard } from "../wire/events";
import { t } from "../strings";
import { Back, Microphone } from "../ui/icons";

/** Twenty seconds of reading: who they are, who you are, what to come away with. */
export function BriefScreen(props: {
  card: ScenarioCard;
  difficulty: Difficulty;
  setDifficulty: (level: Difficulty) => void;
  start: () => void;
  back: () => void;
}): JSX.Element {
  const { card } = props;
  return (
    <main class="page brief">
      <button class="back" type="button" onClick={props.back}>
        <Back /> {t.brief.back}
      </button>
      <div class="board them">
        <p class="label">{t.brief.with}</p>
        <h1>{card.persona.name}</h1>
        <p>{card.persona.role}</p>
      </div>
      <div class="sheet">
        <h2 class="label">{t.brief.you}</h2>
        <p class="role">{card.role}</p>
        <h2 class="label">{t.brief.goal}</h2>
        <p class="goal">
          <mark>{card.goal}</mark>
        </p>
        <h2 class="label">{t.brief.situation}</h2>
        <p>{card.brief}</p>
      </div>
      {card.difficulty_levels.length > 1 && (
        <Levels levels={card.difficulty_levels} chosen={props.difficulty} choose={props.setDifficulty} />
      )}
      <div class="foot">
        <button class="button main" type="button" onClick={props.start}>
          <Microphone /> {t.brief.start}
        </button>
        <p class="hint">{t.brief.hint}</p>
      </div>
    </main>
  );
}

function Levels(props: {
  levels: Difficulty[];
  chosen: Difficulty;
  choose: (level: Difficulty) => void;
}): JSX.Element {
  return (
    <fieldset class="levels">
      <legend class="label">{t.brief.level}</legend>
      {props.levels.map((level) => (
        <label key={level}>
          <input
            type="radio"
            name="level"
            checked={level === props.chosen}
            onChange={() => props.choose(level)}
          />
          <span>{t.brief.levels[level]}</span>
        </label>
      ))}
    </fieldset>
  );
}
