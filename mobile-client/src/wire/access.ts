/** The token that came with the link or QR code: kept on the phone, taken out of the address bar. */

const KEY = "dryfit.token";

export interface Link {
  /** Scenario named by the link, if any. */
  scenario: string | null;
  /** Drill set named by the link; empty: the list of them. */
  drill: string | null;
  token: string | null;
  /** The same seed gives every learner of a class the same persona. */
  seed: string | null;
  /** The address without the token, to put in its place. */
  cleaned: string;
}

/** Read what a link carries; pure. */
export function readLink(href: string): Link {
  const url = new URL(href);
  const token = url.searchParams.get("token");
  url.searchParams.delete("token");
  return {
    scenario: url.searchParams.get("s"),
    drill: url.searchParams.get("d"),
    token,
    seed: url.searchParams.get("seed"),
    cleaned: url.pathname + url.search + url.hash,
  };
}

/** A link that opens one scenario on another phone; it carries the token, as the code on the computer does. Pure. */
export function linkTo(href: string, scenario: string, token: string | null): string {
  const url = new URL(href);
  url.search = "";
  url.hash = "";
  url.searchParams.set("s", scenario);
  if (token) url.searchParams.set("token", token);
  return url.href;
}

/** Keep the link's token and strip it from the address, so that a shared screen or screenshot does not show it. */
export function acceptLink(): Link {
  const link = readLink(location.href);
  if (link.token) {
    remember(link.token);
    history.replaceState(null, "", link.cleaned);
  }
  return link;
}

/** The kept token; null where there is none. */
export function token(): string | null {
  return read(sessionStorage) ?? read(localStorage) ?? remembered;
}

// Private browsing can refuse storage; the token then lives as long as the page.
let remembered: string | null = null;

function remember(value: string): void {
  remembered = value;
  for (const store of [sessionStorage, localStorage]) {
    try {
      store.setItem(KEY, value);
    } catch {
      continue;
    }
  }
}

function read(store: Storage): string | null {
  try {
    return store.getItem(KEY);
  } catch {
    return null;
  }
}
