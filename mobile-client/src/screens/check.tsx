import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CheckView, MicrophoneCheck } from "../session/check";
import type { Heard } from "../session/hearing";
import { t } from "../strings";
import { FailurePage } from "../ui/failure";
import { Cross, Dash, Ear, Microphone, Tick } from "../ui/icons";
import { PageHead } from "../ui/page-head";
import { MARKS, share } from "../ui/scale";
import { useStore } from "../ui/use";

interface Props {
  check: MicrophoneCheck;
  again: () => void;
  /** Into the talk that it was checked for; null where there is none. */
  start: (() => void) | null;
  back: () => void;
}

/** How well the microphone hears: in words, on a meter, and to listen to. */
export function CheckScreen({ check, again, start, back }: Props): JSX.Element {
  useStore(check);
  const { view } = check;
  if (view.at === "failed") {
    return (
      <FailurePage notice={{ code: `microphone-${view.failure}`, message: "" }}>
        <button class="button main" type="button" onClick={again}>
          {t.failure.again}
        </button>
        <button class="button" type="button" onClick={back}>
          {t.app.back}
        </button>
      </FailurePage>
    );
  }
  return (
    <main class="page brief check" data-at={view.at} data-heard={view.heard}>
      <PageHead title={t.check.title} back={back} />
      <Verdict view={view} />
      <Meter check={check} />
      <dl class="numbers">
        {view.name && (
          <div>
            <dt>{t.check.microphone}</dt>
            <dd>{view.name}</dd>
          </div>
        )}
        <div>
          <dt>
            <span class="swatch" aria-hidden="true" /> {t.check.place}
          </dt>
          <dd>{view.place ? t.check.places[view.place] : "…"}</dd>
        </div>
      </dl>
      {view.at === "stopped" ? (
        <button class="button" type="button" onClick={again}>
          <Microphone /> {t.check.again}
        </button>
      ) : (
        <button class="button" type="button" aria-disabled={view.at !== "listening"} onClick={() => check.repeat()}>
          <Ear /> {t.check.repeat}
        </button>
      )}
      <p class="kept-note">{t.check.kept}</p>
      {start && (
        <div class="foot">
          <button class="button main" type="button" onClick={start}>
            <Microphone /> {t.brief.start}
          </button>
        </div>
      )}
    </main>
  );
}

const SIGNS: Record<Heard, () => JSX.Element> = {
  waiting: Microphone,
  nothing: Cross,
  faint: Dash,
  drowned: Dash,
  good: Tick,
  loud: Dash,
};

/** What is heard, and what would help. */
function Verdict({ view }: { view: CheckView }): JSX.Element {
  const { at, heard, place } = view;
  // A voice that drowns may never be told from the place.
  const help = heard === "waiting" && place === "loud" ? t.check.help.drowned : t.check.help[heard];
  const step = at === "listening" ? null : t.check.steps[at as keyof typeof t.check.steps];
  const Sign = SIGNS[at === "recording" || at === "listening" ? heard : "waiting"];
  return (
    <div class="heard" data-heard={step ? "" : heard} role="status">
      <span class="sign">
        <Sign />
      </span>
      <p class="word">{step?.word ?? t.check.heard[heard]}</p>
      <p class="help">{step?.help ?? help}</p>
    </div>
  );
}

/** The bar is drawn straight into the page, as the living shape is; words and marks say what it means. */
function Meter({ check }: { check: MicrophoneCheck }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    let shown = 0;
    const draw = (): void => {
      const { now_dbfs, place_dbfs } = check.levels();
      // Up at once, down as a needle falls: a syllable can be seen.
      shown = Math.max(share(now_dbfs), shown - 0.02);
      root.current!.style.setProperty("--now", shown.toFixed(3));
      root.current!.style.setProperty("--place", share(place_dbfs).toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [check]);
  return (
    <div class="meter" style={{ "--faint": MARKS.faint, "--loud": MARKS.loud }} ref={root} aria-hidden="true">
      <div class="bar">
        <div class="now" />
        <div class="place" />
      </div>
      <p class="zones">
        <span>{t.check.zones.faint}</span>
        <span>{t.check.zones.good}</span>
        <span>{t.check.zones.loud}</span>
      </p>
    </div>
  );
}
