import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { language, t } from "../strings";
import { Ear, Stop } from "../ui/icons";
import { fetchBrief } from "../wire/http";

/** The brief read aloud, by the server's voice: for whoever drives up, or has paint on both hands. */
export function Reading({ scenario, byItself }: { scenario: string; byItself: boolean }): JSX.Element {
  const [at, go] = useState<"rest" | "reading" | "failed">("rest");
  const stopped = useRef(new AbortController());
  const stop = (): void => {
    stopped.current.abort();
    go("rest");
  };
  const start = async (asked: boolean): Promise<void> => {
    stopped.current = new AbortController();
    const { signal } = stopped.current;
    go("reading");
    try {
      await play(await fetchBrief(scenario), signal);
      if (!signal.aborted) go("rest");
    } catch {
      // A page that was opened by a link may not sound before the first tap.
      if (!signal.aborted) go(asked ? "failed" : "rest");
    }
  };
  useEffect(() => {
    if (byItself) void start(false);
    return () => stopped.current.abort();
  }, [scenario]);
  return (
    <>
      <button
        class="icon read"
        type="button"
        aria-label={at === "reading" ? t.brief.readStop : t.brief.read}
        onClick={() => (at === "reading" ? stop() : void start(true))}
      >
        {at === "reading" ? <Stop /> : <Ear />}
      </button>
      <p role="status" lang={language}>
        {at === "failed" && t.brief.readFailed}
      </p>
    </>
  );
}

/** Play to the end, or until it is stopped. Raises what the browser does where it may not. */
async function play(sound: Blob, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const address = URL.createObjectURL(sound);
  const audio = new Audio(address);
  try {
    await new Promise<void>((done, fail) => {
      audio.onended = () => done();
      audio.onerror = () => fail(audio.error);
      signal.addEventListener("abort", () => done());
      audio.play().catch(fail);
    });
  } finally {
    audio.pause();
    URL.revokeObjectURL(address);
  }
}
