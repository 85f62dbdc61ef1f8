import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../strings";
import { Save } from "../ui/icons";
import { fetchReport } from "../wire/http";

/** One page with all of it, to keep or to give away; nothing leaves the phone before this is tapped. */
export function SaveReport({ session }: { session: string }): JSX.Element {
  const [state, turn] = useState<"ready" | "saving" | "failed">("ready");
  const save = async (): Promise<void> => {
    turn("saving");
    try {
      hand(await fetchReport(session), `${session}.html`);
      turn("ready");
    } catch {
      turn("failed");
    }
  };
  return (
    <div class="save">
      <button class="button" type="button" disabled={state === "saving"} onClick={() => void save()}>
        <Save /> {state === "saving" ? t.critique.saving : t.critique.save}
      </button>
      {state === "failed" && <p role="alert">{t.critique.notSaved}</p>}
    </div>
  );
}

/** Give the page to the phone as a file. */
function hand(page: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(page);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
