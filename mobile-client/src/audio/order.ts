/** A coder's answer may be off its question by this much, in microseconds: half a packet. */
const SLACK_US = 10_000;

type Entry<T> = { at_us: number; item: T } | { run: () => void };

/** Keeps things in their order around a coder that answers later: what comes after waits for what is being coded. Pure. */
export class Order<T> {
  private entries: Entry<T>[] = [];

  /** How many entries have no answer yet, and what waits behind them. */
  get length(): number {
    return this.entries.length;
  }

  /** The coder was asked; its answer will bear this time. */
  ask(at_us: number, item: T): void {
    this.entries.push({ at_us, item });
  }

  /** Do this once everything that was asked before has been answered: at once, where nothing is open. */
  after(run: () => void): void {
    if (this.entries.length === 0) run();
    else this.entries.push({ run });
  }

  /** The coder answers: what it was asked, and what waited for that. What it has left out is forgotten. */
  answer(at_us: number, take: (item: T) => void): void {
    while (this.entries.length > 0) {
      const first = this.entries[0]!;
      if ("at_us" in first && first.at_us > at_us + SLACK_US) return;
      this.entries.shift();
      if ("run" in first) first.run();
      else if (at_us - first.at_us < SLACK_US) take(first.item);
    }
  }

  /** The coder is broken and answers no more: all that is open, in its order. */
  abandon(left: (item: T) => void): void {
    const entries = this.entries;
    this.entries = [];
    for (const entry of entries) {
      if ("run" in entry) entry.run();
      else left(entry.item);
    }
  }
}
