import { type Shelf, read, write } from "./shelf";

const NAME = "parked";

/** Whether the learner said today that the car is parked; asked anew every day. */
export function saidParked(on: Shelf | null, now: Date): boolean {
  return read(on, NAME) === dayOf(now);
}

export function sayParked(on: Shelf | null, now: Date): void {
  write(on, NAME, dayOf(now));
}

/** The day where the phone is, as 2026-11-25. */
export function dayOf(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
