import type { Settings } from "../kept/settings";
import { language, languageFor, speak, t } from "../strings";

/** Put the learner's language and theme on the page; before the first drawing and after every change. */
export function dress(settings: Pick<Settings, "language" | "theme">, root: HTMLElement): void {
  speak(settings.language === "auto" ? languageFor(navigator.languages) : settings.language);
  root.lang = language;
  if (settings.theme === "auto") delete root.dataset["theme"];
  else root.dataset["theme"] = settings.theme;
  document.title = t.app.name;
  const ground = getComputedStyle(root).backgroundColor;
  if (ground) for (const meta of metas()) meta.content = ground;
}

function metas(): HTMLMetaElement[] {
  return [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
}
