import { FAINT_DBFS, LOUD_DBFS } from "../session/hearing";

/** Where the meter begins: a quiet room lies here. */
const LEAST_DBFS = -70;

/** Where "too quiet" ends and "too loud" begins, of the meter's length: room for a word on each side. */
export const MARKS = { faint: 0.32, loud: 0.72 };

/** How much of the meter a level fills, 0 to 1; none for no level. Pure. */
export function share(dbfs: number | null): number {
  if (dbfs === null || dbfs <= LEAST_DBFS) return 0;
  if (dbfs < FAINT_DBFS) return between(LEAST_DBFS, FAINT_DBFS, 0, MARKS.faint, dbfs);
  if (dbfs < LOUD_DBFS) return between(FAINT_DBFS, LOUD_DBFS, MARKS.faint, MARKS.loud, dbfs);
  return Math.min(1, between(LOUD_DBFS, 0, MARKS.loud, 1, dbfs));
}

function between(from: number, to: number, low: number, high: number, at: number): number {
  return low + ((at - from) / (to - from)) * (high - low);
}
