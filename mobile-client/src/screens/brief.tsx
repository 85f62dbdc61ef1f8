import type { JSX } from "preact";
import { type TurnTaking, WAYS } from "../session/button";
import type { Difficulty, ScenarioCard } from "../wire/events";
import { t } from "../strings";
import { Back, Microphone } from "../ui/icons";

/** Twenty seconds of reading: who they are, who you are, what to come away with. */
export function BriefScreen(props: {
  card: ScenarioCard;
  difficulty: Difficulty;
  setDifficulty: (level: Difficulty) => void;
  way: TurnTaking;
  setWay: (way: TurnTaking) => void;
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
        <Choice
          name="level"
          label={t.brief.level}
          words={t.brief.levels}
          options={card.difficulty_levels}
          chosen={props.difficulty}
          choose={props.setDifficulty}
        />
      )}
      <Choice
        name="way"
        label={t.brief.way}
        words={t.brief.ways}
        options={WAYS}
        chosen={props.way}
        choose={props.setWay}
      />
      <div class="foot">
        <button class="button main" type="button" onClick={props.start}>
          <Microphone /> {t.brief.start}
        </button>
        <p class="hint">{t.brief.hint}</p>
      </div>
    </main>
  );
}

function Choice<T extends string>(props: {
  name: string;
  label: string;
  words: Record<T, string>;
  options: readonly T[];
  chosen: T;
  choose: (option: T) => void;
}): JSX.Element {
  return (
    <fieldset class="levels">
      <legend class="label">{props.label}</legend>
      {props.options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={props.name}
            checked={option === props.chosen}
            onChange={() => props.choose(option)}
          />
          <span>{props.words[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
