import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ANYTHING, type Wanted, find } from "../session/find";
import { language, t } from "../strings";
import { Choice } from "../ui/choice";
import { Bench, Door, Doubt, Funnel, Gear, Search } from "../ui/icons";
import { Joint } from "../ui/joint";
import type { Difficulty, ScenarioCard, ScenarioList } from "../wire/events";
import { Card } from "./card";

interface Props {
  list: ScenarioList;
  wanted: Wanted;
  want: (wanted: Wanted) => void;
  choose: (card: ScenarioCard) => void;
  settings: () => void;
  practice: () => void;
  drills: () => void;
  visit: () => void;
}

/** Who is there to talk to: one board a scenario. */
export function ListScreen({ list, wanted, want, choose, settings, practice, drills, visit }: Props): JSX.Element {
  const { scenarios, errors } = list;
  const found = find(scenarios, wanted, language);
  return (
    <main class="page list">
      <header class="masthead">
        <Joint fits size={44} />
        <div>
          <p class="wordmark">{t.app.name}</p>
          <p class="motto">{t.app.motto}</p>
        </div>
        <nav>
          <button class="icon" type="button" aria-label={t.practice.title} onClick={practice}>
            <Bench />
          </button>
          <button class="icon" type="button" aria-label={t.settings.title} onClick={settings}>
            <Gear />
          </button>
        </nav>
      </header>
      <h1>{t.list.title}</h1>
      <div class="doors">
        {scenarios.length > 0 && <DoorTo name={t.visit.button} icon={<Door />} go={visit} />}
        <DoorTo name={t.drill.door} icon={<Doubt />} go={drills} />
      </div>
      {scenarios.length > 0 ? <Finder wanted={wanted} want={want} /> : <p>{t.list.none}</p>}
      <div role="status" class="nothing">
        {scenarios.length > 0 && found.length === 0 && (
          <>
            <p>{t.find.nothing}</p>
            <button class="button" type="button" onClick={() => want(ANYTHING)}>
              {t.find.everything}
            </button>
          </>
        )}
      </div>
      <ul class="cards">
        {found.map((card) => (
          <li key={card.id}>
            <Card card={card} choose={choose} />
          </li>
        ))}
      </ul>
      {errors.length > 0 && <Broken errors={errors} />}
    </main>
  );
}

function DoorTo({ name, icon, go }: { name: string; icon: JSX.Element; go: () => void }): JSX.Element {
  return (
    <button class="door" type="button" onClick={go}>
      {icon}
      {name}
    </button>
  );
}

const MINUTES = ["any", "3", "4", "5"] as const;
const LEVELS = ["any", "easy", "normal", "hard"] as const;

function Finder({ wanted, want }: Pick<Props, "wanted" | "want">): JSX.Element {
  const isNarrow = wanted.minutes !== null || wanted.level !== null;
  const [open, unfold] = useState(isNarrow);
  const minutes = Object.fromEntries(MINUTES.map((n) => [n, n === "any" ? t.find.any : t.find.upTo(Number(n))]));
  return (
    <search class="finder">
      <div class="words">
        <label>
          <Search />
          <span class="hidden-label">{t.find.words}</span>
          <input
            type="search"
            enterkeyhint="search"
            placeholder={t.find.words}
            value={wanted.words}
            onInput={(event) => want({ ...wanted, words: event.currentTarget.value })}
          />
        </label>
        <button
          class={`icon ${isNarrow ? "on" : ""}`}
          type="button"
          aria-label={t.find.narrow}
          aria-expanded={open}
          onClick={() => unfold(!open)}
        >
          <Funnel />
        </button>
      </div>
      {open && (
        <>
          <Choice
            name="minutes"
            label={t.find.minutes}
            words={minutes as Record<(typeof MINUTES)[number], string>}
            options={MINUTES}
            chosen={MINUTES.find((n) => Number(n) === wanted.minutes) ?? "any"}
            choose={(n) => want({ ...wanted, minutes: n === "any" ? null : Number(n) })}
          />
          <Choice
            name="hardness"
            label={t.find.level}
            words={{ any: t.find.any, ...t.brief.levels }}
            options={LEVELS}
            chosen={wanted.level ?? "any"}
            choose={(level) => want({ ...wanted, level: level === "any" ? null : (level as Difficulty) })}
          />
        </>
      )}
    </search>
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
