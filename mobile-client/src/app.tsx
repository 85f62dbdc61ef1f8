import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { forgetAll, forgetRest, noteSession } from "./kept/forget";
import { sayParked, saidParked } from "./kept/parked";
import { type Talk, keepTalk, readTalks } from "./kept/practice";
import { type Settings, keepSettings, readSettings } from "./kept/settings";
import { shelf } from "./kept/shelf";
import { BriefScreen } from "./screens/brief";
import { CritiqueScreen } from "./screens/critique";
import { ListScreen } from "./screens/list";
import { ParkedScreen } from "./screens/parked";
import { PracticeScreen } from "./screens/practice";
import { SettingsScreen } from "./screens/settings";
import { TalkScreen } from "./screens/talk";
import { ANYTHING, type Wanted } from "./session/find";
import { TalkSession } from "./session/talk";
import { t } from "./strings";
import { dress } from "./ui/appearance";
import { FailureCard } from "./ui/failure";
import { later } from "./ui/later";
import { type Link, linkTo, token } from "./wire/access";
import type { Critique, Difficulty, ScenarioCard, ScenarioList } from "./wire/events";
import { HttpError, fetchScenarios, removeSession } from "./wire/http";

const ShareScreen = later(async () => (await import("./screens/share")).ShareScreen);

type Room =
  | { at: "loading" | "list" | "practice" | "settings" }
  | { at: "failed"; code: string }
  | { at: "brief" | "share" | "parked"; card: ScenarioCard }
  | { at: "talk"; card: ScenarioCard; session: TalkSession }
  | { at: "critique"; card: ScenarioCard; critique: Critique }
  | { at: "report"; talk: Talk };

/** Which screen, and the way from one to the next. */
export function App({ link }: { link: Link }): JSX.Element {
  const [room, enter] = useState<Room>({ at: "loading" });
  const [list, keepList] = useState<ScenarioList>({ scenarios: [], errors: [] });
  const [wanted, want] = useState<Wanted>(ANYTHING);
  const [difficulty, setDifficulty] = useState<Difficulty>("normal");
  const [settings, setSettings] = useState<Settings>(() => readSettings(shelf()));

  const change = (changed: Partial<Settings>): void => {
    const now = { ...settings, ...changed };
    keepSettings(shelf(), now);
    dress(now, document.documentElement);
    setSettings(now);
  };
  const forget = async (): Promise<boolean> => {
    const there = await forgetAll(shelf(), removeSession);
    const fresh = readSettings(shelf());
    dress(fresh, document.documentElement);
    setSettings(fresh);
    return there;
  };
  const brief = (card: ScenarioCard): void => {
    const asked = wanted.level && card.difficulty_levels.includes(wanted.level) ? wanted.level : null;
    setDifficulty(asked ?? card.default_difficulty);
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
      void forgetRest(shelf(), removeSession);
    } catch (cause) {
      enter({ at: "failed", code: codeOf(cause) });
    }
  };
  // The session is made in the tap itself, not after a render: iOS ties the sound to it.
  const talk = (card: ScenarioCard): void => {
    const { way, patience } = settings;
    const session = new TalkSession({ scenario: card.id, difficulty, seed: link.seed, way, patience });
    enter({ at: "talk", card, session });
  };
  const start = (card: ScenarioCard): void => {
    if (saidParked(shelf(), new Date())) talk(card);
    else enter({ at: "parked", card });
  };
  const done = (card: ScenarioCard, { view }: TalkSession): void => {
    const critique = view.critique!;
    const { id: scenario, title, minutes, persona } = card;
    const session = view.scenario?.session_id ?? "";
    const { won } = critique;
    keepTalk(shelf(), { session, scenario, title, name: persona.name, minutes, at: Date.now(), won, critique });
    enter({ at: "critique", card, critique });
  };
  const toList = (): void => enter({ at: "list" });
  const toPractice = (): void => enter({ at: "practice" });

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
      return (
        <ListScreen
          list={list}
          wanted={wanted}
          want={want}
          choose={brief}
          settings={() => enter({ at: "settings" })}
          practice={toPractice}
        />
      );
    case "settings":
      return <SettingsScreen settings={settings} change={change} forget={forget} back={toList} />;
    case "practice":
      return (
        <PracticeScreen
          talks={readTalks(shelf())}
          cards={list.scenarios}
          choose={brief}
          report={(talk) => enter({ at: "report", talk })}
          back={toList}
        />
      );
    case "report": {
      const { critique, name, scenario } = room.talk;
      const card = list.scenarios.find(({ id }) => id === scenario);
      const again = card ? () => brief(card) : toList;
      return <CritiqueScreen critique={critique} name={name} again={again} leave={toPractice} />;
    }
    case "share": {
      const { card } = room;
      const address = linkTo(location.href, card.id, token());
      return <ShareScreen link={address} title={card.title} back={() => brief(card)} />;
    }
    case "parked": {
      const { card } = room;
      const yes = (): void => {
        sayParked(shelf(), new Date());
        talk(card);
      };
      return <ParkedScreen yes={yes} no={() => enter({ at: "brief", card })} />;
    }
    case "brief":
      return (
        <BriefScreen
          card={room.card}
          difficulty={difficulty}
          setDifficulty={setDifficulty}
          way={settings.way}
          setWay={(way) => change({ way })}
          start={() => start(room.card)}
          share={() => enter({ at: "share", card: room.card })}
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
          opened={(id) => noteSession(shelf(), id)}
          report={leaving(() => done(card, session))}
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

function codeOf(cause: unknown): string {
  if (!(cause instanceof HttpError)) return "unreachable";
  return cause.failure === "token" ? "token-needed" : cause.failure === "server" ? "not-ready" : "unreachable";
}
