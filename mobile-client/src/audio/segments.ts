/** How many items can wait one behind the other; a persona has one, rarely two. */
const SLOTS = 32;

/** The items in a playout buffer, in order: whose samples they are and where in the item they stand. */
export class SegmentQueue {
  private readonly streams = new Int32Array(SLOTS);
  private readonly positions = new Float64Array(SLOTS);
  private readonly lengths = new Int32Array(SLOTS);
  private readonly closed = new Uint8Array(SLOTS);
  private front = 0;
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }
  get stream(): number {
    return this.streams[this.front]!;
  }
  /** The next sample's place in its item. */
  get position(): number {
    return this.positions[this.front]!;
  }
  get remaining(): number {
    return this.lengths[this.front]!;
  }
  get isDrained(): boolean {
    return this.remaining === 0;
  }
  /** True where the front segment gets no more: its item was finished, or another segment follows it. */
  get isClosed(): boolean {
    return this.closed[this.front] === 1 || this.count > 1;
  }
  /** True where the next segment is of the same item, after a gap. */
  get isContinued(): boolean {
    return this.count > 1 && this.streams[(this.front + 1) % SLOTS] === this.stream;
  }

  /** Add samples; a gap in the positions opens a new segment, so that the playhead stays true. False: no slot left. */
  append(stream: number, position: number, length: number): boolean {
    if (this.count > 0) {
      const back = (this.front + this.count - 1) % SLOTS;
      const end = this.positions[back]! + this.lengths[back]!;
      if (this.streams[back] === stream && end === position) {
        this.lengths[back]! += length;
        return true;
      }
    }
    if (this.count === SLOTS) return false;
    const slot = (this.front + this.count) % SLOTS;
    this.streams[slot] = stream;
    this.positions[slot] = position;
    this.lengths[slot] = length;
    this.closed[slot] = 0;
    this.count += 1;
    return true;
  }

  finish(stream: number): void {
    for (let i = 0; i < this.count; i++) {
      const slot = (this.front + i) % SLOTS;
      if (this.streams[slot] === stream) this.closed[slot] = 1;
    }
  }

  advance(): void {
    this.positions[this.front]! += 1;
    this.lengths[this.front]! -= 1;
  }

  drop(): void {
    this.front = (this.front + 1) % SLOTS;
    this.count -= 1;
  }

  /** Keep at most this many samples of the front segment and nothing behind it. Returns how many are left. */
  keepOnly(samples: number): number {
    const kept = Math.min(samples, this.remaining);
    this.lengths[this.front] = kept;
    this.closed[this.front] = 1;
    this.count = kept > 0 ? 1 : 0;
    return kept;
  }
}
