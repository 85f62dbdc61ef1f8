import { Bed } from "../audio/bed";
import type { AudioRoom } from "../audio/room";
import type { SessionView } from "./view";

/** The noise around a talk: from its beginning on, quieter while the learner talks, none while nothing goes on. */
export class Place {
  private bed: Bed | null = null;

  constructor(private readonly wanted: boolean) {}

  /** `isDown`: the button to talk. */
  follow(room: AudioRoom | null, { scenario, turn }: SessionView, isDown: boolean): void {
    if (!room || !scenario?.noise_bed || !this.wanted) return;
    this.bed ??= new Bed(room.context, room.output, scenario.noise_bed);
    this.bed.duck(isDown || turn === "hearing" || turn === "pausing" || turn === "yielding");
    this.bed.silence(turn === "held" || turn === "ended");
  }

  leave(): void {
    this.bed?.close();
    this.bed = null;
  }
}
