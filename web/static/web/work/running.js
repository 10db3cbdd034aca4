// The shift that is going on: kept on this phone from the moment it starts, wherever that is.

import { clockWords, dayWords, wall } from "./london.js";
import { newId } from "./ids.js";
import { say, show } from "./page.js";
import { get, keepForLong, put, remove } from "./store.js";

const MINUTE = 60_000;

const thisMinute = () => new Date(Math.floor(Date.now() / MINUTE) * MINUTE).toISOString();

export const running = (user) => get("running", user);
export const forget = (user) => remove("running", user);

const since = (moment) => {
  const today = wall(new Date()).day === wall(moment).day;
  return today ? clockWords(moment) : `${dayWords(moment)}, ${clockWords(moment)}`;
};

export const draw = async (work) => {
  const one = await running(work.user);
  const elsewhere = one && one.engagement !== work.engagement;
  show("start", !one);
  const part = show("running", Boolean(one));
  if (!part || !one) return;
  const name = work.engagements.find((each) => each.id === one.engagement)?.name ?? "somebody";
  const title = one.stopped_at ? "Look at it and keep it" : "You are working";
  const at = since(new Date(one.started_at));
  const words = one.stopped_at ? `${at} to ${clockWords(new Date(one.stopped_at))}` : `since ${at}`;
  say(part, {
    title,
    since: elsewhere ? `${words}, for ${name}` : words,
    "stop-words": one.stopped_at ? "Look and keep it" : "Stop now",
  });
  part.querySelector("[data-forget]").hidden = false;
};

export const start = async (work, engagement) => {
  keepForLong();
  const started_at = thisMinute();
  await put("running", { user: work.user, id: newId(), engagement, started_at, stopped_at: null });
};

// Stopped, it stays here until it is kept as a shift.
export const stop = async (user) => {
  const one = await running(user);
  if (!one) return null;
  const stopped = { ...one, stopped_at: one.stopped_at ?? thisMinute() };
  await put("running", stopped);
  return stopped;
};
