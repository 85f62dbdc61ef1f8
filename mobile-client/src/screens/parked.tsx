import type { JSX } from "preact";
import { t } from "../strings";
import { Tick } from "../ui/icons";
import { Joint } from "../ui/joint";

/** Before the first talk of a day: nobody practises while driving or beside a machine. */
export function ParkedScreen({ yes, no }: { yes: () => void; no: () => void }): JSX.Element {
  return (
    <main class="page parked">
      <Joint fits={false} size={112} />
      <h1>{t.parked.title}</h1>
      <p>{t.parked.text}</p>
      <p>{t.parked.bystanders}</p>
      <div class="ways">
        <button class="button main" type="button" onClick={yes}>
          <Tick /> {t.parked.yes}
        </button>
        <button class="button" type="button" onClick={no}>
          {t.parked.no}
        </button>
      </div>
    </main>
  );
}
