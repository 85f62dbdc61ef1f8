import type { ComponentChildren, JSX } from "preact";
import type { Notice } from "../session/view";
import { t } from "../strings";
import { Joint } from "./joint";

/** What went wrong, in words for someone with a phone in one hand, and the way on. */
export function FailurePage(props: { notice: Notice; children: ComponentChildren }): JSX.Element {
  const { code, message } = props.notice;
  return (
    <main class="page talk-failed">
      <div class="failure" role="alert">
        <Joint fits={false} size={112} />
        <h1>{t.failure.titles[code] ?? t.failure.fallbackTitle}</h1>
        <p>{t.failure.texts[code] ?? message}</p>
        <div class="ways">{props.children}</div>
      </div>
    </main>
  );
}
