// The service worker of the signing page. It keeps the page of a site, its style, scripts and text, by version;
// nothing personal, no answer of the gate, no other page. VERSION and SHELL stand above, put there by the server.
const NAME = `ikrar-${VERSION}`;
const SITE = /^(\/en)?\/i\/[0-9A-Z]{4,8}$/;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    await Promise.allSettled(SHELL.map((path) => cache.add(new Request(path, { cache: "reload" }))));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("ikrar-") && name !== NAME) await caches.delete(name);
    await self.clients.claim();
    for (const client of await self.clients.matchAll()) await remember(new URL(client.url).pathname);
  })());
});

const remember = async (path) => {
  if (!SITE.test(path)) return;
  try { await (await caches.open(NAME)).add(new Request(path, { credentials: "omit" })); } catch { /* no line: next time */ }
};

// A page: from the line if it answers within four seconds, else the one kept.
const page = async (request, path) => {
  const cache = await caches.open(NAME);
  const kept = await cache.match(path);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(path, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const late = new Promise((done) => { setTimeout(() => done(kept), 4000); });
  return Promise.race([fresh.catch(() => kept), late]);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && SITE.test(pathname)) event.respondWith(page(request, pathname));
  else if (SHELL.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
});

// Background Sync, where a browser has it. An open page sends by itself; without one the worker does.
const open = () => new Promise((done, fail) => {
  const asked = indexedDB.open("ikrar", 1);
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

const store = (database, mode, act) => new Promise((done, fail) => {
  const whole = database.transaction("pledges", mode);
  const asked = act(whole.objectStore("pledges"));
  whole.oncomplete = () => done(asked.result);
  whole.onerror = () => fail(whole.error);
});

const sendAll = async () => {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.length) { for (const one of pages) one.postMessage("flush"); return; }
  const database = await open();
  for (const pledge of await store(database, "readonly", (s) => s.getAll())) {
    if (pledge.state !== "SAVED" && pledge.state !== "SENT") continue;
    const answer = await fetch("/gate/pledge", {
      method: "POST", credentials: "omit", headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(pledge.body),
    });
    if (!answer.ok) { if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw new Error("later"); continue; }
    const said = await answer.json();
    await store(database, "readwrite", (s) => s.put({ ...pledge, state: "ACCEPTED", number: said.number, received_at: said.received_at }, pledge.tid));
  }
};

self.addEventListener("sync", (event) => { if (event.tag === "ikrar-send") event.waitUntil(sendAll()); });
