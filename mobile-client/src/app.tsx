import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { forgetAll, forgetRest, noteSession } from "./kept/forget";
import { type DrillLeft, type Left, dropLeft, isAwaited, keepWhileAway, readLeft } from "./kept/left";
import { sayParked, saidParked } from "./kept/parked";
import { type Talk, keepTalk, readTalks } from "./kept/practice";
import { type Settings, keepSettings, readSettings } from "./kept/settings";
import { keepVisit, readVisits } from "./kept/visits";
import { shelf } from "./kept/shelf";
import type { AudioRoom } from "./audio/room";
import type { Opening } from "./wire/socket";
import { BriefScreen } from "./screens/brief";
import { CritiqueScreen } from "./screens/critique";
import { DrillScreens } from "./screens/drills";
import { LeftScreen } from "./screens/left";
import { ListScreen } from "./screens/list";
import { ParkedScreen } from "./screens/parked";
import { PracticeScreen } from "./screens/practice";
import { SettingsScreen } from "./screens/settings";
import { TalkScreen } from "./screens/talk";
import { backStep } from "./session/back";
import { MicrophoneCheck } from "./session/check";
import { VisitScreen } from "./screens/visit";
import { ANYTHING, type Wanted } from "./session/find";
import { TalkSession } from "./session/talk";
import { VisitTold } from "./session/visit";
import { t } from "./strings";
import { dress } from "./ui/appearance";
import { FailurePage } from "./ui/failure";
import { later } from "./ui/later";
import { useBack } from "./ui/use-back";
import { type Link, linkTo, token } from "./wire/access";
import type { Critique, Difficulty, ScenarioCard, ScenarioList } from "./wire/events";
import { failureCode, fetchScenarios, removeSession } from "./wire/http";

const CheckScreen = later(async () => (await import("./screens/check")).CheckScreen);
const ShareScreen = later(async () => (await import("./screens/share")).ShareScreen);

type Room =
  | { at: "loading" | "list" | "practice" | "settings" }
  | { at: "drills"; left?: DrillLeft }
  | { at: "failed"; code: string }
  | { at: "visit"; told: VisitTold }
  | { at: "brief" | "share" | "parked"; card: ScenarioCard }
  | { at: "check"; card: ScenarioCard | null; check: MicrophoneCheck }
  | { at: "left"; left: TalkBehind }
  | { at: "talk"; card: ScenarioCard; session: TalkSession; past: Past | null }
  | { at: "critique"; card: ScenarioCard; past: Past }
  | { at: "report"; talk: Talk };

type TalkBehind = Exclude<Left, DrillLeft>;

/** A session that was played, and what is known of it. */
interface Past {
  session: string;
  critique: Critique;
  /** The turn that it did again. */
  redone: number | null;
}

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
      const left = readLeft(shelf(), Date.now());
      if (left) findAgain(left);
      else if (card) brief(card);
      else if (link.drill !== null) enter({ at: "drills" });
      else enter({ at: "list" });
      void forgetRest(shelf(), removeSession);
    } catch (cause) {
      enter({ at: "failed", code: failureCode(cause) });
    }
  };
  // The session is made in the tap itself, not after a render: iOS ties the sound to it.
  const play = (card: ScenarioCard, opening: Opening, past: Past | null = null, audio: AudioRoom | null = null): void => {
    const names = card.met ? [card.met] : [];
    const choice = { ...settings, scenario: card.id, difficulty, seed: link.seed, opening, names };
    enter({ at: "talk", card, past, session: new TalkSession(choice, audio) });
  };
  /** A talk that was left: in writing it goes on by itself, to be heard it takes a tap. */
  const findAgain = (left: Left): void => {
    if (left.set) enter({ at: "drills", left });
    else if (left.choice.text && isAwaited(left, Date.now())) goBack(left);
    else enter({ at: "left", left });
  };
  const goBack = (left: TalkBehind): void => {
    enter({ at: "talk", card: left.card, past: pastOf(left), session: new TalkSession(left.choice, null, left) });
  };
  /** See how it went, whether or not it has ended meanwhile. */
  const finishLeft = (left: TalkBehind): void => {
    const { card } = left;
    const past = pastOf(left);
    dropLeft(shelf());
    if (past) return enter({ at: "critique", card, past });
    const session = new TalkSession({ ...left.choice, text: true }, null, left);
    session.finish();
    enter({ at: "talk", card, past, session });
  };
  const talk = (card: ScenarioCard): void => play(card, { kind: "talk" });
  const start = (card: ScenarioCard): void => {
    if (saidParked(shelf(), new Date())) talk(card);
    else enter({ at: "parked", card });
  };
  /** After a session: the moment that is wanted again, the debrief, or the critique; with no tap between. */
  const goOn = (card: ScenarioCard, session: TalkSession, before: Past | null): void => {
    const { critique, redo } = session.view;
    const past = session.opening.kind === "debrief" || !critique ? before : keep(card, session, critique);
    if (redo) return play(card, { kind: "redo", ...redo }, past, session.handOver());
    if (session.leadsToDebrief) {
      return play(card, { kind: "debrief", session: session.played }, past, session.handOver());
    }
    session.close();
    enter(past ? { at: "critique", card, past } : { at: "list" });
  };
  const toList = (): void => enter({ at: "list" });
  /** From a brief, or from the settings. */
  const checkFor = (card: ScenarioCard | null): void => {
    enter({ at: "check", card, check: new MicrophoneCheck(settings.ear) });
  };
  const leaveCheck = (card: ScenarioCard | null, check: MicrophoneCheck): void => {
    check.close();
    enter(card ? { at: "brief", card } : { at: "settings" });
  };
  const toPractice = (): void => enter({ at: "practice" });

  const backFrom = (session: TalkSession): void => {
    const step = backStep(session.view, session.inWriting);
    if (step === "pause") return session.hold(true);
    if (step === "finish") return session.finish();
    session.close();
    toList();
  };
  /** The way back from a screen, for the phone's own button; a talk is paused by it, and finished by a second press. */
  const back = (): (() => void) | null | undefined => {
    switch (room.at) {
      case "loading":
        return undefined;
      case "failed":
      case "list":
      case "left":
        return null;
      case "report":
        return toPractice;
      case "share":
      case "parked":
        return () => enter({ at: "brief", card: room.card });
      case "check":
        return () => leaveCheck(room.card, room.check);
      case "talk":
        return () => backFrom(room.session);
      default:
        return toList;
    }
  };
  useBack(back());
  useEffect(() => void load(), []);
  useEffect(() => window.scrollTo(0, 0), [room.at]);
  useEffect(() => (room.at === "talk" ? keepWhileAway(shelf(), room.session, { card: room.card }) : undefined), [room]);

  switch (room.at) {
    case "loading":
      return <main class="page loading">{t.list.loading}</main>;
    case "failed":
      return (
        <FailurePage notice={{ code: room.code, message: "" }}>
          <button class="button main" type="button" onClick={() => void load()}>
            {t.list.again}
          </button>
        </FailurePage>
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
          drills={() => enter({ at: "drills" })}
          visit={() => enter({ at: "visit", told: new VisitTold() })}
        />
      );
    case "drills":
      return <DrillScreens settings={settings} seed={link.seed} named={link.drill} left={room.left} back={toList} />;
    case "visit": {
      const { told } = room;
      const leaving = (next: () => void): void => {
        told.close();
        next();
      };
      const choose = (card: ScenarioCard): void => {
        keepVisit(shelf(), card);
        brief(card);
      };
      return (
        <VisitScreen
          told={told}
          text={settings.text}
          choose={(card) => leaving(() => choose(card))}
          back={() => leaving(toList)}
        />
      );
    }
    case "settings":
      return (
        <SettingsScreen
          settings={settings}
          change={change}
          forget={forget}
          check={() => checkFor(null)}
          back={toList}
        />
      );
    case "check": {
      const { card, check } = room;
      const leaving = (next: () => void) => (): void => {
        check.close();
        next();
      };
      return (
        <CheckScreen
          check={check}
          again={leaving(() => checkFor(card))}
          start={card && leaving(() => start(card))}
          back={() => leaveCheck(card, check)}
        />
      );
    }
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
      const { critique, name, scenario, session } = room.talk;
      const card = [...list.scenarios, ...readVisits(shelf())].find(({ id }) => id === scenario);
      const past = { session, critique, redone: null };
      return (
        <CritiqueScreen
          {...past}
          name={name}
          redo={(turn) => (card ? play(card, { kind: "redo", session, turn }, past) : toList())}
          debrief={() => (card ? play(card, { kind: "debrief", session }, past) : toList())}
          again={card ? () => brief(card) : toList}
          leave={toPractice}
        />
      );
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
    case "left": {
      const { left } = room;
      return <LeftScreen left={left} goOn={() => goBack(left)} finish={() => finishLeft(left)} />;
    }
    case "brief":
      return (
        <BriefScreen
          card={room.card}
          model={list.language_model}
          difficulty={difficulty}
          setDifficulty={setDifficulty}
          text={settings.text}
          reads={settings.reads}
          way={settings.way}
          setWay={(way) => change({ way })}
          start={() => start(room.card)}
          check={() => checkFor(room.card)}
          share={() => enter({ at: "share", card: room.card })}
          back={toList}
        />
      );
    case "talk": {
      const { card, session, past } = room;
      const leaving = (next: () => void) => (): void => {
        session.close();
        next();
      };
      return (
        <TalkScreen
          key={session.opening.kind + session.born}
          session={session}
          name={card.persona.name}
          captions={settings.captions}
          opened={(id) => session.opening.kind !== "debrief" && noteSession(shelf(), id)}
          report={() => goOn(card, session, past)}
          again={leaving(() => talk(card))}
          leave={leaving(toList)}
        />
      );
    }
    case "critique": {
      const { card, past } = room;
      const { session } = past;
      return (
        <CritiqueScreen
          {...past}
          name={card.persona.name}
          redo={(turn) => play(card, { kind: "redo", session, turn }, past)}
          debrief={() => play(card, { kind: "debrief", session }, past)}
          again={() => talk(card)}
          leave={toList}
        />
      );
    }
  }
}

/** The session that a debrief which was left looks back on; null of any other talk, or where it is not kept here. */
function pastOf({ choice: { opening } }: Left): Past | null {
  if (opening.kind !== "debrief") return null;
  const talk = readTalks(shelf()).find(({ session }) => session === opening.session);
  return talk ? { session: talk.session, critique: talk.critique, redone: null } : null;
}

/** Keep a talk on the phone, with what it can be done again from. */
function keep(card: ScenarioCard, talk: TalkSession, critique: Critique): Past {
  const { id: scenario, title, minutes, persona } = card;
  const { opening, played: session } = talk;
  const { won } = critique;
  keepTalk(shelf(), { session, scenario, title, name: persona.name, minutes, at: Date.now(), won, critique });
  return { session, critique, redone: opening.kind === "redo" ? opening.turn : null };
}
