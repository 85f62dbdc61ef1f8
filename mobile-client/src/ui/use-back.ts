import { useEffect, useRef } from "preact/hooks";

interface Mark {
  dryfit: true;
}

const isMarked = (): boolean => (history.state as Mark | null)?.dryfit === true;

/**
 * The phone's own Back button: away from the first screen it does what `back` does, instead of leaving. Null: this is the
 * first screen, where it leaves. Undefined: which screen it will be is not known yet. One entry of the browser's history stands for all screens.
 */
export function useBack(back: (() => void) | null | undefined): void {
  const latest = useRef(back);
  latest.current = back;
  const at = back === undefined ? "nowhere" : back === null ? "first" : "deeper";
  useEffect(() => {
    const mark = (): void => {
      if (latest.current && !isMarked()) history.pushState({ dryfit: true } satisfies Mark, "");
    };
    const onBack = (): void => {
      if (isMarked()) return;
      latest.current?.();
      // The next press is caught too, should this have led to another screen than the first.
      setTimeout(mark);
    };
    if (at === "first" && isMarked()) history.back();
    if (at !== "deeper") return;
    mark();
    addEventListener("popstate", onBack);
    return () => removeEventListener("popstate", onBack);
  }, [at]);
}
