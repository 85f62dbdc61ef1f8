import type { Difficulty, ServerEvent } from "./events";
import { type AudioFrame, type Codec, decodeFrame } from "./frame";
import { parseServerEvent } from "./parse";

export interface SocketHandlers {
  opened(): void;
  event(event: ServerEvent): void;
  audio(frame: AudioFrame): void;
  /** `code` as in docs/protocol.md; 1006 where the server could not be reached or refused the handshake. */
  closed(code: number): void;
}

/** What every socket of a session says. */
export interface Line {
  token: string | null;
  codec: Codec;
}

/** How a session begins: from the first line, at one moment of an earlier one, as a look back on it, or as a drill. */
export type Opening =
  | { kind: "talk" }
  | { kind: "redo"; session: string; turn: number }
  | { kind: "debrief"; session: string }
  | { kind: "drill"; set: string; items: number; learner: string };

export interface SessionChoice {
  scenario: string;
  difficulty: Difficulty;
  seed: string | null;
  opening: Opening;
}

/** The address of a session. */
export function sessionAddress(base: string, options: SessionChoice & Line): string {
  const url = lineAddress(base, options);
  const { opening } = options;
  if (opening.kind === "drill") {
    url.searchParams.set("drill", opening.set);
    url.searchParams.set("items", String(opening.items));
    url.searchParams.set("learner", opening.learner);
    if (options.seed) url.searchParams.set("seed", options.seed);
    return url.href;
  }
  if (opening.kind !== "talk") {
    url.searchParams.set(opening.kind, opening.session);
    if (opening.kind === "redo") url.searchParams.set("turn", String(opening.turn));
    return url.href;
  }
  url.searchParams.set("model", options.scenario);
  url.searchParams.set("difficulty", options.difficulty);
  if (options.seed) url.searchParams.set("seed", options.seed);
  return url.href;
}

/** The address to come back to a session. */
export function resumeAddress(base: string, session: string, line: Line): string {
  const url = lineAddress(base, line);
  url.searchParams.set("resume", session);
  return url.href;
}

function lineAddress(base: string, { token, codec }: Line): URL {
  const url = new URL("v1/realtime", base);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  url.searchParams.set("codec", codec);
  if (token) url.searchParams.set("token", token);
  return url;
}

/** A thin shell around WebSocket: events and frames in, events and frames out. */
export class WireSocket {
  private readonly socket: WebSocket;

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

  /** What has been sent and has not left the phone. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  send(message: string | ArrayBuffer): void {
    if (this.isOpen) this.socket.send(message);
  }

  /** Forget this socket: it says nothing more, not even that it closed. */
  abandon(): void {
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
  }

  close(): void {
    this.socket.close(1000);
  }
}
