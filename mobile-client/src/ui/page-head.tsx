import type { JSX } from "preact";
import { t } from "../strings";
import { Back } from "./icons";

/** The way back, and what this page is. */
export function PageHead({ title, back }: { title: string; back: () => void }): JSX.Element {
  return (
    <>
      <button class="back" type="button" onClick={back}>
        <Back /> {t.app.back}
      </button>
      <h1>{title}</h1>
    </>
  );
}
