/** Why there is no sound: what the learner can do differs for each. */
export type AudioFailure = "insecure" | "refused" | "missing" | "taken" | "unsupported";

export class AudioUnavailable extends Error {
  constructor(readonly failure: AudioFailure) {
    super(failure);
  }
}
