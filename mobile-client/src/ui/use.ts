import { useEffect, useReducer, useState } from "preact/hooks";

interface Store {
  subscribe(listener: () => void): () => void;
}

/** Draw again whenever the store says that it changed. */
export function useStore(store: Store): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    redraw(undefined); // It may have changed between the first drawing and now.
    return store.subscribe(() => redraw(undefined));
  }, [store]);
}

/** A value read again a few times a second, for clocks. */
export function usePolled<T>(read: () => T, every_ms: number): T {
  const [value, keep] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => keep(read()), every_ms);
    return () => clearInterval(timer);
  }, [read, every_ms]);
  return value;
}
