import type { ClientEvent, Difficulty, ServerEvent } from "./events";
import { type AudioFrame, decodeFrame, encodeFrame } from "./frame";
import { parseServerEvent } from "./parse";

export interface SocketHandlers {
  opened(): void;
  event(event: ServerEvent): void;
  audio(frame: AudioFrame): void;
  /** `code` as in docs/protocol.md; 1006 where the server could not be reached or refused the handshake. */
  closed(code: number): void;
}

/** The address of a session. */
export function sessionAddress(
  base: string,
  options: { scenario: string; difficulty: Difficulty; token: string | null; seed: string | null },
): string {
  const url = new URL("v1/realtime", base);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  url.searchParams.set("model", options.scenario);
  url.searchParams.set("difficulty", options.difficulty);
  if (options.seed) url.searchParams.set("seed", options.seed);
  if (options.token) url.searchParams.set("token", options.token);
  return url.href;
}

/** A thin shell around WebSocket: events and frames in, events and frames out. */
export class WireSocket {
  private readonly socket: WebSocket;
  private sequence = 0;
  private position = 0;

  constructor(address: string, handlers: SocketHandlers) {
    this.socket = new WebSocket(address, "dryfit.v1");
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => handlers.opened();
    this.socket.onclose = (event) => handlers.closed(event.code);
    this.socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => {
      if (typeof message.data === "string") {
        const event = parseServerEvent(message.data);
        if (event) handlers.event(event);
      } else {
        const frame = decodeFrame(message.data);
        if (frame) handlers.audio(frame);
      }
    };
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(event: ClientEvent): void {
    if (this.isOpen) this.socket.send(JSON.stringify(event));
  }

  /** Send captured samples, 24 kHz PCM16; they count towards the input stream's position. */
  sendAudio(samples: Int16Array): void {
    if (!this.isOpen) return;
    const { sequence, position } = this;
    this.socket.send(encodeFrame({ stream: 0, sequence, position, samples }));
    this.sequence += 1;
    this.position += samples.length;
  }

  close(): void {
    this.socket.close(1000);
  }
}
