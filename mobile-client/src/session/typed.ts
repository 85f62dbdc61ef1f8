import type { ClientEvent } from "../wire/events";

/** The longest turn that is sent; nobody says more in one breath, and a pasted book is no turn. */
export const MAX_TYPED = 2_000;

/** A typed turn, and the request to answer it; nothing for blank text. Pure. */
export function typedTurn(text: string): ClientEvent[] {
  const said = text.trim().slice(0, MAX_TYPED);
  if (said === "") return [];
  const content = [{ type: "input_text", text: said }];
  return [
    { type: "conversation.item.create", item: { type: "message", role: "user", content } },
    { type: "response.create" },
  ];
}

/** The address of a session in which both sides write. Pure. */
export function inWriting(address: string): string {
  const url = new URL(address);
  url.searchParams.set("mode", "text");
  return url.href;
}
