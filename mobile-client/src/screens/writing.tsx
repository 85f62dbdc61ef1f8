import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { MAX_TYPED } from "../session/typed";
import { type Caption, visibleText } from "../session/view";
import { t } from "../strings";
import { Pen } from "../ui/icons";

/** What has been said, newest at the bottom; the log scrolls inside itself, never the page. */
export function Log({ captions, them }: { captions: readonly Caption[]; them: string }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const said = captions.filter((caption) => visibleText(caption) !== "");
  useEffect(() => {
    list.current!.scrollTop = list.current!.scrollHeight;
  }, [captions]);
  return (
    <div class="log" ref={list} role="log" aria-label={t.type.log} tabIndex={0}>
      <ol>
        {said.map((caption) => (
          <li key={caption.item} class={caption.who === "learner" ? "you" : "them"}>
            <span class="hidden-label">{caption.who === "learner" ? t.talk.you : them}: </span>
            {visibleText(caption)}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The learner's next line. Enter sends, as on a phone's keyboard; Shift and Enter is a new line. */
export function Writing({ say, ready }: { say: (text: string) => void; ready: boolean }): JSX.Element {
  const [text, keep] = useState("");
  const send = (): void => {
    if (!ready || text.trim() === "") return;
    say(text);
    keep("");
  };
  return (
    <form
      class="writing"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        rows={2}
        maxLength={MAX_TYPED}
        aria-label={t.type.label}
        placeholder={t.type.placeholder}
        enterkeyhint="send"
        value={text}
        onInput={(event) => keep(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button class="button main" type="submit" aria-disabled={!ready}>
        <Pen /> {t.type.send}
      </button>
    </form>
  );
}
