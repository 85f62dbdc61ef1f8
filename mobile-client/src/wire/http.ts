import { token } from "./access";
import { type DrillList, LEARNER_PREFIX } from "./drill";
import type { Attempts, ScenarioList } from "./events";

/** Why a request gave nothing. `token`: scan again. `unreachable`: no answer. `server`: an answer that is an error. */
export type FetchFailure = "token" | "unreachable" | "server";

export class HttpError extends Error {
  constructor(
    readonly failure: FetchFailure,
    message = "",
  ) {
    super(message || failure);
  }
}

/** The code that a failed request is shown under. */
export function failureCode(cause: unknown): string {
  if (!(cause instanceof HttpError)) return "unreachable";
  return cause.failure === "token" ? "token-needed" : cause.failure === "server" ? "not-ready" : "unreachable";
}

/** How long a phone on a weak signal waits before it says so, in milliseconds. */
const PATIENCE_MS = 12_000;

/** Fetch the scenario cards. Raises {@link HttpError}. */
export async function fetchScenarios(): Promise<ScenarioList> {
  return (await get("v1/scenarios")) as ScenarioList;
}

/** Fetch the drill sets. Raises {@link HttpError}. */
export async function fetchDrills(): Promise<DrillList> {
  return (await get("v1/drills")) as DrillList;
}

/** A refused handshake looks like a lost connection to a page; a plain request tells which it was. */
export async function isTokenRefused(): Promise<boolean> {
  try {
    await fetchScenarios();
    return false;
  } catch (cause) {
    return cause instanceof HttpError && cause.failure === "token";
  }
}

/** A brief as it is read aloud. Raises {@link HttpError}. */
export async function fetchBrief(scenario: string): Promise<Blob> {
  return (await found(`v1/scenarios/${encodeURIComponent(scenario)}/brief`)).blob();
}

/** Every attempt at one moment. Raises {@link HttpError}. */
export async function fetchAttempts(session: string, turn: number): Promise<Attempts> {
  return (await get(`v1/sessions/${encodeURIComponent(session)}/attempts?turn=${turn}`)) as Attempts;
}

/** A session's report, one page. Raises {@link HttpError}. */
export async function fetchReport(session: string): Promise<Blob> {
  return (await found(`v1/sessions/${encodeURIComponent(session)}/report`)).blob();
}

/** Have the server delete a session, or what was judged under a phone's key. True: it holds nothing of it any more. */
export async function removeSession(session: string): Promise<boolean> {
  const kind = session.startsWith(LEARNER_PREFIX) ? "learners" : "sessions";
  try {
    const { ok, status } = await ask(`v1/${kind}/${encodeURIComponent(session)}`, "DELETE");
    return ok || status === 404;
  } catch {
    return false;
  }
}

/** Send something and take the answer, whatever its status. Raises {@link HttpError}. */
export async function post(path: string, body: BodyInit): Promise<Response> {
  const answer = await ask(path, "POST", body);
  if (answer.status === 401) throw new HttpError("token");
  return answer;
}

async function ask(path: string, method: "GET" | "DELETE" | "POST", body: BodyInit | null = null): Promise<Response> {
  const key = token();
  try {
    return await fetch(new URL(path, document.baseURI), {
      method,
      body,
      headers: key ? { Authorization: `Bearer ${key}` } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new HttpError("unreachable");
  }
}

async function get(path: string): Promise<unknown> {
  return (await found(path)).json();
}

async function found(path: string): Promise<Response> {
  const answer = await ask(path, "GET");
  if (answer.status === 401) throw new HttpError("token");
  if (!answer.ok) throw new HttpError("server", `${answer.status}`);
  return answer;
}
