import type { JSX } from "preact";
import { type TurnTaking, WAYS } from "../session/button";
import type { Difficulty, ScenarioCard, ScenarioList } from "../wire/events";
import { language, t } from "../strings";
import { Choice } from "../ui/choice";
import { Back, Microphone, Pass, Pen } from "../ui/icons";
import { Reading } from "./reading";

/** Twenty seconds of reading: who they are, who you are, what to come away with. */
export function BriefScreen(props: {
  card: ScenarioCard;
  model: ScenarioList["language_model"];
  difficulty: Difficulty;
  setDifficulty: (level: Difficulty) => void;
  /** Both sides write. */
  text: boolean;
  /** Read it aloud at once. */
  reads: boolean;
  way: TurnTaking;
  setWay: (way: TurnTaking) => void;
  start: () => void;
  /** How the microphone hears. */
  check: () => void;
  share: () => void;
  back: () => void;
}): JSX.Element {
  const { card } = props;
  return (
    <main class="page brief">
      <div class="brief-head">
        <button class="back" type="button" onClick={props.back}>
          <Back /> {t.brief.back}
        </button>
        <button class="back" type="button" onClick={props.share}>
          <Pass /> {t.share.button}
        </button>
      </div>
      <div class="board them" lang={card.language}>
        <p class="label" lang={language}>
          {t.brief.with}
        </p>
        <h1>{card.persona.name}</h1>
        <p>{card.persona.role}</p>
        <Reading scenario={card.id} byItself={props.reads} />
      </div>
      <div class="sheet">
        <h2 class="label">{t.brief.you}</h2>
        <p class="role" lang={card.language}>
          {card.role}
        </p>
        <h2 class="label">{t.brief.goal}</h2>
        <p class="goal" lang={card.language}>
          <mark>{card.goal}</mark>
        </p>
        <h2 class="label">{t.brief.situation}</h2>
        <p lang={card.language}>{card.brief}</p>
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
      {!props.text && (
        <Choice
          name="way"
          label={t.brief.way}
          words={t.brief.ways}
          options={WAYS}
          chosen={props.way}
          choose={props.setWay}
        />
      )}
      {!props.text && (
        <button class="quiet try" type="button" onClick={props.check}>
          <Microphone /> {t.check.title}
        </button>
      )}
      <div class="foot">
        <button class="button main" type="button" onClick={props.start}>
          {props.text ? <Pen /> : <Microphone />} {props.text ? t.type.start : t.brief.start}
        </button>
        {!props.text && <p class="hint">{t.brief.hint}</p>}
        {props.model && <p class="hint">{t.brief.model(props.model.name, props.model.sent_to)}</p>}
      </div>
    </main>
  );
}
