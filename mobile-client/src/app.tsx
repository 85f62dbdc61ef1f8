import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { BriefScreen } from "./screens/brief";
import { CritiqueScreen } from "./screens/critique";
import { ListScreen } from "./screens/list";
import { TalkScreen } from "./screens/talk";
import { type TurnTaking, rememberWay, rememberedWay } from "./session/button";
import { TalkSession } from "./session/talk";
import { t } from "./strings";
import { FailureCard } from "./ui/failure";
import type { Critique, Difficulty, ScenarioCard, ScenarioList } from "./wire/events";
import type { Link } from "./wire/access";
import { HttpError, fetchScenarios } from "./wire/http";

type Room =
  | { at: "loading" }
  | { at: "failed"; code: string }
  | { at: "list" }
  | { at: "brief"; card: ScenarioCard }
  | { at: "talk"; card: ScenarioCard; session: TalkSession }
  | { at: "critique"; card: ScenarioCard; critique: Critique };

/** Which screen, and the way from one to the next. */
export function App({ link }: { link: Link }): JSX.Element {
  const [room, enter] = useState<Room>({ at: "loading" });
  const [list, keepList] = useState<ScenarioList>({ scenarios: [], errors: [] });
  const [difficulty, setDifficulty] = useState<Difficulty>("normal");

  const [way, setWay] = useState<TurnTaking>(() => rememberedWay(storage()));
  const chooseWay = (chosen: TurnTaking): void => {
    rememberWay(storage(), chosen);
    setWay(chosen);
  };

  const brief = (card: ScenarioCard): void => {
    setDifficulty(card.default_difficulty);
    enter({ at: "brief", card });
  };
  const load = async (): Promise<void> => {
    enter({ at: "loading" });
    try {
      const found = await fetchScenarios();
      keepList(found);
      const card = found.scenarios.find(({ id }) => id === link.scenario);
      if (card) brief(card);
      else enter({ at: "list" });
    } catch (cause) {
      enter({ at: "failed", code: codeOf(cause) });
    }
  };
  // The session is made in the tap itself, not after a render: iOS ties the sound to it.
  const talk = (card: ScenarioCard): void => {
    const session = new TalkSession({ scenario: card.id, difficulty, seed: link.seed, way });
    enter({ at: "talk", card, session });
  };
  const toList = (): void => enter({ at: "list" });

  useEffect(() => void load(), []);
  useEffect(() => window.scrollTo(0, 0), [room.at]);

  switch (room.at) {
    case "loading":
      return <main class="page loading">{t.list.loading}</main>;
    case "failed":
      return (
        <main class="page talk-failed">
          <FailureCard notice={{ code: room.code, message: "" }}>
            <button class="button main" type="button" onClick={() => void load()}>
              {t.list.again}
            </button>
          </FailureCard>
        </main>
      );
    case "list":
      return <ListScreen list={list} choose={brief} />;
    case "brief":
      return (
        <BriefScreen
          card={room.card}
          difficulty={difficulty}
          setDifficulty={setDifficulty}
          way={way}
          setWay={chooseWay}
          start={() => talk(room.card)}
          back={toList}
        />
      );
    case "talk": {
      const { card, session } = room;
      const leaving = (next: () => void) => (): void => {
        session.close();
        next();
      };
      return (
        <TalkScreen
          session={session}
          name={card.persona.name}
          report={leaving(() => enter({ at: "critique", card, critique: session.view.critique! }))}
          again={leaving(() => talk(card))}
          leave={leaving(toList)}
        />
      );
    }
    case "critique":
      return (
        <CritiqueScreen
          critique={room.critique}
          name={room.card.persona.name}
          again={() => talk(room.card)}
          leave={toList}
        />
      );
  }
}

function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof HttpError)) return "unreachable";
  return cause.failure === "token" ? "token-needed" : cause.failure === "server" ? "not-ready" : "unreachable";
}
