import type { Speaker } from "../audio/speaker";
import type { ServerEvent } from "../wire/events";

/** What an event asks of the loudspeaker; `afterSound`: once what has come before is on its way there. */
export function soundAs(event: ServerEvent, speaker: Speaker, afterSound: (run: () => void) => void): void {
  switch (event.type) {
    case "response.output_item.added": {
      const { audio_stream, id } = event.item;
      if (typeof audio_stream === "number") speaker.open(audio_stream, id);
      return;
    }
    case "response.output_audio.done":
      return afterSound(() => speaker.finish(event.item_id));
    case "dryfit.playback":
      return event.action === "stop" ? speaker.stop(event.item_id) : speaker[event.action]();
  }
}
