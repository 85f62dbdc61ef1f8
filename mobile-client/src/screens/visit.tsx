import type { JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { VisitTold } from "../session/visit";
import { t } from "../strings";
import { Microphone, Pen, Stop, Tick } from "../ui/icons";
import { LivingShape } from "../ui/living-shape";
import { PageHead } from "../ui/page-head";
import { useStore } from "../ui/use";
import type { ScenarioCard } from "../wire/events";
import type { VisitMade } from "../wire/visits";

interface Props {
  told: VisitTold;
  /** Typing alone: no microphone. */
  text: boolean;
  choose: (card: ScenarioCard) => void;
  back: () => void;
}

/** The visit that is coming: said or typed, understood, and the talk that is nearest to it. */
export function VisitScreen({ told, text, choose, back }: Props): JSX.Element {
  useStore(told);
  const { view } = told;
  useEffect(() => window.scrollTo(0, 0), [view.at]);
  switch (view.at) {
    case "asking":
      return <Ask told={told} text={text} failure={view.failure} back={back} />;
    case "opening":
    case "listening":
    case "working":
      return <Listen told={told} at={view.at} />;
    case "nothing-near":
      return (
        <main class="page visit">
          <PageHead title={t.visit.nothing} back={() => told.change()} />
          <Said told={told} />
          <p class="lead">{t.visit.nothingNote}</p>
          <Others cards={view.refused.nearest} told={told} />
        </main>
      );
    case "understood":
      return <Understood told={told} made={view.made} choose={choose} />;
  }
}

function Ask({ told, text, failure, back }: Omit<Props, "choose"> & { failure: string }): JSX.Element {
  const [typed, type] = useState(told.text);
  const go = (): void => {
    if (typed.trim() !== "") told.find(typed.trim());
  };
  return (
    <main class="page visit">
      <PageHead title={t.visit.button} back={back} />
      <p class="lead">{t.visit.ask}</p>
      <p class="example">{t.visit.example}</p>
      {failure && (
        <p class="notice" role="alert">
          {t.visit.failures[failure] ?? t.failure.texts[failure] ?? t.visit.failures["other"]}
        </p>
      )}
      {!text && (
        <button class="button main" type="button" onClick={() => told.listen()}>
          <Microphone /> {t.visit.say}
        </button>
      )}
      <form
        class="typed"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <label>
          <span class="label">{text ? t.visit.type : t.visit.orType}</span>
          <textarea
            rows={3}
            maxLength={400}
            enterkeyhint="go"
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              go();
            }}
          />
        </label>
        <button class={`button ${text ? "main" : ""}`} type="submit" aria-disabled={typed.trim() === ""}>
          <Pen /> {t.visit.find}
        </button>
      </form>
      <p class="kept-note">{t.visit.kept}</p>
    </main>
  );
}

const TURNS = { opening: "opening", listening: "hearing", working: "thinking" } as const;

function Listen({ told, at }: { told: VisitTold; at: keyof typeof TURNS }): JSX.Element {
  const words = { opening: t.talk.opening, listening: t.talk.states.hearing, working: t.visit.working };
  const levels = useCallback(() => ({ learner: told.level(), persona: 0 }), [told]);
  return (
    <main class="talk tells" data-turn={TURNS[at]}>
      <h1 class="hidden-label">{t.visit.button}</h1>
      <p class="lead">{t.visit.ask}</p>
      <div class="stage">
        <LivingShape
          turn={TURNS[at]}
          won={false}
          them={t.visit.who}
          you={t.talk.you}
          levels={levels}
        />
      </div>
      <p class="state" role="status">
        {words[at]}
      </p>
      <div class="controls">
        <button class="button" type="button" onClick={() => told.change()}>
          {t.visit.cancel}
        </button>
        {at === "listening" && (
          <button class="button main" type="button" onClick={() => told.finish()}>
            <Stop /> {t.visit.stop}
          </button>
        )}
      </div>
    </main>
  );
}

function Understood({ told, made, choose }: { told: VisitTold; made: VisitMade; choose: Props["choose"] }): JSX.Element {
  const { name, worry, scenario } = made;
  const titled = { ...scenario, title: t.visit.titled(name), ...(name && { met: name }) };
  return (
    <main class="page brief visit">
      <PageHead title={t.visit.titled(name)} back={() => told.change()} />
      <Said told={told} />
      <div class="board them" lang={scenario.language}>
        <p class="label">{t.visit.playedBy(name)}</p>
        <h2>{scenario.persona.name}</h2>
        <p>{scenario.persona.role}</p>
      </div>
      <div class="sheet">
        <h2 class="label">{t.visit.worry}</h2>
        <p class="role">{worry.text || t.visit.noWorry}</p>
        {worry.text && <p>{t.visit.becomes[worry.becomes]}</p>}
        <h2 class="label">{t.visit.like}</h2>
        <p lang={scenario.language}>{made.like.title}</p>
      </div>
      {name && <p class="kept-note">{t.visit.nameHere(name)}</p>}
      {made.left_out.length > 0 && <p class="kept-note">{t.visit.leftOut}</p>}
      {made.others.length > 0 && (
        <section>
          <h2>{t.visit.others}</h2>
          <Others cards={made.others} told={told} />
        </section>
      )}
      <div class="foot">
        <button class="button main" type="button" onClick={() => choose(titled)}>
          <Tick /> {t.visit.goOn}
        </button>
      </div>
    </main>
  );
}

function Said({ told }: { told: VisitTold }): JSX.Element {
  return (
    <div class="said">
      <blockquote>
        <mark>{told.text}</mark>
      </blockquote>
      <button class="quiet" type="button" onClick={() => told.change()}>
        <Pen /> {t.visit.change}
      </button>
    </div>
  );
}

function Others({ cards, told }: { cards: readonly ScenarioCard[]; told: VisitTold }): JSX.Element {
  return (
    <ul class="talks others">
      {cards.map((card) => (
        <li key={card.id} lang={card.language}>
          <button type="button" onClick={() => told.find(told.text, card.id)}>
            <span>
              <span class="name">{card.title}</span>
              <span>
                {card.persona.name}, {card.persona.role}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
