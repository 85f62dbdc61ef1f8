import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { OPTIONS, type Settings } from "../kept/settings";
import { t } from "../strings";
import { Choice, Switch } from "../ui/choice";
import { Microphone } from "../ui/icons";
import { PageHead } from "../ui/page-head";

interface Props {
  settings: Settings;
  change: (changed: Partial<Settings>) => void;
  /** Delete everything; whether the computer did so too. */
  forget: () => Promise<boolean>;
  check: () => void;
  back: () => void;
}

/** Everything that can be set, and what is kept. */
export function SettingsScreen({ settings, change, forget, check, back }: Props): JSX.Element {
  const choices = { language: "languages", theme: "themes", way: "ways", patience: "patiences", ear: "ears" } as const;
  const words = { ...t.settings, ways: t.brief.ways, way: t.brief.way };
  const choice = (name: keyof typeof choices): JSX.Element => (
    <Choice
      name={name}
      label={words[name]}
      words={words[choices[name]] as Record<string, string>}
      options={OPTIONS[name] as readonly string[]}
      chosen={settings[name]}
      choose={(option) => change({ [name]: option })}
    />
  );
  const flag = (name: "text" | "captions" | "sounds" | "vibration" | "noise" | "reads", note?: string): JSX.Element => (
    <Switch
      label={t.settings[name]}
      {...(note ? { note } : {})}
      on={settings[name]}
      turn={(on) => change({ [name]: on })}
    />
  );
  return (
    <main class="page settings">
      <PageHead title={t.settings.title} back={back} />
      {choice("language")}
      {choice("theme")}
      {choice("way")}
      {choice("patience")}
      {choice("ear")}
      <div class="switches">
        {flag("text", t.settings.textNote)}
        {flag("reads", t.settings.readsNote)}
        {flag("captions")}
        {flag("noise", t.settings.noiseNote)}
        {flag("sounds", t.settings.soundsNote)}
        {flag("vibration")}
      </div>
      <section class="kept">
        <button class="button" type="button" onClick={check}>
          <Microphone /> {t.check.title}
        </button>
      </section>
      <section class="kept">
        <h2>{t.settings.kept}</h2>
        <p>{t.settings.keptText}</p>
        <Forget forget={forget} />
      </section>
    </main>
  );
}

/** Two taps, the second one in another place, so that a glove that slips deletes nothing. */
function Forget({ forget }: { forget: () => Promise<boolean> }): JSX.Element {
  const [at, go] = useState<"rest" | "asked" | "done" | "done-here">("rest");
  if (at === "rest") {
    return (
      <button class="button alarm" type="button" onClick={() => go("asked")}>
        {t.settings.forget}
      </button>
    );
  }
  if (at === "asked") {
    return (
      <div class="ways" role="alertdialog" aria-label={t.settings.forget}>
        <p>
          <strong>{t.settings.forgetAsk}</strong>
        </p>
        <button class="button" type="button" onClick={() => go("rest")}>
          {t.settings.forgetNo}
        </button>
        <button
          class="button alarm"
          type="button"
          onClick={() => void forget().then((there) => go(there ? "done" : "done-here"))}
        >
          {t.settings.forgetYes}
        </button>
      </div>
    );
  }
  return <p role="status">{at === "done" ? t.settings.forgotten : t.settings.forgottenHere}</p>;
}
