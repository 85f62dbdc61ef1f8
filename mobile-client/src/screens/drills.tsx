import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { keepScores, keptScores, learnerKey } from "../kept/drills";
import { noteSession } from "../kept/forget";
import { type DrillLeft, isAwaited, keepWhileAway } from "../kept/left";
import { sayParked, saidParked } from "../kept/parked";
import type { Settings } from "../kept/settings";
import { shelf } from "../kept/shelf";
import { TalkSession } from "../session/talk";
import { t } from "../strings";
import { Choice } from "../ui/choice";
import { FailurePage } from "../ui/failure";
import { Microphone, Pen } from "../ui/icons";
import { PageHead } from "../ui/page-head";
import type { DrillCard, DrillList, DrillResult } from "../wire/drill";
import { fetchDrills, failureCode } from "../wire/http";
import { DrillListScreen, checkedWords, titleOf } from "./drill-list";
import { DrillResultScreen } from "./drill-result";
import { DrillTalkScreen } from "./drill-talk";
import { LeftScreen } from "./left";
import { ParkedScreen } from "./parked";

type Room =
  | { at: "loading" | "list" }
  | { at: "failed"; code: string }
  | { at: "brief" | "parked"; card: DrillCard }
  | { at: "left"; left: DrillLeft }
  | { at: "talk"; card: DrillCard; session: TalkSession }
  | { at: "result"; card: DrillCard; result: DrillResult };

const LENGTHS = ["4", "6", "10"] as const;
type Length = (typeof LENGTHS)[number];

/** Calibration practice: from the list of sets to the dial. */
export function DrillScreens(props: {
  settings: Settings;
  seed: string | null;
  /** The set that a link names. */
  named: string | null;
  /** The drill that this phone went away from. */
  left: DrillLeft | undefined;
  back: () => void;
}): JSX.Element {
  const { settings, seed, left } = props;
  const [room, enter] = useState<Room>({ at: "loading" });
  const [list, keepList] = useState<DrillList>({ drills: [], errors: [] });
  const [length, setLength] = useState<Length>("10");
  const load = async (): Promise<void> => {
    enter({ at: "loading" });
    try {
      const found = await fetchDrills();
      keepList(found);
      const card = found.drills.find(({ id }) => id === props.named);
      if (left) findAgain(left);
      else enter(card ? { at: "brief", card } : { at: "list" });
    } catch (cause) {
      enter({ at: "failed", code: failureCode(cause) });
    }
  };
  // The session is made in the tap itself, not after a render: iOS ties the sound to it.
  const play = (card: DrillCard): void => {
    const opening = { kind: "drill", set: card.id, items: Number(length), learner: learnerKey(shelf()) } as const;
    const choice = { ...settings, scenario: "", difficulty: "normal", seed, opening, names: [] } as const;
    enter({ at: "talk", card, session: new TalkSession(choice) });
  };
  /** In writing it goes on by itself, to be heard it takes a tap. */
  const findAgain = (left: DrillLeft): void => {
    if (left.choice.text && isAwaited(left, Date.now())) goBack(left);
    else enter({ at: "left", left });
  };
  const goBack = (left: DrillLeft): void => {
    enter({ at: "talk", card: left.set, session: new TalkSession(left.choice, null, left) });
  };
  /** See how it went, whether or not it has ended meanwhile. */
  const finishLeft = (left: DrillLeft): void => {
    const session = new TalkSession({ ...left.choice, text: true }, null, left);
    session.finish();
    enter({ at: "talk", card: left.set, session });
  };
  const start = (card: DrillCard): void => {
    if (saidParked(shelf(), new Date())) play(card);
    else enter({ at: "parked", card });
  };
  const toList = (): void => enter({ at: "list" });

  useEffect(() => void load(), []);
  useEffect(() => window.scrollTo(0, 0), [room.at]);
  useEffect(() => {
    if (room.at !== "talk") return;
    const { session, card: set } = room;
    const end = keepWhileAway(shelf(), session, { set });
    return () => {
      end();
      session.close(); // the phone's Back button leads away too
    };
  }, [room]);

  switch (room.at) {
    case "loading":
      return <main class="page loading">{t.list.loading}</main>;
    case "failed":
      return (
        <FailurePage notice={{ code: room.code, message: "" }}>
          <button class="button main" type="button" onClick={() => void load()}>
            {t.list.again}
          </button>
          <button class="button" type="button" onClick={props.back}>
            {t.app.back}
          </button>
        </FailurePage>
      );
    case "list":
      return (
        <DrillListScreen
          list={list}
          scores={keptScores(shelf())}
          choose={(card) => enter({ at: "brief", card })}
          back={props.back}
        />
      );
    case "brief":
      return (
        <Brief card={room.card} text={settings.text} length={length} setLength={setLength} start={start} back={toList} />
      );
    case "parked": {
      const { card } = room;
      const yes = (): void => {
        sayParked(shelf(), new Date());
        play(card);
      };
      return <ParkedScreen yes={yes} no={() => enter({ at: "brief", card })} />;
    }
    case "left":
      return <LeftScreen left={room.left} goOn={() => goBack(room.left)} finish={() => finishLeft(room.left)} />;
    case "talk": {
      const { card, session } = room;
      const leaving = (next: () => void) => (): void => {
        session.close();
        next();
      };
      return (
        <DrillTalkScreen
          key={session.born}
          session={session}
          captions={settings.captions}
          opened={(id) => noteSession(shelf(), id)}
          done={(result) => {
            keepScores(shelf(), result.all);
            leaving(() => enter({ at: "result", card, result }))();
          }}
          again={leaving(() => play(card))}
          leave={leaving(toList)}
        />
      );
    }
    case "result":
      return <DrillResultScreen result={room.result} again={() => play(room.card)} leave={toList} />;
  }
}

/** What comes, in the time it takes to read it standing. */
function Brief(props: {
  card: DrillCard;
  text: boolean;
  length: Length;
  setLength: (length: Length) => void;
  start: (card: DrillCard) => void;
  back: () => void;
}): JSX.Element {
  const { card, text } = props;
  return (
    <main class="page brief drill-brief">
      <PageHead title={titleOf(card)} back={props.back} />
      <p class="unchecked">{checkedWords(card)}</p>
      <Choice
        name="length"
        label={t.drill.length}
        words={Object.fromEntries(LENGTHS.map((n) => [n, n])) as Record<Length, string>}
        options={LENGTHS}
        chosen={props.length}
        choose={props.setLength}
      />
      <p class="lead">{t.drill.lead}</p>
      <p class="lead">{t.drill.how}</p>
      <div class="foot">
        <button class="button main" type="button" onClick={() => props.start(card)}>
          {text ? <Pen /> : <Microphone />} {text ? t.drill.startWriting : t.drill.start}
        </button>
        {!text && <p class="hint">{t.brief.hint}</p>}
      </div>
    </main>
  );
}
