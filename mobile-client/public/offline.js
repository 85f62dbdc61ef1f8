/*
 * The service worker: what was on the phone once can be read without a connection. The network is always asked first for
 * the page and for the scenarios, so that nobody talks to a server of today with a client of last week; where it does not
 * answer in time, the last answer stands in. Files under assets/ never change under their name: they are taken from here.
 */
const CACHE = "dryfit";
/** A page that is not there by then is taken from the phone; the network's answer is kept for the next time. */
const PATIENCE_MS = 2500;

const scope = new URL(self.registration.scope);
const isPage = (request) => request.mode === "navigate";
const isAsset = ({ url }) => url.startsWith(new URL("assets/", scope).href);
const isList = ({ url }) => new URL(url).pathname.endsWith("/v1/scenarios");

self.addEventListener("install", (event) => {
  event.waitUntil(fetch(scope).then(keepPage).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== scope.origin) return;
  if (isPage(request) && new URL(request.url).pathname === scope.pathname) {
    event.respondWith(newest(scope.href, event, () => fetch(request), keepPage));
  } else if (isList(request)) {
    event.respondWith(newest(request.url, event, () => fetch(request), keep(request.url)));
  } else if (isAsset(request)) {
    event.respondWith(kept(request.url).then((found) => found ?? fetch(request).then(keep(request.url))));
  }
});

/** The network's answer where it comes in time, else the kept one; without either, the failure. */
async function newest(name, event, ask, keepIt) {
  const asked = ask().then((answer) => (answer.ok ? keepIt(answer) : answer));
  event.waitUntil(asked.catch(() => undefined));
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  const first = await Promise.race([asked.catch(() => null), late]);
  return first ?? (await kept(name)) ?? asked;
}

async function kept(name) {
  return (await caches.open(CACHE)).match(name);
}

const keep = (name) => async (answer) => {
  if (answer.ok) await (await caches.open(CACHE)).put(name, answer.clone());
  return answer;
};

/** Keep the page with what it loads at once; of another version of it nothing is left. */
async function keepPage(answer) {
  if (!answer.ok) return answer;
  const cache = await caches.open(CACHE);
  const html = await answer.clone().text();
  const before = await (await cache.match(scope.href))?.text();
  if (html === before) return answer;
  const assets = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => new URL(path, scope).href);
  await cache.addAll(assets);
  await cache.put(scope.href, answer.clone());
  for (const { url } of await cache.keys()) if (isAsset({ url }) && !assets.includes(url)) await cache.delete(url);
  return answer;
}
