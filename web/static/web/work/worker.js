// Opens an assistant's pages without signal. VERSION and FILES are written above this by the site.
// Pages are asked for first and kept as they were last seen; files are taken from here.
// What others may see is kept under one name, what is somebody's own under another: signing out
// clears that.
"use strict";

/* global VERSION, FILES, SHELL */
const OURS = `work-files-${VERSION}`;
const OWN = "work-pages";
const PATIENCE = 4000;

const outside = (name) => name.startsWith("work-files-") && name !== OURS;

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(OURS);
    await cache.addAll([SHELL, ...FILES].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (outside(name)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

// The site says of each page whether a phone may keep it.
const mayKeep = (answer) => answer.ok && !answer.redirected && answer.headers.get("X-Keep-On-Phone") === "yes";

const keep = async (request, answer) => {
  const cache = await caches.open(OWN);
  await cache.put(new URL(request.url).pathname, answer);
};

// A page that says of itself that it is an old one, under the policy that it came with.
const fromPhone = async (answer) => {
  const text = (await answer.text()).replace("<html ", '<html data-from-phone="1" ');
  return new Response(text, { headers: answer.headers });
};

const kept = async (request) => {
  const own = await caches.open(OWN);
  const page = await own.match(new URL(request.url).pathname);
  if (page) return fromPhone(page);
  return (await caches.open(OURS)).match(SHELL);
};

const patiently = (request) => {
  const late = new Promise((_, failed) => {
    setTimeout(() => failed(new Error("late")), PATIENCE);
  });
  return Promise.race([fetch(request), late]);
};

const page = async (event) => {
  try {
    const answer = await patiently(event.request);
    if (mayKeep(answer)) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch {
    return kept(event.request);
  }
};

const file = async (request) => (await (await caches.open(OURS)).match(request)) ?? fetch(request);

// The council's colour and logo: their addresses change when they do.
const look = async (request) => {
  const own = await caches.open(OWN);
  const there = await own.match(request);
  if (there) return there;
  const answer = await fetch(request);
  if (answer.ok) await own.put(request, answer.clone());
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(pathname)) event.respondWith(file(request));
  else if (["style", "image"].includes(request.destination)) event.respondWith(look(request));
});

// The pages that somebody will want without signal, fetched while there is some.
const warm = async (addresses) => {
  for (const address of addresses) {
    const request = new Request(address, { credentials: "same-origin" });
    const answer = await fetch(request).catch(() => null);
    if (answer && mayKeep(answer)) await keep(request, answer);
  }
};

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(warm(event.data.keep));
});
