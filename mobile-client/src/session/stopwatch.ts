/** Time spent talking: stands still while the session is held. Times in, in seconds of any clock; pure. */
export class Stopwatch {
  private total_s = 0;
  private since_s: number | null = null;

  /** One that stands still, with so much on it. */
  static at(seconds: number): Stopwatch {
    const watch = new Stopwatch();
    watch.total_s = seconds;
    return watch;
  }

  start(now_s: number): void {
    this.since_s ??= now_s;
  }

  stop(now_s: number): void {
    this.total_s = this.read(now_s);
    this.since_s = null;
  }

  read(now_s: number): number {
    return this.total_s + (this.since_s === null ? 0 : now_s - this.since_s);
  }
}
