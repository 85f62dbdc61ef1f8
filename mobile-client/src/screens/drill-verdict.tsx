import type { JSX } from "preact";
import { aroundWrong } from "../session/drill";
import { t } from "../strings";
import { Cross, Tick } from "../ui/icons";
import type { Verdict } from "../wire/drill";

/** What is right about one answer, where that stands, and who has checked it. */
export function VerdictCard({ verdict, brief }: { verdict: Verdict; brief?: boolean }): JSX.Element {
  const [before, wrong, after] = aroundWrong(verdict);
  return (
    <div
      class={`verdict-card ${verdict.correct ? "right" : "wrong"}`}
      role="group"
      aria-label={verdict.asks}
      tabIndex={brief ? 0 : undefined}
    >
      <p class="says-so">
        <span class="sign">{verdict.correct ? <Tick /> : <Cross />}</span>
        {verdict.correct ? t.drill.wasRight : t.drill.wasWrong}
      </p>
      {!brief && <p class="label">{verdict.asks}</p>}
      <blockquote>
        {before}
        {wrong && <del>{wrong}</del>}
        {after}
      </blockquote>
      {verdict.right && (
        <p>
          <strong>{t.drill.rightIs}: </strong>
          <mark>{verdict.right}</mark>
        </p>
      )}
      <p>
        <strong>{t.drill.source}: </strong>
        {verdict.source}
      </p>
      {verdict.look && !brief && (
        <p>
          <strong>{t.drill.look}: </strong>
          {verdict.look}
        </p>
      )}
      {!verdict.checked && <p class="unchecked">{t.drill.unchecked}</p>}
    </div>
  );
}
