/**
 * What a place sounds like, made by arithmetic from a fixed seed: nobody's recording, so it is the project's own and under
 * its licence. The same three makings as the server's (`dryfit_audio/surroundings.py`), and two that only a phone plays.
 * Pure.
 */

/** A place, as far as the ear can tell. */
export type BedKind = "bar" | "kitchen" | "compressor" | "traffic" | "warehouse" | "room";

/** Which words of a preset ask for which place; the first that fits. */
const NAMED: readonly (readonly [BedKind, RegExp])[] = [
  ["kitchen", /kitchen|galley|dish/],
  ["bar", /\bbar\b|pub|restaurant|cafe|crowd/],
  ["compressor", /compressor|boiler|generator|pump|electrical|plant|excavator|engine/],
  ["traffic", /traffic|street|road|truck|van|dock|outdoors/],
  ["warehouse", /warehouse|shop|jobsite|site|saw|stockroom|corridor/],
];

export function bedKind(preset: string): BedKind {
  const words = preset.toLowerCase();
  return NAMED.find(([, named]) => named.test(words))?.[0] ?? "room";
}

/** A bed's length before it comes round again. Shorter: one hears it repeat; longer: more memory, 32 kB a second. */
export const BED_S = 12;
/** Enough for noise, and a third of what the loudspeaker's rate would cost. */
export const BED_RATE_HZ = 16_000;

/** A loop of a place at a level of 1 (root mean square), whose end runs into its beginning. */
export function bedSound(kind: BedKind): Float32Array<ArrayBuffer> {
  const chance = random(KINDS.indexOf(kind) + 1);
  const made = MADE[kind](BED_S * BED_RATE_HZ, chance);
  let power = 0;
  for (const sample of made) power += sample * sample;
  const gain = 1 / Math.sqrt(power / made.length);
  return made.map((sample) => sample * gain);
}

type Chance = () => number;
type Sound = Float32Array<ArrayBuffer>;

const KINDS: readonly BedKind[] = ["bar", "kitchen", "compressor", "traffic", "warehouse", "room"];
const MADE: Readonly<Record<BedKind, (size: number, chance: Chance) => Sound>> = {
  room: (size, chance) => rumble(size, chance, 0.98),
  bar: (size, chance) => sum(rumble(size, chance, 0.96), murmur(size, chance, 14), clinks(size, chance, 8, 2_600, 0.25)),
  kitchen: (size, chance) => sum(rumble(size, chance, 0.9), clinks(size, chance, 24, 1_400, 0.5)),
  compressor: (size, chance) => sum(rumble(size, chance, 0.95), motor(size, chance, 48, 0.6)),
  traffic: (size, chance) => sum(rumble(size, chance, 0.985), passing(size, chance, 5)),
  warehouse: (size, chance) => sum(rumble(size, chance, 0.97), clinks(size, chance, 14, 500, 0.9)),
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function random(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let n = Math.imul(state ^ (state >>> 15), 1 | state);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sum(...sounds: readonly Sound[]): Sound {
  return sounds[0]!.map((_, i) => sounds.reduce((total, sound) => total + sound[i]!, 0));
}

/** Noise with less of it the higher it is; `dark` near 1 leaves only the low part. Goes round once to join its ends. */
function rumble(size: number, chance: Chance, dark: number): Sound {
  const noise = new Float32Array(size).map(() => chance() * 2 - 1);
  const made = new Float32Array(size);
  let low = 0;
  for (let i = -size; i < size; i++) {
    const sample = noise[(i + size) % size]!;
    low = dark * low + (1 - dark) * sample;
    if (i >= 0) made[i] = 6 * low + 0.05 * sample;
  }
  return made;
}

/** Voices without words: buzzing at the pitch of speech, each swelling syllable by syllable. */
function murmur(size: number, chance: Chance, voices: number): Sound {
  const made = new Float32Array(size);
  for (let n = 0; n < voices; n++) {
    const pitch = round(90 + 130 * chance());
    const pace = round(2 + 3 * chance());
    const [loud, late] = [0.1 * chance(), chance()];
    for (let i = 0; i < size; i++) {
      const at_s = i / BED_RATE_HZ;
      const swell = Math.max(0, Math.sin(2 * Math.PI * (pace * at_s + late))) ** 2;
      made[i]! += loud * swell * Math.sin(2 * Math.PI * pitch * at_s + 2 * Math.sin(2 * Math.PI * pitch * at_s));
    }
  }
  return made;
}

/** Things put down, struck or dropped, so many in the loop; they die away round its end. */
function clinks(size: number, chance: Chance, number: number, pitch_hz: number, loud: number): Sound {
  const made = new Float32Array(size);
  for (let n = 0; n < number; n++) {
    const start = Math.floor(chance() * size);
    const length = Math.floor((0.05 + 0.25 * chance()) * BED_RATE_HZ);
    const hertz = pitch_hz * (0.6 + chance());
    const level = loud * (0.3 + 0.7 * chance());
    for (let i = 0; i < length; i++) {
      const ring = Math.exp((-6 * i) / length);
      const struck = Math.sin((2 * Math.PI * hertz * i) / BED_RATE_HZ) + 0.5 * (chance() * 2 - 1);
      made[(start + i) % size]! += level * ring * struck;
    }
  }
  return made;
}

/** A motor that hunts a little about its speed. */
function motor(size: number, chance: Chance, speed_hz: number, loud: number): Sound {
  const made = new Float32Array(size);
  const hunting = round(0.3 + 0.4 * chance());
  for (let i = 0; i < size; i++) {
    const at_s = i / BED_RATE_HZ;
    const phase = 2 * Math.PI * speed_hz * at_s + 3 * Math.sin(2 * Math.PI * hunting * at_s);
    for (let n = 1; n <= 12; n++) made[i]! += (loud / n) * Math.sin(n * phase);
  }
  return made;
}

/** Cars going by: noise that swells and dies away. */
function passing(size: number, chance: Chance, number: number): Sound {
  const made = rumble(size, chance, 0.8);
  const cars = Array.from({ length: number }, () => ({ at: chance() * size, wide: (0.6 + chance()) * BED_RATE_HZ }));
  return made.map((sample, i) => {
    let near = 0;
    for (const { at, wide } of cars) {
      const away = Math.min(Math.abs(i - at), size - Math.abs(i - at));
      near += Math.exp(-((away / wide) ** 2));
    }
    return 1.5 * near * sample;
  });
}

/** The nearest frequency that goes into the loop a whole number of times, so that its ends join. */
function round(hertz: number): number {
  return Math.round(hertz * BED_S) / BED_S;
}
