import { type BedKind, bedSound } from "./bed-sound";

/** Makes a bed beside the page: it takes an old phone a second, in which the persona must not stutter. */
self.onmessage = ({ data }: MessageEvent<BedKind>): void => {
  const sound = bedSound(data);
  self.postMessage(sound, { transfer: [sound.buffer] });
};
