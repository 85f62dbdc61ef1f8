import type { Shelf } from "../src/kept/shelf";

/** A phone's shelf in memory; `room` characters fit on it. */
export function memory(room = Infinity): Shelf & { keys(): string[] } {
  const kept = new Map<string, string>();
  const size = (): number => [...kept.values()].reduce((sum, value) => sum + value.length, 0);
  return {
    get length() {
      return kept.size;
    },
    keys: () => [...kept.keys()],
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (size() - (kept.get(key)?.length ?? 0) + value.length > room) throw new Error("full");
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

/** A shelf that refuses everything, as private browsing may. */
export function refusing(): Shelf {
  const refuse = (): never => {
    throw new Error("refused");
  };
  return { length: 0, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse };
}
